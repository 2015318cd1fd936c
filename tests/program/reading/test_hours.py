"""Hours of two accelerators never stand in one fraction: what is asked is compared with the work that is done of it."""

from __future__ import annotations

import pytest

import planner
from planner.charts.fairness import fairness
from planner.domain.scenario import Scenario


def plan() -> planner.Plan:
    """A service of 10 fast GPUs, half of which only slow ones are left to do, and a job in hours of the slow."""
    return planner.solve(
        Scenario.read(
            {
                "calendar": {"start": "2027-01", "periods": 1},
                "accelerators": {"fast": {"speed": 1.0, "watts": 1.0}, "slow": {"speed": 0.25, "watts": 1.0}},
                "pools": [
                    {"id": "f", "accelerator": "fast", "gpus": 5},
                    {"id": "s", "accelerator": "slow", "gpus": 30},
                ],
                "requests": [
                    {"id": "service", "team": "a", "metrics": {"x": 9}, "demand": {"gpus": 10},
                     "runs_on": {"fast": 1.0, "slow": 0.25}},
                    {"id": "job", "team": "b", "metrics": {"x": 1}, "demand": {"gpu_hours": 14_880},
                     "runs_on": {"slow": 1.0}},
                    {"id": "ways", "team": "b", "metrics": {"x": 0.1}, "options": [
                        {"id": "o", "demand": {"gpus": 1}, "runs_on": ["slow"]}]},
                ],
                "value": {"scale": "raw", "weights": {"x": 1}},
            }
        )
    )  # fmt: skip


def test_work_is_what_is_done_of_what_is_asked_in_hours_of_the_reference() -> None:
    found = plan()
    rows = {name: found.row(name) for name in ("service", "job", "ways")}
    assert {name: row["reference"] for name, row in rows.items()} == {"service": "fast", "job": "slow", "ways": "slow"}
    for row in rows.values():
        assert row["work_gpu_hours"] == pytest.approx(row["share"] * row["asked_gpu_hours"])
    assert rows["service"]["given_gpu_hours"] == pytest.approx((5 + 20) * 744)
    assert rows["service"]["work_gpu_hours"] == pytest.approx(10 * 744)


def test_a_team_that_is_served_in_full_by_slower_gpus_gets_no_more_than_all() -> None:
    parts = fairness(plan()).data.set_index("team")["work_part"]
    assert parts["a"] == pytest.approx(1.0)
    assert 0 < parts["b"] < 1
