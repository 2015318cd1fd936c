"""What the plan itself says of a request, in words: no re-solve."""

from __future__ import annotations

import math
from collections.abc import Iterator

from planner.domain.plan import DECIDED
from planner.languages.saying import say
from planner.tradeoffs.one_scenario.facts import Facts, OptionFacts, Scarcity
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.sentences.phrases import points, server
from planner.words.amounts import index_figure, percent, points_figure
from planner.words.headline import beside
from planner.words.names import counted, listed, started
from planner.words.prices import block_for, earned
from planner.words.reasons import why_of

POOLS = 3
TAKES = "what it takes would earn others {points}: a scarcity index of {index}"


def fact_sentences(study: Study, facts: Facts) -> Iterator[tuple[str, str]]:
    """(part, sentence): the decision, its options, what holds it, its worth, and where the scarcity is."""
    yield "decision", decision_sentence(facts)
    yield "value", value_sentence(study, facts)
    for part, sentence in (
        ("scarcity", scarcity_sentence(study, facts)),
        ("options", options_sentence(facts)),
        ("holds", holds_sentence(facts)),
    ):
        if sentence:
            yield part, sentence


def decision_sentence(facts: Facts) -> str:
    """The decision in one sentence."""
    share = say(" to {share}", share=percent(facts.share)) if facts.decision == "trim" else ""
    reason, option = why_of(facts.reason), ""
    if facts.option and facts.decision != "decline":
        option = say(", by its option {option}", option=facts.option)
        reason = reason.replace(say(" as {option}", option=facts.option) + say("."), say("."))
    text, decided = "{title} is {decided}{share}{option}: {reason}", say(DECIDED[facts.decision])
    return say(text, title=facts.title, decided=decided, share=share, option=option, reason=reason)


def value_sentence(study: Study, facts: Facts) -> str:
    """Value against opportunity cost."""
    if math.isnan(facts.index):
        return say("It is worth nothing by itself.")
    if math.isinf(facts.opportunity_cost):
        return say("{worth}, but nothing can serve it in full.", worth=_worth(study, facts))
    if facts.why.bundle:
        together = listed([study.request(name).title for name in facts.why.bundle])
        text = "With {names}, which it requires, it is worth {points}, and {taken}."
        worth = points(facts.why.figures["value"])
        taken = _taken(facts, "what they take would earn others {points}: a scarcity index of {index}")
        return say(text, names=together, points=worth, taken=taken)
    if math.isinf(facts.index):
        return say("{worth}, and nothing that it needs is scarce.", worth=_worth(study, facts))
    earns = facts.index * facts.opportunity_cost
    best = (
        say(" ({points} by the option that suits best)", points=points_figure(earns))
        if abs(earns - facts.value) > 1e-3 * facts.value
        else ""
    )
    taken = _taken(facts, TAKES)
    return say("{worth}, and {taken}.", worth=f"{_worth(study, facts)}{best}", taken=taken)


def _worth(study: Study, facts: Facts) -> str:
    """``It is worth 12.3 points``; where confidence discounts it, that it does."""
    confidence = study.request(facts.request).confidence
    is_sure = confidence >= 1 or not study.scenario.value.is_expected
    sure = "" if is_sure else say(" at its confidence of {share}", share=percent(confidence))
    worth, aside = points(facts.value), beside(study.scenario, facts.metrics)
    return say("It is worth {points}{aside}{sure}", points=worth, aside=aside, sure=sure)


def _taken(facts: Facts, text: str) -> str:
    """Its opportunity cost, and the index that comes of it."""
    cost, index = points(facts.opportunity_cost), index_figure(facts.index)
    return say(text, points=cost, index=index)


def scarcity_sentence(study: Study, facts: Facts) -> str:
    """Where it competes, the dearest place first; empty where no pool can serve it."""
    dearest: dict[str, Scarcity] = {}
    for place in facts.scarcity:
        if place.pool not in dearest or place.price > dearest[place.pool].price:
            dearest[place.pool] = place
    priced = sorted((place for place in dearest.values() if place.price > 0), key=lambda p: (-p.price, p.pool))
    free = [study.scenario.pool_by_id[place.pool].title for place in dearest.values() if place.price <= 0]
    idle = say("nothing is scarce in {pools}", pools=listed(free)) if free else ""
    if not priced:
        return say("{clause} while it runs.", clause=started(idle)) if idle else ""
    calendar = study.scenario.calendar
    hours = dict(zip(calendar.labels, calendar.hours, strict=True))
    block = block_for([place.price * hours[place.period] for place in priced])
    parts = []
    for place in priced[:POOLS]:
        price = earned(*(each * hours[place.period] * block for each in (place.low, place.high)))
        title = study.scenario.pool_by_id[place.pool].title
        parts.append(say("{price} in {pool} ({period})", price=price, pool=title, period=place.period))
    kinds = {server(study, place.pool) for place in priced[:POOLS]}
    what = counted(block, kinds.pop() if len(kinds) == 1 else "GPU")
    said = say("; ").join(part for part in (listed(parts), idle) if part)
    text = "What {what} would earn others in a {unit}, at the dearest: {parts}."
    return say(text, what=what, unit=say(calendar.unit), parts=said)


def options_sentence(facts: Facts) -> str:
    """Which option is chosen, and why not the others; empty for a request without options."""
    if not facts.options:
        return ""
    ranked = sorted(facts.options, key=lambda o: (not o.chosen, -o.gain, o.option))
    first, *others = ranked
    if not first.chosen:
        said = say("; ").join(map(_other, (first, *others)))
        return say("Not one of its options is chosen: {options}.", options=said)
    said = say("; ").join((say("it {earns}", earns=_net(first)), *map(_other, others)))
    return say("Of its options {option} is chosen: {options}.", option=first.option, options=said)


def _other(option: OptionFacts) -> str:
    return say("{option} {earns}", option=option.option, earns=_net(option))


def _net(option: OptionFacts) -> str:
    if math.isinf(option.cost):
        return say("can't be served in full by anything")
    if abs(option.gain) <= 1e-9 * max(option.value, 1.0):
        return say("earns just what others would with its GPUs")
    if option.gain > 0:
        return say("earns {points} more than others would with its GPUs", points=points(option.gain))
    return say("earns {points} less than others would with its GPUs", points=points(-option.gain))


def holds_sentence(facts: Facts) -> str:
    """Commitments, requirements, conflicts and rules that hold it, besides its worth."""
    return say("{clause}.", clause=started(say("; ").join(facts.holds))) if facts.holds else ""
