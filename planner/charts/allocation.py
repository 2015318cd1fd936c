"""Who has which GPUs when: each pool over time, with what is usable, and what arrives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from numpy.typing import NDArray

from planner.charts.labels import periods, shortened
from planner.charts.maps import ink_on
from planner.charts.sheet import POINTS, SMALL, Chart, Mark, caption, empty, sheet
from planner.charts.theme import LIGHT, Theme
from planner.domain.plan import Plan
from planner.languages.saying import say
from planner.words.amounts import figure as digits
from planner.words.names import plural, started, team_words

TOP = 8
"""Groups with a colour of their own, over all pools; the rest are the others."""
COLUMNS = 3
GUTTER = 0.7
"""Of a panel's width that its axis and its neighbour take [inches]."""
LETTER = 0.66
"""Width of a letter, as a part of the type's size."""
HIGH = 0.2
"""Room that a name needs in a bar [inches]."""


@dataclass(frozen=True)
class Grouping:
    """Who is stacked: products, teams, or the requests themselves."""

    noun: str
    of: Mapping[str, str]
    """The group of each request, by its name."""
    top: tuple[str, ...]
    """Groups with a colour of their own."""
    others: int
    """Groups that are counted together."""

    def shown(self, request: str) -> str:
        """The group under which a request is stacked; empty: among the others."""
        return self.of[request] if self.of[request] in self.top else ""


