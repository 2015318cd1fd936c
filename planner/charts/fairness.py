"""What every team asked for and got, in value and in work."""

from __future__ import annotations

import pandas as pd

from planner.charts.labels import in_short
from planner.charts.sheet import SMALL, Chart, Mark, caption, empty, fitting, in_lines, sheet
from planner.charts.theme import LIGHT, Theme
from planner.domain.plan import Plan
from planner.languages.saying import say
from planner.words.amounts import figure as digits
from planner.words.amounts import percent, short
from planner.words.names import started, team_words

MOST = 20


VALUE = "{team}: {given} of {asked} points"
WORK = "{team}: {given} of {asked} GPU-hours of work"
"""What a bar says of a team."""


def fairness(plan: Plan, theme: Theme = LIGHT, size: tuple[float, float] | None = None) -> Chart:
    """Two bars a team: the part of its value that is captured, and of its work that is done [reference GPU·h]."""
    sums = plan.requests.groupby("team", sort=True)[
        ["value_points", "captured_points", "asked_gpu_hours", "work_gpu_hours"]
    ].sum()
    data = sums.reset_index()
    data["value_part"] = data["captured_points"] / data["value_points"].where(data["value_points"] > 0)
    data["work_part"] = data["work_gpu_hours"] / data["asked_gpu_hours"].where(data["asked_gpu_hours"] > 0)
    shown = (
        data.sort_values("value_points", ascending=False)
        .head(fitting(size, MOST))
        .sort_values(["value_part", "team"], ascending=[False, True], na_position="last")
    )
    if shown.empty:
        return empty(say("There are no teams"), say("Nobody asks for anything yet."), theme, data)
    title = _finding(shown)
    figure, (left, right) = sheet(
        title,
        say("Value captured [points], of what was asked"),
        theme,
        size or (10.5, 2.0 + 0.42 * len(shown)),
        1,
        2,
        sharey=True,
    )
    ys = [float(y) for y in range(len(shown))]
    names = [team_words(team) for team in shown["team"]]
    marks = []
    for k, (axes, asked, given) in enumerate(
        ((left, "value_points", "captured_points"), (right, "asked_gpu_hours", "work_gpu_hours"))
    ):
        axes.barh(ys, shown[asked], 0.72, color=theme.grid)
        axes.barh(ys, shown[given], 0.72, color=theme.palette[2 * k])
        limit = max(float(shown[asked].max()), 1e-9)
        for y, a, g, name, team in zip(ys, shown[asked], shown[given], names, shown["team"], strict=True):
            part = f"{100 * g / a:.0f} %" if a > 0 else "–"
            axes.text(max(a, g) + 0.015 * limit, y, part, va="center", fontsize=SMALL, color=theme.ink)
            text, shown_as = (VALUE, digits) if k == 0 else (WORK, short)
            marks.append(
                Mark(
                    k,
                    float(g) / 2,
                    float(y),
                    name,
                    say(text, team=name, given=shown_as(float(g)), asked=shown_as(float(a))),
                    "team" if team else "",
                )
            )
        axes.set_xlim(0, 1.16 * limit)
        in_lines(axes, names)
    caption(right, say("Work done, of what was asked"), theme, figure.get_figwidth() / 2 - 0.5)
    left.set_xlabel(say("points"))
    right.set_xlabel(say("GPU-hours of the reference accelerators"))
    in_short(right, "x")
    return Chart(title, figure, data, tuple(marks))


def _finding(shown: pd.DataFrame) -> str:
    rows = shown[shown["value_part"].notna()]
    if rows.empty:
        return say("Nobody asks for anything of value")
    worst, best = rows.iloc[-1], rows.iloc[0]
    if abs(best["value_part"] - worst["value_part"]) < 0.005:
        return say("Every team gets {share} of the value that it asked for", share=percent(best["value_part"]))
    who = started(team_words(worst["team"])) if not worst["team"] else worst["team"]
    gets = "{team} gets {least} of the value asked for, {other} {most}"
    text = gets if worst["team"] else "{team} get {least} of the value asked for, {other} {most}"
    least, most = percent(worst["value_part"]), percent(best["value_part"])
    return say(text, team=who, least=least, other=team_words(best["team"]), most=most)
