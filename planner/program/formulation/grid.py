"""A scenario as the program sees it: requests in canonical order, pools split into lanes, every period a number.

A *lane* is a part of a pool that has a price of its own: the GPUs that are there, and those rented on top.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from planner.domain.calendar import span
from planner.domain.impossible import Impossible, hindrances, impossible
from planner.domain.inventory import Pool
from planner.domain.request import Request
from planner.domain.rule import attribute_of
from planner.domain.scenario import Scenario
from planner.domain.ways import Way
from planner.domain.worth import points


@dataclass(frozen=True)
class Lane:
    """One pool's own GPUs, or those rented on top of it."""

    index: int
    pool: Pool
    rented: bool
    gpus: tuple[float, ...]
    """C[p,t] usable, or E[p,t] rentable, GPUs in each period [GPU]."""
    price: float
    """Of an hour used [currency per GPU·h]."""
    marginal: float
    """What using one more hour adds to the scenario's cost: nothing where all hours are paid anyway."""
    watts: float
    """What a GPU in use draws, with its part of what the site draws besides: watts of the accelerator · PUE [W]."""

    @property
    def label(self) -> str:
        return f"{self.pool.id}+" if self.rented else self.pool.id


class Grid:
    """Index sets and data of design §4.1, in an order that does not depend on how the file is written."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.hours = scenario.calendar.hours
        self.labels = scenario.calendar.labels
        self.periods = range(len(self.hours))
        self.mean_hours = sum(self.hours) / len(self.hours)
        self.requests: tuple[Request, ...] = tuple(sorted(scenario.requests, key=lambda r: r.id))
        self.worth = points(scenario)
        """V_r [points]."""
        self.ways: dict[str, tuple[Way, ...]] = scenario.ways
        self.lanes = tuple(self._lanes())

    def _lanes(self) -> list[Lane]:
        calendar, found = self.scenario.calendar, list[Lane]()
        for pool in sorted(self.scenario.pools, key=lambda p: p.id):
            device = self.scenario.hardware.get(pool.accelerator)
            watts = ((device.watts if device else None) or 0.0) * pool.pue
            usable = calendar.mean(pool.gpus, pool.availability)
            price = pool.cost_per_gpu_hour
            found.append(Lane(len(found), pool, False, usable, price, 0.0 if pool.paid == "always" else price, watts))
            if pool.on_demand is not None:
                rentable, price = calendar.over(pool.on_demand.gpus), pool.on_demand.cost_per_gpu_hour
                found.append(Lane(len(found), pool, True, rentable, price, price, watts))
        return found

    def within(self, lane: Lane, period: int, begin: date, end: date) -> float:
        """What is there of a lane from one day to before another, in the mean of the whole period [GPU]."""
        calendar, pool = self.scenario.calendar, lane.pool
        if lane.rented and pool.on_demand is not None:
            return calendar.mean(pool.on_demand.gpus, begin=begin, end=end)[period]
        return calendar.mean(pool.gpus, pool.availability, begin, end)[period]

    def arrival(self, lane: Lane, period: int) -> float:
        """The part of a period that passes before the first GPUs of a lane are there."""
        series = lane.pool.on_demand.gpus if lane.rented and lane.pool.on_demand else lane.pool.gpus
        step = self.scenario.calendar.steps[period]
        days = {span(when)[0] for when in series} if isinstance(series, dict) else set()
        inside = [step.start, *sorted(day for day in days if step.start < day < step.end), step.end]
        for begin, end in pairwise(inside):
            if self.within(lane, period, begin, end) > 0:
                return (begin - step.start) / (step.end - step.start)
        return 1.0

    @cached_property
    def impossible(self) -> dict[str, Impossible]:
        """Requests that no plan could serve, by id, with what stands in their way."""
        return impossible(self.scenario, self._hindered)

    @cached_property
    def hopeless(self) -> frozenset[tuple[str, str]]:
        """Ways, by request and option, in which no plan could serve a request."""
        of_requests = {(request, way.option) for request in self.impossible for way in self.ways[request]}
        return frozenset(self._hindered.keys() | of_requests)

    @cached_property
    def able(self) -> dict[str, list[Way]]:
        """The ways in which each request could be served, by its id, of those that could at all."""
        open_ = {r.id: [way for way in self.ways[r.id] if (r.id, way.option) not in self.hopeless]
                 for r in self.requests if r.commitment != "out"}  # fmt: skip
        return {request: ways for request, ways in open_.items() if ways}

    @cached_property
    def enemies(self) -> dict[str, set[str]]:
        """Whom each request is in conflict with, by its id, whichever of them says so."""
        found: dict[str, set[str]] = {r.id: set(r.conflicts) for r in self.requests}
        for r in self.requests:
            for other in r.conflicts:
                found.setdefault(other, set()).add(r.id)
        return found

    @cached_property
    def _hindered(self) -> dict[tuple[str, str], Impossible]:
        return hindrances(self.scenario)

    @cached_property
    def lanes_of(self) -> dict[str, tuple[Lane, ...]]:
        """Lanes by pool id."""
        return {p.id: tuple(lane for lane in self.lanes if lane.pool.id == p.id) for p in self.scenario.pools}

    @cached_property
    def fte(self) -> dict[str, tuple[float, ...]]:
        """FTE[role,t], roles sorted [FTE]."""
        calendar = self.scenario.calendar
        return {p.role: calendar.over(p.fte) for p in sorted(self.scenario.people, key=lambda p: p.role)}

    @cached_property
    def standing_cost(self) -> dict[tuple[str, int], float]:
        """What each pool that is paid always costs in each period, used or not [currency]."""
        calendar = self.scenario.calendar
        return {
            (pool.id, t): gpus * self.hours[t] * pool.cost_per_gpu_hour
            for pool in sorted(self.scenario.pools, key=lambda p: p.id)
            if pool.paid == "always"
            for t, gpus in enumerate(calendar.over(pool.gpus))
        }


def counted(grid: Grid) -> set[str]:
    """Requests whose being chosen matters to others: in conflict with one, or counted by a rule, or what they take."""
    found = {q for r in grid.requests for q in (*r.conflicts, *((r.id,) if r.conflicts else ()))}
    measures = {rule.measure for rule in grid.scenario.rules if rule.enabled}
    if "funded" in measures:
        found |= {r.id for r in grid.requests}
    if attributes := {attribute_of(measure) for measure in measures} - {None}:
        found |= {r.id for r in grid.requests for way in grid.ways[r.id] if not attributes.isdisjoint(way.attributes)}
    return found
