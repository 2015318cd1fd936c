"""A quick plan is as good and as well proved as any; what takes longer than the plan is left out, and said to be."""

from __future__ import annotations

import numpy as np
import pytest

import planner
from planner.errors import PlannerError
from planner.files import parse
from tests.truth.generator import scenario as random_scenario


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_a_quick_plan_reaches_what_the_whole_one_does(first: int) -> None:
    compared = 0
    for seed in range(first, first + 50):
        scenario = parse(random_scenario(seed))
        try:
            whole = planner.solve(scenario)
        except PlannerError as error:
            with pytest.raises(type(error)):
                planner.solve(scenario, quick=True)
            continue
        quick = planner.solve(scenario, quick=True)
        assert quick.certificate.violations == ()
        assert quick.certificate.status == whole.certificate.status
        assert quick.certificate.objective == pytest.approx(whole.certificate.objective, rel=1e-6, abs=1e-6), seed
        compared += 1
    assert compared > 20


def test_nothing_is_said_that_a_quick_plan_does_not_know() -> None:
    plan = planner.solve(parse(random_scenario(3)), quick=True)
    assert plan.is_quick
    assert not (plan.requests["scarcity_index"] > 0).any()  # 0: nothing could serve it, which needs no price
    assert not np.isfinite(plan.requests["opportunity_cost_points"]).any()
    assert plan.pools.filter(like="price").isna().to_numpy()[plan.pools["usable_gpus"] > 0].all()
    assert plan.binding["price_points"].isna().all()
    assert all(word.endswith(".") and ":" not in word for word in plan.requests["reason"])
