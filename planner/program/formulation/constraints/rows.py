"""What a family of constraints yields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from planner.program.formulation.variables import Terms, Variables

INFINITE = float("inf")


class Row(NamedTuple):
    """low ≤ Σ coefficient · column ≤ high; equality where they are the same, else one of them is infinite."""

    key: tuple[str, ...]
    """What the row speaks of: ``("h100-us", "2027-01")``."""
    terms: Terms
    low: float
    high: float
    unit: float = 1.0
    """The row counts in so many of the user's units: 730 where dollars per hour stand for dollars a month."""

    @property
    def is_idle(self) -> bool:
        """Whether it holds whatever the columns are, and need not be written."""
        return not self.terms and self.low <= 0 <= self.high


type Rows = Iterator[Row]
type Family = Callable[[Variables], Rows]


def at_most(key: tuple[str, ...], terms: Terms, limit: float, unit: float = 1.0) -> Row:
    return Row(key, _in_units(terms, unit), -INFINITE, limit / unit, unit)


def at_least(key: tuple[str, ...], terms: Terms, limit: float, unit: float = 1.0) -> Row:
    return Row(key, _in_units(terms, unit), limit / unit, INFINITE, unit)


def _in_units(terms: Terms, unit: float) -> Terms:
    return terms if unit == 1.0 else [(column, coefficient / unit) for column, coefficient in terms]


def equal(key: tuple[str, ...], terms: Terms, right: float) -> Row:
    return Row(key, terms, right, right)
