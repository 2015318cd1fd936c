"""What no plan could serve takes no part in any price."""

from __future__ import annotations

import pytest

import planner
from planner.domain.plan import Plan
from planner.errors import InfeasibleError
from planner.files.reading import parse
from tests.truth.generator import scenario as written

IMPOSSIBLE = {
    "far": {"demand": {"gpus": 1e5}, "minimum": 1.0},
    "along": {"demand": {"gpus": 3}, "requires": ["far"]},
    "slow": {"demand": {"gpu_hours": 1e7, "max_gpus": 2}, "minimum": 0.5},
}
"""Beyond what there is."""


@pytest.mark.parametrize("seed", range(14))
def test_an_impossible_request_changes_nothing_for_others(seed: int) -> None:
    base = parse(written(seed))
    common = {
        "metrics": dict.fromkeys(base.metrics, 1e6),
        "team": base.requests[0].team,
    }  # one team more has a part more
    added = {"requests": {name: common | parts for name, parts in IMPOSSIBLE.items()}}
    try:
        alone = planner.solve(base)
    except InfeasibleError:
        with pytest.raises(InfeasibleError):
            planner.solve(planner.vary(base, added))
        return
    beside = planner.solve(planner.vary(base, added))
    assert beside.certificate.objective == pytest.approx(alone.certificate.objective, rel=1e-6, abs=1e-9)
    for request in alone.requests["id"]:
        assert prices(beside, request) == pytest.approx(prices(alone, request), rel=1e-4, abs=1e-9, nan_ok=True)
    assert {beside.row(request)["decision"] for request in IMPOSSIBLE} == {"decline"}
    assert {beside.row(request)["scarcity_index"] for request in IMPOSSIBLE} == {0.0}


def prices(plan: Plan, request: str) -> tuple[float, float]:
    row = plan.row(request)
    return float(row["opportunity_cost_points"]), float(row["scarcity_index"])
