"""What must hold of every plan of every scenario, each to within the proved gap."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.errors import InfeasibleError
from planner.files.export import plan_json
from planner.program import solve
from tests.strategies import scenarios


def solved(scenario: Scenario) -> Plan:
    """The plan, where there is one."""
    try:
        return solve(scenario)
    except InfeasibleError:
        assume(False)
        raise


def slack(plan: Plan) -> float:
    """What a comparison of values must allow for: the proved gap, and rounding."""
    return abs(plan.certificate.bound - plan.certificate.objective) + 1e-5 * max(1.0, abs(plan.value))


@given(scenarios())
def test_the_audit_finds_no_violation(scenario: Scenario) -> None:
    plan = solved(scenario)
    assert plan.certificate.violations == ()
    assert plan.certificate.objective == pytest.approx(plan.value, rel=1e-6, abs=1e-5)


@given(scenarios(shares=False, promises=False), st.sampled_from(("pool", "people", "budget")))
def test_more_capacity_or_budget_never_lowers_the_value(scenario: Scenario, what: str) -> None:
    before = solved(scenario)
    after = solved(grown(scenario, what))
    assert after.value >= before.value - slack(before) - slack(after)


def grown(scenario: Scenario, what: str) -> Scenario:
    calendar = scenario.calendar
    if what == "pool":
        more = tuple(gpus + 7.0 for gpus in calendar.over(scenario.pools[0].gpus))
        # what is paid always would cost more, too, and that is no gift
        pools = (scenario.pools[0].model_copy(update={"gpus": more}), *scenario.pools[1:])
        assume(scenario.pools[0].paid == "used")
        return scenario.model_copy(update={"pools": pools})
    if what == "people":
        more = tuple(fte + 1.0 for fte in calendar.over(scenario.people[0].fte))
        return scenario.model_copy(update={"people": (scenario.people[0].model_copy(update={"fte": more}),)})
    budgets = tuple(
        rule.model_copy(update={"at_most": rule.at_most * 1.2}) if rule.measure == "cost" and rule.at_most else rule
        for rule in scenario.rules
    )
    return scenario.model_copy(update={"rules": budgets})


@given(scenarios(), st.integers(0, 5))
def test_raising_a_value_never_lowers_the_part_of_it_that_is_captured(scenario: Scenario, which: int) -> None:
    chosen = scenario.requests[which % len(scenario.requests)]
    assume(chosen.metrics["points"] > 0)
    before = solved(scenario)
    raised = chosen.model_copy(update={"metrics": {"points": chosen.metrics["points"] * 1.5}})
    requests = tuple(raised if r.id == chosen.id else r for r in scenario.requests)
    after = solved(scenario.model_copy(update={"requests": requests}))
    earned = [p.row(chosen.id)["captured_points"] / p.row(chosen.id)["value_points"] for p in (before, after)]
    # both plans are optimal to their gaps; with value v raised by dv, captured part c obeys dv·(c' − c) >= −gaps
    allowed = (slack(before) + slack(after)) / (0.5 * chosen.metrics["points"])
    assert earned[1] >= earned[0] - allowed


@given(scenarios(), st.randoms(use_true_random=False))
def test_the_order_of_the_file_changes_nothing_to_the_byte(scenario: Scenario, order: random.Random) -> None:
    plan = solved(scenario)
    assert plan_json(solved(shuffled(scenario, order))) == plan_json(plan)


def shuffled(scenario: Scenario, order: random.Random) -> Scenario:
    def mixed(items: Any) -> tuple[Any, ...]:
        found = list(items)
        order.shuffle(found)
        return tuple(found)

    def turned(mapping: dict[str, Any] | None) -> dict[str, Any] | None:
        return dict(mixed(mapping.items())) if isinstance(mapping, dict) else mapping

    requests = [
        r.model_copy(update={"runs_on": turned(r.runs_on), "people": turned(r.people), "metrics": turned(r.metrics)})
        for r in scenario.requests
    ]
    return scenario.model_copy(
        update={"requests": mixed(requests), "pools": mixed(scenario.pools), "rules": mixed(scenario.rules)}
    )


@given(scenarios(), st.sampled_from((0.001, 3.0, 1e6)))
def test_scaling_all_values_changes_no_decision(scenario: Scenario, factor: float) -> None:
    plan = solved(scenario)
    requests = tuple(
        r.model_copy(update={"metrics": {name: amount * factor for name, amount in r.metrics.items()}})
        for r in scenario.requests
    )
    scaled = solved(scenario.model_copy(update={"requests": requests}))
    assert scaled.value == pytest.approx(plan.value * factor, rel=1e-5, abs=1e-5 * factor)
    assert scaled.decisions() == plan.decisions()


@given(scenarios(whole=False, musts=False))
def test_prices_satisfy_complementary_slackness(scenario: Scenario) -> None:
    plan = solved(scenario)
    for row in plan.pools.itertuples():
        if row.price_points_per_gpu_hour * row.usable_gpu_hours > 1e-4 * max(1.0, plan.value):
            assert row.used_gpu_hours == pytest.approx(row.usable_gpu_hours, rel=1e-3, abs=1.0)
    for row in plan.people.itertuples():
        if row.price_points_per_fte * row.available_fte > 1e-4 * max(1.0, plan.value):
            assert row.used_fte == pytest.approx(row.available_fte, rel=1e-3, abs=1e-3)


@st.composite
def one_pool(draw: st.DrawFn) -> Scenario:
    requests = [
        {
            "id": f"r{k}",
            "metrics": {"points": float(draw(st.integers(1, 50)))},
            "demand": {"gpus": float(draw(st.integers(1, 50)))},
            "runs_on": {"A": 1.0},
        }
        for k in range(draw(st.integers(1, 8)))
    ]
    return Scenario.model_validate(
        {
            "calendar": {"start": "2027-01", "periods": 1},
            "accelerators": {"A": {"speed": 1.0}},
            "value": {"scale": "raw", "weights": {"points": 1.0}},
            "pools": [{"id": "p", "accelerator": "A", "gpus": float(draw(st.integers(1, 150)))}],
            "requests": requests,
        }
    )


@given(one_pool())
def test_with_one_pool_and_period_the_order_is_contribution_per_gpu(scenario: Scenario) -> None:
    plan = solve(scenario)
    left, best = scenario.calendar.over(scenario.pools[0].gpus)[0], 0.0
    ratio = {
        r.id: r.metrics["points"] / scenario.calendar.over(r.demand.gpus)[0] for r in scenario.requests if r.demand
    }
    for r in sorted(scenario.requests, key=lambda r: -ratio[r.id]):
        gpus = r.metrics["points"] / ratio[r.id]
        best += min(left, gpus) * ratio[r.id]
        left -= min(left, gpus)
    assert plan.value == pytest.approx(best, rel=1e-9)
    shown = [
        ratio[name]
        for name, index in zip(plan.requests["id"], plan.requests["scarcity_index"], strict=True)
        if math.isfinite(index)
    ]
    assert shown == sorted(shown, reverse=True) or shown == pytest.approx(sorted(shown, reverse=True), rel=1e-6)
