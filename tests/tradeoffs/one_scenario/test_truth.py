"""Every statement is true: the input is changed as it says, and solved anew."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import planner
from planner.domain.plan import Plan
from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.errors import InfeasibleError
from planner.program import solve
from planner.tradeoffs.one_scenario.changes import asking_times
from planner.tradeoffs.one_scenario.flips import demand_flip, extra_gpus, served
from planner.tradeoffs.one_scenario.ledger import break_even, ledger
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.one_scenario.worth import price_of_rule, two_sided
from tests.strategies import scenarios

FEW = settings(max_examples=10, suppress_health_check=[HealthCheck.filter_too_much])
TINY = 1e-4


def fresh(scenario: Scenario) -> Plan | None:
    """A plan solved anew, to a gap of zero; None where there is none."""
    try:
        return solve(scenario, gap=0.0)
    except InfeasibleError:
        return None


def value(scenario: Scenario) -> float | None:
    """What a plan solved anew captures [points]; None where there is none."""
    plan = fresh(scenario)
    return None if plan is None else plan.value


def studied(scenario: Scenario) -> Study:
    assume(fresh(scenario) is not None)
    return Study(scenario)


def with_request(scenario: Scenario, request: Request) -> Scenario:
    requests = tuple(request if r.id == request.id else r for r in scenario.requests)
    return scenario.model_copy(update={"requests": requests})


def near(plan: Plan) -> float:
    return TINY * max(1.0, abs(plan.value))


picked = st.integers(0, 5)


@FEW
@given(scenarios(), picked)
def test_forcing_a_request_costs_the_difference_of_the_optima(scenario: Scenario, which: int) -> None:
    study = studied(scenario)
    request = scenario.requests[which % len(scenario.requests)]
    assume(request.commitment == "open")
    entry = ledger(study, request.id)
    if entry.forced == "in" and request.minimum and request.window and request.window[0] != request.window[1]:
        # a commitment would hold a service in every period; forced in, it may be launched late
        assume(request.demand is not None and request.demand.is_job)
    update: dict[str, object] = {"commitment": "out" if entry.forced == "out" else "must"}
    if entry.forced == "in whole":
        assume(not request.options)
        update["minimum"] = None
    plan = fresh(with_request(scenario, request.model_copy(update=update)))
    if entry.forced == "in whole" and request.minimum:
        # a commitment to all of it, and the minimum that it has, are the same limit here
        assume(request.minimum == 1.0)
    assert (plan is not None) is entry.feasible
    if plan is not None:
        assert entry.net.low == pytest.approx(plan.value - study.plan.value, abs=near(study.plan))


@FEW
@given(scenarios(musts=False), picked)
def test_a_request_is_served_just_above_its_break_even_and_not_just_below(scenario: Scenario, which: int) -> None:
    study = studied(scenario)
    request = scenario.requests[which % len(scenario.requests)]
    found = break_even(study, request.id)
    assume(found.at is not None and found.value > 0 and found.at > TINY)
    assert found.factor is not None
    for factor, expected in ((found.factor * 1.01, True), (found.factor * 0.99, False)):
        worth = request.model_copy(update={"metrics": {"points": request.metrics["points"] * factor}})
        plan = fresh(with_request(scenario, worth))
        assert plan is not None
        without = fresh(with_request(scenario, request.model_copy(update={"commitment": "out"})))
        assert without is not None
        if served(plan.decisions()[request.id]) is not expected:
            assert plan.value == pytest.approx(without.value, abs=near(plan)), (
                "a plan with it is as good as one without"
            )


@FEW
@given(scenarios(musts=False, promises=False), picked)
def test_a_demand_flip_changes_the_decision_and_the_step_before_does_not(scenario: Scenario, which: int) -> None:
    study = studied(scenario)
    request = scenario.requests[which % len(scenario.requests)]
    assume(request.demand is not None)
    flip = demand_flip(study, request.id)
    assume(flip.at is not None)
    without = fresh(with_request(scenario, request.model_copy(update={"commitment": "out"})))
    after = fresh(planner.vary(scenario, asking_times(request, flip.at or 0.0)))
    assert without is not None
    assert after is not None
    if served(study.base.decision(request.id)):
        assert after.value == pytest.approx(without.value, abs=near(without)), "it is no longer worth serving"
    else:
        assert after.value >= without.value - near(without)
        if after.value > without.value + near(without):
            assert served(after.decisions()[request.id])


@FEW
@given(scenarios(musts=False, promises=False), picked)
def test_with_the_extra_gpus_a_declined_request_is_served(scenario: Scenario, which: int) -> None:
    study = studied(scenario)
    request = scenario.requests[which % len(scenario.requests)]
    assume(not served(study.base.decision(request.id)))
    for flip in extra_gpus(study, request.id):
        if flip.at is not None:
            pool = scenario.pool_by_id[flip.field.removeprefix("gpus:")]
            assume(pool.paid == "used")
            more = tuple(gpus + flip.at for gpus in scenario.calendar.over(pool.gpus))
            pools = tuple(p.model_copy(update={"gpus": more}) if p.id == pool.id else p for p in scenario.pools)
            grown = scenario.model_copy(update={"pools": pools})
            plan = fresh(grown)
            out = fresh(with_request(grown, request.model_copy(update={"commitment": "out"})))
            assert plan is not None
            assert out is not None
            assert plan.value >= out.value - near(plan)


@FEW
@given(scenarios(musts=False, shares=False, promises=False))
def test_a_block_is_worth_what_solving_with_it_brings(scenario: Scenario) -> None:
    pool = scenario.pools[0]
    assume(pool.paid == "used")
    study = studied(scenario)
    found = two_sided(study, pool.id, 8.0)
    calendar = scenario.calendar
    for by, expected in ((8.0, found.more), (-8.0, found.fewer)):
        usable = tuple(max(gpus + by, 0.0) for gpus in calendar.over(pool.gpus))
        pools = (pool.model_copy(update={"gpus": usable}), *scenario.pools[1:])
        plan = fresh(scenario.model_copy(update={"pools": pools}))
        assert plan is not None
        assert expected.low == pytest.approx(plan.value - study.plan.value, abs=near(study.plan))
    assert found.more.high >= -near(study.plan)
    assert found.fewer.low <= near(study.plan)


@FEW
@given(scenarios())
def test_a_rule_costs_what_switching_it_off_brings(scenario: Scenario) -> None:
    assume(scenario.rules)
    study = studied(scenario)
    rule = scenario.rules[0]
    off = tuple(r.model_copy(update={"enabled": False}) if r.name == rule.name else r for r in scenario.rules)
    plan = fresh(scenario.model_copy(update={"rules": off}))
    assert plan is not None
    price = price_of_rule(study, rule.name).price
    assert price.low == pytest.approx(plan.value - study.plan.value, abs=near(study.plan))
    assert price.low >= -near(study.plan)
