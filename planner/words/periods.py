"""Periods in words."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from planner.domain.calendar import Calendar

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""In the language of all other words: the system's locale may have another one."""


def month(day: date) -> str:
    """``Mar``"""
    return MONTHS[day.month - 1][:3]


def spoken_window(calendar: Calendar, first: int, last: int) -> str:
    """``Mar–Jun 2027`` for the periods from first to last."""
    a, b = calendar.steps[first], calendar.steps[last]
    if calendar.unit != "month":
        return a.label if first == last else f"{a.label} to {b.label}"
    if first == last:
        return _month_and_year(a.start)
    begin = month(a.start) if a.start.year == b.start.year else _month_and_year(a.start)
    return f"{begin}–{_month_and_year(b.start)}"


def _month_and_year(day: date) -> str:
    return f"{month(day)} {day.year}"


def some_periods(calendar: Calendar, periods: Collection[str]) -> str:
    """``2027-02``, ``2027-01 and 2027-02``, ``3 of 6 months``, ``every month``"""
    if len(periods) == len(calendar):
        return f"every {calendar.unit}"
    if len(periods) <= 2:
        return " and ".join(sorted(periods))
    return f"{len(periods)} of {len(calendar)} {calendar.unit}s"
