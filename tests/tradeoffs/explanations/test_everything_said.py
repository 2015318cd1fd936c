"""Everything that is said, over many scenarios: grammar, units, and no more digits than are known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from planner.domain.scenario import Scenario
from planner.errors import InfeasibleError
from planner.program import solve
from planner.tradeoffs.explanations.limits import limit_questions
from planner.tradeoffs.explanations.request import explaining
from planner.tradeoffs.one_scenario.alternatives import alternatives
from planner.tradeoffs.one_scenario.balance import balance
from planner.tradeoffs.one_scenario.chain import chain
from planner.tradeoffs.one_scenario.limits import Kind
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.one_scenario.worth import gpus_or_people, ladder, price_of_promises, two_sided
from planner.tradeoffs.sentences import plans as words_plans
from planner.tradeoffs.sentences import worth as words_worth
from planner.tradeoffs.sentences.limits import limit_facts
from tests.strategies import scenarios

SOME = settings(max_examples=15, suppress_health_check=[HealthCheck.filter_too_much])
NONSENSE = ("nan", "inf ", "None", "no figure", "  ", " ,", " .", "..", "()", "{", "}", "np.")


def everything_said(study: Study, request: str) -> Iterator[str]:
    """All sentences about a scenario and one of its requests."""
    *_, explanation = explaining(study, request)
    yield from (sentence for _, sentence in explanation.sentences)
    if study.scenario.pools:
        yield words_worth.scarce_sentence(study, gpus_or_people(study))
    for pool in study.scenario.pools[:1]:
        block = two_sided(study, pool.id, 8.0, 1)
        yield words_worth.block_sentence(study, block)
        yield words_worth.net_sentence(study, [block])
        yield from (words_worth.rung_sentence(study, pool.id, rung) for rung in ladder(study, pool.id))
    for kind, name in limits_of(study.scenario):
        yield from (sentence for _, sentence in limit_facts(study.plan, kind, name))
        for question in limit_questions(study.scenario, kind, name):
            yield from (sentence for _, sentence in question(study))
    promises = list(price_of_promises(study))
    yield from (words_worth.promise_sentence(study, promise) for promise in promises)
    if promises:
        yield words_worth.slack_sentence(promises)
        yield words_worth.promises_sentence(study, [each for each in promises if study.matters(each.price)], 1)
    lacking = balance(study)
    yield from words_plans.balance_sentences(study, lacking)
    yield from filter(None, [words_plans.balance_sentence(study, lacking)])
    if study.scenario.objective == "value":
        swaps = chain(study)
        yield words_plans.chain_sentence(study, swaps)
        yield from (words_plans.swap_sentence(study, swap) for swap in swaps.swaps)
    others = list(alternatives(study, 2, 0.1))
    yield from (words_plans.alternative_sentence(study, other) for other in others)
    yield words_plans.core_sentence(study, others)


def limits_of(scenario: Scenario) -> list[tuple[Kind, str]]:
    """A pool, a role and a rule, where there are any."""
    found: list[tuple[Kind, str]] = [("pool", pool.id) for pool in scenario.pools[:1]]
    found += [("people", role.role) for role in scenario.people[:1]]
    return found + [("rule", rule.name) for rule in scenario.rules[:1]]


@SOME
@given(scenarios(), st.integers(0, 5))
def test_sentences_are_sentences(scenario: Scenario, which: int) -> None:
    try:
        solve(scenario, gap=0.0)
    except InfeasibleError:
        assume(False)
    study = Study(scenario)
    request = scenario.requests[which % len(scenario.requests)].id
    for sentence in everything_said(study, request):
        assert re.match(r"[A-Z0-9r]", sentence), sentence  # names of requests are small here: r0, r1 …
        assert sentence.endswith("."), sentence
        assert not [bit for bit in NONSENSE if bit in sentence], sentence
        assert not re.search(r"\de[-+]\d", sentence), f"a figure with an exponent: {sentence}"
        assert not re.search(r"(?<![\d-])-0\b", sentence), sentence
        assert not re.search(r"(?<![\d.,])1(\.00)? (points|periods|months|requests|swaps|GPUs more)\b", sentence), (
            sentence
        )
        assert not re.search(r"\b(\w+) \1\b", sentence), f"a word twice: {sentence}"
        for number in re.findall(r"\d[\d,]*\.?\d*", sentence):
            significant = number.replace(",", "").replace(".", "").strip("0")
            whole = "." not in number
            assert whole or len(significant) <= 4, f"{number} says more than is known: {sentence}"