def allocation(plan: Plan, theme: Theme = LIGHT, size: tuple[float, float] | None = None) -> Chart:
    """GPUs by pool and period: products, teams or requests stacked, and the line of what is usable."""
    data = plan.allocation[["pool", "period", "request", "gpus", "gpu_hours"]].copy()
    pools, labels = [p.id for p in plan.scenario.pools], list(plan.scenario.calendar.labels)
    if data.empty or not pools:
        return empty(say("No GPU is given to anyone"), say("The plan uses no GPUs."), theme, data)
    grouping = _grouping(plan, data)
    columns = min(COLUMNS, len(pools))
    rows = -(-len(pools) // columns)
    title = _finding(plan)
    figure, axes = sheet(title, "", theme, size or (10.5, 1.9 + 2.2 * rows), rows, columns, sharex=True)
    room = figure.get_figwidth() / columns - GUTTER, figure.get_figheight() / (rows + 0.6) - GUTTER
    marks: list[Mark] = []
    for k, pool in enumerate(pools):
        marks += _pool(plan, axes[k], k, pool, data[data["pool"] == pool], grouping, labels, theme, room)
    for spare in axes[len(pools) :]:
        spare.set_axis_off()
    for k in range(0, len(pools), columns):
        axes[k].set_ylabel("GPUs")
    shown = [(shortened(name, 30), theme.colour(k)) for k, name in enumerate(grouping.top)]
    if grouping.others:
        shown.append(
            (
                say("{count} {noun}", count=grouping.others, noun=plural(f"other {grouping.noun}", grouping.others)),
                theme.others,
            )
        )
    _key(figure, shown, theme)
    return Chart(title, figure, data, tuple(marks))


def _grouping(plan: Plan, given: pd.DataFrame) -> Grouping:
    """By product where there are several, else by team, else by request: whichever leaves fewest uncoloured."""
    asked = {name: plan.scenario.request_by_id[name] for name in dict.fromkeys(given["request"])}
    kinds: list[tuple[str, dict[str, str]]] = [
        ("product", {name: request.product or say("no product") for name, request in asked.items()}),
        ("team", {name: started(team_words(request.team)) for name, request in asked.items()}),
    ]
    several = [(noun, of) for noun, of in kinds if len(set(of.values())) > 1]
    titles = {name: request.title for name, request in asked.items()}
    named = {name: f"{title} ({name})" if [*titles.values()].count(title) > 1 else title
             for name, title in titles.items()}  # fmt: skip
    noun, of = min(several, key=lambda kind: max(len(set(kind[1].values())), TOP), default=("request", named))
    parts = given.assign(group=given["request"].map(of)).groupby(["pool", "group"])["gpu_hours"].sum()
    # a colour goes to whoever has a large part of some pool, so that small pools are not all grey
    ranked = (parts / parts.groupby("pool").transform("sum")).groupby("group").max()
    ranked = ranked.sort_values(ascending=False, kind="stable")
    return Grouping(noun, of, tuple(str(name) for name in ranked.index[:TOP]), max(len(ranked) - TOP, 0))


def _pool(
    plan: Plan,
    axes: Axes,
    k: int,
    pool: str,
    given: pd.DataFrame,
    grouping: Grouping,
    labels: list[str],
    theme: Theme,
    room: tuple[float, float],
) -> list[Mark]:
    draw, width = axes, room[0]
    here = plan.pools[plan.pools["pool"] == pool].set_index("period").reindex(labels)
    usable = here["usable_gpus"].to_numpy(dtype=float)
    stack = _stack(given, grouping, labels)
    total = np.sum([series for _, of in stack for _, series in of], axis=0, initial=0.0) + np.zeros(len(labels))
    top = max(float(total.max()), float(usable.max()), 1.0) * 1.16
    xs, below = np.arange(len(labels)), np.zeros(len(labels))
    marks: list[Mark] = []
    for group, members in stack:
        colour = theme.colour(grouping.top.index(group)) if group else theme.others
        base, height = below.copy(), np.sum([series for _, series in members], axis=0)
        draw.bar(xs, height, 0.86, base, color=colour, linewidth=0)
        if group:
            below_line = np.minimum(base + height, usable)  # above it stands what arrives
            _name(draw, group, base, below_line, colour, width, room[1] / top)
        for request, series in members:
            marks += _marks(plan, k, request, series, below, labels)
            below = below + series
    draw.step([*(xs - 0.5), xs[-1] + 0.5], [*usable, usable[-1]], where="post", color=theme.ink, linewidth=1.6)
    for t in range(1, len(usable)):
        if usable[t] > usable[t - 1] + 1e-9:
            draw.annotate(f"+{usable[t] - usable[t - 1]:,.0f}", (t - 0.5, usable[t]), xytext=(2, 3),
                          textcoords="offset points", fontsize=SMALL, color=theme.ink, fontweight="bold")  # fmt: skip
    title = plan.scenario.pool_by_id[pool].title
    used = float(here["used_gpu_hours"].sum() / max(here["usable_gpu_hours"].sum(), 1e-9))
    caption(draw, say("{pool}, {percent} % used", pool=title, percent=f"{100 * used:.0f}"), theme, width)
    draw.set_ylim(0, top)
    draw.set_xlim(-0.6, len(labels) - 0.4)
    periods(draw, labels, width)
    draw.grid(False, axis="x")
    return marks


type Stack = list[tuple[str, list[tuple[str, NDArray[np.float64]]]]]
"""From the floor up: groups, and in each its requests with their GPUs by period."""


def _stack(given: pd.DataFrame, grouping: Grouping, labels: list[str]) -> Stack:
    """Who stands on whom in a pool: the groups with a colour, then the others."""
    table = given.pivot_table(index="request", columns="period", values="gpus", aggfunc="sum", fill_value=0.0)
    table = table.reindex(columns=labels, fill_value=0.0)
    found: dict[str, list[tuple[str, NDArray[np.float64]]]] = {group: [] for group in (*grouping.top, "")}
    for request in table.index:
        found[grouping.shown(str(request))].append((str(request), table.loc[request].to_numpy(dtype=float)))
    return [(group, members) for group, members in found.items() if members]


def _marks(
    plan: Plan, k: int, request: str, series: NDArray[np.float64], below: NDArray[np.float64], labels: list[str]
) -> Iterator[Mark]:
    title = plan.scenario.request_by_id[request].title
    for x, (height, base) in enumerate(zip(series, below, strict=True)):
        if height > 0:
            text = say("{title}: {count} GPUs in {period}", title=title, count=digits(float(height)), period=labels[x])
            yield Mark(k, float(x), float(base + height / 2), request, text, "request")


def _name(
    axes: Axes,
    name: str,
    base: NDArray[np.float64],
    top: NDArray[np.float64],
    colour: str,
    width: float,
    inches: float,
) -> None:
    """Write a group's name into its bars, over as many of them as it takes, where they leave room for it.

    ``inches``: for each GPU.
    """
    columns = max(-(-len(name) * LETTER * SMALL / POINTS // (width / (len(base) + 0.2))), 1)
    span = int(columns)
    low = [max(base[t : t + span]) for t in range(len(base) - span + 1)]
    high = [min(top[t : t + span]) for t in range(len(base) - span + 1)]
    if not low or (max(room := np.subtract(high, low)) * inches) < HIGH:
        return
    at = int(np.argmax(room))
    axes.text(at + (span - 1) / 2, (low[at] + high[at]) / 2, name, ha="center", va="center", fontsize=SMALL,
              color=ink_on(to_rgba(colour)))  # fmt: skip


def _key(figure: Figure, shown: list[tuple[str, str]], theme: Theme) -> None:
    handles: list[Artist] = [Patch(color=colour, label=name) for name, colour in shown]
    handles.append(Line2D([], [], color=theme.ink, linewidth=1.6, label="usable; above it: rented"))
    figure.legend(
        handles=handles, loc="outside lower left", ncols=4, frameon=False, fontsize=SMALL, labelcolor=theme.ink
    )


def _finding(plan: Plan) -> str:
    full = plan.pools[plan.pools["utilisation"] > 0.999]
    if full.empty:
        return say("No pool is ever full: the limits lie elsewhere")
    counts = full.groupby("pool").size().sort_values(ascending=False, kind="stable")
    periods = len(plan.scenario.calendar)
    always = [plan.scenario.pool_by_id[str(pool)].title for pool, n in counts.items() if n == periods]
    unit = plan.scenario.calendar.unit
    if always:
        more = say(" and {count} more", count=len(always) - 3) if len(always) > 3 else ""
        text = "{pools} is full in every {unit}" if len(always) == 1 else "{pools} are full in every {unit}"
        return say(text, pools=say(", ").join(always[:3]) + more, unit=say(unit))
    first, n = str(counts.index[0]), int(counts.iloc[0])
    title = plan.scenario.pool_by_id[first].title
    when = say("{count} of {all} {units}", count=n, all=periods, units=say(f"{unit}s"))
    return say("{pool} is full in {periods}", pool=title, periods=when)
