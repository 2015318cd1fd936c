"""What is said of a request that the scenario does not have: would it be served, and who would make room?"""

from __future__ import annotations

from collections.abc import Sequence

from planner.languages.saying import say
from planner.tradeoffs.one_scenario.facts import Facts
from planner.tradeoffs.one_scenario.newcomer import Arrival, pool_hours
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.sentences.phrases import change, meaning, names, points, pool_title
from planner.words.amounts import percent
from planner.words.names import listed, some, started
from planner.words.periods import spoken_window
from planner.words.reasons import why_of

EQUALLY_GOOD = "would cost nothing: there is an equally good plan"
POOLS = 3
"""Pools that are named before the others are counted together."""


def verdict(study: Study, facts: Facts) -> str:
    """The answer: whether the best plan serves it, how much of it, when and where; else what stands in its way."""
    reason = why_of(facts.reason)
    if facts.decision == "decline":
        return say("No: {title} would be declined: {reason}", title=facts.title, reason=reason)
    option = say(" by its option {option}", option=facts.option) if facts.option else ""
    given = f"{option}{_when(study, facts.request)}{_where(study, facts.request)}"
    match facts.decision:
        case "fund":
            return say("Yes: {title} would be funded in full{given}.", title=facts.title, given=given)
        case "defer":
            text = "Yes, but later than asked: {title} would be served in full{given}: {reason}"
            return say(text, title=facts.title, given=given, reason=reason)
    text = "In part: {title} would be given {share} of what it asks for{given}: {reason}"
    return say(text, title=facts.title, share=percent(facts.share), given=given, reason=reason)


def _when(study: Study, request: str) -> str:
    row, labels = study.plan.row(request), study.scenario.calendar.labels
    first, last = row["given_from"], row["given_to"]
    if first not in labels or last not in labels:
        return ""
    window = spoken_window(study.scenario.calendar, labels.index(first), labels.index(last))
    return say(" in {window}", window=window)


def _where(study: Study, request: str) -> str:
    """`` on H100 in Virginia and A100 in Virginia``: the pools that it is given most of first."""
    hours = pool_hours(study, study.base, request)
    ranked = sorted(hours, key=lambda pool: (-hours[pool], pool))
    pools = listed(some([pool_title(study, pool) for pool in ranked], POOLS))
    return say(", on {pools}", pools=pools) if ranked else ""


def arrival_sentence(study: Study, found: Arrival) -> str:
    """What serving it does to the plan as a whole: what it brings, and what others lose by it."""
    title = study.request(found.request).title
    if not found.feasible:
        text = "No plan that keeps all rules and commitments can serve {title}, whatever else it gives up."
        return say(text, title=title)
    exact = found.net.exact(study.scale)
    told = meaning(study.scenario, found.net.low, found.metrics) if exact and study.is_plain_value else ""
    if found.forced:
        changed = change(study, found.net, EQUALLY_GOOD) + told + _parts(study, found)
        return say("Serving {title} all the same {change}.", title=title, change=changed)
    if not study.matters(found.net):
        return say("The best plan is worth no more with it{parts}.", parts=_parts(study, found))
    if study.is_plain_value and not found.net.straddles:
        less = found.net.low < 0
        size = points(-found.net if less else found.net)
        text = "The best plan captures {points} less with it{parts}."
        parts = told + _parts(study, found)
        return say(text if less else "The best plan captures {points} more with it{parts}.", points=size, parts=parts)
    return say("Having it {change}.", change=change(study, found.net) + _parts(study, found))


def _parts(study: Study, found: Arrival) -> str:
    """``: it captures 6.39 points, and others lose 5.12``, where points are what counts."""
    if not study.is_plain_value:
        return ""
    losers = [row.request for row in found.displaced if row.points < 0]
    winners = [row.request for row in found.displaced if row.points > 0]
    own = points(found.points)
    if not losers and not winners:
        return say(": it captures {points}, and nobody else loses by it", points=own)
    if found.others < 0:
        text = ": it captures {points}, and others {others} less ({names})"
        return say(text, points=own, others=points(-found.others), names=names(study, losers))
    text = ": it captures {points}, and others {others} more ({names})"
    return say(text, points=own, others=points(found.others), names=names(study, winners))


def uncounted_sentence(metrics: Sequence[str]) -> str:
    """That metrics count for nothing in the scenario."""
    named = listed([metric.replace("_", " ") for metric in metrics])
    one = "{metrics} counts for nothing here: no weight says what for."
    many = "{metrics} count for nothing here: no weight says what for."
    return started(say(one if len(metrics) == 1 else many, metrics=named))
