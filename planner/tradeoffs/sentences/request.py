"""What re-solves add to the explanation of a request, in words."""

from __future__ import annotations

from planner.domain.plan import DECIDED
from planner.tradeoffs.one_scenario.flips import Flip
from planner.tradeoffs.one_scenario.ledger import HUGE, BreakEven, Ledger
from planner.tradeoffs.one_scenario.moves import Move
from planner.tradeoffs.one_scenario.slips import Slip
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.sentences.phrases import change, gpus, meaning, names, points, pool_title
from planner.words.amounts import figure, percent, short
from planner.words.names import people_of, plural, started
from planner.words.owners import owned

READING = (
    "decision", "move", "flip", "break-even", "slip", "displacement", "options", "holds", "value", "scarcity",
)  # fmt: skip
"""Parts of an explanation as they are read: what is decided, what would change it, whom it displaces, what holds it;
prices last."""
CHANGING = ("move", "flip", "break-even", "slip")
"""Parts that say what would change the decision."""


def heading(part: str, decision: str) -> str:
    """What stands above a part of an explanation; empty: nothing does."""
    if part in CHANGING:
        return "What would get it funded" if decision == "decline" else "What would lose it"
    return {
        "displacement": "What it displaces",
        "options": "Its options",
        "holds": "What holds it",
        "value": "Prices",
        "scarcity": "Prices",
    }.get(part, "")


NO_MOVE = "No single change of GPUs, money, people, a rule or another's commitment would have it served."
NO_MOVE_FOUND = (
    "No single change of GPUs, money, people, a rule or another's commitment was found that would have it served; not "
    "all of them were searched to their end."
)
UNPROVED = "Not all that this rests on was searched to its end."
RULED_OUT = "Its own commitment rules it out: nothing else would have it served."
FORCED = {"in": "Serving {}", "in whole": "Serving {} in full", "out": "Leaving {} out"}
"""What is forced, in words."""


def ledger_sentence(study: Study, ledger: Ledger) -> str:
    """What serving it, or leaving it out, costs, and whom."""
    title = study.request(ledger.request).title
    if not ledger.feasible:
        return _impossible(study, ledger, title)
    what = FORCED[ledger.forced].format(title)
    if not study.matters(ledger.net):
        return f"{what} would cost nothing: there is an equally good plan."
    told = study.is_plain_value and ledger.net.exact(study.scale)
    worth = meaning(study.scenario, ledger.net.low, ledger.metrics) if told else ""
    sentence = f"{what} {change(study, ledger.net)}{worth}"
    losers = [m for m in ledger.rows if m.points < 0]
    winners = [m for m in reversed(ledger.rows) if m.points > 0]
    if ledger.forced != "out" and losers:
        return f"{sentence}; it would displace {names(study, [m.request for m in losers])}."
    if ledger.forced == "out" and winners:
        return f"{sentence}; {names(study, [m.request for m in winners])} would gain."
    return f"{sentence}; nobody else would {'gain' if ledger.forced == 'out' else 'lose'} by it."


def _impossible(study: Study, ledger: Ledger, title: str) -> str:
    """That no plan has it so; of what can be served in part, of how much of it that is said."""
    if ledger.forced == "out":
        return f"{title} is indispensable: no plan keeps all rules and commitments without it."
    least = max((way.minimum for way in study.resolver.grid.ways[ledger.request]), default=0.0)
    if ledger.forced == "in whole" or least == 0:
        part = f"{title} in full"
    else:
        part = title if least == 1 else f"{title} at its least share, {percent(least)}"
    return f"No plan that keeps all rules and commitments can serve {part}, whatever else it gives up."


