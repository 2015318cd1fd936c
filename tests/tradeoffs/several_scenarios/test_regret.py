"""What a plan is worth when another scenario comes true, and which one is regretted least."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.errors import InfeasibleError, StoppedError
from planner.program import Control, solve
from planner.tradeoffs.several_scenarios.regret import regret
from tests.program.test_three_cases import request, scenario
from tests.strategies import scenarios

TINY = 1e-4


def solved(asked: Scenario) -> Plan:
    try:
        return solve(asked, gap=0.0)
    except InfeasibleError:
        assume(False)
        raise AssertionError from None


def plans(*asked: Scenario) -> list[Plan]:
    return [solve(s.model_copy(update={"name": name}), gap=0.0) for s, name in zip(asked, "ABC", strict=False)]


def of(gpus: float, *requests: dict[str, Any]) -> Scenario:
    return scenario({"H100": gpus}, list(requests))


X, Y, Z = (request(n, p, g, minimum=1.0) for n, p, g in (("X", 60.0, 55.0), ("Y", 50.0, 50.0), ("Z", 50.0, 50.0)))


def test_what_does_not_fit_any_more_is_cut_and_what_was_declined_stays_declined() -> None:
    """With 100 GPUs Y and Z are funded; with 60, X is best, and the held plan keeps one of its two."""
    found = regret(plans(of(100, X, Y, Z), of(60, X, Y, Z)))
    assert found.matrix == pytest.approx(np.array([[0.0, 10.0], [40.0, 0.0]]), abs=1e-4)
    assert [[round(c.value) for c in row] for row in found.cells] == [[100, 50], [60, 60]]
    assert found.worst == pytest.approx((10.0, 40.0), abs=1e-4)
    assert found.choice == 0


def test_a_commitment_that_the_plan_did_not_foresee_is_kept_all_the_same() -> None:
    must = of(60, X, Y | {"commitment": "must"}, Z)
    found = regret(plans(of(60, X, Y, Z), must))
    assert found.cells[0][1].beyond == ("Y",)
    assert found.cells[0][1].value == pytest.approx(50.0)
    assert found.cells[0][1].regret == pytest.approx(0.0, abs=TINY)


def test_a_promise_lets_as_few_requests_go_as_it_takes() -> None:
    base = of(100, X, request("Y", 40.0, 45.0), request("Z", 1.0, 45.0, team="t"))
    rule = {"name": "Promise", "measure": "gpu_hours", "of": {"team": "t"}, "at_least": 20 * 744.0}
    promised = Scenario.read(base.model_dump() | {"rules": [rule]})
    cell = regret(plans(base, promised)).cells[0][1]
    assert cell.beyond == ("Z",)
    assert cell.regret == pytest.approx(0.0, abs=TINY)


def test_a_request_that_the_plan_does_not_know_is_declined() -> None:
    found = regret(plans(of(60, X), of(120, X, Y)))
    assert found.cells[0][1].regret == pytest.approx(50.0)


def test_a_job_begins_no_sooner_than_in_the_plan_and_may_be_late() -> None:
    """GPUs come in February in one scenario and in January in the other; each month of waiting costs a tenth."""
    job = {"id": "J", "metrics": {"points": 10}, "demand": {"gpu_hours": 1000}, "runs_on": {"A": 1.0}, "decay": 0.1}

    def of_gpus(gpus: list[float]) -> Scenario:
        return Scenario.read(
            {
                "calendar": {"start": "2027-01", "periods": 2},
                "accelerators": {"A": {"speed": 1.0}},
                "value": {"scale": "raw", "weights": {"points": 1.0}},
                "pools": [{"id": "p", "accelerator": "A", "gpus": gpus}],
                "requests": [job],
            }
        )

    found = regret(plans(of_gpus([10, 10]), of_gpus([0, 10])))
    assert [[round(c.value, 3) for c in row] for row in found.cells] == [[10.0, 9.0], [9.0, 9.0]]


def test_a_service_goes_on_behind_the_end_of_the_plan() -> None:
    def months(count: int) -> Scenario:
        data = of(50, request("Y", 40.0, 50.0), request("Z", 50.0, 50.0)).model_dump()
        return Scenario.read(data | {"calendar": {"start": "2027-01", "periods": count}})

    found = regret(plans(months(1), months(3)))
    assert found.matrix == pytest.approx(np.array([[0.0, 0.0], [0.0, 0.0]]), abs=TINY)


def test_the_cheapest_plan_regrets_money() -> None:
    cheap = {"objective": {"cost": {"target_value": 50.0}}}
    pool = {"id": "H100", "accelerator": "H100", "gpus": 100.0}
    dear, fair = (
        Scenario.read(of(100, X, Y).model_dump() | cheap | {"pools": [pool | {"cost_per_gpu_hour": price}]})
        for price in (2.0, 1.0)
    )
    found = regret(plans(dear, fair))
    assert found.unit == "USD"
    assert found.cells[0][1].optimum == pytest.approx(50 * 744)
    assert found.matrix == pytest.approx(np.array([[0.0, 0.0], [0.0, 0.0]]), abs=0.1)


def test_what_pursues_different_things_has_no_choice() -> None:
    fair = of(100, X, Y).model_copy(update={"objective": "fair"})
    assert regret(plans(of(100, X, Y), fair)).choice is None


def test_a_cancelled_matrix_stops() -> None:
    control = Control()
    control.cancel()
    with pytest.raises(StoppedError):
        regret(plans(of(60, X)), control=control)


@settings(max_examples=20)
@given(scenarios(), scenarios(), st.sampled_from((1, 2)))
def test_nothing_is_regretted_in_hindsight_and_no_regret_is_below_0(a: Scenario, b: Scenario, workers: int) -> None:
    made = [solved(a), solved(b)]
    found = regret(made, ("a", "b"), workers=workers)
    for k, row in enumerate(found.cells):
        for j, cell in enumerate(row):
            size = max(1.0, abs(made[j].value))
            # not only the best of what was found: the optimum that is proved
            assert cell.value <= made[j].value + TINY * size
            assert cell.optimum == pytest.approx(made[j].value, abs=TINY * size)
            if j == k:
                assert cell.regret == pytest.approx(0.0, abs=TINY * size)
                assert cell.beyond == ()


@settings(max_examples=12)
@given(scenarios(feasible=True), st.integers(0, 40))
def test_a_plan_held_where_pools_shrink_serves_nothing_more(asked: Scenario, gpus: int) -> None:
    fewer = asked.model_copy(update={"pools": tuple(p.model_copy(update={"gpus": float(gpus)}) for p in asked.pools)})
    held, other = solved(asked), solved(fewer)
    (_, cell), _ = regret([held, other], ("now", "then")).cells
    assert cell.beyond == ()
    assert cell.value <= other.value + TINY * max(1.0, abs(other.value))
