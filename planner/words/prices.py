"""What GPUs would earn others, of as many of them as it takes for the figure to be read aloud."""

from __future__ import annotations

from collections.abc import Sequence

from planner.languages.saying import say
from planner.words.amounts import figure

BLOCKS = (1, 8, 64, 1000, 1_000_000)
"""GPUs that a price is said of: one, a server, a rack, and more where all of that is next to nothing."""
READ = 0.1
"""Points from which on a figure has no zeros behind its point."""


def block_for(prices: Sequence[float]) -> int:
    """How many GPUs some prices are said of, in the same unit for all [points per GPU in a period]: the first block of
    which the dearest comes to a figure that can be read.
    """
    dearest = max(map(abs, prices), default=0.0)
    if dearest == 0:
        return BLOCKS[0]
    return next((block for block in BLOCKS if dearest * block >= READ), BLOCKS[-1])


def earned(low: float, high: float | None = None) -> str:
    """``0.43 points``, ``0.35 to 0.43 points``: prices are no more than two digits sure."""
    a, b = figure(low, 2), figure(low if high is None else high, 2)
    if a != b:
        return say("{low} to {high} points", low=a, high=b)
    return say("{count} point" if a == "1.0" else "{count} points", count=a)
