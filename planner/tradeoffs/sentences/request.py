"""What re-solves add to the explanation of a request, in words."""

from __future__ import annotations

from planner.domain.plan import DECIDED
from planner.tradeoffs.one_scenario.concessions import DIGITS, brings
from planner.tradeoffs.one_scenario.flips import Flip
from planner.tradeoffs.one_scenario.ledger import HUGE, BreakEven, Ledger
from planner.tradeoffs.one_scenario.moves import OWN, Move
from planner.tradeoffs.one_scenario.serving import wants_whole
from planner.tradeoffs.one_scenario.slips import Slip
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.sentences.phrases import change, gpus, meaning, names, points, pool_title
from planner.words.amounts import figure, metric_unit, percent, points_figure, short
from planner.words.names import people_of, plural, started
from planner.words.owners import owned

READING = (
    "decision", "move", "flip", "break-even", "slip", "displacement", "options", "holds", "value", "scarcity",
)  # fmt: skip
"""Parts of an explanation as they are read: what is decided, what would change it, whom it displaces, what holds it;
prices last."""
CHANGING = ("move", "flip", "break-even", "slip")
"""Parts that say what would change the decision."""


_WANTED = {"decline": "What would get it funded", "trim": "What would get it funded in full"}


def heading(part: str, decision: str) -> str:
    """What stands above a part of an explanation; empty: nothing does."""
    if part in CHANGING:
        return _WANTED.get(decision if part == "move" or decision == "decline" else "", "What would lose it")
    return {
        "displacement": "What it displaces",
        "options": "Its options",
        "holds": "What holds it",
        "value": "Prices",
        "scarcity": "Prices",
    }.get(part, "")


NO_MOVE = "No single change of its own figures, of GPUs, money, people or a rule, or of others would have it served."
NO_MOVE_FOUND = (
    "No single change of its own figures, of GPUs, money, people or a rule, or of others was found that would have it "
    "served; not all of them were searched to their end."
)
NO_REST = (
    "No single change that was tried, of its own figures, of GPUs, money, people or a rule, or of others, would have "
    "it served in full."
)
UNPROVED = "Not all that this rests on was searched to its end."
RULED_OUT = "Its own commitment rules it out: nothing else would have it served."
FORCED = {"in": "Serving {}", "in whole": "Serving {} in full", "out": "Leaving {} out"}
"""What is forced, in words."""


def ledger_sentence(study: Study, entry: Ledger) -> str:
    """What serving it, or leaving it out, costs, and whom."""
    title = study.request(entry.request).title
    if not entry.feasible:
        return _impossible(study, entry, title)
    what = FORCED[entry.forced].format(title)
    if not study.matters(entry.net):
        return f"{what} would cost nothing: there is an equally good plan."
    told = study.is_plain_value and entry.net.exact(study.scale)
    worth = meaning(study.scenario, entry.net.low, entry.metrics) if told else ""
    sentence = f"{what} {change(study, entry.net)}{worth}"
    losers = [m for m in entry.rows if m.points < 0]
    winners = [m for m in reversed(entry.rows) if m.points > 0]
    if entry.forced != "out" and losers:
        return f"{sentence}; it would displace {names(study, [m.request for m in losers])}."
    if entry.forced == "out" and winners:
        return f"{sentence}; {names(study, [m.request for m in winners])} would gain."
    return f"{sentence}; nobody else would {'gain' if entry.forced == 'out' else 'lose'} by it."


def _impossible(study: Study, entry: Ledger, title: str) -> str:
    """That no plan has it so; of what can be served in part, of how much of it that is said."""
    if entry.forced == "out":
        return f"{title} is indispensable: no plan keeps all rules and commitments without it."
    least = max((way.minimum for way in study.resolver.grid.ways[entry.request]), default=0.0)
    if entry.forced == "in whole" or least == 0:
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
    if wants_whole(study, request):
        return NO_REST
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


def move_sentence(study: Study, move: Move, request: str) -> str:
    """One change that has it served, and what that brings or costs the plan."""
    done = "would have it served in full" if wants_whole(study, request) else "would have it served"
    if move.kind == "value":
        return f"{_bringing(study, request, move.amount)} {done}."
    money = ""
    if move.spend > 1 and study.better > 0 and move.kind not in OWN:
        money = f", at a cost of {short(move.spend)} {study.scenario.currency}"
    return f"{started(_done(study, move))} {done}: that {change(study, move.gain, 'would cost nothing')}{money}."


def _done(study: Study, move: Move) -> str:
    """``adding 221 GPUs to H100 in Virginia``: what is changed."""
    match move.kind:
        case "demand" | "minimum" | "window":
            return _asking(study, move)
        case "gpus":
            return f"adding {gpus(study, move.what, move.amount)} to {pool_title(study, move.what)}"
        case "budget":
            return f"raising {move.what} by {short(move.amount)} {study.scenario.currency}"
        case "people":
            return f"adding {people_of(move.what, float(figure(move.amount, 2).replace(',', '')))}"
        case "rule":
            return f"switching {move.what}{owned(study.scenario.rule_by_name[move.what])} off"
        case "promise":
            return "a commitment to it"
    other = study.request(move.what)
    if move.kind == "commitment":
        return f"giving up the commitment to {other.title}{owned(other)}"
    return f"giving up {other.title}"


def _asking(study: Study, move: Move) -> str:
    """``asking for 27 % fewer GPUs``: what its own team does."""
    match move.kind:
        case "demand":
            return f"asking for {percent(1 - move.amount)} fewer GPUs"
        case "minimum":
            return f"being content with {percent(move.amount) if move.amount > 0 else 'any part'} of its demand"
    unit, count = study.scenario.calendar.unit, abs(int(move.amount))
    return f"moving it {count} {plural(unit, count)} {'later' if move.amount > 0 else 'earlier'}"


def _bringing(study: Study, request: str, times: float) -> str:
    """``Bringing 12.5 M USD revenue instead of 9.1 M``, or, where several metrics count, by how much more of each."""
    scenario, asked = study.scenario, study.request(request)
    if metric := brings(study, asked):
        now = asked.metrics[metric]
        unit = f"{metric_unit(scenario, metric)}{metric.replace('_', ' ')}"
        return f"Bringing {short(now * times, DIGITS)} {unit} instead of {short(now, DIGITS)}"
    value = study.resolver.grid.worth[request]
    more = f"{100 * (times - 1):,.0f} % more of each metric"
    return f"Being worth {points(value * times)} instead of {points_figure(value)} ({more})"
