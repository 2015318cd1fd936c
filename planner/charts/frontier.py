"""Value against one limit: the efficient points, the plan as it is, and the knee."""

from __future__ import annotations

from planner.charts.sheet import SMALL, Chart, Mark, empty, in_short, sheet
from planner.charts.theme import LIGHT, Theme
from planner.tradeoffs.frontier import Frontier, Point
from planner.tradeoffs.words import figure as digits
from planner.tradeoffs.words_many import axis_words, level_words


def frontier(found: Frontier, theme: Theme = LIGHT, size: tuple[float, float] = (9.5, 5.8)) -> Chart:
    """A line through the efficient points; a level that brings no more than a lower one is hollow."""
    data = found.frame
    solved = [p for p in found.points if p.outcome.feasible]
    if not solved:
        return empty(
            "No level leaves a plan", f"Nothing is feasible along this axis: {axis_words(found)}.", theme, data
        )
    title = _finding(found, solved)
    figure, (axes,) = sheet(title, "Each point is the best plan at its level.", theme, size)
    good = [p for p in solved if p.efficient]
    axes.plot([p.level for p in solved], [p.outcome.points for p in solved], color=theme.grid, linewidth=2, zorder=1)
    axes.plot([p.level for p in good], [p.outcome.points for p in good], color=theme.accent, linewidth=2.2, zorder=2)
    for point in solved:
        inside = theme.accent if point.efficient else theme.ground
        axes.plot(
            point.level, point.outcome.points, "o", color=theme.accent, markerfacecolor=inside, markersize=6, zorder=3
        )
    for named, name in ((found.knee, "knee"), (found.current, "as it is")):
        if named is not None and named.outcome.feasible:
            axes.plot(named.level, named.outcome.points, "o", markersize=13, markerfacecolor="none",
                      color=theme.ink, markeredgewidth=1.6, zorder=4)  # fmt: skip
            text = f"{name}: {level_words(found, named)}"
            axes.annotate(text, (named.level, named.outcome.points), xytext=(10, -14), textcoords="offset points",
                          fontsize=SMALL + 1, color=theme.ink, fontweight="bold")  # fmt: skip
    axes.set_xlabel(axis_words(found))
    axes.set_ylabel("value captured [points]")
    axes.margins(x=0.06, y=0.12)
    if max(abs(p.level) for p in solved) >= 1e4:
        in_short(axes, "x")
    marks = tuple(
        Mark(
            0,
            p.level,
            p.outcome.points,
            str(k),
            f"{level_words(found, p)}: {digits(p.outcome.points)} points",
            "level",
        )
        for k, p in enumerate(found.points)
        if p.outcome.feasible
    )
    return Chart(title, figure, data, marks)


def _finding(found: Frontier, solved: list[Point]) -> str:
    now = found.current
    best = max(solved, key=lambda p: p.outcome.points)
    if now is None or not now.outcome.feasible:
        return f"Between {digits(solved[0].outcome.points)} and {digits(best.outcome.points)} points can be had"
    gain = best.outcome.points - now.outcome.points
    if gain <= 1e-6 * max(abs(now.outcome.points), 1e-9):
        return f"At {level_words(found, now)} all that can be had is had: {digits(now.outcome.points)} points"
    return f"{digits(gain)} points more can be had than the {digits(now.outcome.points)} at {level_words(found, now)}"
