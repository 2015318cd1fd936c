"""Scenarios whose best plan is not proved for long."""

from __future__ import annotations

import random
from typing import Any

from planner.domain.scenario import Scenario
from tests.program.formulation.golden_scenarios import scenario

LITTLE = 1e5
"""Work that ends long before the proof."""


def knapsack(exact: bool = False, **parts: Any) -> Scenario:
    """All-or-nothing services whose demands differ in every period; ``exact``: a plan is as good as never found."""
    dice, periods = random.Random(2), 7 if exact else 10
    demands = [[float(dice.randrange(1, 100)) for _ in range(periods)] for _ in range(45)]
    half = [float(sum(column) // 2) for column in zip(*demands, strict=True)]
    requests = [
        {
            "id": f"r{k}",
            "team": f"team-{k % 3}",
            "metrics": {"points": sum(demand) + dice.randrange(100)},
            "demand": {"gpus": demand},
            "runs_on": {"H": 1.0},
            "minimum": 1.0,
        }
        for k, demand in enumerate(demands)
    ]
    all_used = {"name": "All", "measure": "gpu_share", "each": "period", "at_least": 1.0}
    basis: dict[str, Any] = {
        "calendar": {"start": "2027-01", "periods": periods},
        "pools": [{"id": "h", "accelerator": "H", "gpus": half}],
        "requests": requests,
        "rules": [all_used] if exact else [],
    }
    return scenario(**(basis | parts))
