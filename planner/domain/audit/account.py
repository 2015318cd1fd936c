"""A plan's tables as an auditor's books: who was served what, where and when."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from planner.domain.impossible import Impossible, hindrances, impossible
from planner.domain.inventory import Pool
from planner.domain.plan import cost_column
from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.domain.table import Columns
from planner.domain.ways import Way
from planner.domain.worth import points

type Finding = tuple[float, str, tuple[str, ...]]
"""By how much a limit is passed, as a part of it (nothing or less: it holds); the family of the limit; where, word by
word: most limits hold, and nothing is said of those."""
NOTHING: Finding = (0.0, "", ())


@dataclass(slots=True)
class Grant:
    """Hours given to one request in one pool and period."""

    request: str
    option: str
    pool: str
    period: int
    gpus: float
    hours: float
    rented: float
    work: float
    cost: float


class Account:
    """The books of one plan."""

    def __init__(self, scenario: Scenario, requests: Columns, allocation: Columns, served: Columns) -> None:
        self.scenario = scenario
        self.hours = scenario.calendar.hours
        self.worth = points(scenario)
        self.ways: dict[str, tuple[Way, ...]] = scenario.ways
        self._named = {(request, way.option) for request, found in self.ways.items() for way in found}
        self.cost = cost_column(scenario)
        self.strays: list[str] = []
        """Rows that no audit can follow: they name what is not there, or hold no number where one belongs."""
        self._index = {label: t for t, label in enumerate(scenario.calendar.labels)}
        self.rows = self._decided(requests)
        self.grants = self._granted(allocation)
        self.by_request: dict[str, list[Grant]] = {r.id: [] for r in scenario.requests}
        self.shares: dict[str, dict[int, float]] = {r.id: {} for r in scenario.requests}
        self.options: dict[str, set[str]] = {r.id: set() for r in scenario.requests}
        for grant in self.grants:
            self.by_request[grant.request].append(grant)
            self.options[grant.request].add(grant.option)
        self._serve(served)
        self._gpus: dict[tuple[str, bool, date, date], tuple[float, ...]] = {}
        self._way = {request: self._first_named(request) for request in self.ways}

    @cached_property
    def impossible(self) -> Collection[str]:
        """Requests that no plan could serve."""
        return impossible(self.scenario, self._hindered).keys()

    @cached_property
    def hindered(self) -> Collection[tuple[str, str]]:
        """Ways, by request and option, in which no plan could serve a request."""
        return self._hindered.keys()

    @cached_property
    def _hindered(self) -> Mapping[tuple[str, str], Impossible]:
        return hindrances(self.scenario)

    def gpus(self, pool: Pool, is_rented: bool, begin: date, end: date) -> tuple[float, ...]:
        """What a pool has, or rents out, from one day to before another, in the mean of each period [GPU]."""
        key = (pool.id, is_rented, begin, end)
        if key not in self._gpus:
            calendar = self.scenario.calendar
            if not is_rented:
                self._gpus[key] = calendar.mean(pool.gpus, pool.availability, begin, end)
            else:
                self._gpus[key] = calendar.mean(pool.on_demand.gpus if pool.on_demand else 0.0, begin=begin, end=end)
        return self._gpus[key]

    def _decided(self, requests: Columns) -> dict[str, dict[str, Any]]:
        """Rows of ``requests`` by id: one for each request, and no other."""
        figures = ("share", "work_gpu_hours", "given_gpu_hours", "value_points", "captured_points", self.cost,
                   "energy_kwh", "carbon_kg", "peak_power_kw")  # fmt: skip
        columns = ("id", "decision", "option", *figures)
        found: dict[str, dict[str, Any]] = {}
        for cells in _rows(requests, *columns):
            row = dict(zip(columns, cells, strict=True))
            if row["id"] not in self.ways or row["id"] in found or not _finite([row[name] for name in figures]):
                self.strays.append(f"requests: {row['id']}")
            else:
                found[row["id"]] = row
        self.strays += [f"requests: {request} is missing" for request in self.ways.keys() - found.keys()]
        return found

    def _granted(self, allocation: Columns) -> list[Grant]:
        columns = ("gpus", "gpu_hours", "on_demand_gpu_hours", "work_gpu_hours", self.cost)
        found: list[Grant] = []
        for request, option, pool, period, *figures in _rows(
            allocation, "request", "option", "pool", "period", *columns
        ):
            if self._names_a_way(request, option, period) and pool in self.scenario.pool_by_id and _finite(figures):
                found.append(Grant(request, option, pool, self._index[period], *figures))
            else:
                self.strays.append(f"allocation: {request} in {pool} in {period}")
        return found

    def _serve(self, served: Columns) -> None:
        for request, option, period, share in _rows(served, "request", "option", "period", "share"):
            if self._names_a_way(request, option, period) and _finite((share,)):
                shares, t = self.shares[request], self._index[period]
                shares[t] = shares.get(t, 0.0) + share
                self.options[request].add(option)
            else:
                self.strays.append(f"served: {request} in {period}")

    def _names_a_way(self, request: str, option: str, period: str) -> bool:
        return (request, option) in self._named and period in self._index

    def _first_named(self, request: str) -> Way | None:
        named = self.options[request]
        return next((way for way in self.ways[request] if way.option in named), None) if named else None

    def way(self, request: str) -> Way | None:
        """The way by which a request is served; None for one that is not."""
        return self._way[request]

    def served(self) -> Iterator[tuple[Request, Way, dict[int, float]]]:
        """Every served request, its way, and its share (a job's progress) by period."""
        for request in self.scenario.requests:
            way = self.way(request.id)
            if way is not None and way.first <= way.last:
                yield request, way, self.shares[request.id]

    def total(self, request: str) -> float:
        """A job's share of the whole."""
        return sum(self.shares[request].values())

    def delivered(self, request: str, period: int) -> float:
        """What a request has served by the end of a period, for those that require it."""
        way = self.way(request)
        if way is None:
            return 0.0
        if not way.is_job:
            return self.shares[request].get(period, 0.0)
        progress = sum(share for t, share in self.shares[request].items() if t <= period)
        return progress if way.minimum < 1 else float(progress > 1 - 1e-6)


def excess(family: str, where: tuple[str, ...], amount: float, limit: float) -> Finding:
    """By how much an amount passes its limit, as a part of the limit (of 1 where that is smaller)."""
    return ((amount - limit) / max(abs(limit), 1.0), family, where) if amount > limit else NOTHING


def shortfall(family: str, where: tuple[str, ...], amount: float, limit: float) -> Finding:
    return ((limit - amount) / max(abs(limit), 1.0), family, where) if amount < limit else NOTHING


def mismatch(family: str, where: tuple[str, ...], found: float, expected: float) -> Finding:
    return (abs(found - expected) / max(abs(expected), 1.0), family, where) if found != expected else NOTHING


def _finite(figures: Iterable[Any]) -> bool:
    try:
        return all(map(math.isfinite, figures))
    except TypeError:  # a text, or nothing, where a number belongs
        return False


def _rows(table: Columns, *names: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(table[name] for name in names), strict=True)
