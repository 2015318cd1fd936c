"""What is said of pools, people and rules holds when the input is changed as it says."""

from __future__ import annotations

import pytest
from hypothesis import assume, given

from planner.domain.measured import measure
from planner.domain.rule import Rule
from planner.domain.scenario import Scenario
from planner.tradeoffs.explanations.limits import limit_questions
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.limits import (
    limit_moved,
    one_more_person,
    people_supply,
    pool_supply,
    rule_kept,
    switched,
)
from planner.tradeoffs.one_scenario.study import Study
from tests.program.test_three_cases import request
from tests.program.test_three_cases import scenario as of_one_pool
from tests.strategies import scenarios
from tests.tradeoffs.one_scenario.test_truth import FEW, fresh, near, picked, studied


def a_rule(scenario: Scenario, which: int) -> Rule:
    assume(scenario.rules)
    return scenario.rules[which % len(scenario.rules)]


def assert_gain(study: Study, other: Scenario, gain: Interval) -> None:
    """The stated gain is what the other scenario's plan captures more; no plan where none is stated."""
    plan = fresh(other)
    if plan is None:
        assert not gain.known
    else:
        assert gain.low == pytest.approx(plan.value - study.plan.value, abs=near(study.plan))


@FEW
@given(scenarios(), picked)
def test_a_rule_switched_brings_or_costs_what_is_said(scenario: Scenario, which: int) -> None:
    study = studied(scenario)
    rule = a_rule(scenario, which)
    found = switched(study, rule.name)
    other = scenario.replacing(rule.model_copy(update={"enabled": not rule.enabled}))
    assert found.is_off is not rule.enabled
    price = found.promise.price
    assert_gain(study, other, -price if found.is_off else price)
    plan = fresh(other)
    for row in found.rows:
        assert plan is not None
        before, after = study.plan.row(row.request)["share"], plan.row(row.request)["share"]
        assert row.share == pytest.approx(after - before, abs=1e-4)


@FEW
@given(scenarios(), picked)
def test_a_rule_that_is_off_costs_what_is_said_when_it_is_on(scenario: Scenario, which: int) -> None:
    rule = a_rule(scenario, which)
    study = studied(scenario.replacing(rule.model_copy(update={"enabled": False})))
    price = switched(study, rule.name).promise.price
    assert_gain(study, scenario.replacing(rule.model_copy(update={"enabled": True})), -price)


@FEW
@given(scenarios(), picked)
def test_a_limit_moved_brings_what_is_said(scenario: Scenario, which: int) -> None:
    study = studied(scenario)
    rule = a_rule(scenario, which)
    assume(rule.enabled)
    found = limit_moved(study, rule.name)
    high, low = found.amounts
    middle = rule.at_most if rule.at_most is not None else rule.at_least
    for amount, change in ((high, found.more), (low, found.fewer)):
        by = amount - middle
        sides = {s: getattr(rule, s) + by for s in ("at_most", "at_least") if getattr(rule, s) is not None}
        assert_gain(study, scenario.replacing(rule.model_copy(update=sides)), change)


@FEW
@given(scenarios())
def test_one_more_person_brings_what_is_said(scenario: Scenario) -> None:
    assume(scenario.people)
    study, role = studied(scenario), scenario.people[0]
    low = min(scenario.calendar.over(role.fte))
    assume(low >= 1)
    found = one_more_person(study, role.role)
    for by, change in ((1.0, found.more), (-1.0, found.fewer)):
        fte = tuple(amount + by for amount in scenario.calendar.over(role.fte))
        people = tuple(r.model_copy(update={"fte": fte}) if r is role else r for r in scenario.people)
        assert_gain(study, scenario.model_copy(update={"people": people}), change)


@FEW
@given(scenarios())
def test_what_is_full_is_used_to_the_last_and_users_use_all_that_is_used(scenario: Scenario) -> None:
    plan = studied(scenario).plan
    for pool in scenario.pools:
        supply = pool_supply(plan, pool.id)
        rows = plan.pools[plan.pools["pool"] == pool.id]
        idle = dict(zip(rows["period"], rows["usable_gpu_hours"] - rows["used_gpu_hours"], strict=True))
        assert all(abs(idle[period]) < 1e-3 for period in supply.full)
        assert sum(used for _, used in supply.users) == pytest.approx(
            rows["used_gpu_hours"].sum() + rows["on_demand_gpu_hours"].sum(), abs=1e-3 + 1e-6 * len(scenario.requests)
        )
    for role in scenario.people:
        supply = people_supply(plan, role.role)
        assert max((use.used for use in supply.uses), default=0) <= sum(used for _, used in supply.users) + 1e-6


def part_of(rule, label: str):
    """What a part of a rule selects, by its name: ``red``, ``2027-01``; of power ``red in 2027-01``, ``2027-01``."""
    named = {rule.each: label} if rule.each else {}
    if rule.measure == "power_kw" and rule.each != "period":
        name, _, period = label.rpartition(" in ")
        named = ({rule.each: name} if rule.each else {}) | {"period": period}
    return rule.of.model_copy(update=named)


@FEW
@given(scenarios(), picked)
def test_a_rule_is_kept_as_its_measure_says(scenario: Scenario, which: int) -> None:
    plan = studied(scenario).plan
    rule = a_rule(scenario, which)
    for use in rule_kept(plan, rule.name).uses:
        assert use.used == measure(plan, rule.measure, part_of(rule, use.label))
        assert use.limit in (rule.at_most, rule.at_least)
        if rule.enabled and rule.at_most is not None and rule.measure != "funded":
            assert use.used <= rule.at_most + 1e-4 * max(rule.at_most, 1.0)


def test_a_rule_that_no_plan_could_keep_has_no_price() -> None:
    impossible = Rule(name="All of it", measure="value", at_least=101.0, enabled=False)
    asked = of_one_pool({"H100": 10.0}, [request("X", 60.0, 55.0)]).model_copy(update={"rules": (impossible,)})
    assert not switched(Study(asked), "All of it").promise.price.known
    assert limit_questions(asked, "rule", "All of it")[0](Study(asked)) == [
        ("without", "Switched on, no plan could keep it with all else.")
    ]
