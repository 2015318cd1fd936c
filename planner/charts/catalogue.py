"""Every chart by its name: what it is called, what it shows, and of what; drawn by ``draw``.

The command line and the app take their lists from here, before any chart is asked for: so this knows no matplotlib.
"""

from __future__ import annotations

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
    hint: str = ""
    """What it shows, where the title does not say it."""
    stem: str = ""
    """What a file of it is called, where not by the chart's name."""


KINDS = {
    "priority": Kind("plan", "Priority", "Value against opportunity cost, with the cut line"),
    "bubbles": Kind("plan", "Value for money", "What each request captures and costs"),
    "allocation": Kind("plan", "Allocation over time", "Who has which GPUs when"),
    "heat": Kind("plan", "Where it is tight", "Utilisation and price by pool and period"),
    "gantt": Kind("plan", "Grants over time", "When each request is served"),
    "fairness": Kind("plan", "Teams", "What every team asked for and got"),
    "moves": Kind("scenarios", "Who moved"),
    "kpis": Kind("scenarios", "Key figures"),
    "attribution": Kind("scenarios", "What caused it", "What each difference of the input caused", "waterfall"),
    "regret": Kind(
        "scenarios", "Regret", "What each plan would lose where another scenario came true", "regret-matrix"
    ),
    "frontier": Kind("solves", "Frontier", "The most value for every level of a limit"),
    "ladder": Kind("solves", "Capacity ladder", "What more and more GPUs of a pool bring"),
    "tornado": Kind("solves", "What it hangs on", "Each input 10 % smaller and larger"),
    "weights": Kind("solves", "Weights", "How far each weight may move"),
    "robustness": Kind("solves", "How firm it stands", "Many futures: which decisions hold"),
    "strategies": Kind("solves", "Simple ways", "The best plan against lists"),
    "grid": Kind("solves", "Combinations", "The value over some figures"),
}


def kinds_of(what: Of) -> tuple[str, ...]:
    """Names of the charts of something."""
    return tuple(name for name, kind in KINDS.items() if kind.of == what)


IN_READING_ORDER = ("priority", "allocation", "heat", "gantt", "bubbles", "fairness")
"""The charts of a plan as the app lists them: value, then GPUs over time, then money and teams."""


def draw(
    name: str, found: Sequence[Any], note: str = "", theme: Theme = LIGHT, size: tuple[float, float] | None = None
) -> Chart:
    """Draw what was found, below a line on what to know before it is read; without a size: as large as it needs.

    matplotlib is heavy, and most runs draw nothing: it is loaded here, when the first chart is asked for.
    """
    from planner.charts import settings

    settings.load()
    from planner.charts.drawings import DRAWINGS, noted, without_formulas

    with without_formulas() as spelt_out:
        return spelt_out(noted(DRAWINGS[name](*found, theme, *([size] if size else [])), note, theme))
