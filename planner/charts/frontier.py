"""Value against one limit: the efficient points, the plan as it is, and the knee."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from planner.charts.labels import in_short, label
from planner.charts.sheet import Chart, Mark, empty, sheet
from planner.charts.theme import LIGHT, Theme
from planner.domain.rule import UNITS
from planner.tradeoffs.many_solves.frontier import Frontier, Point
from planner.tradeoffs.sentences.many import axis_words, level_words
from planner.tradeoffs.sentences.proof import proof_sentence
from planner.words.amounts import figure as digits

BETWEEN = 12
"""Places of the curve that a label keeps off, from point to point."""


def frontier(found: Frontier, theme: Theme = LIGHT, size: tuple[float, float] = (9.5, 5.8)) -> Chart:
    """A line through the efficient points; a level that brings no more than a lower one is hollow."""
    data = found.frame
    solved = [p for p in found.points if p.outcome.feasible]
    if not solved:
        return empty(
            "No level leaves a plan", f"Nothing is feasible along this axis: {axis_words(found)}.", theme, data
        )
    title = _finding(found, solved)
    proof = proof_sentence((p.outcome for p in found.points), "level")
    subtitle = " ".join(filter(None, (f"Each point is the best plan{' found' if proof else ''} at its level.", proof)))
    figure, (axes,) = sheet(title, subtitle, theme, size)
    good = [p for p in solved if p.efficient]
    axes.plot([p.level for p in solved], [p.outcome.points for p in solved], color=theme.grid, linewidth=2, zorder=1)
    axes.plot([p.level for p in good], [p.outcome.points for p in good], color=theme.accent, linewidth=2.2, zorder=2)
    for point in solved:
        inside = theme.accent if point.efficient else theme.ground
        axes.plot(
            point.level, point.outcome.points, "o", color=theme.accent, markerfacecolor=inside, markersize=6, zorder=3
        )
    axes.set_xlabel(axis_words(found))
    axes.set_ylabel("value captured [points]")
    axes.margins(x=0.06, y=0.12)
    if max(abs(p.level) for p in solved) >= 1e4:
        in_short(axes, "x")
    elif found.axis == "worst-off" or found.unit == UNITS["gpu_share"]:
        axes.xaxis.set_major_formatter(FuncFormatter(lambda part, _: f"{100 * part:g}"))
    _name(found, axes, solved, theme)
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


def _name(found: Frontier, axes: Axes, solved: list[Point], theme: Theme) -> None:
    """Rings around the knee and the plan as it is, and beside each its level, off the curve."""
    named = [(p, name) for p, name in ((found.current, "as it is"), (found.knee, "knee")) if p and p.outcome.feasible]
    for point, _ in named:
        axes.plot(point.level, point.outcome.points, "o", markersize=13, markerfacecolor="none", color=theme.ink,
                  markeredgewidth=1.6, zorder=4)  # fmt: skip
    places = [(p.level, p.outcome.points) for p, _ in named]
    texts = [f"{name}: {level_words(found, p)}" for p, name in named]
    curve = list(_along([(p.level, p.outcome.points) for p in solved]))
    label(axes, [*places, *curve], [*texts, *[""] * len(curve)], theme, most=len(named),
          radii=[7.0] * len(named) + [3.0] * len(curve))  # fmt: skip


def _along(points: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Places on a line through points, near each other."""
    for (x, y), (u, v) in pairwise(points):
        yield from ((x + k / BETWEEN * (u - x), y + k / BETWEEN * (v - y)) for k in range(BETWEEN + 1))


def _finding(found: Frontier, solved: list[Point]) -> str:
    now = found.current
    best = max(solved, key=lambda p: p.outcome.points)
    if now is None or not now.outcome.feasible:
        return f"Between {digits(solved[0].outcome.points)} and {digits(best.outcome.points)} points can be had"
    if found.axis == "worst-off":
        least = min(p.outcome.points for p in solved)
        lost = digits(now.outcome.points - least)
        return f"What is promised to every team costs up to {lost} points of {digits(now.outcome.points)}"
    gain = best.outcome.points - now.outcome.points
    if gain <= 1e-6 * max(abs(now.outcome.points), 1e-9):
        proved = all(p.outcome.status == "optimal" for p in solved)
        had = "all that can be had is had" if proved else "no level was found to bring more"
        return f"At {level_words(found, now)} {had}: {digits(now.outcome.points)} points"
    return f"{digits(gain)} points more can be had than the {digits(now.outcome.points)} at {level_words(found, now)}"
