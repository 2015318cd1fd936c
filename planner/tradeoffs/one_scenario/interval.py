"""A figure that is known to lie between two others."""

from __future__ import annotations

import math
from dataclasses import dataclass

EXACT = 1e-7
"""Width, as a part of the figure, below which an interval is a number."""


@dataclass(frozen=True)
class Interval:
    """From low to high, both included; a proved optimum has both ends alike."""

    low: float
    high: float

    @staticmethod
    def of(a: float, b: float) -> Interval:
        return Interval(min(a, b), max(a, b))

    @staticmethod
    def nothing() -> Interval:
        """No figure: there is no plan to take it from."""
        return Interval(math.nan, math.nan)

    @property
    def known(self) -> bool:
        return not math.isnan(self.low)

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    def exact(self, scale: float = 1.0) -> bool:
        """Whether it is one number, for figures of a size like ``scale``."""
        return self.high - self.low <= EXACT * max(abs(self.low), abs(self.high), scale)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def scaled(self, factor: float) -> Interval:
        return Interval.of(self.low * factor, self.high * factor)
