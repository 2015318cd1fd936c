"""Limits that bind: what there is nothing of is none of them."""

from __future__ import annotations

from typing import Any

import planner
from planner.domain.scenario import Scenario
from planner.tradeoffs.one_scenario.balance import balance
from planner.tradeoffs.one_scenario.study import Study


def scenario(late: Any) -> Scenario:
    """A full pool, and one that may be empty; a service that wants more than both have."""
    return Scenario.read(
        {
            "calendar": {"start": "2027-01", "periods": 2},
            "accelerators": {"A": {"speed": 1.0, "watts": 100.0}},
            "pools": [{"id": "full", "accelerator": "A", "gpus": 10}, {"id": "late", "accelerator": "A", "gpus": late}],
            "people": [{"role": "nobody", "fte": 0}],
            "requests": [
                {"id": "s", "team": "red", "metrics": {"points": 9}, "demand": {"gpus": 50}, "runs_on": {"A": 1.0}},
                {"id": "p", "metrics": {"points": 1}, "people": {"nobody": 1}},
            ],
            "value": {"scale": "raw", "weights": {"points": 1}},
        }
    )


def test_an_empty_pool_binds_nothing_and_has_no_price() -> None:
    plan = planner.solve(scenario([0, 5]))
    bound = list(plan.binding[["name", "period"]].itertuples(index=False, name=None))
    assert sorted(bound) == [("full", "2027-01"), ("full", "2027-02"), ("late", "2027-02")]
    prices = plan.pools.set_index(["pool", "period"])["price_points_per_gpu_hour"]
    assert prices["late", "2027-01"] == 0 < prices["late", "2027-02"]


def test_an_empty_pool_lacks_nothing() -> None:
    found = balance(Study(scenario(0)))
    assert {deficit.pool for deficit in found.deficits} == {"full"}
    assert found.lacking("full") == {"2027-01": 40, "2027-02": 40}
