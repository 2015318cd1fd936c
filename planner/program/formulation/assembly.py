"""The assembled program: its matrix as arrays, row after row, which is how HiGHS takes it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from functools import cached_property

import numpy as np

from planner.program.formulation.constraints import CONSTRAINTS, Row
from planner.program.formulation.grid import Grid
from planner.program.formulation.objective import Goal, goals
from planner.program.formulation.variables import Variables

SHARED = ("pool_capacity", "pool_capacity_within", "people", "rules")
"""Families whose limits all requests share."""


class Program:
    """One scenario's program: built once, then solved, changed and solved again."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.variables = Variables(grid)
        self.starts = array("i", [0])
        self.columns = array("i")
        self.coefficients = array("d")
        self.low = array("d")
        self.high = array("d")
        self.unit = array("d")
        self.keys: list[tuple[str, ...]] = []
        """Of each row: its family, then what it speaks of."""
        self.row_of: dict[tuple[str, ...], int] = {}
        for family in CONSTRAINTS:
            self.extend(family.__name__, family(self.variables))
        self.pursue(*goals(self.variables))

    def pursue(self, wanted: list[Goal], rows: Iterable[Row]) -> None:
        """Go for these goals, with the rows that they need."""
        self.goals = wanted
        self.extend(wanted[0].name, rows)

    def extend(self, family: str, rows: Iterable[Row]) -> None:
        """Append a family's rows."""
        for stale in ("rows", "shared", "_by_column"):
            self.__dict__.pop(stale, None)
        columns, coefficients, starts = self.columns, self.coefficients, self.starts
        for row in rows:
            if row.is_idle:
                continue
            key, terms, low, high, unit = row
            for column, coefficient in terms:
                columns.append(column)
                coefficients.append(coefficient)
            starts.append(len(columns))
            self.low.append(low)
            self.high.append(high)
            self.unit.append(unit)
            name = (family, *key)
            self.row_of[name] = len(self.keys)
            self.keys.append(name)

    @cached_property
    def integers(self) -> list[int]:
        """Columns that must be whole."""
        found, first = list[int](), 0
        for family in self.variables.families:
            found += range(first, family.end) if family.whole else ()
            first = family.end
        return found

    @cached_property
    def shared(self) -> list[int]:
        """Rows of what all requests share, whose limits have a price."""
        return [k for k, (family, *_) in enumerate(self.keys) if family in SHARED]

    def has_shape_of(self, other: Program) -> bool:
        """Whether it differs from another one in figures only."""
        return (
            self.variables.count == other.variables.count
            and self.keys == other.keys
            and np.array_equal(self.starts, other.starts)
            and np.array_equal(self.columns, other.columns)
            and np.array_equal(self.integers, other.integers)
        )

    def bounds(self) -> tuple[np.ndarray, np.ndarray]:
        """Lower and upper bound of every column."""
        low, high, first = np.zeros(self.variables.count), np.zeros(self.variables.count), 0
        for family in self.variables.families:
            low[first : family.end], high[first : family.end] = family.low, family.high
            first = family.end
        return low, high

    def activities(self, values: np.ndarray) -> np.ndarray:
        """A·x: Σ coefficient · column of every row."""
        parts = np.asarray(self.coefficients) * values[np.asarray(self.columns, dtype=np.int64)]
        return np.bincount(self.rows, weights=parts, minlength=len(self.keys))

    def weighed(self, duals: np.ndarray) -> np.ndarray:
        """y'A: what a unit of every column takes of all rows, each at its dual."""
        found = np.zeros(self.variables.count)
        np.add.at(found, np.asarray(self.columns), duals[self.rows] * np.asarray(self.coefficients))
        return found

    @cached_property
    def rows(self) -> np.ndarray:
        """The row of every coefficient."""
        lengths = np.diff(np.asarray(self.starts))
        return np.repeat(np.arange(len(lengths)), lengths)

    @cached_property
    def _by_column(self) -> tuple[np.ndarray, np.ndarray]:
        """Where each column's coefficients begin, and where in the matrix they stand, column after column."""
        columns = np.asarray(self.columns)
        order = np.argsort(columns, kind="stable")
        return np.searchsorted(columns[order], np.arange(self.variables.count + 1)), order

    def entries(self, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(place in ``columns``, row, coefficient) of all that stands in some columns."""
        starts, order = self._by_column
        first, behind = starts[columns], starts[columns + 1]
        lengths = behind - first
        place = np.repeat(np.arange(len(columns)), lengths)
        before = np.cumsum(lengths) - lengths
        at = order[np.arange(len(place)) + np.repeat(first - before, lengths)]
        return place, self.rows[at], np.asarray(self.coefficients)[at]

    def costs(self, goal: Goal) -> np.ndarray:
        """The coefficient of every column in a goal."""
        found = np.zeros(self.variables.count)
        if goal.terms:
            columns, amounts = zip(*goal.terms, strict=True)
            np.add.at(found, np.asarray(columns), np.asarray(amounts))
        return found
