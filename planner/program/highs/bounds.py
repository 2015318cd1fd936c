"""The bounds of a program in the solver: what of them was moved, and how to put it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from planner.program.formulation.assembly import Program
from planner.program.formulation.limits import Limits, limits_of
from planner.program.highs.loading import finite

type Standing = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]
"""Columns with their lower and upper bounds, rows with their lower and upper limits."""


class Bounds:
    """Moves bounds, and remembers which ones; ``program`` is the one in the solver, whose bounds are put back."""

    def __init__(self, program: Program, highs: Any) -> None:
        self.program, self._highs = program, highs
        self._columns: list[np.ndarray] = []
        self._rows: list[np.ndarray] = []

    def columns(self, columns: Sequence[int] | np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        """Move the bounds of some columns."""
        which = np.asarray(columns, dtype=np.int32)
        self._highs.changeColsBounds(len(which), which, finite(low), finite(high))
        self._columns.append(which)

    def hold(self, columns: Sequence[int] | np.ndarray, values: np.ndarray) -> None:
        """Hold some columns where they are to be."""
        self.columns(columns, values, values)

    def rows(self, rows: Sequence[int] | np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        """Move the limits of some rows."""
        which = np.asarray(rows, dtype=np.int32)
        self._highs.changeRowsBounds(len(which), which, finite(low), finite(high))
        self._rows.append(which)

    def release(self) -> None:
        """Put everything that was moved back to the program's own."""
        program = self.program
        columns = _own(self._columns, program.variables.count)
        self.columns(columns, *(bounds[columns] for bounds in program.bounds()))
        rows = _own(self._rows, len(program.keys))
        self.rows(rows, np.asarray(program.low)[rows], np.asarray(program.high)[rows])
        self._columns, self._rows = [], []

    def standing(self) -> Standing:
        """What has been moved, and to where; small where little has been moved."""
        columns = _own(self._columns, self.program.variables.count)
        rows = _own(self._rows, len(self.program.keys))
        _, _, _, low, high, _ = self._highs.getCols(len(columns), columns)
        _, _, row_low, row_high, _ = self._highs.getRows(len(rows), rows)
        # of none, HiGHS returns one
        return columns, low[: len(columns)], high[: len(columns)], rows, row_low[: len(rows)], row_high[: len(rows)]

    def limits(self) -> Limits:
        """What the program must keep to as it stands."""
        columns, low, high, rows, row_low, row_high = self.standing()
        own = limits_of(self.program)
        found = Limits(own.low.copy(), own.high.copy(), own.floor, own.ceiling)
        found.low[rows], found.high[rows] = row_low, row_high
        found.floor[columns], found.ceiling[columns] = low, high
        return found

    def stand(self, moved: Standing) -> None:
        """Go back to what ``standing`` said: that moved, and all else put back."""
        columns, low, high, rows, row_low, row_high = moved
        self.release()
        self.columns(columns, low, high)
        self.rows(rows, row_low, row_high)


def _own(moved: list[np.ndarray], count: int) -> np.ndarray:
    """Each of what was moved, once, without what was added to the program."""
    found = np.unique(np.concatenate([np.zeros(0, dtype=np.int32), *moved]))
    return found[found < count]
