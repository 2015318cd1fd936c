"""A receipt adds up: what all pay and gain is the price, over random scenarios, and every sentence reads well."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import planner
from planner.domain.scenario import Scenario
from planner.errors import InfeasibleError
from planner.program import solve
from planner.tradeoffs.one_scenario.changes import committed
from planner.tradeoffs.sentences.receipt import receipt_sentences
from planner.tradeoffs.several_scenarios.receipt import receipt
from tests.strategies import scenarios

NONSENSE = ("nan", "inf ", "None", "no figure", "  ", " ,", " .", "..", "()", "{", "}", "np.", "+−", "−−")


@settings(max_examples=15, suppress_health_check=[HealthCheck.filter_too_much])
@given(scenarios(), st.integers(0, 5))
def test_what_is_paid_less_what_is_gained_is_the_price(scenario: Scenario, which: int) -> None:
    request = scenario.requests[which % len(scenario.requests)]
    try:
        before = solve(scenario, gap=0.0)
        after = solve(planner.vary(scenario, committed(request, whole=True)), gap=0.0)
    except InfeasibleError:
        assume(False)
    found = receipt(before, after)
    moved = sum(entry.points for entry in (*found.pays, *found.gains))
    assert after.value - before.value == pytest.approx(moved, abs=2e-2 * max(1.0, abs(before.value)))
    if scenario.objective == "value":
        assert found.price.low == pytest.approx(before.value - after.value, abs=1e-5 * max(1.0, abs(before.value)))
    for said in receipt_sentences(found, after.scenario, before.certificate.objective):
        assert said.endswith(".") and not any(each in said for each in NONSENSE), said
