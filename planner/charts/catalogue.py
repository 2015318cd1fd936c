"""Every chart by its name: what it is called, what it shows, and of what; drawn by ``draw``.

The command line and the app take their lists from here, before any chart is asked for: so this knows no matplotlib.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from planner.charts.theme import LIGHT, Theme

if TYPE_CHECKING:
    from planner.charts.sheet import Chart

Of = Literal["plan", "scenarios", "solves"]
"""What a chart is drawn of: one plan; plans side by side; what many solves have found of one scenario."""


@dataclass(frozen=True)
class Kind:
    """One kind of chart."""

    of: Of
    title: str
    """What it answers."""
    hint: str = ""
    """What it shows, with the words by which it is known elsewhere."""
    stem: str = ""
    """What a file of it is called, where not by the chart's name."""


KINDS = {
    "priority": Kind("plan", "Who comes first, and why", "Value against opportunity cost, with the cut line"),
    "bubbles": Kind("plan", "What each brings for its cost", "Value for money: what each request captures and costs"),
    "allocation": Kind(
        "plan", "Who has which GPUs when", "Allocation over time: products or teams, below what is usable"
    ),
    "heat": Kind("plan", "Where and when it is tight", "Utilisation and price by pool and period"),
    "gantt": Kind("plan", "When each request is served", "Grants over time, in the window that was asked for"),
    "fairness": Kind("plan", "What every team gets", "Fairness: what every team asked for and got"),
    "moves": Kind("scenarios", "Who moved"),
    "kpis": Kind("scenarios", "Key figures"),
    "attribution": Kind("scenarios", "What caused it", "What each difference of the input caused", "waterfall"),
    "regret": Kind(
        "scenarios", "Regret", "What each plan would lose where another scenario came true", "regret-matrix"
    ),
    "frontier": Kind("solves", "What more of a limit brings", "Frontier: the most value for every level of a limit"),
    "ladder": Kind("solves", "What another rack brings", "Capacity ladder: what more and more GPUs of a pool bring"),
    "tornado": Kind("solves", "Which guess matters most", "Tornado: each input 10 % smaller and larger"),
    "weights": Kind("solves", "How far weights may move", "Weights of metrics, and where the plan becomes another one"),
    "robustness": Kind("solves", "How sure is each decision", "Robustness: which decisions hold in many futures"),
    "strategies": Kind("solves", "Against simple ways to decide", "Strategies: the best plan against lists"),
    "grid": Kind("solves", "Combinations", "The value over some figures"),
}


def kinds_of(what: Of) -> tuple[str, ...]:
    """Names of the charts of something."""
    return tuple(name for name, kind in KINDS.items() if kind.of == what)


IN_READING_ORDER = ("priority", "allocation", "gantt", "fairness", "bubbles", "heat")
"""The charts of a plan as the app lists them: who gets what, when, for how much; then what is short."""


_ONE = threading.Lock()
"""matplotlib's settings are of the whole process, and half loaded it is broken: threads draw one after the other."""


def draw(
    name: str,
    found: Sequence[Any],
    note: str = "",
    theme: Theme = LIGHT,
    size: tuple[float, float] | None = None,
    *,
    is_titled: bool = True,
) -> Chart:
    """Draw what was found, below a line on what to know before it is read; without a size: as large as it needs.

    Without a title its finding stands elsewhere, and the chart takes its room.

    matplotlib is heavy, and most runs draw nothing: it is loaded here, when the first chart is asked for.
    """
    with _ONE:
        from planner.charts import settings

        settings.load()
        from planner.charts.drawings import DRAWINGS, noted, untitled, without_formulas

        with without_formulas() as spelt_out:
            chart = DRAWINGS[name](*found, theme, *([size] if size else []))
            return spelt_out(noted(chart if is_titled else untitled(chart), note, theme))
