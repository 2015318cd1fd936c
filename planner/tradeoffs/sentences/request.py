"""Explanations in words: first what a leader can read aloud. All wording of explanations lives here.

Figures carry no more digits than their proof bears; a figure that is only known to lie between two others says so.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from planner.domain.calendar import Calendar
from planner.domain.plan import DECIDED
from planner.domain.scenario import Scenario
from planner.domain.worth import factors_of
from planner.tradeoffs.one_scenario.flips import Flip
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.ledger import BreakEven, Ledger
from planner.tradeoffs.one_scenario.moves import Move
from planner.tradeoffs.one_scenario.slips import Slip
from planner.tradeoffs.one_scenario.study import Study

DIGITS = 3
"""Significant digits of a figure in a sentence."""
NO_MOVE = "No single change of GPUs, money, people, a rule or another's commitment would have it served."


def figure(number: float, digits: int = DIGITS) -> str:
    """A number with a few significant digits and thousands separators: ``1,230``, ``0.0421``."""
    if number == 0 or not math.isfinite(number):
        return "0" if number == 0 else "no figure"
    places = max(digits - 1 - math.floor(math.log10(abs(number))), 0)
    rounded = round(number, digits - 1 - math.floor(math.log10(abs(number))))
    return f"{rounded:,.{places}f}"


def points(interval: Interval) -> str:
    """``3.1 points``, or ``between 2.9 and 3.4 points`` where no more is proved."""
    if not interval.known:
        return "no plan"
    if interval.exact():
        return f"{figure(interval.middle)} {plural('point', interval.middle)}"
    return f"between {figure(interval.low)} and {figure(interval.high)} points"


def plural(noun: str, number: float) -> str:
    """``point``, ``points``"""
    return noun if figure(abs(number)) in ("1", "1.00") else f"{noun}s"


def behind(scenario: Scenario, amount: float) -> str:
    """Points as the metric with the largest weight: ``about 4.2 M revenue``; empty where there is none."""
    factors = factors_of(scenario)
    weights = scenario.value.weights or dict.fromkeys(factors, 1.0)
    named = [name for name in factors if factors[name] > 0]
    if not named or (scenario.value.scale == "raw" and len(named) == 1 and factors[named[0]] == 1.0):
        return ""
    metric = max(named, key=lambda name: (weights.get(name, 0.0), name))
    return f"about {short(abs(amount) / factors[metric])} {metric.replace('_', ' ')}"


def short(number: float, digits: int = 2) -> str:
    """``4.2 M``, ``850 k``"""
    for size, letter in ((1e9, " bn"), (1e6, " M"), (1e3, " k")):
        if abs(number) >= size:
            return f"{figure(number / size, digits)}{letter}"
    return figure(number, digits)


def ledger_sentence(study: Study, ledger: Ledger) -> str:
    """What forcing it in or out costs, and whom."""
    title = study.request(ledger.request).title
    if not ledger.feasible:
        return f"{title} can't be served whole, whatever else were given up: no plan has room for all of it."
    unit = study.resolver.unit
    change = -ledger.net if unit == "points" else ledger.net
    if not study.matters(ledger.net):
        return f"Forcing {title} {ledger.forced} would cost nothing: there is an equally good plan."
    cost = points(change) if unit == "points" else f"{figure(change.middle)} {unit}"
    worth = behind(study.scenario, change.middle) if unit == "points" else ""
    sentence = f"Forcing {title} {ledger.forced} would cost {cost}" + (f" ({worth})" if worth else "")
    losers = [m for m in ledger.rows if m.points < 0]
    winners = [m for m in reversed(ledger.rows) if m.points > 0]
    if ledger.forced != "out" and losers:
        return f"{sentence}; it would displace {names(study, [m.request for m in losers])}."
    if ledger.forced == "out" and winners:
        return f"{sentence}; {names(study, [m.request for m in winners])} would gain."
    return f"{sentence}; nobody else would {'gain' if ledger.forced == 'out' else 'lose'} by it."


def break_even_sentence(study: Study, found: BreakEven) -> str:
    """At which value it is just funded."""
    title = study.request(found.request).title
    if found.at is None:
        return f"No value would have {title} served." if found.value > 0 else f"{title} is worth nothing by itself."
    if found.at <= 1e-9 * found.value:
        return f"{title} would be served at any value above 0."
    relation = "up from" if found.at > found.value else "down from"
    about = "" if found.exact else "about "
    return f"{title} is served from {about}{figure(found.at)} points on, {relation} {figure(found.value)}."


def flip_sentence(study: Study, request: str, flip: Flip) -> str:
    """The nearest change of one figure that flips the decision; empty where none was found."""
    if flip.at is None:
        return ""
    became = DECIDED.get(flip.decision, flip.decision)
    if flip.field == "demand":
        change = f"{100 * abs(flip.at - 1):.0f} % {'fewer' if flip.at < 1 else 'more'} GPUs"
        if flip.at > 2:
            change = f"{figure(flip.at, 2)} times its GPUs"
        return f"Nearest flip in demand: asking for {change}, it is {became}."
    if flip.field == "minimum":
        return f"Nearest flip in its minimum: content with {100 * flip.at:.0f} % of its demand, it is {became}."
    unit = study.scenario.calendar.unit
    if flip.field in ("window", "delay"):
        count = abs(int(flip.at))
        move = f"{count} {unit}{'s' if count > 1 else ''} {'later' if flip.at > 0 else 'earlier'}"
        return f"Nearest flip in its window: {move}, it is {became}."
    pool = study.scenario.pool_by_id[flip.field.removeprefix("gpus:")]
    return f"With {int(flip.at):,} more GPUs in {pool.title}, it is {became}."


def slip_sentence(study: Study, slip: Slip) -> str:
    """How late a delivery may come."""
    unit, delivery = study.scenario.calendar.unit, slip.delivery
    pool = study.scenario.pool_by_id[delivery.pool].title
    what = f"the delivery of {delivery.gpus:,.0f} GPUs to {pool} in {delivery.label}"
    if slip.lost_at is None:
        return f"It does not depend on when {what} comes."
    late = f"{slip.lost_at} {unit}{'s' if slip.lost_at > 1 else ''}"
    outcome = (
        "no plan is left"
        if slip.decision == "infeasible"
        else f"it is {DECIDED[slip.decision]} at {100 * slip.share:.0f} %"
    )
    if slip.decision == "decline":
        outcome = "it is declined"
    held = (
        ""
        if slip.tolerated == 0
        else f"It bears a slip of {slip.tolerated} {unit}{'s' if slip.tolerated > 1 else ''}; "
    )
    text = f"{held}if {what} slips by {late}, {outcome}."
    return text[0].upper() + text[1:]


def move_sentence(study: Study, move: Move) -> str:
    """One change that has it served."""
    scenario, currency = study.scenario, study.scenario.currency
    match move.kind:
        case "gpus":
            what = f"adding {move.amount:,.0f} GPUs to {scenario.pool_by_id[move.what].title}"
        case "budget":
            what = f"raising {move.what} by {short(move.amount)} {currency}"
        case "people":
            what = f"adding {figure(move.amount, 2)} full-time {move.what}"
        case "rule":
            what = f"switching {move.what} off"
        case "commitment":
            what = f"giving up the commitment to {study.request(move.what).title}"
        case _:
            what = f"giving up {study.request(move.what).title}"
    gain = "costs nothing" if not study.matters(move.gain) else (
        f"adds {points(move.gain)}" if move.gain.low > 0 else f"costs {points(-move.gain)}")  # fmt: skip
    money = f" for {short(move.spend)} {currency}" if move.spend > 1 else ""
    return f"{what[0].upper()}{what[1:]} would have it served: that {gain}{money}."


def names(study: Study, requests: Sequence[str], most: int = 3) -> str:
    """``A``, ``A and B``, ``A, B and 3 others``"""
    titles = [study.request(request).title for request in requests]
    if len(titles) > most:
        titles = [*titles[: most - 1], f"{len(titles) - most + 1} others"]
    return listed(titles)


def listed(parts: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``"""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def some_periods(calendar: Calendar, periods: Collection[str]) -> str:
    """``2027-02``, ``2027-01 and 2027-02``, ``3 of 6 months``, ``every month``"""
    if len(periods) == len(calendar):
        return f"every {calendar.unit}"
    if len(periods) <= 2:
        return " and ".join(sorted(periods))
    return f"{len(periods)} of {len(calendar)} {calendar.unit}s"
