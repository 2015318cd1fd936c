"""A first solve within boxes: every column between two bounds, those that its rows leave it.

The dual simplex passes from bound to bound as long as that pays, and needs no phase of its own to become dual feasible
(the bound flipping ratio test: Maros, Computational Techniques of the Simplex Method, 2003, §10.2). Measured at 200 and
1,000 requests, the first relaxation takes half to a third of the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from planner.program.formulation.limits import bounded
from planner.program.highs.loaded import Loaded

ROOM = 1.001
"""A box is so much wider than what the rows leave, so that no plan is ever at its side: what is optimal in it, with the
same prices, is so without."""
LEAST = 1e-3
"""What is left less has no box: its room would be no more than the solver rounds."""


@contextmanager
def boxed(loaded: Loaded) -> Iterator[None]:
    """Every column of the program that is endless in the solver has the ceiling that the rows leave it, and more."""
    standing = loaded.bounds.limits()
    most = bounded(loaded.program, standing).ceiling
    columns = np.flatnonzero(np.isinf(standing.ceiling) & np.isfinite(most) & (most > LEAST)).astype(np.int32)
    floor, endless = standing.floor[columns], standing.ceiling[columns]
    loaded.bounds.columns(columns, floor, most[columns] * ROOM)
    try:
        yield
    finally:
        loaded.bounds.columns(columns, floor, endless)
