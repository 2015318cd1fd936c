"""A receipt in words."""

from __future__ import annotations

from collections.abc import Sequence

from planner.domain.scenario import Scenario
from planner.languages.saying import say, say_n
from planner.tradeoffs.sentences.phrases import points, ranged
from planner.tradeoffs.several_scenarios.receipt import Entry, Receipt
from planner.words.amounts import short, signed
from planner.words.names import listed

NAMED = 4
"""Requests that are named before the others are counted together."""
ROUNDING = 1e-6
"""Part of the larger figure below which two plans are equally good."""


def receipt_sentences(found: Receipt, scenario: Scenario, scale: float) -> list[str]:
    """The price, who pays, who gains, and the money. ``scale``: the objective before, against which rounding is."""
    said = [_price(found, scenario, scale)]
    if found.pays:
        text = "{requests} pay." if len(found.pays) > 1 else "{requests} pays."
        said.append(say(text, requests=_named(scenario, found.pays)))
    if found.gains:
        text = "{requests} gain." if len(found.gains) > 1 else "{requests} gains."
        said.append(say(text, requests=_named(scenario, found.gains)))
    if found.others:
        one = "{count} more is served otherwise for as much."
        said.append(say_n(found.others, one, "{count} more are served otherwise for as much."))
    if not found.pays and not found.gains and not found.others:
        said.append(say("Nobody else is served otherwise."))
    if abs(found.spend) >= 1 and not found.is_money:
        money = f"{short(abs(found.spend))} {scenario.currency}"
        said.append(say("It spends {amount} more." if found.spend > 0 else "It spends {amount} less.", amount=money))
    return said


def _price(found: Receipt, scenario: Scenario, scale: float) -> str:
    price = found.price
    if max(abs(price.low), abs(price.high)) <= ROUNDING * max(abs(scale), 1e-9):
        return say("It costs nothing.")
    if price.straddles:
        return (
            say("It is not proved to cost anything.")
            if price.high > -price.low
            else say("It is not proved to bring anything.")
        )
    size = price if price.low >= 0 else -price
    if found.is_money:
        text = "It costs {amount}." if price.low >= 0 else "It saves {amount}."
        return say(text, amount=f"{ranged(size)} {scenario.currency}")
    if scenario.objective == "fair":
        costs = "It costs the worst-off team {number} percentage points of its entitlement."
        brings = "It brings the worst-off team {number} percentage points of its entitlement."
        return say(costs if price.low >= 0 else brings, number=ranged(size.scaled(100.0)))
    return say("It costs {amount}." if price.low >= 0 else "It brings {amount}.", amount=points(size))


def _named(scenario: Scenario, entries: Sequence[Entry]) -> str:
    """``Video studio (−6.20), Roads (−0.12) and 3 others (−0.40)``"""
    titles = scenario.request_by_id
    shown = entries if len(entries) <= NAMED else entries[: NAMED - 1]
    names = []
    for each in shown:
        title = titles[each.request].title if each.request in titles else each.request
        names.append(say("{title} ({points})", title=title, points=signed(each.points)))
    if rest := entries[len(shown) :]:
        others = say("{count} others", count=len(rest))
        names.append(say("{title} ({points})", title=others, points=signed(sum(e.points for e in rest))))
    return listed(names)
