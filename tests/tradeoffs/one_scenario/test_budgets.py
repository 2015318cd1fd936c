"""A block has two worths where a budget binds: paid within it, and paid on top of it."""

from __future__ import annotations

from typing import Any

import pytest

from planner.domain.scenario import Scenario
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.one_scenario.worth import two_sided
from planner.tradeoffs.sentences.worth import block_sentence, is_held_by_budgets, on_top_sentence

JAN, FEB = 744.0, 672.0


def study(*rules: dict[str, Any], **pool: Any) -> Study:
    """Ten GPUs at a dollar an hour, and a service that could use 30: a point a GPU."""
    return Study(
        Scenario.read(
            {
                "calendar": {"start": "2027-01", "periods": 2},
                "accelerators": {"A": {"speed": 1.0, "watts": 100.0}},
                "pools": [{"id": "p", "accelerator": "A", "gpus": 10, "cost_per_gpu_hour": 1} | pool],
                "requests": [{"id": "s", "metrics": {"x": 30}, "demand": {"gpus": 30}, "runs_on": {"A": 1.0}}],
                "value": {"scale": "raw", "weights": {"x": 1}},
                "rules": [{"measure": "cost"} | rule for rule in rules],
            }
        )
    )


BUDGET = {"name": "Budget", "at_most": 10 * (JAN + FEB)}
MONTHLY = {"name": "Monthly", "at_most": 10 * FEB, "each": "period"}


def test_a_block_that_the_budget_can_not_pay_brings_nothing_within_it_and_all_on_top() -> None:
    found = two_sided(study(BUDGET), "p", 8.0)
    assert found.on_top is not None
    assert (found.more.low, found.on_top.low) == pytest.approx((0, 8), abs=1e-6)
    assert found.budgets == {"Budget": pytest.approx(18 * (JAN + FEB))}


def test_a_pool_that_is_paid_always_has_no_plan_within_the_budget() -> None:
    found = two_sided(study(BUDGET, paid="always"), "p", 8.0)
    assert not found.more.known
    assert found.on_top is not None and found.on_top.low == pytest.approx(8)


@pytest.mark.parametrize(
    ("pool", "added"),
    [({"availability": 0.5}, 4 * (JAN + FEB)), ({"availability": 0.5, "paid": "always"}, 8 * (JAN + FEB))],
)
def test_the_budget_rises_by_what_the_block_can_cost(pool: dict[str, Any], added: float) -> None:
    large = BUDGET | {"at_most": 1e6}
    assert two_sided(study(large, **pool), "p", 8.0).budgets == {"Budget": pytest.approx(1e6 + added)}


def test_a_monthly_budget_rises_by_what_the_longest_month_costs() -> None:
    found = two_sided(study(MONTHLY), "p", 8.0)
    assert found.budgets == {"Monthly": pytest.approx(10 * FEB + 8 * JAN)}


@pytest.mark.parametrize(
    "rule",
    [{"of": {"team": "t"}}, {"each": "pool"}, {"enabled": False}],
)
def test_what_is_no_budget_of_the_pool_is_not_raised(rule: dict[str, Any]) -> None:
    found = two_sided(study(BUDGET | rule), "p", 8.0)
    assert (found.on_top, found.budgets) == (None, {})


def test_both_worths_are_said_where_they_differ() -> None:
    held, free = study(BUDGET), study(BUDGET | {"at_most": 1e9})
    found = two_sided(held, "p", 8.0)
    assert block_sentence(held, found) == (
        "8 GPUs more in p would bring nothing within Budget, and would bring 8.00 points if that rises by what they "
        "cost; 8 fewer would take away 8.00 points."
    )
    assert on_top_sentence(held, [found]) == "Blocks are paid within Budget; on top, that rises by what they cost."
    assert not is_held_by_budgets(free, two_sided(free, "p", 8.0))
    assert "Budget" not in block_sentence(free, two_sided(free, "p", 8.0))
