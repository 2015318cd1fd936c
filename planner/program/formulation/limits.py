"""What a program must keep to, as arrays, and what that leaves the columns that have no bound of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from planner.program.formulation.assembly import Program

EPSILON = float(np.finfo(float).eps)
"""Twice what one operation rounds, as a part of its result: enough for the error of the error as well."""
TINY = float(np.finfo(float).tiny)
"""More than an operation loses whose result is next to nothing."""
PASSES = 4
"""How often what is known of some columns may bound others. Two are all that any program of ours needs."""


@dataclass(frozen=True, eq=False)
class Limits:
    """Limits of the rows, bounds of the columns."""

    low: np.ndarray
    high: np.ndarray
    floor: np.ndarray
    ceiling: np.ndarray


def limits_of(program: Program) -> Limits:
    """A program's own."""
    return Limits(np.asarray(program.low), np.asarray(program.high), *program.bounds())


def bounded(program: Program, limits: Limits) -> Limits:
    """The same, with a ceiling for every column whose rows leave it no more than that, rounded up.

    x_j <= (limit − Σ_{k≠j} least a_k·x_k) ÷ a_j   for every row with a_j > 0: GPUs by their pool, or by what is asked
    (the activity bounds of Brearley, Mitra and Williams, Mathematical Programming 8, 1975).
    """
    for _ in range(PASSES):
        open_ = np.isinf(limits.ceiling)
        if not open_.any():
            break
        limits = replace(limits, ceiling=np.where(open_, _left(program, limits, open_), limits.ceiling))
    return limits


def _left(program: Program, limits: Limits, wanted: np.ndarray) -> np.ndarray:
    """What the rows leave some columns (a mask) where all others take as little of them as they can."""
    rows, columns, amounts = program.rows, np.asarray(program.columns), np.asarray(program.coefficients)
    found = np.full(len(wanted), np.inf)
    for sign, limit in ((1.0, limits.high), (-1.0, -limits.low)):
        count, each = len(limit), sign * amounts
        takes = times(each, np.where(each > 0, limits.floor[columns], limits.ceiling[columns]))
        endless = np.isinf(takes)
        takes[endless] = 0.0
        unknown = np.bincount(rows, weights=endless, minlength=count)
        total = np.bincount(rows, weights=takes, minlength=count)
        lost = rounding(rows, count) * (np.bincount(rows, weights=np.abs(takes), minlength=count) + np.abs(limit))
        usable = np.flatnonzero((each > 0) & wanted[columns] & np.isfinite(limit)[rows] & (unknown[rows] == endless))
        at = rows[usable]
        left = (limit[at] - (total[at] - takes[usable]) + lost[at]) / each[usable]
        np.minimum.at(found, columns[usable], upwards(left))
    return found


def rounding(place: np.ndarray, count: int) -> np.ndarray:
    """What a sum of products may have lost, as a part of the sum of their sizes: γ_n of the n that stand in a place."""
    return EPSILON * (np.bincount(place, minlength=count) + 4.0)


def upwards(amounts: np.ndarray) -> np.ndarray:
    """Amounts of a few operations, so much larger that nothing they have rounded makes them too small."""
    return amounts + (4 * EPSILON * np.abs(amounts) + TINY)


def times(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """a·b, where none of an endless amount is nothing."""
    with np.errstate(invalid="ignore"):
        return np.where(a == 0, 0.0, a * b)
