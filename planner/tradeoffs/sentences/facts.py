"""What the plan itself says of a request, in words: no re-solve."""

from __future__ import annotations

import math
from collections.abc import Iterator

from planner.domain.plan import DECIDED
from planner.tradeoffs.one_scenario.facts import Facts, OptionFacts, Scarcity
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.sentences.phrases import points, server
from planner.words.amounts import index_figure, percent, points_figure
from planner.words.headline import beside
from planner.words.names import counted, listed, started
from planner.words.prices import block_for, earned

POOLS = 3


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
    share = f" to {percent(facts.share)}" if facts.decision == "trim" else ""
    reason, option = facts.reason.split(": ", 1)[-1], ""
    if facts.option and facts.decision != "decline":
        option = f", by its option {facts.option}"
        reason = reason.replace(f" as {facts.option}.", ".")
    return f"{facts.title} is {DECIDED[facts.decision]}{share}{option}: {reason}"


def value_sentence(study: Study, facts: Facts) -> str:
    """Value against opportunity cost."""
    if math.isnan(facts.index):
        return "It is worth nothing by itself."
    if math.isinf(facts.opportunity_cost):
        return f"{_worth(study, facts)}, but nothing can serve it in full."
    if facts.why.bundle:
        together = listed([study.request(name).title for name in facts.why.bundle])
        head = f"With {together}, which it requires, it is worth {points(facts.why.figures['value'])}"
        return f"{head}, and {_taken(facts, 'they take')}."
    if math.isinf(facts.index):
        return f"{_worth(study, facts)}, and nothing that it needs is scarce."
    earns = facts.index * facts.opportunity_cost
    best = (
        f" ({points_figure(earns)} by the option that suits best)"
        if abs(earns - facts.value) > 1e-3 * facts.value
        else ""
    )
    return f"{_worth(study, facts)}{best}, and {_taken(facts, 'it takes')}."


def _worth(study: Study, facts: Facts) -> str:
    """``It is worth 12.3 points``; where confidence discounts it, that it does."""
    confidence = study.request(facts.request).confidence
    sure = f" at its confidence of {percent(confidence)}" if study.scenario.value.is_expected and confidence < 1 else ""
    return f"It is worth {points(facts.value)}{beside(study.scenario, facts.metrics)}{sure}"


def _taken(facts: Facts, what: str) -> str:
    """Its opportunity cost, and the index that comes of it."""
    cost, index = points(facts.opportunity_cost), index_figure(facts.index)
    return f"what {what} would earn others {cost}: a scarcity index of {index}"


def scarcity_sentence(study: Study, facts: Facts) -> str:
    """Where it competes, the dearest place first; empty where no pool can serve it."""
    dearest: dict[str, Scarcity] = {}
    for place in facts.scarcity:
        if place.pool not in dearest or place.price > dearest[place.pool].price:
            dearest[place.pool] = place
    priced = sorted((place for place in dearest.values() if place.price > 0), key=lambda p: (-p.price, p.pool))
    free = [study.scenario.pool_by_id[place.pool].title for place in dearest.values() if place.price <= 0]
    idle = f"nothing is scarce in {listed(free)}" if free else ""
    if not priced:
        return f"{started(idle)} while it runs." if idle else ""
    calendar = study.scenario.calendar
    hours = dict(zip(calendar.labels, calendar.hours, strict=True))
    block = block_for([place.price * hours[place.period] for place in priced])
    parts = []
    for place in priced[:POOLS]:
        price = earned(*(each * hours[place.period] * block for each in (place.low, place.high)))
        parts.append(f"{price} in {study.scenario.pool_by_id[place.pool].title} ({place.period})")
    kinds = {server(study, place.pool) for place in priced[:POOLS]}
    what = counted(block, kinds.pop() if len(kinds) == 1 else "GPU")
    ending = f"; {idle}" if idle else ""
    return f"What {what} would earn others in a {calendar.unit}, at the dearest: {listed(parts)}{ending}."


def options_sentence(facts: Facts) -> str:
    """Which option is chosen, and why not the others; empty for a request without options."""
    if not facts.options:
        return ""
    ranked = sorted(facts.options, key=lambda o: (not o.chosen, -o.gain, o.option))
    first, *others = ranked
    if not first.chosen:
        return f"Not one of its options is chosen: {first.option} {_net(first)}{''.join(map(_other, others))}."
    return f"Of its options {first.option} is chosen: it {_net(first)}{''.join(map(_other, others))}."


def _other(option: OptionFacts) -> str:
    return f"; {option.option} {_net(option)}"


def _net(option: OptionFacts) -> str:
    if math.isinf(option.cost):
        return "can't be served in full by anything"
    if abs(option.gain) <= 1e-9 * max(option.value, 1.0):
        return "earns just what others would with its GPUs"
    if option.gain > 0:
        return f"earns {points(option.gain)} more than others would with its GPUs"
    return f"earns {points(-option.gain)} less than others would with its GPUs"


def holds_sentence(facts: Facts) -> str:
    """Commitments, requirements, conflicts and rules that hold it, besides its worth."""
    return f"{started('; '.join(facts.holds))}." if facts.holds else ""
