"""Value against opportunity cost: what earns its GPUs lies above the cut line."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, NullFormatter

from planner.charts.labels import label, legend, shortened
from planner.charts.sheet import SMALL, Chart, Mark, empty, sheet
from planner.charts.theme import LIGHT, MARKERS, Theme
from planner.domain.plan import DECISIONS, Plan
from planner.languages.saying import say, say_n
from planner.words.amounts import figure as digits

COLUMNS = ["id", "name", "team", "decision", "value_points", "opportunity_cost_points", "scarcity_index"]
NAMED = 18
SUBTITLE = (
    "Above the dashed line a request earns more than others would with its GPUs. "
    "Limits and all-or-nothing needs explain the rest."
)
ROOMY = 7.0
"""Width from which an axis can be told in many words [inches]."""


def priority(plan: Plan, theme: Theme = LIGHT, size: tuple[float, float] = (10.0, 6.2)) -> Chart:
    """Every request by what it is worth and what it takes from others; on the cut line both are equal.

    Those for which nothing scarce is needed stand at the left edge.
    """
    rows = plan.requests
    data = rows[COLUMNS].copy()
    shown = data[(data["value_points"] > 0) & np.isfinite(data["opportunity_cost_points"].astype(float))]
    if shown.empty:
        return empty(say("Nothing to rank yet"), say("No request is worth anything by itself."), theme, data)
    costs, values = shown["opportunity_cost_points"].to_numpy(), shown["value_points"].to_numpy()
    priced = costs[costs > 1e-9 * values.max()]
    floor = (priced.min() if len(priced) else values.min()) / 2.5
    xs = np.maximum(costs, floor)
    above = (values > costs) & (shown["decision"] == "decline").to_numpy()
    below = (values < costs) & (shown["decision"] != "decline").to_numpy()
    figure, (axes,) = sheet(_finding(shown, int(above.sum()), int(below.sum())), say(SUBTITLE), theme, size)
    axes.set_xscale("log")
    axes.set_yscale("log")
    low, high = min(floor, values.min()) / 1.4, max(xs.max(), values.max()) * 1.6
    axes.set_xlim(floor / 1.4, xs.max() * 2.2)
    axes.set_ylim(values.min() / 1.6, values.max() * 1.8)
    axes.plot([low, high], [low, high], color=theme.muted, linewidth=1.4, linestyle="--", zorder=1)
    start = max(floor / 1.4, values.min() / 1.6) * 1.12
    axes.annotate(say("cut line: scarcity index 1"), (start, start), xytext=(9, 0), textcoords="offset points",
                  fontsize=SMALL, color=theme.muted, ha="left", va="center")  # fmt: skip
    marks = []
    for decision in DECISIONS:
        these = (shown["decision"] == decision).to_numpy()
        axes.scatter(xs[these], values[these], s=58, marker=MARKERS[decision], color=theme.decisions[decision],
                     edgecolor=theme.ground, linewidth=0.8, zorder=3)  # fmt: skip
    for row, x in zip(shown.to_dict("records"), xs, strict=True):
        index = row["scarcity_index"]
        ratio = say("uncontested") if math.isinf(index) else say("scarcity index {index}", index=digits(index))
        text = say("{title}: {decision}, {points} points, {ratio}", title=row["name"] or row["id"],
                   decision=say(row["decision"]), points=digits(row["value_points"]), ratio=ratio)  # fmt: skip
        marks.append(Mark(0, float(x), float(row["value_points"]), str(row["id"]), text, "request"))
    long = "opportunity cost: what its GPUs would earn others [points]"
    axes.set_xlabel(say(long if size[0] > ROOMY else "opportunity cost [points]"))
    axes.set_ylabel(say("value [points]"))
    plain_logs(axes)
    found = [name for name in DECISIONS if (shown["decision"] == name).any()]
    legend(axes, theme, [(say(name), theme.decisions[name], MARKERS[name]) for name in found])
    order = np.argsort(-values)
    names = [shortened(str(shown.iloc[k]["name"] or shown.iloc[k]["id"])) for k in order]
    label(axes, [(float(xs[k]), float(values[k])) for k in order], names, theme, most=NAMED)
    return Chart(figure.get_suptitle(), figure, data, tuple(marks))


def plain_logs(axes: Axes) -> None:
    """Ticks of logarithmic axes as plain numbers."""
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda number, _: f"{number:g}"))
        axis.set_minor_formatter(NullFormatter())


def _finding(shown: pd.DataFrame, above: int, below: int) -> str:
    count = len(shown)
    if not above and not below:
        return say("The cut line decides all {count} requests: what earns its GPUs is served", count=count)
    parts = []
    if above:
        parts.append(say_n(above, "{count} above the line is declined", "{count} above the line are declined"))
    if below:
        parts.append(say_n(below, "{count} below it is served", "{count} below it are served"))
    text = "Value decides, but not alone: of {count} requests {parts}"
    return say(text, count=count, parts=say(" and ").join(parts))
