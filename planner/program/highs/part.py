"""A few columns of a program in a solver of their own, all others held as a plan has them: tens of columns, so that it
takes a millisecond to ask what could be done with one request while nothing happens to the others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any

import highspy
import numpy as np

from planner.program.formulation.assembly import Program
from planner.program.formulation.variables import Terms
from planner.program.highs.loading import finite, load_small, run_here, small


class Held:
    """A plan of a program, of which parts can be taken out."""

    def __init__(self, program: Program, values: np.ndarray) -> None:
        self.program, self.values = program, values
        self.reached = program.activities(values)
        """A·x of every row."""
        self.low, self.high = np.asarray(program.low), np.asarray(program.high)
        self.floor, self.ceiling = map(finite, program.bounds())

    @cached_property
    def solver(self) -> Any:
        """Where its parts are solved, one after the other."""
        return small()

    def take(self, columns: np.ndarray, values: np.ndarray) -> None:
        """Go over to a plan in which some columns are otherwise."""
        place, rows, coefficients = self.program.entries(columns)
        change = values - self.values[columns]
        np.add.at(self.reached, rows, coefficients * change[place])
        self.values[columns] = values


class Part:
    """Some columns of a plan, free to move within what all others leave. Nothing in it has to be whole.

    It takes the solver of what it is a part of: one part is asked, then the next one is made.

    Every row that they stand in has a slack column, which is 0 while the row is in force. Columns are held first, if
    none of them, and then it is asked.
    """

    def __init__(self, held: Held, columns: Collection[int]) -> None:
        self._held, self.columns = held, np.array(sorted(columns), dtype=np.int64)
        self._place = {column: k for k, column in enumerate(self.columns.tolist())}
        place, rows, coefficients = held.program.entries(self.columns)
        self.rows, local = np.unique(rows, return_inverse=True)
        """Rows of the program that these columns stand in."""
        own = np.bincount(local, weights=coefficients * held.values[self.columns][place], minlength=len(self.rows))
        high, low, others = held.high[self.rows], held.low[self.rows], held.reached[self.rows] - own
        # what the plan has, it may keep, although the solver has rounded
        ceiling = finite(np.where(np.isfinite(high), np.maximum(high - others, own), high))
        floor = finite(np.where(np.isfinite(low), np.minimum(low - others, own), low))
        largest = np.zeros(len(self.rows))
        np.maximum.at(largest, local, np.abs(coefficients))
        self._price = 1.0 / np.where(largest > 0, largest, 1.0)
        """Of a unit of each slack: what the column that uses most of the row has to give up for it."""
        self._highs = held.solver
        load_small(self._highs, len(self.columns), place, local, coefficients, floor, ceiling)

    def hold(self, held: Mapping[int, float], least: Mapping[int, float] | None = None) -> None:
        """Hold some of the columns at a value, some others at no less than one, and only those."""
        low, high = self._held.floor[self.columns].copy(), self._held.ceiling[self.columns].copy()
        for column, value in (least or {}).items():
            low[self._place[column]] = min(value, high[self._place[column]])
        for column, value in held.items():
            low[self._place[column]] = high[self._place[column]] = value
        count = len(self.columns)
        self._highs.changeColsBounds(count, np.arange(count, dtype=np.int32), low, high)

    def most(self, terms: Terms, aside: np.ndarray | None = None) -> np.ndarray | None:
        """Own columns where Σ coefficient · column is greatest, with some rows set aside (a mask over ``rows``).

        None where there is no plan of that kind.
        """
        infinite = np.zeros(len(self.rows)) if aside is None else np.where(aside, highspy.kHighsInf, 0.0)
        return self._solved(self._weights(terms), np.zeros(len(self.rows)), infinite)

    def least_breach(
        self, terms: Terms, target: float, soft: np.ndarray, aside: np.ndarray | None = None
    ) -> np.ndarray | None:
        """By how much each row is broken where Σ coefficient · column reaches a target, and as little as can be.

        Only the rows of a mask may be broken, those set aside freely. None where the others forbid it.
        """
        price = self._price if aside is None else np.where(aside, 0.0, self._price)
        weights = self._weights(terms)
        which = np.flatnonzero(weights).astype(np.int32)
        self._highs.addRow(target, highspy.kHighsInf, len(which), which, weights[which])
        try:
            found = self._solved(
                np.zeros(len(self.columns)), -price, np.where(soft, highspy.kHighsInf, 0.0), slack=True
            )
        finally:
            self._highs.deleteRows(1, np.array([len(self.rows)], dtype=np.int32))
        return found

    def sum(self, terms: Terms, values: np.ndarray) -> float:
        """Σ coefficient · column, of values of the own columns."""
        return float(self._weights(terms) @ values)

    def _weights(self, terms: Terms) -> np.ndarray:
        found = np.zeros(len(self.columns))
        for column, amount in terms:
            found[self._place[column]] += amount
        return found

    def _solved(
        self, weights: np.ndarray, prices: np.ndarray, upper: np.ndarray, *, slack: bool = False
    ) -> np.ndarray | None:
        count, rows = len(self.columns), len(self.rows)
        slacks = np.arange(count, count + rows, dtype=np.int32)
        self._highs.changeColsCost(
            count + rows, np.arange(count + rows, dtype=np.int32), np.concatenate([weights, prices])
        )
        self._highs.changeColsBounds(rows, slacks, np.zeros(rows), upper)
        run_here(self._highs)
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        values = np.asarray(self._highs.getSolution().col_value)
        return values[count:] if slack else values[:count]
