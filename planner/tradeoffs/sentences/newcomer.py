"""What is said of a request that the scenario does not have: would it be served, and who would make room?"""

from __future__ import annotations

from collections.abc import Sequence

from planner.tradeoffs.one_scenario.facts import Facts
from planner.tradeoffs.one_scenario.newcomer import Arrival, pool_hours
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.sentences.phrases import change, meaning, names, points, pool_title
from planner.words.amounts import percent
from planner.words.names import listed, some, started
from planner.words.periods import spoken_window

POOLS = 3
"""Pools that are named before the others are counted together."""


def verdict(study: Study, facts: Facts) -> str:
    """The answer: whether the best plan serves it, how much of it, when and where; else what stands in its way."""
    reason = facts.reason.split(": ", 1)[-1]
    if facts.decision == "decline":
        return f"No: {facts.title} would be declined: {reason}"
    option = f" by its option {facts.option}" if facts.option else ""
    given = f"{option}{_when(study, facts.request)}{_where(study, facts.request)}"
    match facts.decision:
        case "fund":
            return f"Yes: {facts.title} would be funded in full{given}."
        case "defer":
            return f"Yes, but later than asked: {facts.title} would be served in full{given}: {reason}"
    return f"In part: {facts.title} would be given {percent(facts.share)} of what it asks for{given}: {reason}"


def _when(study: Study, request: str) -> str:
    row, labels = study.plan.row(request), study.scenario.calendar.labels
    first, last = row["given_from"], row["given_to"]
    if first not in labels or last not in labels:
        return ""
    return f" in {spoken_window(study.scenario.calendar, labels.index(first), labels.index(last))}"


def _where(study: Study, request: str) -> str:
    """`` on H100 in Virginia and A100 in Virginia``: the pools that it is given most of first."""
    hours = pool_hours(study, study.base, request)
    ranked = sorted(hours, key=lambda pool: (-hours[pool], pool))
    return f", on {listed(some([pool_title(study, pool) for pool in ranked], POOLS))}" if ranked else ""


def arrival_sentence(study: Study, found: Arrival) -> str:
    """What serving it does to the plan as a whole: what it brings, and what others lose by it."""
    title = study.request(found.request).title
    if not found.feasible:
        return f"No plan that keeps all rules and commitments can serve {title}, whatever else it gives up."
    exact = found.net.exact(study.scale)
    told = meaning(study.scenario, found.net.low, found.metrics) if exact and study.is_plain_value else ""
    if found.forced:
        changed = change(study, found.net, "would cost nothing: there is an equally good plan")
        return f"Serving {title} all the same {changed}{told}{_parts(study, found)}."
    if not study.matters(found.net):
        return f"The best plan is worth no more with it{_parts(study, found)}."
    if study.is_plain_value and not found.net.straddles:
        less = found.net.low < 0
        size = points(-found.net if less else found.net)
        return f"The best plan captures {size} {'less' if less else 'more'} with it{told}{_parts(study, found)}."
    return f"Having it {change(study, found.net)}{_parts(study, found)}."


def _parts(study: Study, found: Arrival) -> str:
    """``: it captures 6.39 points, and others lose 5.12``, where points are what counts."""
    if not study.is_plain_value:
        return ""
    losers = [row.request for row in found.displaced if row.points < 0]
    winners = [row.request for row in found.displaced if row.points > 0]
    own = f": it captures {points(found.points)}"
    if not losers and not winners:
        return f"{own}, and nobody else loses by it"
    if found.others < 0:
        return f"{own}, and others {points(-found.others)} less ({names(study, losers)})"
    return f"{own}, and others {points(found.others)} more ({names(study, winners)})"


def uncounted_sentence(metrics: Sequence[str]) -> str:
    """That metrics count for nothing in the scenario."""
    named = listed([metric.replace("_", " ") for metric in metrics])
    return started(f"{named} {'counts' if len(metrics) == 1 else 'count'} for nothing here: no weight says what for.")
