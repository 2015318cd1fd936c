"""What can't be told apart is said when a scenario is read, with its figure."""

from __future__ import annotations

from typing import Any

import pytest

from planner.domain.magnitudes import magnitude_faults
from planner.domain.scope import Scope
from planner.files import parse

POOL = {"id": "h", "accelerator": "H100-SXM", "gpus": 100, "cost_per_gpu_hour": 2}
OTHER = {"id": "a", "accelerator": "A100-80GB", "gpus": 100, "cost_per_gpu_hour": 1}


def request(name: str, **parts: Any) -> dict[str, Any]:
    return {"id": name, "metrics": {"revenue": 10}, "demand": {"gpus": 10}, "runs_on": ["H100-SXM"]} | parts


def said(*requests: dict[str, Any], pools: tuple[dict[str, Any], ...] = (POOL, OTHER)) -> list[str]:
    scenario = parse(
        {
            "format": 1,
            "calendar": {"start": "2027-01", "periods": 2},
            "value": {"weights": {"revenue": 1}},
            "pools": list(pools),
            "requests": list(requests),
        }
    )
    return [".".join(fault.path) + " " + fault.message for fault in magnitude_faults(Scope(scenario, {}))]


def test_figures_of_ordinary_sizes_are_passed_over_in_silence() -> None:
    assert said(request("a"), request("b", metrics={"revenue": 14e6}), request("c", demand={"gpu_hours": 5e5})) == []


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("requests.b.metrics.revenue", request("b", metrics={"revenue": 1e11})),
        ("requests.b.demand.gpus", request("b", demand={"gpus": 1e11}, minimum=1e-9)),
        ("requests.b.runs_on.H100-SXM", request("b", runs_on={"H100-SXM": 1e12, "A100-80GB": 1})),
    ],
)
def test_a_figure_that_dwarfs_all_others_of_its_kind_is_named(field: str, changed: dict[str, Any]) -> None:
    others = [request(name, runs_on={"H100-SXM": 1}) for name in ("a", "c")]
    (one,) = [each for each in said(*others, changed) if each.startswith(field)]
    assert "the middle one of all" in one


def test_a_price_among_others_is_named() -> None:
    (one,) = said(request("a"), pools=(POOL, OTHER, POOL | {"id": "x", "cost_per_gpu_hour": 1e10}))
    assert one.startswith("pools.x.cost_per_gpu_hour is 5,000,000,000 times 2")


def test_what_is_dwarfed_by_all_others_is_named() -> None:
    (one,) = said(request("a"), request("b"), request("c", metrics={"revenue": 1e-9}))
    assert one.startswith("requests.c.metrics.revenue can't be told from nothing")


def test_a_demand_that_nothing_comes_near_to_is_named() -> None:
    (one,) = said(request("a"), request("b", demand={"gpu_hours": 1e13}))
    assert one.startswith("requests.b.demand asks for 70,621,469 times what all GPUs that fit it could do")
