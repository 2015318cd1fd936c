"""What re-solves add to the explanation of a request, in words."""

from __future__ import annotations

from planner.domain.plan import DECIDED
from planner.tradeoffs.one_scenario.flips import Flip
from planner.tradeoffs.one_scenario.ledger import BreakEven, Ledger
from planner.tradeoffs.one_scenario.moves import Move
from planner.tradeoffs.one_scenario.slips import Slip
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.sentences.phrases import amount, meaning, names
from planner.words.amounts import figure, short
from planner.words.names import plural, started

NO_MOVE = "No single change of GPUs, money, people, a rule or another's commitment would have it served."


def ledger_sentence(study: Study, ledger: Ledger) -> str:
    """What forcing it in or out costs, and whom."""
    title = study.request(ledger.request).title
    if not ledger.feasible and ledger.forced == "out":
        return f"{title} is indispensable: no plan keeps all commitments and promises without it."
    if not ledger.feasible:
        return f"{title} can't be served whole, whatever else were given up: no plan has room for all of it."
    if not study.matters(ledger.net):
        return f"Forcing {title} {ledger.forced} would cost nothing: there is an equally good plan."
    loss = -ledger.net if study.better > 0 else ledger.net
    worth = meaning(study.scenario, ledger.net.middle, ledger.metrics) if study.is_plain_value else ""
    sentence = f"Forcing {title} {ledger.forced} would cost {amount(study, loss)}{worth}"
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
    if found.indispensable:
        return ""
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
    became = f"it is {DECIDED[flip.decision]}" if flip.decision in DECIDED else "no plan is left"
    if flip.field == "demand":
        change = f"{100 * abs(flip.at - 1):.0f} % {'fewer' if flip.at < 1 else 'more'} GPUs"
        if flip.at > 2:
            change = f"{figure(flip.at, 2)} times its GPUs"
        return f"Nearest flip in demand: asking for {change}, {became}."
    if flip.field == "minimum":
        return f"Nearest flip in its minimum: content with {100 * flip.at:.0f} % of its demand, {became}."
    unit = study.scenario.calendar.unit
    if flip.field in ("window", "delay"):
        count = abs(int(flip.at))
        move = f"{count} {plural(unit, count)} {'later' if flip.at > 0 else 'earlier'}"
        return f"Nearest flip in its window: {move}, {became}."
    pool = study.scenario.pool_by_id[flip.field.removeprefix("gpus:")]
    return f"With {int(flip.at):,} more GPUs in {pool.title}, {became}."


def slip_sentence(study: Study, slip: Slip) -> str:
    """How late a delivery may come."""
    unit, delivery = study.scenario.calendar.unit, slip.delivery
    pool = study.scenario.pool_by_id[delivery.pool].title
    what = f"the delivery of {delivery.gpus:,.0f} GPUs to {pool} in {delivery.label}"
    if slip.lost_at is None:
        return f"It does not depend on when {what} comes."
    late = f"{slip.lost_at} {plural(unit, slip.lost_at)}"
    outcome = (
        "no plan is left"
        if slip.decision == "infeasible"
        else f"it is {DECIDED[slip.decision]} at {100 * slip.share:.0f} %"
    )
    if slip.decision == "decline":
        outcome = "it is declined"
    held = f"It bears a slip of {slip.tolerated} {plural(unit, slip.tolerated)}; " if slip.tolerated else ""
    return started(f"{held}if {what} slips by {late}, {outcome}.")


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
    better = move.gain if study.better > 0 else -move.gain
    gain = f"adds {amount(study, better)}" if better.low > 0 else f"costs {amount(study, -better)}"
    if not study.matters(move.gain):
        gain = "costs nothing"
    money = f" for {short(move.spend)} {currency}" if move.spend > 1 else ""
    return f"{started(what)} would have it served: that {gain}{money}."
