"""Periods with their true hours, and which period a date names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field

from planner.domain.base import Date, Noun, Series

type Stepped = float | Sequence[float] | dict[str, float]
"""A number, one a period, or steps by date."""
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

    @property
    def window(self) -> tuple[str, str]:
        """Its first and last date as a window names them: of weeks, which are called by their Mondays, the last day."""
        last = self.steps[-1]
        is_whole = span(last.label)[1] == last.end
        return self.labels[0], last.label if is_whole else (last.end - timedelta(days=1)).isoformat()

    def first(self, when: str) -> int:
        """Index of the period in which a date begins; below 0 before the calendar, ``len`` or more behind it."""
        return self._index(span(when)[0])

    def last(self, when: str) -> int:
        """Index of the period in which a date ends: the last week of June for ``2027-06``."""
        return self._index(span(when)[1] - timedelta(days=1))

    def over(self, series: float | Sequence[float] | dict[str, float]) -> tuple[float, ...]:
        """A series as one number a period: the mean over its hours, where a step comes inside a period.

        Raises ValueError where a list has another length than the calendar.
        """
        if isinstance(series, dict):
            return self.mean(series)
        if isinstance(series, int | float):
            return (float(series),) * self.periods
        if len(series) != self.periods:
            raise ValueError(f"a list of {self.periods} numbers, one for each period, not {len(series)}")
        return tuple(map(float, series))

    def mean(
        self, series: Stepped, times: Stepped = 1.0, begin: date = date.min, end: date = date.max
    ) -> tuple[float, ...]:
        """Σ_τ series · times ÷ days of the period, over the days τ of each period from ``begin`` to before ``end``.

        Where both are steps, what is not there at the same time does not count together.
        """
        steps = sorted({begin, end, *self._begins(series), *self._begins(times), *self._starts, self.steps[-1].end})
        first, one, other = self._starts[0], self._at(series), self._at(times)
        total = [0.0] * self.periods
        for a, b in pairwise(day for day in steps if max(begin, first) <= day <= min(end, self.steps[-1].end)):
            k = self._index(a)
            whole = self.steps[k].end - self.steps[k].start
            total[k] += one(a) * other(a) * ((b - a) / whole)
        return tuple(total)

    def inside(self, begin: date, end: date) -> tuple[float, ...]:
        """The part of each period that lies from ``begin`` to before ``end``."""
        known = self._inside
        if (begin, end) not in known:
            known[begin, end] = self.mean(1.0, begin=begin, end=end)
        return known[begin, end]

    def combined(self, of: Callable[..., float], *series: Stepped) -> Stepped:
        """What is worked out of several quantities over time: one number, or steps where any of them changes."""
        if all(isinstance(each, int | float) for each in series):
            return of(*series)
        first, end = self._starts[0], self.steps[-1].end
        lists = self._starts if any(isinstance(each, list | tuple) for each in series) else []
        days = sorted({first, *lists, *(max(day, first) for each in series for day in self._begins(each))})
        held = [self._at(each) for each in series]
        return {day.isoformat(): of(*(at(day) for at in held)) for day in days if day < end}

    @cached_property
    def _inside(self) -> dict[tuple[date, date], tuple[float, ...]]:
        """What was asked for: most windows are those of others too."""
        return {}

    def _begins(self, series: Stepped) -> list[date]:
        return [span(when)[0] for when in series] if isinstance(series, dict) else []

    def _at(self, series: Stepped) -> Callable[[date], float]:
        """What a series is on a day: the latest step holds, and before the first there is nothing."""
        if not isinstance(series, dict):
            each = self.over(series)
            return lambda day: each[self._index(day)]
        known = sorted((span(when)[0], value) for when, value in series.items())
        starts = [start for start, _ in known]

        def held(day: date) -> float:
            at = bisect_right(starts, day) - 1
            return float(known[at][1]) if at >= 0 else 0.0

        return held

    def standing(self, steps: dict[str, float]) -> tuple[float, ...]:
        """Of steps, the one that stands at the end of each period; nothing before the first."""
        held = self._at(steps)
        return tuple(held(step.end - timedelta(days=1)) for step in self.steps)

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


LONG_AGO = "0001"
"""A date before all others: what holds from then on has always held."""


def always(series: Stepped) -> Stepped:
    """The series with its first step as what was there before it, too."""
    if not isinstance(series, dict) or not series:
        return series
    return {LONG_AGO: series[min(series, key=span)]} | series


def falling(calendar: Calendar, payments: Stepped, first: int) -> dict[int, float]:
    """What is due in each period, by its index; one amount falls in the period ``first``.

    Amounts by date fall in the period in which the date begins, those outside of the calendar in none. Raises
    ValueError where a list has another length than the calendar.
    """
    if isinstance(payments, int | float):
        return {first: float(payments)} if payments else {}
    if isinstance(payments, dict):
        found: dict[int, float] = {}
        for when, amount in payments.items():
            at = calendar.first(when)
            found[at] = found.get(at, 0.0) + amount
        return {t: amount for t, amount in sorted(found.items()) if amount and 0 <= t < len(calendar)}
    return {t: amount for t, amount in enumerate(calendar.over(payments)) if amount}


def is_date(when: str) -> bool:
    """Whether what has the form of a date is one: there is no ``2027-13``."""
    try:
        span(when)
    except (ValueError, OverflowError):
        return False
    return True


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


__all__ = ["Calendar", "Period", "Series", "Stepped", "Unit", "always", "falling", "is_date", "span"]
