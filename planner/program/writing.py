"""A scenario's program as a PuLP problem, to be written as an LP or MPS file, or gone on with in PuLP.

HiGHS is given the program as arrays, so the problem is built only here, for whoever asks for it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pulp
from pulp import _rustcore as core

from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.program.formulation.assembly import Program
from planner.program.formulation.constraints.rows import INFINITE
from planner.program.formulation.objective import Goal
from planner.program.formulation.variables import clean, labels
from planner.program.solving import build, effort_of


def write_problem(scenario: Scenario, path: str | Path) -> None:
    """Write a scenario's program as ``.mps`` or ``.lp``, by the file's ending."""
    problem = problem_of(build(scenario, effort_of(scenario)))
    match Path(path).suffix.lower():
        case ".mps":
            problem.writeMPS(str(path))
        case ".lp":
            problem.writeLP(str(path))
        case other:
            raise InputError(f"{path}: a problem is written as .mps or .lp, not {other or 'without an ending'}")


def problem_of(program: Program) -> pulp.LpProblem:
    """The program, with its first goal, in PuLP, under names that LP and MPS files can hold."""
    problem = pulp.LpProblem(clean(program.grid.scenario.name) or "plan", pulp.LpMaximize)
    built = problem._model
    _add_columns(built, program)
    _add_rows(built, program)
    built.set_objective(_objective(built, program, program.goals[0]))
    return problem


def _add_columns(problem: core.Model, program: Program) -> None:
    first, names = 0, program.variables.names
    for end, low, high, whole in program.variables.families:
        category = core.Category.Integer if whole else core.Category.Continuous
        problem.add_variables_batch(names[first:end], low, high, category)
        first = end


def _add_rows(problem: core.Model, program: Program) -> None:
    names = labels("_".join(filter(None, key)) for key in program.keys)
    columns, amounts = np.asarray(program.columns, dtype=np.uint64), np.asarray(program.coefficients)
    for row, key in enumerate(program.keys):
        first, end = program.starts[row], program.starts[row + 1]
        low, high = program.low[row], program.high[row]
        expression = core.AffineExpr()
        if end > first:  # an empty array may lie anywhere, which the core takes for misaligned
            expression.add_term_ids_coeffs(problem, columns[first:end], amounts[first:end])
        expression.set_constant(-(low if low > -INFINITE else high))
        expression.set_sense(_sense(low, high))
        expression.set_name(names["_".join(filter(None, key))])
        problem.add_constraint(expression)


def _objective(problem: core.Model, program: Program, goal: Goal) -> core.AffineExpr:
    objective, costs = core.AffineExpr(), program.costs(goal)
    used = np.flatnonzero(costs)
    if len(used):
        objective.add_term_ids_coeffs(problem, used.astype(np.uint64), costs[used])
    objective.set_constant(goal.constant)
    objective.set_name(goal.name)
    return objective


def _sense(low: float, high: float) -> core.Sense:
    if low == high:
        return core.Sense.Equal
    return core.Sense.LessEqual if low == -INFINITE else core.Sense.GreaterEqual
