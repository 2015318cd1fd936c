"""The three small cases of the design, as printed there."""

from __future__ import annotations

from typing import Any

import pytest

from planner.domain.scenario import Scenario
from planner.program import solve


def scenario(pools: dict[str, float], requests: list[dict[str, Any]]) -> Scenario:
    return Scenario.read(
        {
            "calendar": {"start": "2027-01", "periods": 1},
            "accelerators": {"H100": {"speed": 1.0}, "A100": {"speed": 0.5}},
            "value": {"scale": "raw", "weights": {"points": 1.0}},
            "pools": [{"id": name, "accelerator": name, "gpus": gpus} for name, gpus in pools.items()],
            "requests": requests,
            "solver": {"gap": 0.0},
        }
    )


def request(name: str, points: float, gpus: float, **parts: Any) -> dict[str, Any]:
    return {"id": name, "metrics": {"points": points}, "demand": {"gpus": gpus}, "runs_on": {"H100": 1.0}} | parts


def two_kinds(h100: float = 40.0) -> Scenario:
    return scenario(
        {"H100": h100, "A100": 200.0},
        [
            request("P", 35.0, 40.0),
            request("Q", 36.0, 40.0, runs_on={"H100": 1.0, "A100": 0.5}),
            request("R", 30.0, 100.0, runs_on={"A100": 1.0}),
        ],
    )


def test_all_or_nothing_funds_the_two_that_fit_together() -> None:
    plan = solve(
        scenario(
            {"H100": 100.0},
            [request(n, p, g, minimum=1.0) for n, p, g in (("X", 60.0, 55.0), ("Y", 50.0, 50.0), ("Z", 50.0, 50.0))],
        )
    )
    assert plan.value == pytest.approx(100.0)
    assert plan.decisions() == {"X": "decline", "Y": "fund", "Z": "fund"}
    assert plan.row("X")["scarcity_index"] > 1, "it earns more per GPU, and is declined all the same"
    assert "fit together better" in plan.row("X")["reason"]


def test_two_kinds_are_shared_so_that_everything_is_funded() -> None:
    plan = solve(two_kinds())
    assert plan.value == pytest.approx(101.0)
    assert set(plan.decisions().values()) == {"fund"}


def test_a_price_is_not_what_one_more_is_worth() -> None:
    plan = solve(two_kinds())
    assert solve(two_kinds(41.0)).value == pytest.approx(101.0)
    assert solve(two_kinds(39.0)).value == pytest.approx(101.0 - 0.875)
    row = plan.pools.set_index("pool").loc["H100"]
    hours = plan.scenario.calendar.hours[0]
    assert row["price_low"] * hours == pytest.approx(0.0, abs=1e-9)
    assert row["price_high"] * hours == pytest.approx(0.875)
