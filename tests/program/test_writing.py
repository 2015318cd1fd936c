"""The program as a PuLP problem is the program that HiGHS is given as arrays."""

from __future__ import annotations

import errno
import os
from typing import Any

import highspy
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


MEETING = """\
format: 1
name: "Name\\x07 of \\u202e 300 letters: LONG"
calendar: {start: 2027-01, periods: 2, unit: month}
pools: [{id: p, accelerator: H100-SXM, gpus: 30}, {id: P, accelerator: H100-SXM, gpus: 1}]
people: [{role: "r 1", fte: 9}, {role: r_1, fte: 9}, {role: r_1.2, fte: 9}]
requests:
  - id: support-bot
    metrics: {points: 5}
    minimum: 1
    options: [{id: full, demand: {gpus: 20}}, {id: distilled, demand: {gpus: 10}, value: 0.7}]
  - {id: support-bot-distilled, metrics: {points: 4}, demand: {gpus: 10}, minimum: 1}
  - {id: support_bot_distilled.2, metrics: {points: 1}, demand: {gpus: 1}, people: {"r 1": 1, r_1: 1, r_1.2: 1}}
  - {id: LONG, metrics: {points: 1}, demand: {gpus: 1}, minimum: 1, requires: [LONGER]}
  - {id: LONGER, metrics: {points: 1}, demand: {gpus: 1}, minimum: 1}
  - {id: 日本, metrics: {points: 1}, demand: {gpus: 1}}
  - {id: 中国, metrics: {points: 1}, demand: {gpus: 1}}
value: {scale: raw, weights: {points: 1}}
rules:
  - {name: a, measure: gpu_hours, of: {id: 日本}, at_most: 1e9, enabled: false}
  - {name: Share, measure: gpu_share, of: {id: support-bot}, at_least: 0.01, each: period}
  - {name: Share_2027-01, measure: cost, at_most: 1e9}
  - {name: e1, measure: funded, at_most: 9}
  - {name: st, measure: funded, at_most: 9}
""".replace("LONGER", "x" * 199 + "y").replace("LONG", "x" * 200)


@pytest.mark.parametrize("ending", ["mps", "lp"])
def test_a_problem_is_written_for_every_legal_name_and_read_as_the_same_program(tmp_path, ending: str) -> None:
    file, written = tmp_path / "scenario.yaml", tmp_path / f"problem.{ending}"
    file.write_text(MEETING, encoding="utf-8")
    scenario = planner.load(file)
    planner.write_problem(scenario, written)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    assert solver.readModel(str(written)) == highspy.HighsStatus.kOk
    solver.run()
    best = planner.solve(scenario, gap=0.0).certificate.objective
    assert abs(solver.getInfo().objective_function_value) == pytest.approx(best, rel=1e-6)
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_a_problem_that_can_not_be_written_leaves_the_one_that_is_there(tmp_path, monkeypatch) -> None:
    file = tmp_path / "problem.mps"
    file.write_text("old")

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(InputError, match="No space left"):
        planner.write_problem(scenario_of("service"), file)
    assert file.read_text() == "old" and [each.name for each in tmp_path.iterdir()] == ["problem.mps"]
