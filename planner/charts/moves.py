"""Who moves between scenarios: the decision on each request in each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes

from planner.charts.labels import shortened
from planner.charts.sheet import SMALL, Chart, Mark, caption, empty, fitting, in_lines, sheet
from planner.charts.theme import LIGHT, Theme
from planner.domain.plan import DECIDED
from planner.tradeoffs.several_scenarios.compare import Comparison
from planner.tradeoffs.several_scenarios.moving import ABSENT, is_alike, is_decided_alike, moving, rows
from planner.words.amounts import percent, signed

MOST = 30
"""Requests that are drawn; the table holds all."""
REQUESTS = 2.6
"""Room for what requests are called [inches]."""
HALF = 1.35
"""Of a panel, which the words of a change need [inches]."""
NOTHING = 0.005
"""Points that are written as 0.00."""


def moves(found: Comparison, theme: Theme = LIGHT, size: tuple[float, float] | None = None) -> Chart:
    """Requests that move: what each gains or loses against the first scenario, and from what to what."""
    data = found.requests
    moved = moving(found.plans)
    if not moved:
        return empty("Nobody moves", "Every request is decided alike in all scenarios.", theme, data)
    decided = [rows(plan) for plan in found.plans]
    others = len(decided) - 1
    size = size or (min(5.5 + 3.0 * others, 14.0), 2.4 + 0.3 * min(len(moved), MOST))
    most = fitting(size, MOST, 2.4)
    shown = moved[:most]
    title = _finding(moved, decided, len(data))
    more = f" The {most} that move most points." if len(moved) > most else ""
    figure, panels = sheet(title, "", theme, size, 1, others, sharey=True, sharex=True)
    width = (size[0] - REQUESTS) / others
    titles = {r.id: r.title for scenario in found.scenarios for r in scenario.requests}
    furthest, marks = NOTHING, []
    for column, (axes, each) in enumerate(zip(panels, decided[1:], strict=True)):
        for line, request in enumerate(shown):
            before, after = decided[0].get(request, ABSENT), each.get(request, ABSENT)
            if is_alike(before, after):
                continue
            change = after["captured_points"] - before["captured_points"]
            furthest = max(furthest, abs(change))
            text = _change(axes, before, after, change, line, theme, is_worded=width / 2 > HALF)
            said = f"{titles[request]} in {found.names[column + 1]}: {text}"
            marks.append(Mark(column, change, float(line), request, said, "request"))
        caption(axes, f"{found.names[column + 1]}, against {found.names[0]}.{more if not column else ''}", theme, width)
        axes.axvline(0, color=theme.muted, linewidth=1.2)
        in_lines(axes, [shortened(titles[r]) for r in shown])
        axes.set_xlabel("points more or fewer")
        axes.spines["left"].set_visible(False)
    panels[0].set_xlim(-1.5 * furthest, 1.5 * furthest)
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


def _change(
    axes: Axes,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    change: float,
    line: int,
    theme: Theme,
    *,
    is_worded: bool,
) -> str:
    """Draw what a request gains or loses, and beyond the middle from what to what; what is written there."""
    words = f"{_words(before)} → {_words(after)}"
    side = 1 if change >= 0 else -1
    colour = theme.decisions["fund" if side > 0 else "decline"]
    amount = signed(change) if abs(change) >= NOTHING else "±0"
    axes.barh(line, change, 0.72, color=colour, linewidth=0)
    beside = [(change, side, amount, theme.ink), *([(0.0, -side, words, theme.muted)] if is_worded else [])]
    for at, way, text, ink in beside:
        axes.annotate(text, (at, line), xytext=(5 * way, 0), textcoords="offset points", va="center",
                      ha="left" if way > 0 else "right", fontsize=SMALL, color=ink)  # fmt: skip
    return f"{words}, {amount} points"


def _words(row: Mapping[str, Any]) -> str:
    """``declined``, ``60 %``; of what is served as well as before in another way, how."""
    if row["decision"] in DECIDED and row["share"] <= 0:
        return DECIDED[row["decision"]]
    return row["decision"] if row is ABSENT else f"{percent(row['share'])}{' later' * (row['decision'] == 'defer')}"
