"""The list, its swaps, the alternatives and the balance are what they say they are."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planner import load, vary
from planner.domain.scenario import Scenario
from planner.errors import InfeasibleError, PlannerError
from planner.program import solve
from planner.tradeoffs.many_solves.strategies import strategies
from planner.tradeoffs.one_scenario.alternatives import alternatives, core
from planner.tradeoffs.one_scenario.balance import balance
from planner.tradeoffs.one_scenario.chain import chain, listed
from planner.tradeoffs.one_scenario.rankings import by_contribution
from planner.tradeoffs.one_scenario.replica import replica
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.sentences.plans import swap_sentence
from tests.program.test_three_cases import request, scenario, two_kinds
from tests.strategies import scenarios
from tests.tradeoffs.one_scenario.test_truth import FEW, TINY, fresh


def studied(asked: Scenario) -> Study:
    try:
        solve(asked, gap=0.0)
    except InfeasibleError:
        assume(False)
    return Study(asked)


def all_or_nothing() -> Study:
    asked = (("X", 60.0, 55.0), ("Y", 50.0, 50.0), ("Z", 50.0, 50.0))
    return Study(scenario({"H100": 100.0}, [request(n, p, g, minimum=1.0) for n, p, g in asked]))


def test_the_list_takes_the_largest_ratio_and_one_swap_leads_to_the_best_plan() -> None:
    found = chain(all_or_nothing())
    assert (found.start, found.end) == (pytest.approx(60.0), pytest.approx(100.0))
    (swap,) = found.swaps
    assert (swap.less, swap.more, swap.gain) == (("X",), ("Y", "Z"), pytest.approx(40.0))


def two_swaps() -> Study:
    """Two pools, and in each of them two that the list leaves out for one that earns less."""
    asked = [
        request(f"{n}{pool}", points, gpus, runs_on={pool: 1.0}, minimum=1.0)
        for pool in ("H100", "A100")
        for n, points, gpus in (("X", 60.0, 55.0), ("Y", 50.0, 50.0), ("Z", 50.0, 50.0))
    ]
    return Study(scenario({"H100": 100.0, "A100": 100.0}, asked))


def test_a_chain_of_two_swaps_takes_the_smaller_ones_and_says_that_they_are_the_least() -> None:
    study = two_swaps()
    found = chain(study)
    assert [(len(swap.less), len(swap.more), swap.least) for swap in found.swaps] == [(1, 2, True), (1, 2, True)]
    assert found.proved
    assert "split" not in " ".join(swap_sentence(study, swap) for swap in found.swaps)


def test_a_chain_whose_effort_is_used_up_says_that_no_smaller_swap_was_found() -> None:
    study = two_swaps()
    (swap,) = chain(study, work=0.0).swaps
    assert swap.least is False
    assert "Smaller swaps were looked for as far as the effort goes, and none was found." in swap_sentence(study, swap)


def test_a_swap_that_is_large_and_proved_says_that_it_cannot_be_split() -> None:
    small = [request(f"Y{k}", 10.0, 10.0, minimum=1.0) for k in range(10)]
    study = Study(scenario({"H100": 100.0}, [request("X", 55.0, 51.0, minimum=1.0), *small]))
    (swap,) = chain(study).swaps
    assert (len(swap.less), len(swap.more)) == (1, 6)
    assert swap_sentence(study, swap).endswith("It can't be split: no smaller swap brings a thousandth of the value.")


def test_one_pool_and_one_period_leave_the_list_nothing_to_gain() -> None:
    asked = [request(n, p, g) for n, p, g in (("X", 60.0, 55.0), ("Y", 50.0, 50.0), ("Z", 50.0, 50.0))]
    found = chain(Study(scenario({"H100": 100.0}, asked)))
    assert found.swaps == ()
    assert found.start == pytest.approx(found.end)


def test_a_list_of_two_kinds_funds_what_it_can_in_its_order() -> None:
    # the list is free to place Q on the A100s, which a spreadsheet can't see
    study = Study(two_kinds())
    assert by_contribution(study.resolver.grid)[0] in ("P", "Q")
    assert listed(study).points <= study.plan.value + TINY


def test_a_list_can_not_be_compared_with_the_cheapest_plan() -> None:
    cost: Any = {"cost": {"target_value": 50.0}}
    asked = scenario({"H100": 100.0}, [request("X", 60.0, 55.0)])
    with pytest.raises(PlannerError, match="objective is value"):
        chain(Study(Scenario.read(asked.model_dump() | {"objective": cost})))


def test_the_list_of_the_chain_is_the_one_among_the_strategies() -> None:
    asked = load("scenarios/baseline.yaml")
    found, simple = chain(Study(asked)), strategies(asked, workers=1)
    listed_as = next(each for each in simple.others if each.name == "contribution per GPU")
    assert found.order == listed_as.order
    assert found.start == pytest.approx(listed_as.points, abs=TINY)


@FEW
@given(scenarios())
def test_a_chain_climbs_from_the_list_to_the_optimum_and_moves_nobody_twice(asked: Scenario) -> None:
    study = studied(asked)
    assume(asked.objective == "value")
    found = chain(study)
    assert found.start <= found.end + TINY
    assert found.end == pytest.approx(study.plan.value, abs=TINY)
    moved = [r for swap in found.swaps for r in (*swap.less, *swap.more)]
    assert len(moved) == len(set(moved))
    values = [found.start, *(swap.value for swap in found.swaps)]
    if found.swaps:
        # shares may settle within a hundredth where no swap is worth naming
        assert values[-1] == pytest.approx(found.end, abs=0.02 * max(found.end, 1.0))
        assert sum(swap.gain for swap in found.swaps) == pytest.approx(values[-1] - values[0], abs=0.02 * found.end)
    for swap in found.swaps[:-1]:
        assert swap.gain > 0


@FEW
@given(scenarios())
def test_a_step_of_a_chain_is_a_variant_that_serves_as_many_and_captures_as_much(asked: Scenario) -> None:
    study = studied(asked)
    assume(asked.objective == "value")
    found = chain(study)
    assume(found.swaps)
    curved = any(request.value_curve is not None for request in asked.requests)
    for then in (found.given, *(swap.given for swap in found.swaps)):
        plan = fresh(vary(asked, replica(asked, "As then", then)))
        assert plan is not None
        value = sum(part.points for part in then.values())
        assert plan.value >= value - 1e-5 * max(value, 1.0)
        assert curved or plan.value == pytest.approx(value, rel=1e-5, abs=1e-5)
        assert {request for request, decided in plan.decisions().items() if decided != "decline"} <= {*then}


@FEW
@given(scenarios(), st.sampled_from((0.0, 0.05, 0.3)))
def test_alternatives_stay_within_what_they_may_give_up_and_differ(asked: Scenario, within: float) -> None:
    study = studied(asked)
    assume(asked.objective == "value")
    found = list(alternatives(study, 3, within))
    best = study.base
    for number, plan in enumerate(found):
        assert plan.points >= best.points - within * abs(best.points) - TINY
        others = [{r: s.share for r, s in best.served.items()}, *(a.shares for a in found[:number])]
        assert all(max(abs(plan.shares[r] - other[r]) for r in other) > 0.05 for other in others)
    always, never = core(study, found)
    assert not set(always) & set(never)
    for plan in found:
        assert all(plan.shares[r] > 0 for r in always)
        assert all(plan.shares[r] == 0 for r in never)


def test_an_equal_pair_is_each_others_alternative() -> None:
    asked = [request(n, 50.0, 60.0, minimum=1.0) for n in ("X", "Y")]
    study = Study(scenario({"H100": 100.0}, asked))
    (other,) = alternatives(study, 3, 0.0)
    assert {study.base.funds("X"), other.shares["X"] > 0} == {True, False}
    assert other.of_best == pytest.approx(1.0)


def test_what_is_not_served_is_a_deficit_and_what_is_not_used_a_surplus() -> None:
    asked = [request("X", 60.0, 80.0, team="search"), request("Y", 10.0, 60.0, team="ads")]
    found = balance(Study(scenario({"H100": 100.0, "A100": 30.0}, asked)))
    (deficit,) = found.deficits
    assert (deficit.pool, deficit.team, deficit.gpus) == ("H100", "ads", pytest.approx(40.0))
    (surplus,) = found.surpluses
    assert (surplus.pool, surplus.gpus) == ("A100", pytest.approx(30.0))


@FEW
@given(scenarios())
def test_no_pool_lacks_gpus_for_what_is_served_whole(asked: Scenario) -> None:
    study = studied(asked)
    found = balance(study)
    lacking = {r.team for r in asked.requests if r.commitment != "out" and study.base.served[r.id].share < 1}
    assert {d.team for d in found.deficits} <= lacking
    assert all(d.gpus > 0 for d in found.deficits)
