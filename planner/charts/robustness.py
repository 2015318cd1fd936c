"""How firmly the plan stands: how often each request is served over many futures."""

from __future__ import annotations

import numpy as np
from matplotlib.ticker import MaxNLocator

from planner.charts.labels import legend, shortened
from planner.charts.sheet import SMALL, Chart, Mark, caption, empty, fitting, in_lines, sheet
from planner.charts.theme import LIGHT, Theme
from planner.tradeoffs.many_solves.robustness import SURE, Robustness
from planner.tradeoffs.sentences.proof import proof_sentence
from planner.words.amounts import figure as digits

TOP = 30
RIGHT = 0.25
"""Part of the width that the spread takes, without its axis."""
ABOVE = 1.3
"""Room above the tallest bar for what the lines are, in times its height."""


def robustness(found: Robustness, theme: Theme = LIGHT, size: tuple[float, float] | None = None) -> Chart:
    """Left: in how many futures each request is served, with two standard errors. Right: the spread of the value."""
    data = found.frame
    if not found.solved:
        return empty("No future has a plan", "Every draw was infeasible or stopped.", theme, data)
    held, value = int(data["holds"].sum()), found.value
    title = f"{held} of {len(data)} decisions hold in {100 * SURE:.0f} % of {len(found.solved)} futures or more"
    if not found.base.feasible:
        title = "The plan of today was not found"
    most = fitting(size, TOP, 2.4)
    unsure = data.assign(far=(data["served"] - 0.5).abs()).sort_values(["far", "id"]).head(most)
    shown = data[data["id"].isin(unsure["id"])]
    stopped = f" Stopped after {len(found.draws)} of {found.asked} futures." if len(found.draws) < found.asked else ""
    more = f" The {most} least certain of {len(data)}." if len(data) > most else ""
    subtitle = f"Served, % of futures, ± 2 standard errors.{stopped}{more} {proof_sentence(found.draws, 'future')}"
    figure, (left, right) = sheet(title, subtitle.rstrip(), theme, size or (11.0, 2.2 + 0.25 * len(shown)), 1, 2,
                                  is_over=True, width_ratios=(3, 2))  # fmt: skip
    ys = np.arange(len(shown))
    served = 100 * shown["served"].to_numpy()
    errors = 200 * shown["standard_error"].to_numpy()
    colours = [theme.palette[0] if now != "decline" else theme.palette[1] for now in shown["decision"]]
    left.barh(ys, served, 0.7, color=colours, linewidth=0)
    left.errorbar(
        served,
        ys,
        xerr=[np.minimum(errors, served), np.minimum(errors, 100 - served)],
        fmt="none",
        ecolor=theme.ink,
        elinewidth=1,
        capsize=2,
    )
    left.axvspan(100 * (1 - SURE), 100 * SURE, color=theme.grid, alpha=0.5, zorder=0)
    in_lines(left, [shortened(str(name), 36) for name in shown["name"]])
    left.set_xlim(0, 104)
    left.set_xlabel("served [% of futures]")
    points = np.array([draw.points for draw in found.solved])
    alike = float(np.ptp(points)) <= 1e-9 * max(float(np.abs(points).max()), 1.0)
    around = (float(points[0]) - 0.5, float(points[0]) + 0.5) if alike else None
    heights, *_ = right.hist(
        points, bins=min(30, max(8, len(points) // 8)), range=around, color=theme.accent, alpha=0.75
    )
    for place, name in enumerate(("p10", "p50", "p90")):
        right.axvline(value[name], color=theme.ink, linewidth=1.2, linestyle="-" if name == "p50" else "--")
        right.annotate(digits(value[name]), (value[name], 1.0), xycoords=("data", "axes fraction"),
                       xytext=(3, -11 - 13 * place), textcoords="offset points", fontsize=SMALL,
                       color=theme.ink)  # fmt: skip
    right.set_ylim(0, ABOVE * float(np.max(heights)))
    caption(right, "Lines: 10 %, 50 % and 90 %", theme, RIGHT * figure.get_figwidth())
    right.set_xlabel("value [points]")
    right.set_ylabel("futures")
    right.yaxis.set_major_locator(MaxNLocator(integer=True))
    keys = [("served today", theme.palette[0], "s"), ("declined today", theme.palette[1], "s")]
    legend(left, theme, [*keys, ("not certain either way", theme.grid, "s")])
    marks = tuple(
        Mark(0, float(x) / 2, float(y), str(row["id"]), f"{row['name']}: served in {x:.0f} % of the futures", "request")
        for x, y, row in zip(served, ys, shown.to_dict("records"), strict=True)
    )
    return Chart(title, figure, data, marks)
