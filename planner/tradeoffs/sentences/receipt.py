"""A receipt in words."""

from __future__ import annotations

from collections.abc import Sequence

from planner.domain.scenario import Scenario
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
        said.append(f"{_named(scenario, found.pays)} {'pay' if len(found.pays) > 1 else 'pays'}.")
    if found.gains:
        said.append(f"{_named(scenario, found.gains)} {'gain' if len(found.gains) > 1 else 'gains'}.")
    if found.others:
        said.append(f"{found.others} more {'is' if found.others == 1 else 'are'} served otherwise for as much.")
    if not found.pays and not found.gains and not found.others:
        said.append("Nobody else is served otherwise.")
    if abs(found.spend) >= 1 and not found.is_money:
        said.append(f"It spends {short(abs(found.spend))} {scenario.currency} {'more' if found.spend > 0 else 'less'}.")
    return said


def _price(found: Receipt, scenario: Scenario, scale: float) -> str:
    price = found.price
    if max(abs(price.low), abs(price.high)) <= ROUNDING * max(abs(scale), 1e-9):
        return "It costs nothing."
    if price.straddles:
        return (
            "It is not proved to cost anything." if price.high > -price.low else "It is not proved to bring anything."
        )
    size = price if price.low >= 0 else -price
    verb = "costs" if price.low >= 0 else ("saves" if found.is_money else "brings")
    if found.is_money:
        return f"It {verb} {ranged(size)} {scenario.currency}."
    if scenario.objective == "fair":
        return f"It {verb} the worst-off team {ranged(size.scaled(100.0))} percentage points of its entitlement."
    return f"It {verb} {points(size)}."


def _named(scenario: Scenario, entries: Sequence[Entry]) -> str:
    """``Video studio (−6.20), Roads (−0.12) and 3 others (−0.40)``"""
    titles = scenario.request_by_id
    shown = entries if len(entries) <= NAMED else entries[: NAMED - 1]
    names = [f"{titles[e.request].title if e.request in titles else e.request} ({signed(e.points)})" for e in shown]
    if rest := entries[len(shown) :]:
        names.append(f"{len(rest)} others ({signed(sum(e.points for e in rest))})")
    return listed(names)
