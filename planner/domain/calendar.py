"""Periods with their true hours, and which period a date names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field

from planner.domain.base import Date, Noun, Series

Unit = Literal["week", "month", "quarter"]
_MONTHS = {"month": 1, "quarter": 3}


@dataclass(frozen=True, slots=True)
class Period:
    """One step of the calendar."""

    index: int
    label: str
    start: date
    end: date
    """The first day after the period."""

    @property
    def hours(self) -> float:
        """Hours of the period by the calendar: 744 in January [h]."""
        return (self.end - self.start).days * 24.0


class Calendar(Noun):
    """The time that a scenario covers, cut into periods."""

    start: Date
    """First period; a date names the period that it falls in."""
    periods: Annotated[int, Field(strict=True, ge=1, le=1000)]
    """How many periods the scenario covers, at most 1,000."""
    unit: Unit = "month"
    """Length of a period: week, month or quarter."""

    def __len__(self) -> int:
        return self.periods

    @cached_property
    def steps(self) -> tuple[Period, ...]:
        """All periods, in order."""
        first, _ = span(self.start)
        if self.unit != "week":
            first = first.replace(day=1)
        starts = [self._start(first, k) for k in range(self.periods + 1)]
        return tuple(Period(k, self._label(a), a, b) for k, (a, b) in enumerate(pairwise(starts)))

    @property
    def is_sayable(self) -> bool:
        """Whether all of its periods lie within what dates can say."""
        try:
            return bool(self.steps)
        except (ValueError, OverflowError):
            return False

    @cached_property
    def hours(self) -> tuple[float, ...]:
        """Hours of each period [h]."""
        return tuple(p.hours for p in self.steps)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        return tuple(p.label for p in self.steps)

    def first(self, when: str) -> int:
        """Index of the period in which a date begins; below 0 before the calendar, ``len`` or more behind it."""
        return self._index(span(when)[0])

    def last(self, when: str) -> int:
        """Index of the period in which a date ends: the last week of June for ``2027-06``."""
        return self._index(span(when)[1] - timedelta(days=1))

    def over(self, series: float | Sequence[float] | dict[str, float]) -> tuple[float, ...]:
        """A series as one number a period.

        Raises ValueError where a list has another length than the calendar.
        """
        if isinstance(series, dict):
            dated = sorted((span(when)[0], self.first(when), value) for when, value in series.items())
            known = [(start, value) for _, start, value in dated]  # of steps before the calendar, the latest holds
            starts = [start for start, _ in known]
            found = (bisect_right(starts, k) - 1 for k in range(self.periods))
            return tuple(known[at][1] if at >= 0 else 0.0 for at in found)
        if isinstance(series, int | float):
            return (float(series),) * self.periods
        if len(series) != self.periods:
            raise ValueError(f"a list of {self.periods} numbers, one for each period, not {len(series)}")
        return tuple(map(float, series))

    def _start(self, first: date, k: int) -> date:
        if self.unit == "week":
            return first + timedelta(weeks=k)
        month = first.month - 1 + k * _MONTHS[self.unit]
        return date(first.year + month // 12, month % 12 + 1, 1)

    def _label(self, start: date) -> str:
        if self.unit == "week":
            return start.isoformat()
        if self.unit == "quarter" and start.month % 3 == 1:
            return f"{start.year}-Q{start.month // 3 + 1}"
        return f"{start.year:04}-{start.month:02}"

    def _index(self, day: date) -> int:
        starts = self._starts
        if day < starts[0]:
            return -1
        return bisect_right(starts, day) - 1 if day < self.steps[-1].end else self.periods

    @cached_property
    def _starts(self) -> list[date]:
        return [p.start for p in self.steps]


@lru_cache(maxsize=4096)
def span(when: str) -> tuple[date, date]:
    """The first day of a date, and the first day after it.

    Raises ValueError for what is no date: ``2027-13``.
    """
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", when):
        year, quarter = int(match[1]), int(match[2])
        return date(year, 3 * quarter - 2, 1), _next_month(date(year, 3 * quarter, 1))
    if match := re.fullmatch(r"(\d{4})-W(\d{2})", when):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday, monday + timedelta(weeks=1)
    parts = [int(part) for part in when.split("-")]
    match parts:
        case [year]:
            return date(year, 1, 1), date(year + 1, 1, 1)
        case [year, month]:
            return date(year, month, 1), _next_month(date(year, month, 1))
        case [year, month, day]:
            return date(year, month, day), date(year, month, day) + timedelta(days=1)
    raise ValueError(f"a date as 2027-01, 2027-01-18, 2027-Q1 or 2027-W03, not {when!r}")


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


__all__ = ["Calendar", "Period", "Series", "Unit", "span"]
