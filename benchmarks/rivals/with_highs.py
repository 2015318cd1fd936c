"""HiGHS itself, given arrays: as it comes, without presolve, and through a file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any

import highspy
import numpy as np

from rivals.answer import Answer, Limits, table
from rivals.families import AT_MOST_ONE, KINDS, WHOLE, Columns, families, worth
from rivals.reading import Data


def build(d: Data, v: Columns) -> Any:
    """HiGHS with the whole program in it."""
    sizes, parts = v.sizes(), families(d, v)
    first = dict(zip(KINDS, accumulate((sizes[kind] for kind in KINDS), initial=0), strict=False))
    rows, columns, coefficients, begins = [], [], [], 0
    for family in parts:
        for kind in family.entries:
            of_family, of_kind, amounts = family.matrix(kind)
            rows.append(of_family + begins)
            columns.append(of_kind + first[kind])
            coefficients.append(amounts)
        begins += family.count
    count = sum(sizes.values())
    places, at = np.unique(np.concatenate(rows) * count + np.concatenate(columns), return_inverse=True)
    high = np.concatenate([family.right for family in parts])
    equal = np.repeat([family.is_equal for family in parts], [family.count for family in parts])
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_, lp.sense_ = count, begins, highspy.ObjSense.kMaximize
    lp.col_cost_ = np.concatenate([worth(d, v)[kind] for kind in KINDS])
    lp.col_lower_ = np.zeros(lp.num_col_)
    lp.col_upper_ = np.repeat(
        [1.0 if kind in AT_MOST_ONE else np.inf for kind in KINDS], [sizes[kind] for kind in KINDS]
    )
    lp.row_lower_, lp.row_upper_ = np.where(equal, high, -np.inf), high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.searchsorted(places, np.arange(begins + 1) * count)
    lp.a_matrix_.index_ = places % count
    lp.a_matrix_.value_ = np.bincount(at, weights=np.concatenate(coefficients))
    if any(sizes[kind] for kind in WHOLE):
        kinds = {True: highspy.HighsVarType.kInteger, False: highspy.HighsVarType.kContinuous}
        lp.integrality_ = [kinds[kind in WHOLE] for kind in KINDS for _ in range(sizes[kind])]
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.passModel(lp)
    return highs


def through_a_file(highs: Any) -> Any:
    """The same once more, as it is read from an MPS file."""
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "program.mps")
        highs.writeModel(file)
        again = highspy.Highs()
        again.setOptionValue("output_flag", False)
        again.readModel(file)
    return again


def _solve(
    d: Data, limits: Limits, presolve: str = "on", through: Callable[[Any], Any] = lambda highs: highs
) -> Answer:
    v = Columns(d)
    highs = through(build(d, v))
    options = {"presolve": presolve, "mip_rel_gap": limits.gap, "time_limit": limits.seconds, "threads": 1}
    for name, value in options.items():
        highs.setOptionValue(name, value)
    highs.run()
    info, status = highs.getInfo(), highs.getModelStatus()
    x = np.asarray(highs.getSolution().col_value[: len(v.request)])
    given = zip((d.requests[k].id for k in v.request), v.lane, v.period, x, strict=True) if len(x) else ()
    objective = info.objective_function_value
    bound = info.mip_dual_bound if len(highs.getLp().integrality_) else objective
    stopped = status != highspy.HighsModelStatus.kOptimal
    return Answer(highs.modelStatusToString(status), stopped, objective, bound, table(d, given))


def solve(d: Data, limits: Limits) -> Answer:
    return _solve(d, limits)


def solve_without_presolve(d: Data, limits: Limits) -> Answer:
    return _solve(d, limits, "off")


def solve_through_a_file(d: Data, limits: Limits) -> Answer:
    return _solve(d, limits, through=through_a_file)
