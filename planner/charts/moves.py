"""Who moves between scenarios: the decision on each request in each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes

from planner.charts.labels import shortened, wrapped
from planner.charts.maps import unframed
from planner.charts.sheet import SMALL, Chart, Mark, empty, fitting, in_lines, sheet
from planner.charts.theme import LIGHT, Theme
from planner.tradeoffs.several_scenarios.compare import Comparison
from planner.tradeoffs.several_scenarios.moving import ABSENT, is_decided_alike, moving, rows

MOST = 30
"""Requests that are drawn; the table holds all."""
REQUESTS = 2.6
"""Room for what requests are called [inches]."""


def moves(found: Comparison, theme: Theme = LIGHT, size: tuple[float, float] | None = None) -> Chart:
    """Requests that move: one column a scenario, coloured by the decision, what moves most points first."""
    data = found.requests
    moved = moving(found.plans)
    if not moved:
        return empty("Nobody moves", "Every request is decided alike in all scenarios.", theme, data)
    decided = [rows(plan) for plan in found.plans]
    size = size or (min(4.5 + 1.5 * len(decided), 14.0), 2.0 + 0.3 * min(len(moved), MOST))
    most = fitting(size, MOST)
    shown = moved[:most]
    title = _finding(moved, decided, len(data))
    more = f" The {most} that move most points." if len(moved) > most else ""
    figure, (axes,) = sheet(title, f"Decision, and share in per cent.{more}", theme, size)
    marks = []
    titles = {r.id: r.title for scenario in found.scenarios for r in scenario.requests}
    for line, request in enumerate(shown):
        for column, each in enumerate(decided):
            if (row := each.get(request)) is None:
                continue
            text = _decision(axes, row, column, line, theme)
            said = f"{titles[request]} in {found.names[column]}: {text}"
            marks.append(Mark(0, float(column), float(line), request, said, "request"))
    in_lines(axes, [shortened(titles[r]) for r in shown])
    axes.set_xticks(range(len(decided)), [wrapped(n, (size[0] - REQUESTS) / len(decided)) for n in found.names])
    axes.xaxis.tick_top()
    axes.set_xlim(-0.5, len(decided) - 0.5)
    unframed(axes)
    return Chart(title, figure, data, tuple(marks))


def _finding(moved: Sequence[str], decided: Sequence[Mapping[str, Any]], count: int) -> str:
    """How many are decided otherwise, and how many are only given another share."""
    first = [decided[0].get(request, ABSENT) for request in moved]
    others = [[each.get(request, ABSENT) for each in decided[1:]] for request in moved]
    alike = sum(all(is_decided_alike(a, b) for b in found) for a, found in zip(first, others, strict=True))
    parts = [
        f"{number} {'is' if number == 1 else 'are'} {what}"
        for number, what in ((len(moved) - alike, "decided otherwise"), (alike, "only given another share"))
        if number
    ]
    return f"{len(moved)} of {count} requests move{'s' if len(moved) == 1 else ''}: {', '.join(parts)}"


def _decision(axes: Axes, row: Mapping[str, Any], column: int, line: int, theme: Theme) -> str:
    """Draw what a plan decides of a request; what is written there."""
    decision, colour = row["decision"], theme.decisions[row["decision"]]
    faint = decision == "decline"
    axes.barh(line, 0.94, 0.84, left=column - 0.47, linewidth=1.2, edgecolor=colour,
              facecolor=theme.ground if faint else colour)  # fmt: skip
    text = "declined" if faint else f"{decision} {100 * row['share']:.0f} %"
    ink = colour if faint else theme.ground
    axes.text(column, line, text, ha="center", va="center", fontsize=SMALL, color=ink)
    return text
