"""From a solution to the plan's tables (design §5)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from planner.domain.plan import (
    ALLOCATION_COLUMNS,
    PEOPLE_COLUMNS,
    POOL_COLUMNS,
    REQUEST_COLUMNS,
    SERVED_COLUMNS,
    cost_column,
)
from planner.domain.reason import Decision, Reason
from planner.domain.request import Request
from planner.domain.table import Table
from planner.domain.ways import reference_of
from planner.program.formulation.assembly import Program
from planner.program.formulation.grid import Grid
from planner.program.formulation.measures import GRAMS_PER_KG, WATTS_PER_KW
from planner.program.formulation.variables import WayColumns
from planner.program.optimum.prices import Duals, Opportunity, opportunity
from planner.program.reading.bundles import bundles, together
from planner.program.reading.rounding import tidied
from planner.program.reading.served import Served
from planner.words.reasons import limits_words

WAITING = 1e-6
"""Part of a period by which a service may begin later than it could, and be served in all that is left of it."""


def table(rows: Sequence[tuple[Any, ...]], columns: tuple[str, ...], currency_column: str) -> Table:
    """Rows as a table; a column called ``cost`` is named by its currency."""
    names = [currency_column if name == "cost" else name for name in columns]
    if not rows:
        return Table({name: [] for name in names})
    cells = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    figures = [name for name, column in cells.items() if any(issubclass(kind, float) for kind in {*map(type, column)})]
    tidy = tidied(np.array([cells[name] for name in figures]))
    return Table(cells | dict(zip(figures, tidy.tolist(), strict=True)))


def decision(served: Served) -> Decision:
    """fund: in full · defer: a service in full from a later start · trim: a part · decline: nothing.

    A start may come inside a period, when a job is done that the service requires.
    """
    if served.way is None:
        return "decline"
    if served.share >= 1.0:
        return "fund"
    way = served.way.way
    if not way.is_job:
        first = min(served.shares)
        time = served.left.get(first, 1.0)
        begun = served.shares[first] >= (time - WAITING if time < 1 else 1.0)
        if begun and all(served.shares.get(t, 0.0) >= 1.0 for t in range(first + 1, way.last + 1)):
            return "defer"
    return "trim"


class Reader:
    """Turns one solution into tables."""

    def __init__(self, program: Program, served: dict[str, Served], prices: Duals) -> None:
        self.program, self.served, self.prices = program, served, prices
        self.grid: Grid = program.grid
        self.cost = cost_column(self.grid.scenario)
        best = {r.id: self._opportunity(r) for r in self.grid.requests}
        self.alone = {name: found for name, (_, found) in best.items()}
        """What each request would bring by itself, and what that would take from others."""
        by_id, given = self.grid.scenario.request_by_id, [name for name, each in served.items() if each.way]
        self.bundles = bundles(by_id, given, self.alone)
        """By request: what it requires and must earn the GPUs of."""
        self.opportunities = {
            name: (w, together([self.alone[each] for each in (name, *self.bundles[name])]))
            for name, (w, _) in best.items()
        }
        """By request: its best way, and what it brings and takes with its bundle."""

    def _opportunity(self, request: Request) -> tuple[WayColumns | None, Opportunity]:
        """Its way with the most to gain at the prices, by itself, of those in which it can be served."""
        ways = self.program.variables.by_request[request.id]
        able = [w for w in ways if (request.id, w.way.option) not in self.grid.hopeless]
        if not able:
            return (ways[0] if ways else None), Opportunity(math.inf, self.grid.worth[request.id])
        found = [(w, opportunity(w, self.prices, self.grid.hours)) for w in able]
        return max(found, key=lambda pair: pair[1].value - pair[1].cost)

    def order(self) -> list[Request]:
        """Requests by priority: scarcity index, then value, then id; worth nothing by itself comes last."""

        def rank(request: Request) -> tuple[float, float, str]:
            index = self.opportunities[request.id][1].index
            return (-index if not math.isnan(index) else math.inf, -self.grid.worth[request.id], request.id)

        return sorted(self.grid.requests, key=rank)

    def requests(self, reasons: Mapping[str, Reason], words: Mapping[str, str]) -> Table:
        rows = [
            self._request(k + 1, request, reasons[request.id], words[request.id])
            for k, request in enumerate(self.order())
        ]
        return table(rows, REQUEST_COLUMNS, self.cost)

    def _request(self, rank: int, request: Request, reason: Reason, words: str) -> tuple[Any, ...]:
        grid, served, calendar = self.grid, self.served[request.id], self.grid.scenario.calendar
        w, best = self.opportunities[request.id]
        way = served.way.way if served.way else w.way if w else grid.ways[request.id][0]
        worth = grid.worth[request.id]
        asked = way.asked_hours(grid.hours) if way.first <= way.last else 0.0
        gpus = asked / sum(grid.hours)
        windowed = way.first <= way.last
        given = sorted(served.shares)
        cost, kwh, carbon, peak = self._consumed(served)
        return (
            rank, request.id, request.name, request.product, request.team, request.kind, request.commitment,
            request.owner, request.because, decision(served), served.way.way.option if served.way else "", served.share,
            calendar.labels[way.first] if windowed else "", calendar.labels[way.last] if windowed else "",
            calendar.labels[given[0]] if given else "", calendar.labels[given[-1]] if given else "",
            reference_of(request, way.of_option), asked, *self._hours(served),
            worth, served.captured, worth / gpus if gpus > 0 else math.nan,
            best.index, best.cost, cost, kwh, carbon, peak,
            limits_words(reason.limits), limits_words(reason.held_by), "; ".join(reason.bundle), words,
        )  # fmt: skip

    def _hours(self, served: Served) -> tuple[float, float]:
        """Work done [GPU·h of the reference], and hours given to do it [GPU·h]."""
        work = given = 0.0
        for t, index, gpus in served.given:
            hours = gpus * self.grid.hours[t]
            given += hours
            work += hours * served.way.way.speeds[self.grid.lanes[index].pool.id] if served.way else 0.0
        return work, given

    def _consumed(self, served: Served) -> tuple[float, float, float, float]:
        """Cost [currency], energy [kWh], carbon [kg CO2e] and highest power in the mean of a period [kW]."""
        cost = served.way.way.cost if served.way else 0.0
        kwh = carbon = 0.0
        drawn: dict[int, float] = {}
        for t, index, gpus in served.given:
            lane, hours = self.grid.lanes[index], gpus * self.grid.hours[t]
            energy = lane.watts / WATTS_PER_KW * hours
            drawn[t] = drawn.get(t, 0.0) + lane.watts / WATTS_PER_KW * gpus
            cost, kwh = cost + lane.price * hours, kwh + energy
            carbon += energy * lane.pool.carbon_g_per_kwh / GRAMS_PER_KG
        return cost, kwh, carbon, max(drawn.values(), default=0.0)

    def allocation(self) -> Table:
        rows: list[tuple[Any, ...]] = []
        for request, served in self.served.items():
            cells: dict[tuple[int, str], list[float]] = {}
            for t, index, gpus in served.given:
                lane, hours = self.grid.lanes[index], gpus * self.grid.hours[t]
                cell = cells.setdefault((t, lane.pool.id), [0.0, 0.0, 0.0])
                cell[0], cell[2] = cell[0] + hours, cell[2] + hours * lane.price
                cell[1] += hours if lane.rented else 0.0
            for (t, pool), (hours, rented, cost) in sorted(cells.items()):
                way = served.way.way if served.way else self.grid.ways[request][0]
                rows.append(
                    (
                        request, way.option, pool, self.grid.scenario.pool_by_id[pool].accelerator, self.grid.labels[t],
                        hours / self.grid.hours[t], hours, rented, hours * way.speeds[pool], cost,
                    )
                )  # fmt: skip
        return table(rows, ALLOCATION_COLUMNS, self.cost)

    def shares(self) -> Table:
        rows = [
            (request, served.way.way.option, self.grid.labels[t], share)
            for request, served in self.served.items()
            if served.way
            for t, share in sorted(served.shares.items())
        ]
        return table(rows, SERVED_COLUMNS, self.cost)

    def pools(self) -> Table:
        """One row a pool and period; a price counts an hour of the pool's own GPUs, where there are any."""
        grid, used = self.grid, self._used()
        rows: list[tuple[Any, ...]] = []
        for lane in grid.lanes:
            for t in grid.periods if not lane.rented else ():
                hours, pool = grid.hours[t], lane.pool
                own = used.get((lane.index, t), 0.0)
                rented = sum(used.get((other.index, t), 0.0) for other in grid.lanes_of[pool.id] if other.rented)
                spent = own * hours * lane.marginal + grid.standing_cost.get((pool.id, t), 0.0)
                spent += sum(
                    used.get((other.index, t), 0.0) * hours * other.price
                    for other in grid.lanes_of[pool.id]
                    if other.rented
                )
                row = self.program.row_of.get(("pool_capacity", lane.label, grid.labels[t]))
                price, low, high = (
                    (0.0, 0.0, 0.0)
                    if row is None or lane.gpus[t] <= 0
                    else tuple(
                        max(float(p[row]), 0.0) / hours for p in (self.prices.row, self.prices.low, self.prices.high)
                    )
                )
                rows.append(
                    (
                        pool.id, pool.accelerator, pool.region, grid.labels[t], lane.gpus[t], own,
                        lane.gpus[t] * hours, own * hours, rented * hours,
                        own / lane.gpus[t] if lane.gpus[t] > 0 else 0.0, price, low, high, spent,
                        lane.watts / WATTS_PER_KW * (own + rented),
                    )
                )  # fmt: skip
        return table(rows, POOL_COLUMNS, self.cost)

    def _used(self) -> dict[tuple[int, int], float]:
        """GPUs used by (lane, period)."""
        found: dict[tuple[int, int], float] = {}
        for served in self.served.values():
            for t, lane, gpus in served.given:
                found[lane, t] = found.get((lane, t), 0.0) + gpus
        return found

    def people(self) -> Table:
        grid, used = self.grid, dict[tuple[str, int], float]()
        for served in self.served.values():
            if served.way is None:
                continue
            for role, fte in served.way.way.people.items():
                for t in served.way.way.periods:
                    share = served.share if served.way.way.is_job else served.shares.get(t, 0.0)
                    used[role, t] = used.get((role, t), 0.0) + fte[t] * share
        rows: list[tuple[Any, ...]] = []
        for role, available in grid.fte.items():
            for t in grid.periods:
                row = self.program.row_of.get(("people", role, grid.labels[t]))
                price = 0.0 if row is None else max(float(self.prices.row[row]), 0.0)
                rows.append((role, grid.labels[t], available[t], used.get((role, t), 0.0), price))
        return table(rows, PEOPLE_COLUMNS, self.cost)
