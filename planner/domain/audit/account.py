"""A plan's frames as an auditor's books: who was served what, where and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from planner.domain.plan import Violation, cost_column
from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.domain.ways import Way, ways
from planner.domain.worth import points

if TYPE_CHECKING:
    import pandas as pd


@dataclass
class Grant:
    """Hours given to one request in one pool and period."""

    request: str
    option: str
    pool: str
    period: int
    hours: float
    rented: float
    cost: float


class Account:
    """The books of one plan."""

    def __init__(
        self, scenario: Scenario, requests: pd.DataFrame, allocation: pd.DataFrame, served: pd.DataFrame
    ) -> None:
        self.scenario = scenario
        self.hours = scenario.calendar.hours
        self.worth = points(scenario)
        self.ways: dict[str, tuple[Way, ...]] = {r.id: ways(r, scenario) for r in scenario.requests}
        index = {label: t for t, label in enumerate(scenario.calendar.labels)}
        self.rows: dict[str, dict[str, Any]] = {str(row["id"]): row for row in _records(requests)}
        self.cost = cost_column(scenario)
        self.grants = [
            Grant(
                row["request"], row["option"], row["pool"], index[row["period"]], row["gpu_hours"],
                row["on_demand_gpu_hours"], row[self.cost],
            )
            for row in _records(allocation)
        ]  # fmt: skip
        self.by_request: dict[str, list[Grant]] = {r.id: [] for r in scenario.requests}
        for grant in self.grants:
            self.by_request[grant.request].append(grant)
        self.shares: dict[str, dict[int, float]] = {r.id: {} for r in scenario.requests}
        self.options: dict[str, set[str]] = {r.id: set() for r in scenario.requests}
        for row in _records(served):
            self.shares[row["request"]][index[row["period"]]] = row["share"]
            self.options[row["request"]].add(row["option"])
        for grant in self.grants:
            self.options[grant.request].add(grant.option)

    def way(self, request: str) -> Way | None:
        """The way by which a request is served; None for one that is not."""
        named = self.options[request]
        return next((way for way in self.ways[request] if way.option in named), None)

    def served(self) -> Iterator[tuple[Request, Way, dict[int, float]]]:
        """Every served request, its way, and its share (a job's progress) by period."""
        for request in self.scenario.requests:
            way = self.way(request.id)
            if way is not None:
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


def excess(family: str, where: str, amount: float, limit: float) -> Violation:
    """By how much an amount passes its limit, as a part of the limit (of 1 where that is smaller)."""
    return Violation(family, where, (amount - limit) / max(abs(limit), 1.0))


def shortfall(family: str, where: str, amount: float, limit: float) -> Violation:
    return Violation(family, where, (limit - amount) / max(abs(limit), 1.0))


def mismatch(family: str, where: str, found: float, expected: float) -> Violation:
    return Violation(family, where, abs(found - expected) / max(abs(expected), 1.0))


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    columns = list(frame.columns)
    return [dict(zip(columns, row, strict=True)) for row in zip(*(frame[c].tolist() for c in columns), strict=True)]
