"""What re-solves add to the explanation of a request, in words."""

from __future__ import annotations

from planner.domain.plan import DECIDED
from planner.languages.saying import say
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


LOSING = "What would lose it"
COSTS_NOTHING = "would cost nothing"
_WANTED = {"decline": "What would get it funded", "trim": "What would get it funded in full"}


def heading(part: str, decision: str) -> str:
    """What stands above a part of an explanation; empty: nothing does."""
    if part in CHANGING:
        return say(_WANTED.get(decision if part == "move" or decision == "decline" else "", LOSING))
    return say(_HEADINGS.get(part, ""))


_HEADINGS = {
    "displacement": "What it displaces",
    "options": "Its options",
    "holds": "What holds it",
    "value": "Prices",
    "scarcity": "Prices",
}


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
FORCED = {"in": "Serving {title}", "in whole": "Serving {title} in full", "out": "Leaving {title} out"}
"""What is forced, in words."""


def ledger_sentence(study: Study, entry: Ledger) -> str:
    """What serving it, or leaving it out, costs, and whom."""
    title = study.request(entry.request).title
    if not entry.feasible:
        return _impossible(study, entry, title)
    what = say(FORCED[entry.forced], title=title)
    if not study.matters(entry.net):
        return say("{what} would cost nothing: there is an equally good plan.", what=what)
    told = study.is_plain_value and entry.net.exact(study.scale)
    worth = meaning(study.scenario, entry.net.low, entry.metrics) if told else ""
    clause = say("{what} {change}", what=what, change=change(study, entry.net)) + worth
    losers = [m for m in entry.rows if m.points < 0]
    winners = [m for m in reversed(entry.rows) if m.points > 0]
    if entry.forced != "out" and losers:
        displaced = names(study, [m.request for m in losers])
        return say("{clause}; it would displace {requests}.", clause=clause, requests=displaced)
    if entry.forced == "out" and winners:
        gaining = names(study, [m.request for m in winners])
        return say("{clause}; {requests} would gain.", clause=clause, requests=gaining)
    lost = "{clause}; nobody else would lose by it."
    return say("{clause}; nobody else would gain by it." if entry.forced == "out" else lost, clause=clause)


def _impossible(study: Study, entry: Ledger, title: str) -> str:
    """That no plan has it so; of what can be served in part, of how much of it that is said."""
    if entry.forced == "out":
        return say("{title} is indispensable: no plan keeps all rules and commitments without it.", title=title)
    least = max((way.minimum for way in study.resolver.grid.ways[entry.request]), default=0.0)
    if entry.forced == "in whole" or least == 0:
        part = say("{title} in full", title=title)
    else:
        at_least = say("{title} at its least share, {share}", title=title, share=percent(least))
        part = title if least == 1 else at_least
    text = "No plan that keeps all rules and commitments can serve {title}, whatever else it gives up."
    return say(text, title=part)


def break_even_sentence(study: Study, found: BreakEven) -> str:
    """At which value it is just served."""
    asked = study.request(found.request)
    if found.indispensable or found.value <= 0 or asked.commitment == "out":
        return ""
    if found.at is None and not found.proved:
        return say("It was not found to be served at any value up to {times} times its own.", times=f"{HUGE:,.0f}")
    if found.at is None:
        return say("Not even {times} times its value would have it served.", times=f"{HUGE:,.0f}")
    at, is_held = points(found.at), asked.commitment == "must"
    least = say("{points} or more" if found.exact else "about {points} or more", points=at)
    if found.at <= 1e-9 * found.value:
        bare = "It is served at any value above 0."
        return say("Without its commitment it would still be served at any value above 0." if is_held else bare)
    if found.at > found.value:
        held = "Without its commitment it would be served if it were worth {least}; it is worth {now}."
        text = held if is_held else "It would be served if it were worth {least}; it is worth {now}."
    else:
        held = "Without its commitment it would still be served as long as it is worth {least}; it is worth {now}."
        text = held if is_held else "It is served as long as it is worth {least}; it is worth {now}."
    return say(text, least=least, now=points(found.value))


def flip_sentence(study: Study, request: str, flip: Flip) -> str:
    """The nearest change of one figure that flips the decision; empty where none was found."""
    if flip.at is None:
        return ""
    became = _became(flip.decision)
    if flip.field == "demand":
        times, part = figure(flip.at, 2), percent(abs(flip.at - 1))
        if flip.at > 2:
            return say("If it asked for {times} times its GPUs, {became}.", times=times, became=became)
        fewer = "If it asked for {share} fewer GPUs, {became}."
        return say(fewer if flip.at < 1 else "If it asked for {share} more GPUs, {became}.", share=part, became=became)
    if flip.field == "minimum":
        if flip.at > 0:
            least = percent(flip.at)
            return say("If it were content with {share} of its demand, {became}.", share=least, became=became)
        return say("If it were content with any part of its demand, {became}.", became=became)
    if flip.field in ("window", "delay"):
        periods = _periods(study, abs(int(flip.at)))
        later = "If its window came {periods} later, {became}."
        return say(later if flip.at > 0 else "If its window came {periods} earlier, {became}.", periods=periods,
                   became=became)  # fmt: skip
    pool = flip.field.removeprefix("gpus:")
    some, title = gpus(study, pool, int(flip.at)), pool_title(study, pool)
    return say("With {gpus} more in {pool}, {became}.", gpus=some, pool=title, became=became)


