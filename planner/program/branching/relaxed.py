"""The standing relaxation, its binaries bounded now this way and now that."""

from __future__ import annotations

import math

import numpy as np

from planner.program.branching.node import Node
from planner.program.highs.loaded import Basis, Loaded, Outcome


class Relaxed:
    """Solves the relaxation within bounds of the binaries, by the dual simplex from where it stands."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._whole = loaded.whole
        count = len(self._whole)
        _, _, _, low, high, _ = loaded.highs.getCols(count, self._whole)
        self.low, self.high = np.array(low[:count]), np.array(high[:count])
        """The binaries' own bounds."""
        self._standing = (self.low, self.high)
        self.outcome = Outcome.OPTIMAL
        """How the last solve ended."""
        self.reached = -math.inf
        """What it reached."""
        self.solves = 0
        """How often it was solved."""

    @property
    def is_stopped(self) -> bool:
        """Whether the last solve was stopped: what it says of bounds is worth nothing."""
        return self.outcome not in (Outcome.OPTIMAL, Outcome.INFEASIBLE)

    def within(
        self, low: np.ndarray, high: np.ndarray, basis: Basis | None = None, above: float = -math.inf
    ) -> Node | None:
        """The best point within some bounds, from a basis; None where none lies above a value, or it was stopped."""
        if not self._go(low, high, basis) or self.reached <= above:
            return None
        found = self._loaded.highs.getSolution()
        at, reduced = np.asarray(found.col_value)[self._whole], np.asarray(found.col_dual)[self._whole]
        return Node(low, high, self.reached, at, reduced, self._loaded.basis)

    def held(self, binaries: np.ndarray, basis: Basis | None = None) -> bool:
        """Whether there is a plan with all binaries held; it is the best one of these."""
        return self._go(binaries, binaries, basis)

    @property
    def columns(self) -> np.ndarray | None:
        """Every column of what was found last; None where nothing was."""
        found = self.outcome is Outcome.OPTIMAL
        return np.asarray(self._loaded.highs.getSolution().col_value) if found else None

    def release(self) -> None:
        """Give the binaries their own bounds back."""
        self._bound(self.low, self.high)

    def _go(self, low: np.ndarray, high: np.ndarray, basis: Basis | None) -> bool:
        self._bound(low, high)
        if basis is not None:
            self._loaded.basis = basis
        self.outcome = self._loaded.go()
        if self.outcome is Outcome.FAILED:  # from where it stood; from nothing it may find its way
            self._loaded.highs.clearSolver()
            self.outcome = self._loaded.go()
        self.solves += 1
        self.reached = float(self._loaded.highs.getInfo().objective_function_value)
        return self.outcome is Outcome.OPTIMAL

    def _bound(self, low: np.ndarray, high: np.ndarray) -> None:
        before_low, before_high = self._standing
        moved = np.flatnonzero((low != before_low) | (high != before_high))
        if len(moved):
            self._loaded.highs.changeColsBounds(len(moved), self._whole[moved], low[moved], high[moved])
        self._standing = (low, high)
