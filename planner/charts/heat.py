"""Where it is tight: how full each pool is in each period, and what an hour there is worth."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from planner.charts.labels import periods
from planner.charts.maps import ink_on, shades_of, unframed
from planner.charts.sheet import SMALL, Chart, Mark, caption, empty, sheet
from planner.charts.theme import LIGHT, Theme
from planner.domain.plan import Plan
from planner.languages.saying import say
from planner.words.amounts import figure as digits

BLOCKS = (1e3, 1e4, 1e5, 1e6)
"""GPU-hours that a price may be said for, so that it has few digits."""
NAMES = 0.9
"""Of a map's width that the names of pools take [inches]."""
MOST_LINES = 60
"""Periods up to which they are told apart by lines."""
LETTER = 0.085
"""Room that a figure takes in a cell, a letter [inches]."""


def heat(plan: Plan, theme: Theme = LIGHT, size: tuple[float, float] | None = None) -> Chart:
    """Two maps of pools and periods: utilisation [%], and points that 1,000 more GPU-hours would earn at the margin."""
    columns = ["pool", "period", "utilisation", "price_points_per_gpu_hour", "price_low", "price_high"]
    data = plan.pools[columns].copy()
    if data.empty:
        return empty(say("There are no pools"), say("The scenario has no GPUs of its own."), theme, data)
    labels, pools = list(plan.scenario.calendar.labels), [p.id for p in plan.scenario.pools]
    used, price = (
        data.pivot_table(index="pool", columns="period", values=v).reindex(index=pools, columns=labels).to_numpy(float)
        for v in ("utilisation", "price_points_per_gpu_hour")
    )
    title = _finding(plan, price, pools, labels)
    height = 2.2 + 0.42 * len(pools)
    figure, axes = sheet(
        title, say("Used, % of usable GPUs"), theme, size or (11.0, max(height, 3.6)), 1, 2, sharey=True
    )
    colours = shades_of(theme)
    names = [plan.scenario.pool_by_id[p].title for p in pools]
    block = next((size for size in BLOCKS if size * float(np.nanmax(price)) >= 1), BLOCKS[0])
    shades = (100 * used, block * price)
    width = figure.get_figwidth() / 2 - NAMES
    for side, values in zip(axes, shades, strict=True):
        top = 100.0 if values is shades[0] else max(float(np.nanmax(values)), 1e-12)
        side.imshow(values, aspect="auto", cmap=colours, vmin=0, vmax=top)
        _numbers(side, values, top, colours, width, whole=values is shades[0])
        periods(side, labels, width)
        side.set_yticks(range(len(names)), names)
        _separate(side, len(names), len(labels), theme)
        unframed(side)
    caption(axes[1], say("Price of {count} GPU-hours [points]", count=f"{block:,.0f}"), theme, width)
    marks = [
        Mark(side, float(t), float(k), pool, _told(side, names[k], labels[t], float(shades[side][k, t]), block), "pool")
        for side in (0, 1) for k, pool in enumerate(pools) for t in range(len(labels))
    ]  # fmt: skip
    return Chart(title, figure, data, tuple(marks))


def _numbers(
    axes: Axes, values: np.ndarray, top: float, colours: LinearSegmentedColormap, width: float, whole: bool
) -> None:
    texts = [[_cell(number, whole) for number in row] for row in values.tolist()]
    if max(len(text) for row in texts for text in row) * LETTER > width / values.shape[1]:
        return
    for (row, column), number in np.ndenumerate(values):
        if np.isnan(number):
            continue
        ink = ink_on(colours(min(number / top, 1.0)))
        axes.text(column, row, texts[row][column], ha="center", va="center", fontsize=SMALL, color=ink)


def _separate(axes: Axes, rows: int, columns: int, theme: Theme) -> None:
    """Thin lines between the cells, as long as there is room for them."""
    axes.grid(False)
    axes.set_yticks(np.arange(rows - 1) + 0.5, minor=True)
    axes.set_xticks(np.arange(columns - 1) + 0.5 if columns <= MOST_LINES else [], minor=True)
    axes.grid(True, which="minor", color=theme.ground, linewidth=1.2)
    axes.set_axisbelow(False)
    axes.tick_params(which="minor", length=0)


def _told(side: int, pool: str, period: str, number: float, block: float) -> str:
    if side == 0:
        return say("{pool} in {period}: {percent} % used", pool=pool, period=period, percent=digits(number))
    text = "{pool} in {period}: {points} points for {count} GPU-hours"
    return say(text, pool=pool, period=period, points=digits(number), count=f"{block:,.0f}")


def _cell(number: float, whole: bool) -> str:
    if np.isnan(number):
        return ""
    return f"{number:.0f}" if whole else ("0" if number == 0 else digits(number, 2))


def _finding(plan: Plan, price: np.ndarray, pools: list[str], labels: list[str]) -> str:
    if not np.nanmax(price) > 0:
        return say("No GPU-hour has a price: GPUs are not what is lacking")
    k, t = np.unravel_index(int(np.nanargmax(price)), price.shape)
    pool = plan.scenario.pool_by_id[pools[int(k)]]
    ratio = digits(float(price[k, t]) / float(np.nanmean(price[price > 0])), 2)
    if ratio == "1.0":
        return say("An hour of every scarce GPU is worth about the same")
    text = "{pool} in {period} is the bottleneck: an hour there is worth {ratio} × the mean price of the scarce ones"
    return say(text, pool=pool.title, period=labels[int(t)], ratio=ratio)
