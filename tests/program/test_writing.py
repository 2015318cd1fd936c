"""The program as a PuLP problem is the program that HiGHS is given as arrays."""

from __future__ import annotations

from typing import Any

import numpy as np
import pulp
import pytest

import planner
from planner.errors import InputError
from planner.program.highs.loaded import Loaded
from planner.program.solving import build, effort_of
from planner.program.writing import problem_of
from tests.program.formulation.golden_scenarios import FAMILIES, OBJECTIVES
from tests.program.highs.test_matrix import NAMES, scenario_of


def through_pulp(problem: pulp.LpProblem) -> Any:
    """What PuLP's own hand-over puts into HiGHS."""
    solver = pulp.HiGHS(msg=False)
    solver.createAndConfigureSolver(problem)
    solver.buildSolverModel(problem)
    return problem.solverModel.getLp()


def matrix_of(lp: Any) -> dict[tuple[int, int], float]:
    """Every coefficient by row and column, whichever way they are stored."""
    starts, indices, values = lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_
    lines = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    assert "Row" in str(lp.a_matrix_.format_)
    return {
        (line, at): amount
        for line, at, amount in zip(lines.tolist(), list(indices), list(values), strict=True)
        if amount
    }


@pytest.mark.parametrize("name", NAMES)
def test_pulp_and_the_arrays_say_the_same_program(name: str) -> None:
    scenario = scenario_of(name)
    program = build(scenario, effort_of(scenario))
    loaded = Loaded(program)
    loaded.require_whole(True)
    ours, theirs = loaded.highs.getLp(), through_pulp(problem_of(program))
    for figures in ("col_lower_", "col_upper_", "row_lower_", "row_upper_"):
        assert np.array_equal(getattr(ours, figures), getattr(theirs, figures)), figures
    assert matrix_of(ours) == matrix_of(theirs)
    assert [*ours.integrality_] == [*theirs.integrality_] or not program.integers
    assert np.array_equal(program.costs(program.goals[0]), theirs.col_cost_)
    assert program.goals[0].constant == theirs.offset_
    assert ours.sense_ == theirs.sense_


@pytest.mark.parametrize("name", [*FAMILIES, *OBJECTIVES])
def test_pulp_alone_finds_a_plan_of_the_same_objective(name: str) -> None:
    scenario = scenario_of(name)
    problem = problem_of(build(scenario, effort_of(scenario)))
    assert problem.solve(pulp.HiGHS(msg=False, gapRel=0.0)).status == pulp.LpSolveStatus.Optimal
    sign = 1 if isinstance(scenario.objective, str) else -1
    best = planner.solve(scenario, gap=0.0).certificate.objective
    assert sign * pulp.value(problem.objective) == pytest.approx(best, rel=1e-6, abs=1e-6)


def test_a_problem_is_written_by_its_ending_or_not_at_all(tmp_path) -> None:
    scenario = scenario_of("service")
    for ending in ("mps", "LP"):
        planner.write_problem(scenario, tmp_path / f"problem.{ending}")
        assert (tmp_path / f"problem.{ending}").stat().st_size > 0
    with pytest.raises(InputError, match=r"written as \.mps or \.lp, not \.txt"):
        planner.write_problem(scenario, tmp_path / "problem.txt")
