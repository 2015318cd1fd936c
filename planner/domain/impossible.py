"""Requests that no plan could ever serve, whatever else were given up: said at once, and no part of any price.

Each of a request's ways is held against what there is of everything at the most: all usable and all rented GPUs of the
pools that fit, all people. Nobody else's requests, no rule and no commitment come into it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.domain.calendar import Calendar
from planner.domain.inventory import Pool
from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.domain.ways import Way, reference_of

type Hindrance = Literal["window", "pools", "gpus", "time", "people", "requires"]

SLACK = 1e-9
"""Part by which a need may pass what there is: rounding."""


@dataclass(frozen=True)
class Impossible:
    """Why nothing could ever serve a request, or one way of it."""

    kind: Hindrance
    """window: it lies outside of the calendar · pools: none fits · gpus: those that fit are too few for its minimum, or
    empty · time: max_gpus leaves too little for its minimum · people: too few for its minimum · requires: what it
    requires is impossible."""
    words: str
    """A sentence without its stop: ``no pool has an accelerator, memory and region that fit it``."""
    field: tuple[str, ...] = ()
    """The field of the request that says so; empty: no single one."""


def impossible(
    scenario: Scenario, hindered: Mapping[tuple[str, str], Impossible] | None = None
) -> dict[str, Impossible]:
    """Requests that no plan could serve, by id, each with the first thing that stands in its way.

    ``hindered``: the scenario's ``hindrances``, where they are known.
    """
    hindered, found = hindrances(scenario) if hindered is None else hindered, dict[str, Impossible]()
    enabled: dict[str, list[Request]] = {}
    for r in scenario.requests:
        first, *others = (hindered.get((r.id, way.option)) for way in scenario.ways_of(r))
        late = [q for q in r.requires if not _comes_in_time(scenario, r, scenario.request_by_id[q])]
        if first is not None and None not in others:
            found[r.id] = first
        elif late:
            words = f"it requires {scenario.request_by_id[late[0]].title}, which is not served by then"
            found[r.id] = Impossible("requires", words, ("requires",))
        for required in r.requires:
            enabled.setdefault(required, []).append(r)
    waiting = list(found)
    while waiting:
        required = waiting.pop()
        for r in enabled.get(required, ()):
            if r.id not in found:
                words = f"it requires {scenario.request_by_id[required].title}, which can't be served"
                found[r.id] = Impossible("requires", words, ("requires",))
                waiting.append(r.id)
    return found


def _comes_in_time(scenario: Scenario, request: Request, required: Request) -> bool:
    """Whether there is a period in which a request may run and what it requires may have been served: a service's
    while it runs, a job's from its first period on.
    """
    mine, *_ = scenario.ways_of(request)
    return any(way.first <= mine.last and (way.is_job or mine.first <= way.last) for way in scenario.ways_of(required))


def hindrances(scenario: Scenario) -> dict[tuple[str, str], Impossible]:
    """Ways in which no plan could serve a request, by its id and the option's, each with what stands in its way."""
    supply = Supply(scenario)
    found = {(r.id, way.option): hindrance(way, supply) for r in scenario.requests for way in scenario.ways_of(r)}
    return {way: why for way, why in found.items() if why is not None}


def hindrance(way: Way, supply: Supply) -> Impossible | None:
    """Why nothing could ever serve a request in one way; None where nothing stands in its way for good."""
    if way.first > way.last:
        return Impossible("window", "its window lies outside of the calendar", ("window",))
    if way.gpus is None or any(way.gpus[t] > 0 for t in way.periods):
        if not way.speeds:
            return Impossible("pools", "no pool has an accelerator, memory and region that fit it")
        found = _too_little(way, supply) if way.is_job else _too_few(way, supply)
        if found is not None:
            return found
    return _short_of_people(way, supply)


