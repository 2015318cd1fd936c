"""Periods in words."""

from __future__ import annotations

from collections.abc import Collection

from planner.domain.calendar import Calendar


def spoken_window(calendar: Calendar, first: int, last: int) -> str:
    """``Mar–Jun 2027`` for the periods from first to last."""
    a, b = calendar.steps[first], calendar.steps[last]
    if calendar.unit != "month":
        return a.label if first == last else f"{a.label} to {b.label}"
    if first == last:
        return f"{a.start:%b %Y}"
    return f"{a.start:%b}–{b.start:%b %Y}" if a.start.year == b.start.year else f"{a.start:%b %Y}–{b.start:%b %Y}"


def some_periods(calendar: Calendar, periods: Collection[str]) -> str:
    """``2027-02``, ``2027-01 and 2027-02``, ``3 of 6 months``, ``every month``"""
    if len(periods) == len(calendar):
        return f"every {calendar.unit}"
    if len(periods) <= 2:
        return " and ".join(sorted(periods))
    return f"{len(periods)} of {len(calendar)} {calendar.unit}s"
