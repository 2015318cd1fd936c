"""What caused a difference: parts that add up, and depend on no order."""

from __future__ import annotations

from itertools import permutations
from math import factorial, nan

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planner.domain.scenario import Scenario
from planner.errors import InfeasibleError, StoppedError
from planner.program import Control, solve
from planner.tradeoffs.sentences.compare import signed
from planner.tradeoffs.several_scenarios import attribution
from planner.tradeoffs.several_scenarios.attribution import attribute, shapley
from tests.strategies import scenarios

TINY = 1e-6
BASE = {
    "calendar": {"start": "2027-01", "periods": 1},
    "accelerators": {"A": {"speed": 1.0}},
    "value": {"scale": "raw", "weights": {"m": 1.0}},
    "pools": [{"id": "p", "accelerator": "A", "gpus": 10}],
    "requests": [
        {"id": "a", "metrics": {"m": 10}, "demand": {"gpus": 10}},
        {"id": "b", "metrics": {"m": 20}, "demand": {"gpus": 10}, "commitment": "out"},
    ],
}


def scenario(**parts: object) -> Scenario:
    return Scenario.read(BASE | parts)


def amounts(first: Scenario, second: Scenario) -> dict[str, float]:
    return {part.name: round(part.amount, 6) for part in attribute(first, second).parts}


def test_changes_that_only_work_together_share_what_they_bring() -> None:
    """With 10 GPUs b takes a's place (+10); with 20, b out, nothing is gained; with both, +20."""
    second = scenario(
        pools=[BASE["pools"][0] | {"gpus": 20}],
        requests=[BASE["requests"][0], BASE["requests"][1] | {"commitment": "open"}],
    )
    assert amounts(scenario(), second) == {"pool p": 5.0, "request b": 15.0}
    found = attribute(scenario(), second)
    assert (found.method, found.solves, found.infeasible) == ("every order", 4, 0)


def test_an_order_through_a_scenario_without_a_plan_does_not_count() -> None:
    """A second must has no room before the pool grows, so the pool comes first."""
    must = [BASE["requests"][0] | {"commitment": "must"}, BASE["requests"][1]]
    both = [must[0], must[1] | {"commitment": "must"}]
    first, second = scenario(requests=must), scenario(requests=both, pools=[BASE["pools"][0] | {"gpus": 20}])
    found = attribute(first, second)
    assert (found.method, found.infeasible) == ("feasible orders", 1)
    assert amounts(first, second) == {"pool p": 0.0, "request b": 20.0}


def test_where_no_order_is_feasible_the_changes_share_one_part() -> None:
    """The pool's hardware and the only request's can only change at once, as the request is committed."""
    request = BASE["requests"][0] | {"commitment": "must", "runs_on": {"A": 1.0}}
    devices = {"A": {"speed": 1.0}, "B": {"speed": 1.0}}
    first = scenario(accelerators=devices, requests=[request])
    second = scenario(
        accelerators=devices,
        requests=[request | {"runs_on": {"B": 1.0}, "metrics": {"m": 15}}],
        pools=[BASE["pools"][0] | {"accelerator": "B"}],
    )
    found = attribute(first, second)
    assert (found.method, found.infeasible) == ("together", 2)
    assert [(part.name, part.amount) for part in found.parts] == [("pool p and request a", pytest.approx(5.0))]


def test_a_new_request_and_what_it_requires_are_one_change() -> None:
    added = [{"id": "c", "metrics": {"m": 5}, "demand": {"gpus": 1}}]
    needs = [BASE["requests"][0] | {"requires": ["c"]}, BASE["requests"][1]]
    found = attribute(scenario(), scenario(requests=needs + added))
    assert [part.name for part in found.parts] == ["request a and request c"]


def test_names_and_notes_cause_nothing_and_are_not_solved_for() -> None:
    found = attribute(scenario(), scenario(name="Other", requests=BASE["requests"][::-1]))
    assert (found.parts, found.solves, found.difference) == ((), 1, 0.0)


def test_beyond_eight_changes_the_order_is_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attribution, "MOST", 1)
    second = scenario(
        pools=[BASE["pools"][0] | {"gpus": 20}],
        requests=[BASE["requests"][0], BASE["requests"][1] | {"commitment": "open"}],
    )
    found = attribute(scenario(), second)
    assert found.method == "as written"
    assert {part.name: round(part.amount, 6) for part in found.parts} == {"pool p": 0.0, "request b": 20.0}


def test_a_scenario_without_a_plan_is_said_to_have_none() -> None:
    must = scenario(requests=[BASE["requests"][0] | {"commitment": "must", "demand": {"gpus": 99}}])
    with pytest.raises(InfeasibleError):
        attribute(scenario(), must)


def test_a_cancelled_attribution_stops() -> None:
    control = Control()
    control.cancel()
    with pytest.raises(StoppedError):
        attribute(scenario(), scenario(pools=[]), control=control)


@given(st.integers(1, 4), st.data())
def test_parts_are_the_mean_over_all_orders_that_have_values(count: int, data: st.DataObject) -> None:
    figure = st.one_of(st.integers(-9, 9).map(float), st.just(nan))
    values = {mask: data.draw(figure) for mask in range(1 << count)}
    values |= {0: 1.0, (1 << count) - 1: 7.0}
    sums, orders = [0.0] * count, 0
    for order in permutations(range(count)):
        masks = [sum(1 << k for k in order[:n]) for n in range(count + 1)]
        if any(values[mask] != values[mask] for mask in masks):
            continue
        orders += 1
        for k, a, b in zip(order, masks, masks[1:], strict=False):
            sums[k] += values[b] - values[a]
    found = shapley(count, values)
    if orders == 0:
        assert found is None
    else:
        assert found == pytest.approx([total / orders for total in sums], abs=1e-9)
        assert sum(found) == pytest.approx(6.0)
        assert orders <= factorial(count)


@settings(max_examples=8)
@given(scenarios(), scenarios(), st.sampled_from((1, 2)))
def test_parts_add_up_to_the_difference_of_the_optima(first: Scenario, second: Scenario, workers: int) -> None:
    try:
        before, after = solve(first, gap=0.0), solve(second, gap=0.0)
    except InfeasibleError:
        assume(False)
    found = attribute(first, second, workers=workers)
    size = max(1.0, abs(before.value), abs(after.value))
    assert found.difference == pytest.approx(after.value - before.value, abs=TINY * size)
    assert sum(part.amount for part in found.parts) == pytest.approx(found.difference, abs=TINY * size)


@settings(max_examples=6)
@given(scenarios(feasible=True), scenarios(feasible=True))
def test_the_way_back_is_the_way_there_with_the_sign_turned(first: Scenario, second: Scenario) -> None:
    there, back = attribute(first, second), attribute(second, first)
    assume(there.method == back.method == "every order")
    size = max(1.0, abs(there.before), abs(there.after))
    returned = {frozenset(c.name for c in part.changes): part.amount for part in back.parts}
    gone = {frozenset(c.name for c in part.changes): -part.amount for part in there.parts}
    assume(gone.keys() == returned.keys())  # what names another can be added only with it, and removed before it
    assert returned == {changes: pytest.approx(amount, abs=TINY * size) for changes, amount in gone.items()}


def test_what_the_computer_leaves_of_nothing_is_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attribution, "shapley", lambda count, values: [1.09e-14, *[1.5] * (count - 1)])
    first, second = scenario(), scenario(pools=[{"id": "p", "accelerator": "A", "gpus": 11, "cost_per_gpu_hour": 2}])
    (part,) = attribute(first, second, workers=1).parts
    assert part.amount == 0
    assert signed(part.amount) == "0"
