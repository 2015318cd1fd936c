"""A node of the tree: the relaxation solved within some bounds of its whole numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from planner.program.highs.loaded import Basis

WHOLE = 1e-6
"""How far from a whole number a binary may be."""
ROUNDING = 1e-7
"""What the solver may be out by in a reduced cost, in its own scale: less than that proves nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """Binaries between bounds, and the relaxation's best point there. Figures are in the solver's scale, maximised."""

    low: np.ndarray
    high: np.ndarray
    bound: float
    """No plan within these bounds is better."""
    at: np.ndarray
    """Where the relaxation has each binary."""
    reduced: np.ndarray
    """What one more of each would bring at the going prices; negative: cost."""
    basis: Basis

    @property
    def fractional(self) -> np.ndarray:
        """Which binaries are neither yes nor no."""
        return np.flatnonzero(np.abs(self.at - np.round(self.at)) > WHOLE)

    def fixed_by(self, other: Node, best: float) -> Node:
        """With the binaries held whose other value no plan above ``best`` can have.

        From ``other``, this node or one that it lies below: moving a binary away from its bound there costs at least
        its reduced cost (reduced-cost fixing; Wolsey, Integer Programming, 1998, §7.4).
        """
        slack = other.bound - best + ROUNDING
        up = (other.at > 1 - WHOLE) & (other.reduced > slack) & (self.high > 0.5)
        down = (other.at < WHOLE) & (-other.reduced > slack) & (self.low < 0.5)
        return replace(self, low=np.where(up, 1.0, self.low), high=np.where(down, 0.0, self.high))

    @property
    def is_within(self) -> bool:
        """Whether its point lies within its bounds, which fixing may have moved."""
        return bool(np.all((self.at >= self.low - WHOLE) & (self.at <= self.high + WHOLE)))

    def bounded(self, binary: int, value: float) -> tuple[np.ndarray, np.ndarray]:
        """Its bounds with one binary held."""
        low, high = self.low.copy(), self.high.copy()
        low[binary] = high[binary] = value
        return low, high
