"""More and more GPUs in a pool, and what they bring: where a further block no longer pays."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from planner.charts.sheet import SMALL, Chart, Mark, empty, sheet
from planner.charts.theme import LIGHT, Theme
from planner.domain.inventory import Pool
from planner.tradeoffs.one_scenario.worth import Rung
from planner.tradeoffs.sentences.phrases import span
from planner.words.amounts import figure as digits

MOST = 0.9
"""Part of all that can be had that is most of it."""


def ladder(pool: Pool, rungs: Sequence[Rung], theme: Theme = LIGHT, size: tuple[float, float] = (9.0, 5.4)) -> Chart:
    """Value gained by so many more GPUs."""
    data = pd.DataFrame(
        [(r.gpus, r.gain.low, r.gain.high, r.step.low, r.step.high) for r in rungs],
        columns=["gpus_more", "gain_low_points", "gain_high_points", "step_low_points", "step_high_points"],
    )
    if data.empty:
        return empty(f"{pool.title}: nothing to climb", "No ladder was worked out.", theme, data)
    top = float(data["gain_high_points"].max())
    figure, (axes,) = sheet(_title(pool, rungs, top), "Value gained, exact or as a range", theme, size)
    xs = [0.0, *data["gpus_more"]]
    lows, highs = [0.0, *data["gain_low_points"]], [0.0, *data["gain_high_points"]]
    axes.fill_between(xs, lows, highs, color=theme.accent, alpha=0.18, linewidth=0)
    axes.plot(xs, highs, color=theme.accent, linewidth=2, marker="o", markersize=5)
    axes.set_xlabel("GPUs more")
    axes.set_ylabel("value gained [points]")
    axes.set_ylim(1.15 * min(0.0, *lows), max(top, 1e-9) * 1.15)
    axes.axhline(0, color=theme.muted, linewidth=1)
    axes.set_xlim(left=0)
    said = ["0", *(span(r.gain) for r in rungs)]
    for x, y, text in zip(xs[1:], highs[1:], said[1:], strict=True):
        axes.annotate(text, (x, y), xytext=(6, -9), textcoords="offset points", ha="left", fontsize=SMALL,
                      color=theme.ink)  # fmt: skip
    marks = tuple(
        Mark(0, x, y, pool.id, f"{x:,.0f} GPUs more: {text} points", "pool")
        for x, y, text in zip(xs, highs, said, strict=True)
    )
    return Chart(_title(pool, rungs, top), figure, data, marks)


def _title(pool: Pool, rungs: Sequence[Rung], top: float) -> str:
    """How many GPUs more bring most of what can be had, where that is proved."""
    if top <= 1e-9:
        return f"More GPUs in {pool.title} would bring nothing"
    enough = next((r for r in rungs if r.gain.low >= MOST * top), None)
    if enough is None:
        return f"More GPUs in {pool.title}: no more than {digits(top)} points can be had, less is proved"
    most = max(rungs, key=lambda rung: rung.gain.low)  # more than that have to be paid for, and bring less
    return f"{enough.gpus:,.0f} more GPUs in {pool.title} bring most of what can be had: {span(most.gain)} points"