class Supply:
    """All that there is in each period: usable and rented GPUs by pool, people by role."""

    def __init__(self, scenario: Scenario) -> None:
        calendar = scenario.calendar
        self.calendar: Calendar = calendar
        self.gpus: dict[str, tuple[float, ...]] = {}
        for pool in scenario.pools:
            self.gpus[pool.id] = self._between(pool, date.min, date.max)
        self.pools = scenario.pool_by_id
        self.people = {role.role: calendar.over(role.fte) for role in scenario.people}

    def work(self, way: Way, t: int) -> float:
        """The most work of a way that all GPUs that fit could do in one period, the fastest first [reference GPU]."""
        left, done = way.most(t), 0.0
        for pool, sigma in sorted(way.speeds.items(), key=lambda item: -item[1]):
            gpus = min(self._within(pool, way, t), left)
            left, done = left - gpus, done + gpus * sigma
        return done

    def _within(self, pool: str, way: Way, t: int) -> float:
        """What there is of a pool in the part of a period that lies in a window, in the mean of the period."""
        if way.inside[t] >= 1:
            return self.gpus[pool][t]
        return self._between(self.pools[pool], way.begin, way.end)[t]

    def _between(self, pool: Pool, begin: date, end: date) -> tuple[float, ...]:
        own = self.calendar.mean(pool.gpus, pool.availability, begin, end)
        if pool.on_demand is None:
            return own
        rented = self.calendar.mean(pool.on_demand.gpus, begin=begin, end=end)
        return tuple(g + e for g, e in zip(own, rented, strict=True))


def _too_few(way: Way, supply: Supply) -> Impossible | None:
    """A service: its minimum is held from its latest launch on; without a minimum, any GPU in any period will do."""
    assert way.gpus is not None
    if way.minimum == 0:
        asking = [t for t in way.periods if way.gpus[t] > 0]
        return None if any(supply.work(way, t) > 0 for t in asking) else _empty(way, supply)
    for t in range(way.latest, way.last + 1):
        least, most = way.minimum * way.gpus[t], supply.work(way, t)
        if most < least * (1 - SLACK):
            asked = f"it asks for at least {_figure(least)} {_reference(way)} in {supply.calendar.labels[t]}"
            words = f"{asked}, and all that it could hold do the work of {_figure(most)}"
            return Impossible("gpus", words, _field(way, "minimum"))
    return None


def _too_little(way: Way, supply: Supply) -> Impossible | None:
    """A job: its minimum fits into its window, in the pools that fit and with its max_gpus."""
    hours = supply.calendar.hours
    least, most = way.minimum * way.gpu_hours, 0.0
    for t in way.periods:
        most += supply.work(way, t) * hours[t]
        if most > 0 and most >= least * (1 - SLACK):
            return None
    if most == 0:
        return _empty(way, supply)
    words = (
        f"at least {_figure(least)} {_reference(way)}-hours have to be done, and {_figure(most)} fit into its window"
    )
    return Impossible(
        "time", words + (f" with {way.max_gpus:,.10g} GPUs" if way.max_gpus else ""), _field(way, "minimum")
    )


def _empty(way: Way, supply: Supply) -> Impossible:
    labels = supply.calendar.labels
    window = labels[way.first] if way.first == way.last else f"{labels[way.first]} to {labels[way.last]}"
    return Impossible("gpus", f"the pools that fit it have no usable GPUs in {window}")


def _short_of_people(way: Way, supply: Supply) -> Impossible | None:
    """A job's minimum keeps people busy throughout its window, a service's from its latest launch on."""
    periods = way.periods if way.is_job else range(way.latest, way.last + 1)
    for role, fte in sorted(way.people.items()) if way.minimum > 0 else ():
        for t in periods if role in supply.people else ():
            if supply.people[role][t] < way.minimum * fte[t] * (1 - SLACK):
                least, there = _figure(way.minimum * fte[t]), _figure(supply.people[role][t])
                words = f"it takes at least {least} full-time {role} in {supply.calendar.labels[t]}, of only {there}"
                return Impossible("people", words, _field(way, "minimum"))
    return None


def _field(way: Way, name: str) -> tuple[str, ...]:
    is_own = way.of_option is not None and getattr(way.of_option, name) is not None
    return ("options", way.option, name) if is_own else (name,)


def _reference(way: Way) -> str:
    return reference_of(way.request, way.of_option)


def _figure(amount: float) -> str:
    return f"{amount:,.0f}" if amount >= 1000 or amount == int(amount) else f"{amount:,.3g}"