def _became(decision: str, to: str = "") -> str:
    """``it would be declined``, ``it would be trimmed to 40 %``"""
    if decision not in DECIDED:
        return say("no plan would be left")
    return say("it would be {decided}{to}", decided=say(DECIDED[decision]), to=to)


def _periods(study: Study, count: int) -> str:
    """``3 months``"""
    return say("{count} {noun}", count=count, noun=plural(study.scenario.calendar.unit, count))


def no_move_sentence(study: Study, request: str, proved: bool = True) -> str:
    """That nothing would have it served; where that is not ``proved``, that nothing was found that would."""
    if study.request(request).commitment == "out":
        return say(RULED_OUT)
    if wants_whole(study, request):
        return say(NO_REST)
    return say(NO_MOVE if proved else NO_MOVE_FOUND)


def as_proved(sentence: str, proved: bool) -> str:
    """A sentence, and whether it rests on what was not searched to its end; empty: there is nothing to say."""
    return sentence if proved or not sentence else f"{sentence} {say(UNPROVED)}"


def slip_sentence(study: Study, slip: Slip) -> str:
    """How late a delivery may come."""
    delivery = slip.delivery
    some, title = gpus(study, delivery.pool, delivery.gpus), pool_title(study, delivery.pool)
    what = say("the delivery of {gpus} to {pool} in {period}", gpus=some, pool=title, period=delivery.label)
    if slip.lost_at is None:
        return say("It does not depend on when {what} comes.", what=what)
    outcome = _became(slip.decision, say(" to {share}", share=percent(slip.share)) if slip.decision == "trim" else "")
    text, late = "if {what} slipped by {periods}, {outcome}.", _periods(study, slip.lost_at)
    lost = say(text, what=what, periods=late, outcome=outcome)
    if not slip.tolerated:
        return started(lost)
    return say("It bears a slip of {periods}; {clause}", periods=_periods(study, slip.tolerated), clause=lost)


def move_sentence(study: Study, move: Move, request: str) -> str:
    """One change that has it served, and what that brings or costs the plan."""
    done = say("would have it served in full" if wants_whole(study, request) else "would have it served")
    if move.kind == "value":
        return say("{what} {done}.", what=_bringing(study, request, move.amount), done=done)
    money = ""
    if move.spend > 1 and study.better > 0 and move.kind not in OWN:
        spent = f"{short(move.spend)} {study.scenario.currency}"
        money = say(", at a cost of {amount}", amount=spent)
    what = started(_done(study, move))
    if money and not study.matters(move.gain):
        return say("{what} {done}{money}.", what=what, done=done, money=money)
    changed = change(study, move.gain, COSTS_NOTHING)
    return say("{what} {done}: that {change}{money}.", what=what, done=done, change=changed, money=money)


def _done(study: Study, move: Move) -> str:
    """``adding 221 GPUs to H100 in Virginia``: what is changed."""
    match move.kind:
        case "demand" | "minimum" | "window":
            return _asking(study, move)
        case "gpus":
            some = gpus(study, move.what, move.amount)
            return say("adding {what} to {pool}", what=some, pool=pool_title(study, move.what))
        case "budget":
            more = f"{short(move.amount)} {study.scenario.currency}"
            return say("raising {rule} by {amount}", rule=move.what, amount=more)
        case "people":
            people = people_of(move.what, float(figure(move.amount, 2).replace(",", "")))
            return say("adding {people}", people=people)
        case "rule":
            owner = owned(study.scenario.rule_by_name[move.what])
            return say("switching {rule}{owner} off", rule=move.what, owner=owner)
        case "promise":
            return say("a commitment to it")
    other = study.request(move.what)
    if move.kind == "commitment":
        return say("giving up the commitment to {title}{owner}", title=other.title, owner=owned(other))
    return say("giving up {title}", title=other.title)


def _asking(study: Study, move: Move) -> str:
    """``asking for 27 % fewer GPUs``: what its own team does."""
    match move.kind:
        case "demand":
            return say("asking for {share} fewer GPUs", share=percent(1 - move.amount))
        case "minimum":
            share = percent(move.amount) if move.amount > 0 else say("any part")
            return say("being content with {share} of its demand", share=share)
    periods = _periods(study, abs(int(move.amount)))
    return say("moving it {periods} later" if move.amount > 0 else "moving it {periods} earlier", periods=periods)


def _bringing(study: Study, request: str, times: float) -> str:
    """``Bringing 12.5 M USD revenue instead of 9.1 M``, or, where several metrics count, by how much more of each."""
    scenario, asked = study.scenario, study.request(request)
    if metric := brings(study, asked):
        now = asked.metrics[metric]
        unit = f"{metric_unit(scenario, metric)}{metric.replace('_', ' ')}"
        more, less = short(now * times, DIGITS), short(now, DIGITS)
        return say("Bringing {amount} {metric} instead of {less}", amount=more, metric=unit, less=less)
    value = study.resolver.grid.worth[request]
    text = "Being worth {points} instead of {less} ({percent} % more of each metric)"
    more = f"{100 * (times - 1):,.0f}"
    return say(text, points=points(value * times), less=points_figure(value), percent=more)
