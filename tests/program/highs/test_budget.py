"""Effort is counted in what the solver does, so that every machine says the same."""

from __future__ import annotations

import time
from typing import Any

import pytest

from planner.domain.plan import Plan
from planner.errors import StoppedError
from planner.files import vary
from planner.program import Control, solve
from planner.program.again.sweeping import Sweeping
from planner.program.again.what_if import WhatIf
from planner.program.highs.control import Progress
from tests.program.formulation.hard_scenarios import LITTLE, knapsack


def told(plan: Plan) -> list[Any]:
    """Everything that a plan says, to the last digit."""
    return [*(frame.to_csv() for frame in (plan.requests, plan.allocation, plan.kpis)), plan.certificate]


def test_a_slow_machine_finds_what_a_fast_one_finds() -> None:
    def dawdle(_: Progress) -> None:
        time.sleep(0.01)

    fast = solve(knapsack(), gap=0.0, work=LITTLE)
    slow = solve(knapsack(), gap=0.0, work=LITTLE, control=Control(dawdle))
    assert fast.certificate.status == "node limit"
    assert fast.certificate.gap > 0
    assert told(slow) == told(fast)


def test_more_work_proves_more() -> None:
    little, more = (solve(knapsack(), gap=0.0, work=work).certificate for work in (LITTLE, 20 * LITTLE))
    assert more.bound < little.bound
    assert more.objective >= little.objective


def test_what_is_asked_before_changes_no_answer() -> None:
    asked, other = knapsack(), vary(knapsack(), {"requests": {"r3": {"commitment": "out"}}})
    sweeping = Sweeping(0.0, work=LITTLE)
    first = sweeping.solve(asked)
    sweeping.solve(other)
    again = sweeping.solve(asked)
    assert first.status == "node limit"
    assert (again.objective, again.bound, again.status) == (first.objective, first.bound, first.status)


def test_a_question_that_has_used_up_its_work_leaves_the_next_one_all_of_its_own() -> None:
    what_if = WhatIf(knapsack(), work=LITTLE)
    first = what_if.solve()
    assert first.status == "node limit"
    assert what_if.ceiling() >= first.bound - 1e-6
    assert what_if.solve().bound == first.bound


def test_a_plan_that_is_not_found_is_not_called_impossible() -> None:
    with pytest.raises(StoppedError, match="node limit before any plan was found"):
        solve(knapsack(exact=True), work=LITTLE)


def test_a_time_limit_comes_on_top_and_says_so() -> None:
    in_no_time = knapsack().model_copy(update={"solver": knapsack().solver.model_copy(update={"time_limit": 0.2})})
    assert WhatIf(in_no_time, work=None).solve().status == "time limit"
