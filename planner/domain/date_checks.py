"""Dates inside a period: they count by their hours there, and what shares a period may not meet in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from planner.domain.calendar import Calendar, is_date, span
from planner.domain.inventory import Pool
from planner.domain.request import Request
from planner.domain.scope import Scope
from planner.domain.ways import days
from planner.errors import Fault, Path

A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
"""A date to the day; a month, a quarter and a year name a whole time."""
FINER = {"quarter": "month", "month": "week", "week": "week"}


def date_faults(scope: Scope) -> Iterator[Fault]:
    """Deliveries inside a period in which somebody wants them, and windows that they may miss; windows that end inside
    a period in which a job that is required may be done later, or with a period's first day.
    """
    if not scope.timed:
        return
    calendar = scope.scenario.calendar
    for pool in scope.scenario.pools:
        for path, series in _series(pool):
            for when in series if isinstance(series, dict) else ():
                yield from _delivery(scope, pool, when, (*path, when), calendar)
    for request in scope.scenario.requests:
        yield from _one_day(request, calendar)
        yield from _too_soon(request, scope.scenario.request_by_id, calendar)


def _one_day(request: Request, calendar: Calendar) -> Iterator[Fault]:
    """A window that ends with the first day of a period: perhaps a spreadsheet has made a date of the whole period."""
    if not all(map(is_date, request.window or ("",))):
        return
    begin, end = days(request, calendar)
    step = next((step for step in calendar.steps if step.start < end <= step.start + timedelta(days=1)), None)
    if step is not None and begin < step.start and A_DAY.fullmatch(str((request.window or ("", ""))[1])):
        last = (step.end - timedelta(days=1)).isoformat()
        yield Fault(
            f"ends with the first day of {step.label}, which counts alone; if all of it is meant, end it on {last}",
            ("requests", request.id, "window"),
            warning=True,
            code="date",
        )


def _too_soon(request: Request, by_id: Mapping[str, Request], calendar: Calendar) -> Iterator[Fault]:
    """A window that is over inside a period, before what it requires has to be done in it."""
    if not all(map(is_date, request.window or ("",))):
        return
    _, end = days(request, calendar)
    step = next((step for step in calendar.steps if step.start < end < step.end), None)
    for name in request.requires if step is not None else ():
        other = by_id.get(name)
        if other is None or not _is_job(other) or not all(map(is_date, other.window or ())):
            continue
        begin, due = days(other, calendar)
        if step is not None and begin < step.end and min(due, step.end) > end:
            yield Fault(
                f"ends inside {step.label}, in which {other.title} may be done later: what is done of that in "
                f"{step.label} does not count for it; {_finer(calendar)} would say more",
                ("requests", request.id, "window"),
                warning=True,
                code="date",
            )


def _is_job(request: Request) -> bool:
    demands = [option.demand or request.demand for option in request.options] or [request.demand]
    return any(demand is not None and demand.is_job for demand in demands)


def _finer(calendar: Calendar) -> str:
    finer = FINER[calendar.unit]
    return f"a calendar of {finer}s" if finer != calendar.unit else "windows that begin with a week"


def _series(pool: Pool) -> Iterator[tuple[Path, Any]]:
    yield ("pools", pool.id, pool.counted_in), pool.gpus
    if pool.on_demand is not None:
        yield ("pools", pool.id, "on_demand", "gpus"), pool.on_demand.gpus


def _delivery(scope: Scope, pool: Pool, when: str, path: Path, calendar: Calendar) -> Iterator[Fault]:
    """A step inside a period: what it counts as, and whose windows end before it or begin behind it."""
    if not A_DAY.fullmatch(when) or not is_date(when):
        return
    at = calendar.first(when)
    if not 0 <= at < len(calendar):
        return
    day, step = span(when)[0], calendar.steps[at]
    if day == step.start:
        return
    missed = [r for r in scope.scenario.requests if _misses(r, day, at, calendar)]
    left = (step.end - day).days * 24
    message = f"lies inside {step.label}, of which {left} of {step.hours:.0f} hours are left: it counts by them"
    if missed:
        named = ", ".join(request.title for request in missed[:3]) + (" …" if len(missed) > 3 else "")
        message += f"; {named} can't use what comes then, within {step.label}"
    yield Fault(f"{message}; {_finer(calendar)} would say more", path, warning=True, code="date")


def _misses(request: Request, day: date, period: int, calendar: Calendar) -> bool:
    """Whether a request's window is over in the period of a day before that day."""
    if request.window is None or not all(map(is_date, request.window)):
        return False
    begin, end = days(request, calendar)
    step = calendar.steps[period]
    return begin < step.end and step.start < end <= day
