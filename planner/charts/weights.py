"""How far each weight may move before another plan is better."""

from __future__ import annotations

import math

from planner.charts.sheet import SMALL, Chart, Mark, empty, in_lines, sheet
from planner.charts.theme import LIGHT, Theme
from planner.tradeoffs.many_solves.weights import Weights
from planner.words.amounts import figure as digits


def weights(found: Weights, theme: Theme = LIGHT, size: tuple[float, float] | None = None) -> Chart:
    """A bar from the smallest to the largest weight that leaves the plan as it is, relative to the weight now."""
    data = found.frame
    shown = [s for s in found.intervals if s.weight > 0]
    if not shown:
        return empty("There are no weights", "No metric carries a weight.", theme, data)
    tight = min(shown, key=lambda s: min(s.high / s.weight - 1, 1 - s.low / s.weight))
    room = min(tight.high / tight.weight - 1, 1 - tight.low / tight.weight)
    name = tight.metric.replace("_", " ")
    title = f"The plan hangs on the weight of {name}: {100 * room:.1f} % off, and another is better"
    figure, (axes,) = sheet(title, "Weights that leave the plan as it is, × the weight now", theme,
                            size or (9.5, 1.9 + 0.55 * len(shown)))  # fmt: skip
    far = max([s.high / s.weight for s in shown if math.isfinite(s.high)] + [1.2])
    marks = []
    for line, s in enumerate(shown):
        low, high = s.low / s.weight, min(s.high / s.weight, 1.1 * far)
        axes.barh(line, high - low, 0.5, left=low, color=theme.accent, linewidth=0)
        axes.plot([1.0], [line], "o", color=theme.ground, markeredgecolor=theme.ink, markersize=8)
        ends = f"{digits(s.low)} to {digits(s.high) if math.isfinite(s.high) else 'any'}"
        text = f"{ends}; now {digits(s.weight)}"
        axes.annotate(
            text, (high, line), xytext=(8, 0), textcoords="offset points", va="center", fontsize=SMALL, color=theme.ink
        )
        marks.append(Mark(0, 1.0, float(line), s.metric, f"{s.metric.replace('_', ' ')}: {text}", "weight"))
    in_lines(axes, [s.metric.replace("_", " ") for s in shown])
    lows = min(s.low / s.weight for s in shown)
    axes.set_xlim(lows - 0.1 * (far - lows), far + 0.55 * (far - lows))
    axes.set_xlabel("× the weight now")
    return Chart(title, figure, data, tuple(marks))
