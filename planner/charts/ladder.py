"""More and more GPUs in a pool, and what they bring: where a further block no longer pays."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from planner.charts.sheet import SMALL, Chart, Mark, empty, sheet
from planner.charts.theme import LIGHT, Theme
from planner.domain.inventory import Pool
from planner.tradeoffs.one_scenario.worth import Rung
from planner.words.amounts import figure as digits


def ladder(pool: Pool, rungs: Sequence[Rung], theme: Theme = LIGHT, size: tuple[float, float] = (9.0, 5.4)) -> Chart:
    """Value gained by so many more GPUs."""
    data = pd.DataFrame(
        [(r.gpus, r.gain.low, r.gain.high, r.step.middle) for r in rungs],
        columns=["gpus_more", "gain_low_points", "gain_high_points", "step_points"],
    )
    if data.empty:
        return empty(f"{pool.title}: nothing to climb", "No ladder was worked out.", theme, data)
    top = float(data["gain_high_points"].max())
    enough = next((r.gpus for r in rungs if r.gain.high >= 0.9 * top), rungs[-1].gpus)
    title = f"More GPUs in {pool.title} would bring nothing" if top <= 1e-9 else (
        f"{enough:,.0f} more GPUs in {pool.title} bring most of what can be had: {digits(top)} points")  # fmt: skip
    figure, (axes,) = sheet(title, "Value gained, exact or as a range", theme, size)
    xs = [0.0, *data["gpus_more"]]
    lows, highs = [0.0, *data["gain_low_points"]], [0.0, *data["gain_high_points"]]
    axes.fill_between(xs, lows, highs, color=theme.accent, alpha=0.18, linewidth=0)
    axes.plot(xs, highs, color=theme.accent, linewidth=2, marker="o", markersize=5)
    axes.set_xlabel("GPUs more")
    axes.set_ylabel("value gained [points]")
    axes.set_ylim(0, max(top, 1e-9) * 1.15)
    axes.set_xlim(left=0)
    for x, y in zip(xs[1:], highs[1:], strict=True):
        axes.annotate(digits(y), (x, y), xytext=(6, -9), textcoords="offset points", ha="left", fontsize=SMALL,
                      color=theme.ink)  # fmt: skip
    marks = tuple(
        Mark(0, x, y, pool.id, f"{x:,.0f} GPUs more: {digits(y)} points", "pool")
        for x, y in zip(xs, highs, strict=True)
    )
    return Chart(title, figure, data, marks)
