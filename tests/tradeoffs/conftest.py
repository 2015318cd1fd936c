"""A small scenario that is solved many times."""

from __future__ import annotations

from typing import Any

import pytest

from planner.domain.scenario import Scenario


@pytest.fixture
def small() -> Scenario:
    asked: list[dict[str, Any]] = [
        {
            "id": f"r{k}",
            "team": "red" if k % 2 else "blue",
            "metrics": {"revenue": 10.0 + 7 * k % 5, "users": 3.0 + (5 * k) % 7},
            "confidence": 0.5 + 0.05 * k,
            "demand": {"gpus": 10.0 + 3 * k},
            "runs_on": {"A": 1.0},
            "minimum": 1.0 if k % 3 else None,
        }
        for k in range(8)
    ]
    return Scenario.read(
        {
            "name": "Small",
            "calendar": {"start": "2027-01", "periods": 3},
            "accelerators": {"A": {"speed": 1.0}},
            "pools": [
                {"id": "a", "accelerator": "A", "gpus": {"2027-01": 40, "2027-02": 70}, "cost_per_gpu_hour": 1.0}
            ],
            "requests": asked,
            "value": {"weights": {"revenue": 60, "users": 40}},
            "rules": [{"name": "Budget", "measure": "cost", "at_most": 120_000}],
            "solver": {"gap": 0.0},
        }
    )
