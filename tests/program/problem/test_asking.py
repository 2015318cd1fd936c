"""What another solver says is heard from a process apart, and none of it is taken on trust."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pytest

import planner
from planner.apart import started
from planner.domain.plan import Plan
from planner.errors import PlannerError, StoppedError
from planner.program import Control
from planner.program.formulation.limits import limits_of
from planner.program.optimum import elsewhere
from planner.program.problem import asking
from planner.program.problem.answering import answered
from planner.program.problem.asking import Answer, Question, ask
from planner.program.problem.statement import numbered
from planner.program.solving import build, effort_of, solved
from tests.program.formulation.hard_scenarios import knapsack
from tests.test_samples import SCENARIOS


def question(solver: str = "HiGHS") -> Question:
    """PuLP's own way to HiGHS is always there, and takes the part of any other."""
    scenario = planner.load(SCENARIOS / "baseline.yaml")
    program = build(scenario, effort_of(scenario))
    return Question(numbered(program, program.goals[0], limits_of(program)), solver, 1e-4, 60.0, 1)


def by_another(monkeypatch: pytest.MonkeyPatch, scenario: Any, say: Any) -> Plan:
    """The plan where ``say`` is what the other solver says."""
    monkeypatch.setattr(elsewhere, "ask", say)
    effort = effort_of(scenario)
    return solved(build(scenario, effort), replace(effort, solver="OTHER"))[0]


def of(values: np.ndarray | None, end: asking.End = "done", words: str = "") -> Any:
    return lambda *_: Answer(end, values, words)


def test_the_answer_is_that_of_the_solver() -> None:
    here, there = answered(question()), ask(question(), lambda: True, lambda: None)
    assert here.end == there.end == "done"
    assert here.values is not None and there.values is not None
    assert np.array_equal(here.values, there.values)


def test_a_solver_that_is_no_longer_wanted_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    known: list[subprocess.Popen[bytes]] = []

    def remembered(*arguments: Any, **named: Any) -> subprocess.Popen[bytes]:
        known.append(started(*arguments, **named))
        return known[0]

    monkeypatch.setattr(asking, "started", remembered)
    assert ask(question(), lambda: False, lambda: None).end == "stopped"
    assert known[0].poll() is not None


def test_a_solver_that_breaks_down_is_said_to_have(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = partial(started, "planner.errors")  # has nothing to run
    monkeypatch.setattr(asking, "started", lambda _, **named: broken(**named))
    found = ask(question(), lambda: True, lambda: None)
    assert (found.end, found.words) == ("failed", "its process ended with 1")
    with pytest.raises(PlannerError, match=r"The solver OTHER failed: no licence\."):
        by_another(monkeypatch, knapsack(), of(None, "failed", "no licence"))


@pytest.fixture(scope="module")
def sample() -> Plan:
    return planner.solve(planner.load(SCENARIOS / "baseline.yaml"))


def columns(plan: Plan) -> int:
    return build(plan.scenario, effort_of(plan.scenario)).variables.count


def test_what_a_solver_calls_impossible_is_solved_all_the_same(monkeypatch: pytest.MonkeyPatch, sample: Plan) -> None:
    plan = by_another(monkeypatch, sample.scenario, of(None, "infeasible"))
    assert plan.requests.equals(sample.requests)
    assert plan.certificate == sample.certificate


@pytest.mark.parametrize("value", [0.0, 1.0, 0.4, 0.6, -3.0, 1e9])
def test_a_plan_that_is_none_or_poor_makes_no_worse_one(
    monkeypatch: pytest.MonkeyPatch, sample: Plan, value: float
) -> None:
    """Whatever is said of the columns: nothing, everything, or what is no number of a plan."""
    plan = by_another(monkeypatch, sample.scenario, of(np.full(columns(sample), value)))
    assert plan.certificate.violations == ()
    assert plan.certificate.objective == pytest.approx(sample.certificate.objective, rel=1e-4)
    assert plan.certificate.is_whole


def test_a_poor_plan_that_is_called_the_best_is_not_called_so_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elsewhere, "CONFIRMING", 0.0)
    plan = by_another(monkeypatch, knapsack(), of(np.zeros(5000)))
    proof = plan.certificate
    assert proof.status == "claimed" and not proof.is_whole
    assert proof.gap > 1e-4 and proof.violations == ()


def test_a_cancel_before_any_plan_ends_without_one() -> None:
    control = Control()
    control.cancel()
    effort = replace(effort_of(knapsack()), solver="HiGHS")
    with pytest.raises(StoppedError):
        solved(build(knapsack(), effort), effort, control)