def break_even_sentence(study: Study, found: BreakEven) -> str:
    """At which value it is just served."""
    asked, about = study.request(found.request), "" if found.exact else "about "
    if found.indispensable or found.value <= 0 or asked.commitment == "out":
        return ""
    if found.at is None and not found.proved:
        return f"It was not found to be served at any value up to {HUGE:,.0f} times its own."
    if found.at is None:
        return f"Not even {HUGE:,.0f} times its value would have it served."
    least, now = f"{about}{points(found.at)} or more", points(found.value)
    is_held = asked.commitment == "must"
    without, still = ("Without its commitment it", "would still be") if is_held else ("It", "is")
    if found.at <= 1e-9 * found.value:
        return f"{without} {still} served at any value above 0."
    if found.at > found.value:
        return f"{without} would be served if it were worth {least}; it is worth {now}."
    return f"{without} {still} served as long as it is worth {least}; it is worth {now}."


def flip_sentence(study: Study, request: str, flip: Flip) -> str:
    """The nearest change of one figure that flips the decision; empty where none was found."""
    if flip.at is None:
        return ""
    became = f"it would be {DECIDED[flip.decision]}" if flip.decision in DECIDED else "no plan would be left"
    if flip.field == "demand":
        asks = f"{figure(flip.at, 2)} times its GPUs" if flip.at > 2 else (
            f"{percent(abs(flip.at - 1))} {'fewer' if flip.at < 1 else 'more'} GPUs")  # fmt: skip
        return f"If it asked for {asks}, {became}."
    if flip.field == "minimum":
        least = f"{percent(flip.at)} of its demand" if flip.at > 0 else "any part of its demand"
        return f"If it were content with {least}, {became}."
    if flip.field in ("window", "delay"):
        unit, count = study.scenario.calendar.unit, abs(int(flip.at))
        return f"If its window came {count} {plural(unit, count)} {'later' if flip.at > 0 else 'earlier'}, {became}."
    pool = flip.field.removeprefix("gpus:")
    return f"With {gpus(study, pool, int(flip.at))} more in {pool_title(study, pool)}, {became}."


def no_move_sentence(study: Study, request: str, proved: bool = True) -> str:
    """That nothing would have it served; where that is not ``proved``, that nothing was found that would."""
    if study.request(request).commitment == "out":
        return RULED_OUT
    return NO_MOVE if proved else NO_MOVE_FOUND


def as_proved(sentence: str, proved: bool) -> str:
    """A sentence, and whether it rests on what was not searched to its end; empty: there is nothing to say."""
    return sentence if proved or not sentence else f"{sentence} {UNPROVED}"


def slip_sentence(study: Study, slip: Slip) -> str:
    """How late a delivery may come."""
    unit, delivery = study.scenario.calendar.unit, slip.delivery
    some = gpus(study, delivery.pool, delivery.gpus)
    what = f"the delivery of {some} to {pool_title(study, delivery.pool)} in {delivery.label}"
    if slip.lost_at is None:
        return f"It does not depend on when {what} comes."
    late = f"{slip.lost_at} {plural(unit, slip.lost_at)}"
    to = f" to {percent(slip.share)}" if slip.decision == "trim" else ""
    outcome = f"it would be {DECIDED[slip.decision]}{to}" if slip.decision in DECIDED else "no plan would be left"
    held = f"It bears a slip of {slip.tolerated} {plural(unit, slip.tolerated)}; " if slip.tolerated else ""
    return started(f"{held}if {what} slipped by {late}, {outcome}.")


def move_sentence(study: Study, move: Move) -> str:
    """One change that has it served."""
    currency = study.scenario.currency
    match move.kind:
        case "gpus":
            what = f"adding {gpus(study, move.what, move.amount)} to {pool_title(study, move.what)}"
        case "budget":
            what = f"raising {move.what} by {short(move.amount)} {currency}"
        case "people":
            what = f"adding {people_of(move.what, float(figure(move.amount, 2).replace(',', '')))}"
        case "rule":
            what = f"switching {move.what}{owned(study.scenario.rule_by_name[move.what])} off"
        case "commitment":
            what = f"giving up the commitment to {study.request(move.what).title}{owned(study.request(move.what))}"
        case _:
            what = f"giving up {study.request(move.what).title}"
    money = f", at a cost of {short(move.spend)} {currency}" if move.spend > 1 and study.better > 0 else ""
    return f"{started(what)} would have it served: that {change(study, move.gain, 'would cost nothing')}{money}."
