"""What random scenarios once found: each is a plan that was wrong before it was mended."""

from __future__ import annotations

from typing import Any

import pytest

from planner.domain.scenario import Scenario
from planner.program import solve


def scenario(requests: list[dict[str, Any]], gpus: list[float], **parts: Any) -> Scenario:
    basis: dict[str, Any] = {
        "calendar": {"start": "2027-01", "periods": len(gpus)},
        "accelerators": {"A": {"speed": 1.0}},
        "value": {"scale": "raw", "weights": {"points": 1.0}},
        "pools": [{"id": "pool", "accelerator": "A", "gpus": gpus, "cost_per_gpu_hour": 2.5}],
        "requests": requests,
        "solver": {"gap": 0.0},
    }
    return Scenario.read(basis | parts)


def whole(decay: float = 0.0) -> dict[str, Any]:
    return {"id": "whole", "metrics": {"points": 10.0}, "demand": {"gpu_hours": 7300.0}, "runs_on": {"A": 1.0},
            "minimum": 1.0, "decay": decay}  # fmt: skip


def test_a_promise_of_value_by_a_period_is_kept_by_completing_in_it() -> None:
    early = {"name": "Early", "measure": "value", "of": {"period": "2027-01"}, "at_least": 5.0}
    assert solve(scenario([whole()], [100.0, 100.0], rules=[early])).certificate.violations == ()


def test_among_plans_of_equal_value_no_money_is_spent_on_nothing() -> None:
    curve = [[0.25, 0.5], [0.75, 0.9], [1.0, 1.0]]
    plan = solve(
        scenario(
            [
                {"id": "r0"},
                # launched in January it could not stay in February, and later it is worth nothing
                {"id": "r1", "metrics": {"points": 24.0}, "demand": {"gpus": 8.0}, "runs_on": {"A": 1.0},
                 "minimum": 0.5, "decay": 1.0, "requires": ["r0"]},
                {"id": "r2", "metrics": {"points": 6.0}, "value_curve": curve, "requires": ["r1"], "conflicts": ["r0"]},
                {"id": "r3", "metrics": {"points": 23.0}, "window": ["2027-03", "2027-03"], "value_curve": [[1, 1]]},
                {"id": "r4", "metrics": {"points": 39.0}, "window": ["2027-02", "2027-03"],
                 "demand": {"gpus": {"2027-01": 11.0}}, "runs_on": {"A": 1.0}, "value_curve": curve,
                 "requires": ["r2"]},
            ],
            [58.0, 1.0, 12.0],
        )
    )  # fmt: skip
    assert plan.value == pytest.approx(23.0)
    assert plan.kpi("cost") == 0.0


def test_a_request_that_can_only_come_too_late_is_not_told_that_it_earns_its_keep() -> None:
    plan = solve(
        scenario(
            [
                {"id": "late", "metrics": {"points": 3.0}, "window": ["2027-02", "2027-03"],
                 "demand": {"gpu_hours": 25_200.0}, "runs_on": {"A": 1.0}, "decay": 1.0},
                {"id": "base", "metrics": {"points": 11.0}, "demand": {"gpus": [1.0, 31.0, 14.0]},
                 "runs_on": {"A": 1.0}},
            ],
            [19.0, 19.0, 19.0],
        )
    )  # fmt: skip
    assert plan.decisions()["late"] == "decline"
    assert "whole requests fit together better" not in plan.row("late")["reason"]
