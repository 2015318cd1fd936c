"""Grants over time: the window asked for, and how much of the demand is served when."""

from __future__ import annotations

from matplotlib.patches import Patch

from planner.charts.labels import periods, shortened
from planner.charts.sheet import SMALL, Chart, Mark, empty, fitting, in_lines, sheet
from planner.charts.theme import LIGHT, Theme
from planner.domain.plan import DECISIONS, Plan
from planner.domain.ways import ways
from planner.languages.saying import say

NAMES = 2.8
"""Room for the requests' names [inches]."""
TOP = 32
"""Requests that are drawn, in priority order; the table holds all."""


def gantt(plan: Plan, theme: Theme = LIGHT, size: tuple[float, float] | None = None) -> Chart:
    """One line a request in priority order: an outline for what it asked, a bar for what it is given.

    A job's bars are its progress, so the thickest period is where most of it is done.
    """
    data = plan.served.copy()
    labels = list(plan.scenario.calendar.labels)
    most = fitting(size, TOP)
    rows = plan.requests.sort_values("rank").head(most)
    if rows.empty:
        return empty(say("There are no requests"), say("Nobody asks for anything yet."), theme, data)
    late = int((plan.requests["decision"] == "defer").sum())
    served = int((plan.requests["decision"] != "decline").sum())
    title = say("{served} of {count} requests are served", served=served, count=len(plan.requests)) + (
        say(", {late} of them later than asked", late=late) if late else ""
    )
    more = len(plan.requests) - len(rows)
    subtitle = say("Outline: window asked for. Bar: served, as thick as the share.") + (
        say(" The first {most}; {more} more in the table.", most=most, more=more) if more > 0 else ""
    )
    figure, (axes,) = sheet(title, subtitle, theme, size or (10.5, 1.7 + 0.27 * len(rows)))
    marks = []
    for line, row in enumerate(rows.to_dict("records")):
        request = plan.scenario.request_by_id[row["id"]]
        window = ways(request, plan.scenario)[0].periods
        if len(window):
            axes.barh(
                line, len(window), 0.78, left=window[0] - 0.5, facecolor="none", edgecolor=theme.grid, linewidth=1.4
            )
        colour = theme.decisions[row["decision"]]
        shares = plan.served[plan.served["request"] == row["id"]]
        largest = max(float(shares["share"].max()), 1e-9) if len(shares) else 1.0
        job = bool(request.demand and request.demand.is_job) or any(
            o.demand and o.demand.is_job for o in request.options
        )
        for period, share in zip(shares["period"], shares["share"], strict=True):
            t = labels.index(str(period))
            thick = 0.14 + 0.64 * (float(share) / largest if job else float(share))
            axes.barh(line, 0.96, thick, left=t - 0.48, color=colour, linewidth=0)
            said = "{title}: {percent} % of its work in {period}"
            said = said if job else "{title}: {percent} % of its demand in {period}"
            text = say(said, title=request.title, percent=f"{100 * float(share):.0f}", period=labels[t])
            marks.append(Mark(0, float(t), float(line), request.id, text, "request"))
        if not len(shares):
            centre = window[0] + (len(window) - 1) / 2 if len(window) else 0
            marks.append(
                Mark(
                    0, float(centre), float(line), request.id, say("{title}: declined", title=request.title), "request"
                )
            )
    names = [shortened(str(n or i)) for n, i in zip(rows["name"], rows["id"], strict=True)]
    in_lines(axes, names)
    axes.set_xlim(-0.5, len(labels) - 0.5)
    periods(axes, labels, figure.get_figwidth() - NAMES)
    for tick, decision in zip(axes.get_yticklabels(), rows["decision"], strict=True):
        tick.set_color(theme.muted if decision == "decline" else theme.ink)
    used = [name for name in DECISIONS[:3] if (rows["decision"] == name).any()]
    figure.legend(
        handles=[Patch(color=theme.decisions[name], label=say(name)) for name in used],
        loc="outside lower right",
        ncols=3,
        frameon=False,
        fontsize=SMALL,
        labelcolor=theme.ink,
    )
    return Chart(title, figure, data, tuple(marks))
