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
    def straddles(self) -> bool:
        """Whether not even its sign is known."""
        return self.low < 0 < self.high

    def exact(self, scale: float = 1.0) -> bool:
        """Whether it is one number, for figures of a size like ``scale``."""
        width = self.high - self.low
        return math.isfinite(width) and width <= EXACT * max(abs(self.low), abs(self.high), scale)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __truediv__(self, other: Interval) -> Interval:
        """Of figures that are not below 0, by figures above 0."""
        return Interval(self.low / other.high, self.high / other.low)

    def one_sided(self, sign: float) -> Interval:
        """What is left of it where it can't be below 0 (a positive sign), or above it (a negative one)."""
        if sign == 0:
            return self
        return Interval(max(self.low, 0.0), max(self.high, 0.0)) if sign > 0 else -(-self).one_sided(-sign)

    def scaled(self, factor: float) -> Interval:
        return Interval.of(self.low * factor, self.high * factor)
