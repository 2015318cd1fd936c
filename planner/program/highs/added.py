"""What a program has in the solver besides its own rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import highspy
import numpy as np

from planner.program.formulation.constraints.rows import Row
from planner.program.formulation.variables import summed
from planner.program.highs.loading import finite


class Added:
    """Adds rows and columns behind those of the program, and takes rows back."""

    def __init__(self, highs: Any) -> None:
        self._highs = highs
        self._own = int(highs.getNumRow())

    def row(self, row: Row) -> int:
        """Add one row; returns where it stands."""
        terms = summed(row.terms)
        low, high = finite(np.array([row.low, row.high]))
        which = np.array([column for column, _ in terms], dtype=np.int32)
        each = np.array([amount for _, amount in terms])
        self._highs.addRow(low, high, len(which), which, each)
        return int(self._highs.getNumRow()) - 1

    def take_back(self, row: int) -> None:
        """Remove a row that was added."""
        self._highs.deleteRows(1, np.array([row], dtype=np.int32))

    def release(self) -> None:
        """Remove all rows that were added, the last one first."""
        for row in reversed(range(self._own, int(self._highs.getNumRow()))):
            self.take_back(row)

    def column(self, upper: float, whole: bool, rows: Sequence[int] = (), coefficients: Sequence[float] = ()) -> int:
        """Add one column from 0; returns where it stands."""
        which, each = np.array(rows, dtype=np.int32), np.array(coefficients, dtype=float)
        self._highs.addCol(0.0, 0.0, min(upper, highspy.kHighsInf), len(which), which, each)
        column = int(self._highs.getNumCol()) - 1
        if whole:
            self._highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        return column

    def weigh(self, columns: Sequence[int], weights: Sequence[float]) -> None:
        """What a unit of some columns brings."""
        self._highs.changeColsCost(len(columns), np.array(columns, dtype=np.int32), np.array(weights))
