"""A scenario under examination, and what is known of it although it could not be read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from planner.domain.calendar import Calendar, is_date, span
from planner.domain.devices import device_suggestion
from planner.domain.names import suggestion
from planner.domain.scenario import Scenario
from planner.errors import Fault, Path

ALL = "*"


@dataclass(frozen=True)
class Scope:
    """What checks look at."""

    scenario: Scenario
    unreadable: Mapping[str, frozenset[str]]

    def hides(self, collection: str) -> bool:
        """Whether something of a collection could not be read, so that what it lacks may be there after all."""
        return bool(self.unreadable.get(collection))

    @cached_property
    def requests(self) -> frozenset[str]:
        return frozenset(self.scenario.request_by_id) | self.unreadable.get("requests", frozenset())

    @cached_property
    def pools(self) -> frozenset[str]:
        return frozenset(self.scenario.pool_by_id) | self.unreadable.get("pools", frozenset())

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(self.scenario.role_by_id) | self.unreadable.get("people", frozenset())

    @cached_property
    def accelerators(self) -> frozenset[str]:
        return frozenset(self.scenario.hardware) | self.unreadable.get("accelerators", frozenset())

    @cached_property
    def regions(self) -> frozenset[str]:
        return frozenset(pool.region for pool in self.scenario.pools)

    @property
    def timed(self) -> bool:
        """Whether there is a calendar to compare dates with."""
        return "calendar" not in self.unreadable


def unknown(name: str, known: Collection[str], noun: str, path: Path) -> Iterator[Fault]:
    """A fault where a name is not among the known ones."""
    if name not in known and ALL not in known:
        hint = device_suggestion(name, known) if noun == "accelerator" else suggestion(name, known)
        yield Fault(f"there is no {noun} '{name}'{hint}", path, code="unknown-name")


def bad_date(when: str, path: Path) -> Iterator[Fault]:
    """A fault where a date has the right form and yet is none: ``2027-13``."""
    if not is_date(when):
        yield Fault(f"must be a date that exists, not {when}", path, code="date")


def calendar_faults(calendar: Calendar) -> Iterator[Fault]:
    """A calendar that begins on no date, or goes on behind the last one that can be said."""
    bad = list(bad_date(calendar.start, ("calendar", "start")))
    yield from bad
    if not bad and not calendar.is_sayable:
        yield Fault("must end before the year 9999", ("calendar",), code="date")


def series_faults(scope: Scope, series: Any, path: Path) -> Iterator[Fault]:
    """A list of another length than the calendar, steps at no date, or outside of the calendar."""
    calendar = scope.scenario.calendar
    if isinstance(series, tuple) and scope.timed and len(series) != len(calendar):
        yield Fault(f"must have {len(calendar)} numbers, one for each period, not {len(series)}", path)
    if not isinstance(series, dict):
        return
    if not series:
        yield Fault("must have at least one step: {2027-01: 256}", path)
    bad = [fault for when in series for fault in bad_date(when, (*path, when))]
    yield from bad
    if bad or not scope.timed:
        return
    seen: dict[date, str] = {}
    for when in series:
        at = calendar.first(when)
        if at >= len(calendar):
            yield Fault(
                f"the step {when} is after the calendar, and has no effect",
                (*path, when),
                warning=True,
                code="outside-calendar",
            )
        elif (day := span(when)[0]) in seen and at >= 0:
            yield Fault(f"the steps {seen[day]} and {when} begin on one day", (*path, when), code="used-twice")
        else:
            seen[day] = when


def is_zero(series: Any) -> bool:
    """Whether a series is 0 throughout."""
    values = series.values() if isinstance(series, dict) else series if isinstance(series, tuple) else (series,)
    return not any(values)
