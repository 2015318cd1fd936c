"""Where it is tight: how full each pool is in each period, and what an hour there is worth."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import LinearSegmentedColormap, to_rgb

from planner.charts.sheet import SMALL, Chart, Mark, caption, empty, periods, sheet
from planner.charts.theme import LIGHT, Theme
from planner.domain.plan import Plan
from planner.tradeoffs.words import figure as digits

THOUSAND = 1000.0
NAMES = 0.9
"""Of a map's width that the names of pools take [inches]."""
MOST_CELLS = 14
"""Periods up to which the numbers are written into the cells."""


def heat(plan: Plan, theme: Theme = LIGHT, size: tuple[float, float] | None = None) -> Chart:
    """Two maps of pools and periods: utilisation [%], and points that 1,000 more GPU-hours would earn at the margin."""
    columns = ["pool", "period", "utilisation", "price_points_per_gpu_hour", "price_low", "price_high"]
    data = plan.pools[columns].copy()
    if data.empty:
        return empty("There are no pools", "The scenario has no GPUs of its own.", theme, data)
    labels, pools = list(plan.scenario.calendar.labels), [p.id for p in plan.scenario.pools]
    used, price = (
        data.pivot_table(index="pool", columns="period", values=v).reindex(index=pools, columns=labels).to_numpy(float)
        for v in ("utilisation", "price_points_per_gpu_hour")
    )
    title = _finding(plan, price, pools, labels)
    height = 2.2 + 0.42 * len(pools)
    figure, axes = sheet(title, "Used, % of usable GPUs", theme, size or (11.0, max(height, 3.6)), 1, 2, sharey=True)
    ramp = LinearSegmentedColormap.from_list(f"heat {theme.name}", theme.heat)
    names = [plan.scenario.pool_by_id[p].title for p in pools]
    shades = (100 * used, THOUSAND * price)
    for side, values in zip(axes, shades, strict=True):
        top = 100.0 if values is shades[0] else max(float(np.nanmax(values)), 1e-12)
        side.imshow(values, aspect="auto", cmap=ramp, vmin=0, vmax=top)
        _numbers(side, values, top, ramp, theme, whole=values is shades[0])
        periods(side, labels, figure.get_figwidth() / 2 - NAMES)
        side.set_yticks(range(len(names)), names)
        side.grid(False)
        for spine in side.spines.values():
            spine.set_visible(False)
        side.tick_params(length=0)
    caption(axes[1], "Price of 1,000 GPU-hours [points]", theme, figure.get_figwidth() / 2 - NAMES)
    marks = [
        Mark(side, float(t), float(k), pool, f"{names[k]} in {labels[t]}: {digits(float(shades[side][k, t]))} "
             + ("% used" if side == 0 else "points for 1,000 GPU-hours"), "pool")
        for side in (0, 1) for k, pool in enumerate(pools) for t in range(len(labels))
    ]  # fmt: skip
    return Chart(title, figure, data, tuple(marks))


def _numbers(
    axes: object, values: np.ndarray, top: float, ramp: LinearSegmentedColormap, theme: Theme, whole: bool
) -> None:
    if values.shape[1] > MOST_CELLS:
        return
    for (row, column), number in np.ndenumerate(values):
        if np.isnan(number):
            continue
        red, green, blue, _ = ramp(min(number / top, 1.0))
        light = 0.299 * red + 0.587 * green + 0.114 * blue > 0.55
        text = f"{number:.0f}" if whole else ("0" if number == 0 else digits(number, 2))
        axes.text(column, row, text, ha="center", va="center", fontsize=SMALL,  # type: ignore[attr-defined]
                  color="#14171b" if light else to_rgb("#ffffff"))  # fmt: skip


def _finding(plan: Plan, price: np.ndarray, pools: list[str], labels: list[str]) -> str:
    if not np.nanmax(price) > 0:
        return "No GPU-hour has a price: GPUs are not what is lacking"
    k, t = np.unravel_index(int(np.nanargmax(price)), price.shape)
    pool = plan.scenario.pool_by_id[pools[int(k)]]
    where = f"{pool.title} in {labels[int(t)]} is the bottleneck"
    mean = float(np.nanmean(price[price > 0])) if (price > 0).any() else 0.0
    return f"{where}: an hour there is worth {digits(float(price[k, t]) / mean, 2)} × the mean price of the scarce ones"
