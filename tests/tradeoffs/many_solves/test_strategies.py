"""What optimising is worth: no list beats the optimum, and the known cases come out."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planner.domain.scenario import Scenario
from planner.errors import InfeasibleError, StoppedError
from planner.program import Control, solve
from planner.tradeoffs.many_solves.strategies import Strategies, strategies
from planner.tradeoffs.one_scenario.rankings import rice
from tests.program.test_three_cases import request, scenario, two_kinds
from tests.strategies import one_pool, scenarios

TINY = 1e-4


def points(found: Strategies) -> dict[str, float]:
    return {o.name: round(o.points, 3) for o in (found.optimum, *found.others)}


def all_or_nothing() -> Scenario:
    asked = (("X", 60.0, 55.0), ("Y", 50.0, 50.0), ("Z", 50.0, 50.0))
    return scenario({"H100": 100.0}, [request(n, p, g, minimum=1.0) for n, p, g in asked])


def test_all_or_nothing_costs_the_list_by_ratio_forty_of_a_hundred_points() -> None:
    found = points(strategies(all_or_nothing()))
    assert (found["contribution per GPU"], found["best plan"]) == (60, 100)
    assert (found["highest value first"], found["smallest first"]) == (60, 100)
    assert found["equal parts"] == 0  # a third of the GPUs is enough for nobody


def test_two_kinds_of_gpu_cost_the_list_by_ratio_35_of_101_points() -> None:
    """Q takes the H100 that only P can't do without."""
    found = points(strategies(two_kinds()))
    assert (found["contribution per GPU"], found["best plan"]) == (66, 101)


def test_the_loss_is_said_in_the_metric_behind_the_points() -> None:
    asked = [request(n, p, 80.0, minimum=1.0) for n, p in (("X", 30.0), ("Y", 50.0))]
    asked[0] = asked[0] | {"metrics": {"revenue": 3e6}}
    asked[1] = asked[1] | {"metrics": {"revenue": 5e6}}
    base = scenario({"H100": 100.0}, asked)
    shared = base.model_copy(update={"value": type(base.value)(scale="share")})
    found = {o.name: o for o in strategies(shared).others}
    assert found["first come, first served"].behind == "about 2.0 M revenue"
    assert found["first come, first served"].lost == pytest.approx(25.0)
    assert found["highest value first"].behind == ""


def test_rice_appears_where_a_request_has_its_columns_and_those_without_come_last() -> None:
    asked = [request(n, p, 60.0, minimum=1.0) for n, p in (("X", 60.0), ("Y", 50.0), ("Z", 40.0))]
    assert "RICE" not in points(strategies(scenario({"H100": 100.0}, asked)))
    asked[2] |= {"reach": 1000.0, "impact": 2.0, "effort": 4.0, "confidence": 0.5}
    found = {o.name: o for o in strategies(scenario({"H100": 100.0}, asked)).others}["RICE"]
    assert (found.order, found.unknown) == (("Z", "X", "Y"), ("X", "Y"))
    assert found.points == pytest.approx(40.0)


def test_rice_is_reach_times_impact_times_confidence_over_effort() -> None:
    one = scenario({"H": 1.0}, [request("X", 1.0, 1.0) | {"reach": 1000.0, "impact": 2.0, "effort": 4.0,
                                                         "confidence": 0.5}])  # fmt: skip
    assert rice(one.requests[0]) == 250.0
    assert rice(one.requests[0].model_copy(update={"effort": 0.0})) is None


def test_first_come_is_the_order_of_the_file() -> None:
    asked = [request(n, p, 60.0, minimum=1.0) for n, p in (("Z", 10.0), ("Y", 50.0))]
    found = {o.name: o for o in strategies(scenario({"H100": 100.0}, asked)).others}
    assert found["first come, first served"].decisions == {"Z": "fund", "Y": "decline"}


