"""What must hold of prices: they are optimal duals of a pure LP, and they rank as contribution per GPU where that is right."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from hypothesis import given

from planner.domain.measured import measure
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.program import solve
from planner.program.solving import build, effort_of
from tests.strategies import one_pool, scenarios

PRICED = 1e-4
"""What a whole limit must be worth, as a part of the plan's value, to count as priced."""
pure = scenarios(whole=False, promises=False, feasible=True)


def priced(price: float, limit: float, plan: Plan) -> bool:
    return price * limit > PRICED * max(1.0, plan.value)


def rows(frame: pd.DataFrame) -> Iterator[Any]:
    """A frame's rows, columns as attributes."""
    return frame.itertuples()


@given(pure)
def test_a_scenario_without_choices_is_a_pure_lp(scenario: Scenario) -> None:
    assert build(scenario, effort_of(scenario)).integers == []


@given(pure)
def test_what_has_a_price_is_used_to_the_last(scenario: Scenario) -> None:
    plan = solve(scenario)
    for row in rows(plan.pools):
        assert row.price_low <= row.price_points_per_gpu_hour <= row.price_high
        if priced(row.price_points_per_gpu_hour, row.usable_gpu_hours, plan):
            assert row.used_gpu_hours == pytest.approx(row.usable_gpu_hours, rel=1e-3, abs=1.0)
    for row in rows(plan.people):
        if priced(row.price_points_per_fte, row.available_fte, plan):
            assert row.used_fte == pytest.approx(row.available_fte, rel=1e-3, abs=1e-3)


@given(pure)
def test_what_binds_is_used_to_the_last(scenario: Scenario) -> None:
    plan = solve(scenario)
    rules = {rule.name: rule for rule in scenario.rules}
    used = {("pool", row.pool, row.period): row.used_gpus for row in rows(plan.pools)}
    used |= {("people", row.role, row.period): row.used_fte for row in rows(plan.people)}
    for row in rows(plan.binding):
        assert row.used == pytest.approx(row.limit, rel=1e-5, abs=1e-5)
        if (row.kind, row.name, row.period) in used:
            assert used[row.kind, row.name, row.period] == pytest.approx(row.limit, rel=1e-5, abs=1e-5)
        elif row.kind == "rule" and rules[row.name].each is None:
            reached = measure(plan, rules[row.name].measure, rules[row.name].of)
            assert reached == pytest.approx(row.limit, rel=1e-5, abs=1e-5)


@given(pure)
def test_what_is_funded_earns_its_opportunity_cost_and_what_is_declined_does_not(scenario: Scenario) -> None:
    plan = solve(scenario)
    # others may pay for what they require, and what waits for others may be declined for their sake
    required = {name for request in scenario.requests for name in request.requires}
    for row in rows(plan.requests):
        request, allowed = scenario.request_by_id[row.id], 1e-4 * max(1.0, plan.value)
        if math.isnan(row.scarcity_index):
            continue
        cost = row.opportunity_cost_points
        # what it earns at the best time for it, which may be less than its worth where it decays
        earned = row.scarcity_index * cost if 0 < cost < math.inf else row.value_points
        if row.decision == "fund" and row.id not in required:
            assert cost <= earned + allowed
        if row.decision == "decline" and not request.requires:
            assert cost >= earned - allowed


def test_a_job_that_needs_two_pools_at_once_has_an_opportunity_cost() -> None:
    plan = solve(
        Scenario.read(
            {
                "calendar": {"start": "2027-01", "periods": 1},
                "accelerators": {"A": {"speed": 1.0}, "B": {"speed": 0.5}},
                "pools": [{"id": "a", "accelerator": "A", "gpus": 14.0}, {"id": "b", "accelerator": "B", "gpus": 50.0}],
                "requests": [
                    # 20 B do 7,440 of the 7,700 hours in January: the rest is for A
                    {
                        "id": "job",
                        "metrics": {"points": 1.0},
                        "demand": {"gpu_hours": 7700.0, "max_gpus": 20.0},
                        "runs_on": {"A": 1.0, "B": 0.5},
                    },
                ],
            }
        )
    )
    assert plan.decisions() == {"job": "fund"}
    assert math.isfinite(plan.row("job")["opportunity_cost_points"])


@given(one_pool())
def test_with_one_pool_and_period_the_order_is_contribution_per_gpu(scenario: Scenario) -> None:
    plan = solve(scenario)
    gpus = {r.id: scenario.calendar.over(r.demand.gpus)[0] for r in scenario.requests if r.demand and r.demand.gpus}
    ratio = {r.id: r.metrics["points"] / gpus[r.id] for r in scenario.requests}
    left, best = scenario.calendar.over(scenario.pools[0].gpus)[0], 0.0
    for name in sorted(ratio, key=lambda name: -ratio[name]):
        best += min(left, gpus[name]) * ratio[name]
        left -= min(left, gpus[name])
    assert plan.value == pytest.approx(best, rel=1e-9)
    listed = list(zip(plan.requests["id"], plan.requests["scarcity_index"], strict=True))
    shown = [ratio[name] for name, index in listed if math.isfinite(index)]
    assert shown == pytest.approx(sorted(shown, reverse=True), rel=1e-6)
