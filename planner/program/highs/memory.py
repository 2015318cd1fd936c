"""What a search for whole numbers leaves behind for others of its kind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Memory:
    """The plan that was found, and what deciding each binary was seen to cost."""

    plan: np.ndarray
    """Of each binary."""
    lost: np.ndarray
    """(down, up) × binary: the sum of what the bound lost per unit that it was moved, in the solver's scale."""
    trials: np.ndarray
    """(down, up) × binary: how often that was seen."""
