"""Which binary to branch on: what deciding each one has been seen to cost."""

from __future__ import annotations

import numpy as np

from planner.program.highs.memory import Memory

RELIABLE = 2
"""Trials of a binary, each way, from which its mean is believed."""
LEAST = 1e-6
"""A gain that counts as none: the product of two gains must not forget the other one."""


class Pseudocosts:
    """Mean loss of the bound per unit that a binary was moved, down and up.

    Linderoth and Savelsbergh, A computational study of search strategies for mixed integer programming, INFORMS Journal
    on Computing 11, 1999; reliability: Achterberg, Koch, Martin, Branching rules revisited, Operations Research Letters
    33, 2005.
    """

    def __init__(self, binaries: int, known: Memory | None = None) -> None:
        self.lost = np.zeros((2, binaries)) if known is None else known.lost.copy()
        self.trials = np.zeros((2, binaries), dtype=np.int64) if known is None else known.trials.copy()

    def learn(self, binary: int, up: bool, moved: float, lost: float) -> None:
        """Deciding a binary that stood so far away cost the bound so much."""
        self.lost[int(up), binary] += lost / moved
        self.trials[int(up), binary] += 1

    def is_reliable(self, binary: int) -> bool:
        """Whether both of its ways have been tried often enough."""
        return bool(self.trials[:, binary].min() >= RELIABLE)

    def expected(self, binaries: np.ndarray, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What deciding each is expected to cost, down and up; the mean of all others where it was never tried."""
        mean = np.divide(self.lost, self.trials, out=np.zeros_like(self.lost), where=self.trials > 0)
        tried = self.trials.sum(axis=1)
        general = np.divide(self.lost.sum(axis=1), tried, out=np.ones(2), where=tried > 0)
        down, up = (np.where(self.trials[k, binaries] > 0, mean[k, binaries], general[k]) for k in (0, 1))
        return down * at, up * (1 - at)


def score(down: np.ndarray | float, up: np.ndarray | float) -> np.ndarray | float:
    """How much is learned from deciding: the product, so that both ways must cost something."""
    return np.maximum(down, LEAST) * np.maximum(up, LEAST)
