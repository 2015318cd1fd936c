"""In CVXPY, in matrix form: a vector for each kind of variable, a sparse matrix for each family of rows and kind."""

from __future__ import annotations

from typing import Any

import cvxpy as cp
from scipy.sparse import coo_array

from rivals.answer import Answer, Limits, table
from rivals.families import AT_MOST_ONE, WHOLE, Columns, Family, Kind, families, worth
from rivals.reading import Data

type Vectors = dict[Kind, cp.Variable]


def build(d: Data, v: Columns) -> tuple[cp.Problem, Vectors]:
    """The whole program."""
    columns: Vectors = {
        kind: cp.Variable(count, boolean=True, name=kind)
        if kind in WHOLE
        else cp.Variable(count, bounds=[0, 1 if kind in AT_MOST_ONE else None], name=kind)
        for kind, count in v.sizes().items()
        if count
    }
    rows = [_constraint(family, columns) for family in families(d, v) if family.count]
    value = sum(amounts @ columns[kind] for kind, amounts in worth(d, v).items() if len(amounts))
    return cp.Problem(cp.Maximize(value), rows), columns


def _constraint(family: Family, columns: Vectors) -> Any:
    taken = []
    for kind in family.entries:
        rows, places, coefficients = family.matrix(kind)
        shape = family.count, columns[kind].size
        taken.append(coo_array((coefficients, (rows, places)), shape=shape).tocsr() @ columns[kind])
    return sum(taken) == family.right if family.is_equal else sum(taken) <= family.right


def solve(d: Data, limits: Limits) -> Answer:
    v = Columns(d)
    problem, columns = build(d, v)
    problem.solve(solver=cp.HIGHS, mip_rel_gap=limits.gap, time_limit=limits.seconds, threads=1)
    info = problem.solver_stats.extra_stats
    x = columns["x"].value
    given = zip((d.requests[k].id for k in v.request), v.lane, v.period, x, strict=True) if x is not None else ()
    objective = float("nan") if problem.value is None else float(problem.value)
    bound = -info.mip_dual_bound if problem.is_mixed_integer() else objective
    return Answer(problem.status, problem.status != cp.OPTIMAL, objective, bound, table(d, given))
