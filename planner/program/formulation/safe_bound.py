"""What no plan can beat, worked out from duals without the solver, and safe whatever anybody has rounded.

Any duals y of the right signs prove a bound (weak duality): whatever keeps to the limits,

    c'x  =  y'Ax + (c − A'y)'x  <=  Σ_i y_i·limit_i  +  Σ_j max(d_j·floor_j, d_j·ceiling_j)      where d = c − A'y

Each sum is rounded outwards by the most that floating-point numbers can have lost in it (Neumaier and Shcherbina, Safe
bounds in linear and mixed-integer linear programming, Mathematical Programming 99, 2004; Higham, Accuracy and Stability
of Numerical Algorithms, 2002, §3.1). So the duals may be as wrong as they like: that makes the bound a worse one, but
still a bound.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from planner.program.formulation.assembly import Program
from planner.program.formulation.limits import TINY, Limits, bounded, limits_of, rounding, times, upwards
from planner.program.formulation.objective import Goal

LARGEST = 1e300
"""Beyond this a sum may overflow on its way."""
ROUNDED = 1e-9
"""Part of a figure that may be rounding without anybody seeing it."""


class SafeBound(NamedTuple):
    """What no plan beats."""

    amount: float
    """In the goal's own unit; infinite where the duals prove nothing."""
    rounded: float
    """How much of it is rounding outwards."""

    def beside(self, reached: float) -> float:
        """The bound, or what is reached where that is so near to 0 that it can't be told from the rounding."""
        is_lost = self.rounded > ROUNDED * abs(reached) and abs(self.amount - reached) <= 2 * self.rounded
        return reached if is_lost else self.amount


def safe_bound(program: Program, goal: Goal, row_duals: np.ndarray, limits: Limits | None = None) -> SafeBound:
    """What no plan can beat that keeps to some limits (the program's own), by any duals of its rows.

    Duals count as ``Loaded.row_duals`` does: positive where one more unit of an upper limit brings something.
    """
    within = bounded(program, limits or limits_of(program))
    with np.errstate(over="ignore", invalid="ignore"):
        duals = _signed(row_duals[: len(within.low)], within)
        rows = times(duals, np.where(duals > 0, within.high, within.low))
        reduced, error = _reduced(program, goal, duals)
        columns = _most(reduced, np.zeros(1), within)
        parts = np.concatenate([upwards(rows), upwards(_most(reduced, error, within))])
        lost = parts - np.concatenate([rows, columns])
    alone = _alone(goal, within)
    if alone is not None:
        parts[len(rows) + alone] = lost[len(rows) + alone] = 0.0
    if not (np.abs(parts) < LARGEST).all():
        return SafeBound(goal.sign * math.inf, math.inf)
    total, rounded = _sum(parts.tolist()), float(lost.sum())
    if alone is not None:
        ends = reduced[alone] - error[alone], reduced[alone] + error[alone]
        others, total = total, _without_floor(total, ends, float(within.ceiling[alone]))
        rounded += total - others
    return SafeBound(goal.sign * _sum([total, goal.constant]), rounded)


def _signed(duals: np.ndarray, within: Limits) -> np.ndarray:
    """The duals, without those of limits that there are not."""
    right = np.isfinite(np.where(duals > 0, within.high, within.low)) & np.isfinite(duals)
    return np.where(right, duals, 0.0)


def _reduced(program: Program, goal: Goal, duals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """d = c − A'y, and the most that it may be off by."""
    costs, columns = program.costs(goal), np.asarray(program.columns)
    count = len(costs)
    terms = np.asarray(program.coefficients) * duals[program.rows]
    taken = np.bincount(columns, weights=terms, minlength=count)
    size = np.bincount(columns, weights=np.abs(terms), minlength=count) + np.abs(costs)
    return costs - taken, rounding(columns, count) * size + TINY


def _most(reduced: np.ndarray, error: np.ndarray, within: Limits) -> np.ndarray:
    """The most that each column brings, wherever between its bounds it is."""
    ends = [times(reduced + off, at) for off in (-error, error) for at in (within.floor, within.ceiling)]
    found: np.ndarray = np.maximum.reduce(ends)
    return found


def _alone(goal: Goal, within: Limits) -> int | None:
    """The one column that is the goal, where it has no floor."""
    if len(goal.terms) == 1 and goal.terms[0][1] == 1.0 and within.floor[goal.terms[0][0]] == -math.inf:
        return goal.terms[0][0]
    return None


def _without_floor(total: float, reduced: tuple[float, float], ceiling: float) -> float:
    """The bound with the column that is the goal and has no floor: below any that it is given, the goal is so, too."""
    floor = total - max(abs(total), 1.0)
    parts = upwards(np.array([times(np.array(d), np.array(at)) for d in reduced for at in (floor, ceiling)]))
    return max(_sum([total, float(parts.max())]), floor)


def _sum(parts: list[float]) -> float:
    """A sum, rounded up."""
    return math.nextafter(math.fsum(parts), math.inf)
