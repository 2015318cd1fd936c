"""A scenario's program as a PuLP problem, to be written as an LP or MPS file, or gone on with in PuLP.

HiGHS is given the program as arrays, so the problem is built only here, for whoever asks for it.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pulp
from pulp import _rustcore as core

from planner.atomic import check_ending, replace_file
from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.program.formulation.assembly import Program
from planner.program.formulation.constraints.rows import INFINITE
from planner.program.formulation.objective import Goal
from planner.program.formulation.variables import LONGEST, clean, distinct
from planner.program.solving import build, effort_of

ENDINGS = (".mps", ".lp")


def write_problem(scenario: Scenario, path: str | Path) -> None:
    """Write a scenario's program as ``.mps`` or ``.lp``, by the file's ending; a file is replaced in one step.

    Raises InputError for another ending, or where the file can't be written.
    """
    check_ending(path, "the linear program", ENDINGS)
    problem = problem_of(build(scenario, effort_of(scenario)))
    replace_file(path, _text(problem, Path(path).suffix.lower()))


def _text(problem: pulp.LpProblem, ending: str) -> bytes:
    """What PuLP writes, which it does to a file only."""
    try:
        with TemporaryDirectory(prefix="gpu-planner-") as folder:
            file = Path(folder) / f"problem{ending}"
            if ending == ".mps":
                problem.writeMPS(
                    str(file)
                )  # minimises the negative: not every reader knows OBJSENSE, PuLP's own among them
            else:
                problem.writeLP(str(file))
            return file.read_bytes()
    except (OSError, pulp.PulpError) as error:  # its core says of a full disk what it says of all else
        raise InputError(f"The linear program can't be written to a temporary file: {error}") from None


def problem_of(program: Program) -> pulp.LpProblem:
    """The program, with its first goal, in PuLP, under names that LP and MPS files can hold."""
    name = clean(program.grid.scenario.name)[:LONGEST] or "plan"
    problem = pulp.LpProblem(name, pulp.LpMaximize)
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
    _, *names = distinct([program.goals[0].name, *(clean("_".join(filter(None, key))) for key in program.keys)])
    columns, amounts = np.asarray(program.columns, dtype=np.uint64), np.asarray(program.coefficients)
    for row in range(len(names)):
        first, end = program.starts[row], program.starts[row + 1]
        low, high = program.low[row], program.high[row]
        expression = core.AffineExpr()
        if end > first:  # an empty array may lie anywhere, which the core takes for misaligned
            expression.add_term_ids_coeffs(problem, columns[first:end], amounts[first:end])
        expression.set_constant(-(low if low > -INFINITE else high))
        expression.set_sense(_sense(low, high))
        expression.set_name(names[row])
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
