"""Value against money: how large, how dear, and what the cheapest way to each level of value is."""

from __future__ import annotations

import numpy as np

from planner.charts.labels import in_short, label, legend, shortened
from planner.charts.sheet import Chart, Mark, caption, empty, sheet
from planner.charts.theme import LIGHT, Theme
from planner.domain.plan import DECISIONS, Plan
from planner.languages.saying import say
from planner.words.amounts import figure as digits
from planner.words.amounts import short

LARGEST = 1500.0
"""Area of the largest bubble [square points]."""
NAMED = 12
EDGES = 0.9
"""Of a panel's width that its axis takes [inches]."""


def bubbles(plan: Plan, theme: Theme = LIGHT, size: tuple[float, float] = (10.0, 6.2)) -> Chart:
    """Requests that are served, by what they cost and capture; the area is GPU-hours.

    The line joins them in the order of value for money, added up: the efficient frontier of those served.
    """
    cost = plan.cost_column
    data = plan.requests[["id", "name", "decision", cost, "captured_points", "given_gpu_hours"]].copy()
    shown = data[data["captured_points"] > 0].sort_values("captured_points", ascending=False)
    if shown.empty:
        return empty(say("Nothing is served"), say("No request captures any value in this plan."), theme, data)
    money, value = shown[cost].to_numpy(), shown["captured_points"].to_numpy()
    hours = shown["given_gpu_hours"].to_numpy()
    best = shown.iloc[int(np.argmax(np.where(money > 0, value / np.maximum(money, 1e-9), -1)))]
    currency = plan.scenario.currency
    spent = plan.kpi("cost")
    money_said = f"{short(spent)} {currency}"
    title = say("The plan captures {points} points for {amount}", points=digits(float(value.sum())), amount=money_said)
    if best[cost] > 0:
        title += say("; {title} gives most for its money", title=best["name"] or best["id"])
    figure, (left, right) = sheet(title, "", theme, size, columns=2, width_ratios=(3, 2))
    caption(left, _area(spent - float(money.sum()), spent, currency), theme, 0.6 * size[0] - EDGES)
    areas = np.maximum(LARGEST * hours / max(float(hours.max()), 1e-9), 18)
    for decision in DECISIONS:
        these = (shown["decision"] == decision).to_numpy()
        left.scatter(money[these], value[these], s=areas[these], color=theme.decisions[decision], alpha=0.62,
                     edgecolor=theme.ground, linewidth=1.0)  # fmt: skip
    left.set_xlabel(say("cost [{currency}]", currency=currency))
    left.set_ylabel(say("value captured [points]"))
    left.set_xlim(-0.06 * max(money.max(), 1), max(money.max(), 1) * 1.25)
    left.set_ylim(0, value.max() * 1.18)
    in_short(left, "x")
    found = [name for name in DECISIONS if (shown["decision"] == name).any()]
    legend(left, theme, [(name, theme.decisions[name], "o") for name in found])
    order = np.argsort(-(value / np.maximum(money, 1e-9)))
    right.plot([0, *np.cumsum(money[order])], [0, *np.cumsum(value[order])], color=theme.accent, linewidth=2)
    right.fill_between([0, *np.cumsum(money[order])], [0, *np.cumsum(value[order])], color=theme.accent, alpha=0.1)
    caption(right, say("Added up, best value for money first"), theme, 0.4 * size[0] - EDGES)
    right.set_xlabel(say("cost [{currency}]", currency=currency))
    right.set_ylim(bottom=0)
    right.set_xlim(left=0)
    in_short(right, "x")
    names = [shortened(str(n or i), 26) for n, i in zip(shown["name"], shown["id"], strict=True)]
    label(
        left,
        list(zip(money.tolist(), value.tolist(), strict=True)),
        names,
        theme,
        most=NAMED,
        radii=np.sqrt(areas / np.pi).tolist(),
    )
    marks = tuple(
        Mark(
            0,
            float(x),
            float(y),
            str(i),
            say(
                "{title}: {points} points for {amount}",
                title=n or i,
                points=digits(float(y)),
                amount=f"{short(float(x))} {currency}",
            ),
            "request",
        )
        for x, y, i, n in zip(money, value, shown["id"], shown["name"], strict=True)
    )
    return Chart(title, figure, data, marks)


def _area(beside: float, spent: float, currency: str) -> str:
    """What the area is, and what of the money is not in the picture."""
    if beside <= 0.005 * max(spent, 1.0):
        return say("Area: GPU-hours given.")
    text = "Area: GPU-hours given. {amount} more go to what has no value by itself, and idle GPUs."
    return say(text, amount=f"{short(beside)} {currency}")
