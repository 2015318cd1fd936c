"""Periods in words."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from planner.domain.calendar import Calendar
from planner.languages.saying import say

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""In the language of all other words: the system's locale may have another one."""


def month(day: date) -> str:
    """``Mar``"""
    return say(MONTHS[day.month - 1][:3])


def spoken_window(calendar: Calendar, first: int, last: int) -> str:
    """``Mar–Jun 2027`` for the periods from first to last."""
    a, b = calendar.steps[first], calendar.steps[last]
    if calendar.unit != "month":
        return a.label if first == last else say("{first} to {last}", first=a.label, last=b.label)
    if first == last:
        return _month_and_year(a.start)
    if a.start.year == b.start.year:
        return say("{first}–{last} {year}", first=month(a.start), last=month(b.start), year=b.start.year)
    return f"{_month_and_year(a.start)}–{_month_and_year(b.start)}"


def _month_and_year(day: date) -> str:
    return say("{month} {year}", month=month(day), year=day.year)


def some_periods(calendar: Calendar, periods: Collection[str]) -> str:
    """``2027-02``, ``2027-01 and 2027-02``, ``3 of 6 months``, ``every month``"""
    if len(periods) == len(calendar):
        return say("every {unit}", unit=say(calendar.unit))
    if len(periods) <= 2:
        return say(" and ").join(sorted(periods))
    units = say(f"{calendar.unit}s")
    return say("{count} of {all} {units}", count=len(periods), all=len(calendar), units=units)
