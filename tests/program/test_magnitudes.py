"""What is proved holds whatever the sizes of the figures, and a plan that breaks a limit is never handed out."""

from __future__ import annotations

from typing import Any

import pytest

import planner
from planner.domain.audit import Findings
from planner.domain.plan import Violation
from planner.errors import InputError, UnsoundError
from planner.files import parse
from planner.program import solving

JANUARY = 744


def a_scenario(price: float, **other: Any) -> dict[str, Any]:
    """60 GPUs of their own, 100 that can be rented, a budget, and three who ask."""
    return {
        "format": 1,
        "name": "Sizes",
        "calendar": {"start": "2027-01", "periods": 1, "unit": "month"},
        "pools": [
            {
                "id": "p",
                "accelerator": "H100-SXM",
                "gpus": 60,
                "cost_per_gpu_hour": 2,
                "on_demand": {"gpus": 100, "cost_per_gpu_hour": price},
            }
        ],
        "requests": [
            {"id": name, "metrics": {"m": worth}, "demand": {"gpus": gpus}, "minimum": minimum}
            for name, worth, gpus, minimum in (("a", 8, 40, 1), ("b", 5, 30, 0.5), ("c", 3, 20, 0.1))
        ],
        "value": {"scale": "raw", "weights": {"m": 1}},
        "rules": [{"name": "Budget", "measure": "cost", "at_most": 60 * 2 * JANUARY + 1000}],
        "solver": {"gap": 0},
        **other,
    }


def test_a_price_that_nobody_can_pay_says_never() -> None:
    without = a_scenario(0)
    del without["pools"][0]["on_demand"]
    best = planner.solve(parse(without)).value
    for price in (1e8, 1e9, 1e12, 1e15):
        plan = planner.solve(parse(a_scenario(price)))
        assert plan.certificate.status == "optimal"
        assert plan.value == pytest.approx(best, rel=1e-6)
        assert plan.kpi("cost") <= 60 * 2 * JANUARY + 1001


def test_a_one_off_cost_beyond_the_budget_is_never_spent() -> None:
    data = a_scenario(3)
    data["requests"][0]["cost"] = 60e6
    plan = planner.solve(parse(data))
    assert plan.row("a")["decision"] == "decline"
    assert plan.kpi("cost") <= 60 * 2 * JANUARY + 1001


@pytest.mark.parametrize(("field", "number"), [("metrics", {"m": -1e308}), ("demand", {"gpus": 1e16})])
def test_a_number_that_can_not_be_told_apart_is_refused_with_its_field(field: str, number: Any) -> None:
    data = a_scenario(3)
    data["requests"][0][field] = number
    with pytest.raises(InputError, match=r"must be from (0|-1e\+15) to 1e\+15"):
        parse(data)


def test_a_plan_that_breaks_a_limit_is_solved_again_and_then_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def broken(scenario: planner.Scenario, *frames: Any) -> Findings:
        asked.append(scenario.name)
        return Findings((Violation("money", "Budget", 0.3),), 0.3)

    monkeypatch.setattr(solving, "findings", broken)
    with pytest.raises(UnsoundError, match="Budget by 30"):
        planner.solve(parse(a_scenario(3)))
    assert len(asked) == 2


def test_a_request_that_needs_next_to_no_gpus_is_given_what_it_needs() -> None:
    data = a_scenario(2)
    data["requests"][0] |= {"runs_on": {"H100-SXM": 1e12}}
    plan = planner.solve(parse(data))
    assert plan.certificate.violations == ()
    given = plan.allocation.loc[plan.allocation["request"] == "a", "work_gpu_hours"].sum()
    assert given == pytest.approx(40 * JANUARY)
