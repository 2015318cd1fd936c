"""Where a large relaxation begins: a sample of it is solved, the others at the sample's prices, and their bases joined.

Requests hang together by what they require and rule out; beyond that they only share limits. So a systematic sample of
these groups, with its part of every limit, has nearly the prices of all, and at those the other groups are best one by
one. What is left to the simplex is what the sample was wrong in. In the manner of sifting (Bixby et al., Very
large-scale linear programming, Operations Research 40, 1992), with rows of the others as well as columns. Any basis is
dual feasible within boxes, so that nothing is given up. Measured at 2,000 and 4,000 requests: half the time, a fifth.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from planner.program.formulation.assembly import Program
from planner.program.formulation.groups import SHARED, groups_of_columns, groups_of_requests, groups_of_rows
from planner.program.formulation.limits import Limits
from planner.program.formulation.objective import Goal
from planner.program.highs.excerpt import Excerpt
from planner.program.highs.loaded import Loaded, Outcome

LARGE = 60_000
"""Columns from which it pays. Measured on three seeds: with 39,000 it takes as long as it saves, with 78,000 half."""
EVERY = 4
"""Of so many groups one is in the sample. Measured at 4,000 requests: with 3 it takes longer, as with 8 at 1,000."""
_BASIC, _LOWER = highspy.HighsBasisStatus.kBasic, highspy.HighsBasisStatus.kLower


def begin(loaded: Loaded, goal: Goal) -> None:
    """Have the solver go on from there, if its program is large, has no basis yet, and is about value."""
    program = loaded.program
    if program.variables.count < LARGE or goal.name != "value" or loaded.basis.valid:
        return
    begun = time.perf_counter()
    loaded.aim(goal)
    _Extension(loaded, program, goal).take()
    loaded.seconds += time.perf_counter() - begun


@dataclass(frozen=True)
class _Solved:
    """A part of the program, solved."""

    columns: list[Any]
    rows: list[Any]
    """Their status in the basis."""
    duals: np.ndarray


class _Extension:
    """The parts of one program."""

    def __init__(self, loaded: Loaded, program: Program, goal: Goal) -> None:
        self._loaded, self._program = loaded, program
        self._costs = program.costs(goal) * goal.sign
        self._limits: Limits = loaded.bounds.limits()
        self._of_columns = groups_of_columns(program, groups_of_requests(program))
        self._of_rows = groups_of_rows(program, self._of_columns)

    def take(self) -> None:
        """Join the bases of both parts; none, where one of them has no optimum, or all hangs together."""
        sampled = self._sample()
        if len(sampled) < 2:
            return
        limits, shared = self._limits, self._of_rows == SHARED
        columns = np.isin(self._of_columns, [SHARED, *sampled])
        rows = shared | np.isin(self._of_rows, sampled)
        least, most = (np.where(shared, ends / EVERY, ends) for ends in (limits.low, limits.high))
        ceiling = np.where(self._of_columns == SHARED, limits.ceiling / EVERY, limits.ceiling)
        first = self._solved(columns, rows, self._costs, least, most, ceiling)
        if first is None:
            return
        prices = np.zeros(len(rows))
        prices[rows] = first.duals
        worth = self._costs - self._program.weighed(np.where(shared, prices, 0.0))
        rest = self._solved(~columns, ~rows, worth, limits.low, limits.high, limits.ceiling)
        if rest is not None:
            self._join((columns, rows, first), (~columns, ~rows, rest))

    def _sample(self) -> np.ndarray:
        """Every so many of the groups, from those that could bring most to those that could bring least."""
        own = self._of_columns != SHARED
        most = np.where(np.isfinite(self._limits.ceiling), self._limits.ceiling, 1.0)
        worth = np.bincount(self._of_columns[own], (np.abs(self._costs) * most)[own])
        return np.argsort(-worth, kind="stable")[EVERY // 2 :: EVERY]

    def _solved(
        self, columns: np.ndarray, rows: np.ndarray, costs: np.ndarray, low: np.ndarray, high: np.ndarray,
        ceiling: np.ndarray,
    ) -> _Solved | None:  # fmt: skip
        """Some columns and rows by themselves; None where they have no optimum, or it is stopped before."""
        if self._loaded.is_stopped:
            return None
        scale = self._loaded.scale
        part = Excerpt(self._loaded, columns, rows, costs * scale, Limits(low, high, self._limits.floor, ceiling))
        if part.go() is not Outcome.OPTIMAL:
            return None
        basis, duals = part.basis, np.asarray(part.highs.getSolution().row_dual) / scale
        return _Solved(list(basis.col_status), list(basis.row_status), duals)

    def _join(self, *parts: tuple[np.ndarray, np.ndarray, _Solved]) -> None:
        of_columns = np.full(len(self._of_columns), _LOWER, dtype=object)
        of_rows = np.full(len(self._of_rows), _BASIC, dtype=object)
        for columns, rows, solved in parts:
            of_columns[columns], of_rows[rows] = solved.columns, solved.rows
        basis = self._loaded.basis
        basis.col_status, basis.row_status = of_columns.tolist(), of_rows.tolist()
        basis.valid = basis.alien = True  # not as many are basic as there are rows: the solver sees to that
        self._loaded.basis = basis
