"""Who has which GPUs when: each pool over time, with what is usable, and what arrives."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from planner.charts.labels import periods, shortened
from planner.charts.sheet import SMALL, Chart, Mark, caption, empty, sheet
from planner.charts.theme import LIGHT, Theme
from planner.domain.plan import Plan
from planner.words.amounts import figure as digits

TOP = 8
"""Requests with a colour of their own, over all pools; the rest are the others."""
COLUMNS = 3
GUTTER = 0.7
"""Of a panel's width that its axis and its neighbour take [inches]."""


def allocation(plan: Plan, theme: Theme = LIGHT, size: tuple[float, float] | None = None) -> Chart:
    """GPUs by pool and period: the requests that use most, the others, and the line of what is usable."""
    data = plan.allocation[["pool", "period", "request", "gpus", "gpu_hours"]].copy()
    pools, labels = [p.id for p in plan.scenario.pools], list(plan.scenario.calendar.labels)
    if data.empty or not pools:
        return empty("No GPU is given to anyone", "The plan uses no GPUs.", theme, data)
    parts = data.groupby(["pool", "request"])["gpu_hours"].sum()
    # a colour goes to whoever has a large part of some pool, so that small pools are not all grey
    ranked = (parts / parts.groupby("pool").transform("sum")).groupby("request").max()
    ranked = ranked.sort_values(ascending=False, kind="stable")
    top = list(ranked.index[:TOP])
    columns = min(COLUMNS, len(pools))
    rows = -(-len(pools) // columns)
    title = _finding(plan)
    figure, axes = sheet(title, "", theme, size or (10.5, 1.9 + 2.2 * rows), rows, columns, sharex=True)
    width = figure.get_figwidth() / columns - GUTTER
    marks: list[Mark] = []
    for k, pool in enumerate(pools):
        marks += _pool(plan, axes[k], k, pool, data[data["pool"] == pool], top, labels, theme, width)
    for spare in axes[len(pools) :]:
        spare.set_axis_off()
    for k in range(0, len(pools), columns):
        axes[k].set_ylabel("GPUs")
    names = {r.id: r.title for r in plan.scenario.requests}
    shown = [(shortened(names[r], 30), theme.colour(k)) for k, r in enumerate(top)]
    if len(ranked) > TOP:
        shown.append((f"{len(ranked) - TOP} others", theme.others))
    _key(figure, shown, theme)
    return Chart(title, figure, data, tuple(marks))


def _pool(
    plan: Plan,
    axes: Axes,
    k: int,
    pool: str,
    given: pd.DataFrame,
    top: list[str],
    labels: list[str],
    theme: Theme,
    width: float,
) -> list[Mark]:
    draw = axes
    xs, below = np.arange(len(labels)), np.zeros(len(labels))
    marks = []
    table = given.pivot_table(index="request", columns="period", values="gpus", aggfunc="sum", fill_value=0.0)
    table = table.reindex(columns=labels, fill_value=0.0)
    for request in top:
        if request in table.index:
            height = table.loc[request].to_numpy(dtype=float)
            draw.bar(xs, height, 0.86, below, color=theme.colour(top.index(request)), linewidth=0)
            for x, h, base in zip(xs, height, below, strict=True):
                if h > 0:
                    title = plan.scenario.request_by_id[request].title
                    text = f"{title}: {digits(float(h))} GPUs in {labels[x]}"
                    marks.append(Mark(k, float(x), float(base + h / 2), request, text, "request"))
            below += height
    rest = table.loc[[r for r in table.index if r not in top]].sum().to_numpy(dtype=float)
    draw.bar(xs, rest, 0.86, below, color=theme.others, linewidth=0)
    here = plan.pools[plan.pools["pool"] == pool].set_index("period").reindex(labels)
    usable = here["usable_gpus"].to_numpy(dtype=float)
    draw.step([*(xs - 0.5), xs[-1] + 0.5], [*usable, usable[-1]], where="post", color=theme.ink, linewidth=1.6)
    for t in range(1, len(usable)):
        if usable[t] > usable[t - 1] + 1e-9:
            draw.annotate(f"+{usable[t] - usable[t - 1]:,.0f}", (t - 0.5, usable[t]), xytext=(2, 3),
                          textcoords="offset points", fontsize=SMALL, color=theme.ink, fontweight="bold")  # fmt: skip
    title = plan.scenario.pool_by_id[pool].title
    used = float(here["used_gpu_hours"].sum() / max(here["usable_gpu_hours"].sum(), 1e-9))
    caption(draw, f"{title}, {100 * used:.0f} % used", theme, width)
    draw.set_ylim(0, max(float((below + rest).max()), float(usable.max()), 1.0) * 1.16)
    draw.set_xlim(-0.6, len(labels) - 0.4)
    periods(draw, labels, width)
    draw.grid(False, axis="x")
    return marks


def _key(figure: Figure, shown: list[tuple[str, str]], theme: Theme) -> None:
    handles: list[Artist] = [Patch(color=colour, label=name) for name, colour in shown]
    handles.append(Line2D([], [], color=theme.ink, linewidth=1.6, label="usable; above it: rented"))
    figure.legend(
        handles=handles, loc="outside lower left", ncols=3, frameon=False, fontsize=SMALL, labelcolor=theme.ink
    )


def _finding(plan: Plan) -> str:
    full = plan.pools[plan.pools["utilisation"] > 0.999]
    if full.empty:
        return "No pool is ever full: the limits lie elsewhere"
    counts = full.groupby("pool").size().sort_values(ascending=False, kind="stable")
    periods = len(plan.scenario.calendar)
    always = [plan.scenario.pool_by_id[str(pool)].title for pool, n in counts.items() if n == periods]
    unit = plan.scenario.calendar.unit
    if always:
        shown = ", ".join(always[:3]) + (f" and {len(always) - 3} more" if len(always) > 3 else "")
        return f"{shown} {'is' if len(always) == 1 else 'are'} full in every {unit}"
    first, n = str(counts.index[0]), int(counts.iloc[0])
    return f"{plan.scenario.pool_by_id[first].title} is full in {n} of {periods} {unit}s"
