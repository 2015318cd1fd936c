"""Weights: the interval on which the plan stays."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given

from planner.domain.scenario import Scenario
from planner.program import solve
from planner.tradeoffs.many_solves.weights import weights
from tests.strategies import scenarios
from tests.tradeoffs.one_scenario.test_truth import FEW, TINY, near, value


@FEW
@given(scenarios(musts=False))
def test_within_its_interval_a_weight_leaves_the_plan_the_best_and_beyond_it_does_not(scenario: Scenario) -> None:
    assume(scenario.objective == "value" and value(scenario) is not None)
    for stable in weights(scenario):
        plan = solve(scenario, gap=0.0)
        assert stable.low <= stable.weight + TINY
        assert stable.high >= stable.weight - TINY
        if math.isfinite(stable.high) and stable.high > stable.weight + 1e-3:
            inside = (stable.weight + stable.high) / 2
            raised = scenario.model_copy(
                update={"value": scenario.value.model_copy(update={"weights": {stable.metric: inside}})}
            )
            after = solve(raised, gap=0.0)
            assert after.value == pytest.approx(plan.value * inside / stable.weight, abs=near(after))


def test_a_weight_beyond_its_interval_changes_the_plan(small: Scenario) -> None:
    plan = solve(small)
    for stable in weights(small):
        for edge, step in ((stable.low, -0.02), (stable.high, 0.02)):
            if not 0 < edge < math.inf:
                continue
            for factor, same in ((1 + step, False), (1 - step, True)):
                moved = dict(small.value.weights) | {stable.metric: edge * factor}
                there = small.model_copy(update={"value": small.value.model_copy(update={"weights": moved})})
                shares = dict(zip(*(solve(there).requests[c] for c in ("id", "share")), strict=True))
                before = dict(zip(*(plan.requests[c] for c in ("id", "share")), strict=True))
                assert all(abs(shares[r] - before[r]) < 1e-6 for r in shares) is same, (stable, factor)
