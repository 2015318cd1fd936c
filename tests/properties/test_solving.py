"""What must hold of every plan of every scenario, each to within the proved gap."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import planner
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.errors import InfeasibleError
from planner.files.export import WRITERS
from planner.program import solve
from planner.program.solving import build, effort_of
from tests.strategies import scenarios
from tests.test_samples import SCENARIOS


def solved(scenario: Scenario) -> Plan:
    """The plan, where there is one; what a test then changes must keep one, and is solved without excuse."""
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


@given(scenarios())
def test_no_row_names_a_column_twice(scenario: Scenario) -> None:
    program = build(scenario, effort_of(scenario))
    for key, first, end in zip(program.keys, program.starts, program.starts[1:], strict=False):
        columns = program.columns[first:end]
        assert len(set(columns)) == len(columns), key


@given(scenarios(feasible=True))
def test_there_is_a_plan_where_nothing_is_demanded(scenario: Scenario) -> None:
    plan = solve(scenario)
    assert plan.certificate.violations == ()
    assert plan.value >= 0


@given(scenarios(shares=False, promises=False), st.sampled_from(("pool", "people", "budget")))
def test_more_capacity_or_budget_never_lowers_the_value(scenario: Scenario, what: str) -> None:
    before = solved(scenario)
    after = solve(grown(scenario, what))
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
    # a promise of value is kept with less of a request that is worth more
    assume(all(rule.measure != "value" for rule in scenario.rules))
    before = solved(scenario)
    raised = chosen.model_copy(update={"metrics": {"points": chosen.metrics["points"] * 1.5}})
    requests = tuple(raised if r.id == chosen.id else r for r in scenario.requests)
    after = solve(scenario.model_copy(update={"requests": requests}))
    earned = [p.row(chosen.id)["captured_points"] / p.row(chosen.id)["value_points"] for p in (before, after)]
    # both plans are optimal to their gaps; with value v raised by dv, captured part c obeys dv·(c' − c) >= −gaps
    allowed = (slack(before) + slack(after)) / (0.5 * chosen.metrics["points"])
    assert earned[1] >= earned[0] - allowed


@given(scenarios(), st.randoms(use_true_random=False))
def test_the_order_of_the_file_changes_nothing_to_the_byte(scenario: Scenario, order: random.Random) -> None:
    plan = solved(scenario)
    other = solve(shuffled(scenario, order))
    for ending in (".csv", ".json"):
        assert WRITERS[ending](other, "") == WRITERS[ending](plan, "")


@pytest.mark.parametrize("sample", ["baseline", "alibaba-cluster", "cpu-first"])
def test_the_way_to_a_plan_changes_nothing_to_the_byte(sample: str) -> None:
    """A seed sends the solver another way, to another one of the plans that are equally good."""
    scenario = planner.load(SCENARIOS / f"{sample}.yaml")
    plans = [solve(planner.vary(scenario, {"solver": {"seed": seed}})) for seed in (0, 1, 2)]
    assert len({WRITERS[".csv"](plan, "") for plan in plans}) == 1


def shuffled(scenario: Scenario, order: random.Random) -> Scenario:
    """The same scenario, everything that has a name in another order: lists of named things, and mappings."""

    def mixed(items: Any) -> list[Any]:
        found = list(items)
        order.shuffle(found)
        return found

    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: turned(value[key]) for key in mixed(value)}
        return value

    whole = scenario.model_dump(exclude_defaults=True)
    for collection in ("requests", "pools", "rules", "people"):
        whole[collection] = [turned(member) for member in mixed(whole.get(collection, ()))]
    return Scenario.read(turned(whole))


@given(scenarios(), st.sampled_from((0.001, 3.0, 1e6)))
def test_scaling_all_values_changes_no_decision(scenario: Scenario, factor: float) -> None:
    plan = solved(scenario)
    requests = tuple(
        r.model_copy(update={"metrics": {name: amount * factor for name, amount in r.metrics.items()}})
        for r in scenario.requests
    )
    # a rule on value counts in the same points
    rules = tuple(
        rule.model_copy(update={"at_least": rule.at_least * factor})
        if rule.measure == "value" and rule.at_least is not None
        else rule
        for rule in scenario.rules
    )
    scaled = solve(scenario.model_copy(update={"requests": requests, "rules": rules}))
    assert scaled.value == pytest.approx(plan.value * factor, rel=1e-5, abs=1e-5 * factor)
    assert scaled.decisions() == plan.decisions()
