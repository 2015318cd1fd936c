"""A plan is called optimal only where the bound is confirmed without the solver."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import planner
from planner.program.highs.loaded import Loaded, Outcome, Solution
from planner.program.optimum.confirming import proved
from planner.program.optimum.optimise import Effort, load
from planner.program.optimum.search import relax, search
from planner.program.solving import build
from tests.test_samples import SCENARIOS


def solved() -> tuple[Loaded, Solution, Solution]:
    """The sample in the solver, its relaxation and its best plan."""
    effort = Effort(0.0)
    loaded = load(build(planner.load(SCENARIOS / "baseline.yaml"), effort), effort)
    goal = loaded.program.goals[0]
    return loaded, relax(loaded, goal), search(loaded, goal)


def test_a_search_is_believed_where_the_relaxation_that_it_stands_on_is_confirmed() -> None:
    loaded, relaxed, best = solved()
    found = proved(loaded, loaded.program.goals[0], best, relaxed, 0.0)
    assert (found.outcome, found.bound) == (Outcome.OPTIMAL, best.bound)


def test_a_search_over_a_relaxation_that_is_not_confirmed_proves_no_more_than_what_is_safe() -> None:
    loaded, relaxed, best = solved()
    doubtful = replace(relaxed, bound=relaxed.objective * 1.01)  # what the duals prove is less than what is claimed
    found = proved(loaded, loaded.program.goals[0], best, doubtful, 1e-4)
    assert found.outcome is Outcome.PRECISION
    assert found.bound == doubtful.bound


def test_a_solver_whose_duals_prove_nothing_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Loaded, "row_duals", lambda self: np.zeros(len(self.program.keys)))
    plan = planner.solve(planner.load(SCENARIOS / "baseline.yaml"))
    assert plan.certificate.status == "precision limit"
    assert plan.certificate.bound > plan.certificate.objective
    assert plan.certificate.violations == ()


def test_the_samples_plan_is_confirmed() -> None:
    certificate = planner.solve(planner.load(SCENARIOS / "baseline.yaml")).certificate
    assert certificate.status == "optimal"
    assert certificate.bound == pytest.approx(certificate.objective, rel=1e-9)