def test_equal_parts_give_everyone_the_same_gpus() -> None:
    asked = [request(n, p, 100.0) for n, p in (("X", 60.0), ("Y", 50.0), ("Z", 40.0), ("W", 30.0))]
    found = {o.name: o for o in strategies(scenario({"H100": 100.0}, asked)).others}
    assert found["equal parts"].shares == pytest.approx(dict.fromkeys("XYZW", 0.25))


def test_a_commitment_is_kept_by_every_strategy() -> None:
    asked = [request("X", 60.0, 60.0, minimum=1.0), request("Y", 1.0, 90.0) | {"commitment": "must"}]
    found = strategies(scenario({"H100": 100.0}, asked))
    assert {o.shares["Y"] for o in (found.optimum, *found.others)} == {1.0}


def test_a_request_that_asks_for_no_gpus_is_served_in_its_turn() -> None:
    """The committed one requires it, and the other one that does is worth nothing by itself."""
    people = {"people": [{"role": "engineer", "fte": 1.0}]}
    asked = [
        {"id": "X", "metrics": {"points": 1.0}, "people": {"engineer": 1.0}, "minimum": 1.0},
        {"id": "Y", "metrics": {"points": 2.0}, "people": {"engineer": 1.0}, "minimum": 1.0},
        {"id": "Z", "metrics": {"points": 0.0}, "requires": ["X"], "commitment": "must"},
    ]
    found = strategies(Scenario.read(scenario({"H100": 1.0}, asked).model_dump() | people))
    assert {o.points for o in (found.optimum, *found.others)} == {1.0}
    asked[2] |= {"commitment": "open"}
    free = strategies(Scenario.read(scenario({"H100": 1.0}, asked).model_dump() | people))
    assert points(free)["first come, first served"] == 1.0
    assert points(free)["highest value first"] == 2.0


def test_a_cancel_keeps_the_strategies_that_are_done() -> None:
    control = Control()

    def stop_after_three(done: int, _: int) -> None:
        if done == 3:
            control.cancel()

    found = strategies(all_or_nothing(), workers=1, control=control, on_step=stop_after_three)
    assert points(found) == {"best plan": 100, "contribution per GPU": 60, "highest value first": 60}
    assert found.stopped == ("smallest first", "first come, first served", "equal parts")


def test_a_cancel_before_the_optimum_keeps_nothing() -> None:
    control = Control()
    control.cancel()
    with pytest.raises(StoppedError):
        strategies(all_or_nothing(), control=control)


def test_no_plan_for_a_strategy_means_no_plan_at_all() -> None:
    with pytest.raises(InfeasibleError):
        strategies(scenario({"H100": 10.0}, [request("X", 1.0, 90.0) | {"commitment": "must"}]))


@settings(max_examples=40)
@given(scenarios(), st.sampled_from((1, 3)))
def test_no_strategy_exceeds_the_optimum(asked: Scenario, workers: int) -> None:
    try:
        plan = solve(asked, gap=0.0)
    except InfeasibleError:
        assume(False)
    found = strategies(asked, workers=workers)
    size = TINY * max(1.0, abs(plan.value))
    assert found.optimum.points == pytest.approx(plan.value, abs=size)
    for outcome in found.others:
        assert outcome.points <= plan.value + size, outcome.name
        assert outcome.lost == pytest.approx(found.optimum.points - outcome.points)


@settings(max_examples=20)
@given(one_pool())
def test_with_one_pool_and_one_period_contribution_per_gpu_is_the_optimum(asked: Scenario) -> None:
    found = points(strategies(asked))
    assert found["contribution per GPU"] == pytest.approx(found["best plan"], rel=TINY, abs=1e-2)


@settings(max_examples=10)
@given(scenarios(feasible=True))
def test_the_number_of_workers_changes_nothing(asked: Scenario) -> None:
    one, three = strategies(asked, workers=1), strategies(asked, workers=3)
    assert one.frame.to_csv() == three.frame.to_csv()
