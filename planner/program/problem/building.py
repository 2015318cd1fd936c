"""A statement as a PuLP problem, by the fast paths of PuLP's core."""

from __future__ import annotations

import numpy as np
import pulp
from pulp import _rustcore as core

from planner.program.formulation.constraints.rows import INFINITE
from planner.program.problem.statement import Statement


def built(statement: Statement) -> pulp.LpProblem:
    """The problem that PuLP writes, or hands to a solver."""
    problem = pulp.LpProblem(statement.name, pulp.LpMaximize)
    model = problem._model
    _add_columns(model, statement)
    _add_rows(model, statement)
    model.set_objective(_objective(model, statement))
    return problem


def _add_columns(model: core.Model, statement: Statement) -> None:
    """Columns that are alike stand together, and are added together."""
    limits, whole = statement.limits, statement.whole
    floor, ceiling = limits.floor, limits.ceiling
    other = (np.diff(floor) != 0) | (np.diff(whole)) | (ceiling[1:] != ceiling[:-1])
    ends = [*(np.flatnonzero(other) + 1).tolist(), len(whole)] if len(whole) else []
    first = 0
    for end in ends:
        category = core.Category.Integer if whole[first] else core.Category.Continuous
        model.add_variables_batch(statement.columns[first:end], float(floor[first]), float(ceiling[first]), category)
        first = end


def _add_rows(model: core.Model, statement: Statement) -> None:
    lows, highs, starts = (each.tolist() for each in (statement.limits.low, statement.limits.high, statement.starts))
    for row, (name, low, high) in enumerate(zip(statement.rows, lows, highs, strict=True)):
        first, end = starts[row], starts[row + 1]
        expression = core.AffineExpr()
        if end > first:  # an empty array may lie anywhere, which the core takes for misaligned
            expression.add_term_ids_coeffs(model, statement.places[first:end], statement.coefficients[first:end])
        expression.set_constant(-(low if low > -INFINITE else high))
        expression.set_sense(_sense(low, high))
        expression.set_name(name)
        model.add_constraint(expression)


def _objective(model: core.Model, statement: Statement) -> core.AffineExpr:
    objective, used = core.AffineExpr(), np.flatnonzero(statement.costs)
    if len(used):
        objective.add_term_ids_coeffs(model, used.astype(np.uint64), statement.costs[used])
    objective.set_constant(statement.constant)
    objective.set_name(statement.goal)
    return objective


def _sense(low: float, high: float) -> core.Sense:
    if low == high:
        return core.Sense.Equal
    return core.Sense.LessEqual if low == -INFINITE else core.Sense.GreaterEqual
