"""What a plan comes to: key figures, and limits that bind."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from planner.domain.plan import (
    BINDING_COLUMNS,
    KPI_COLUMNS,
    cost_column,
)
from planner.domain.rule import ATTRIBUTES
from planner.domain.table import Table
from planner.domain.worth import captured
from planner.languages.saying import say
from planner.program.formulation.assembly import Program
from planner.program.optimum.prices import Duals
from planner.program.reading.promises import asked_hours, given_hours
from planner.program.reading.served import Served
from planner.program.reading.tables import decision, table
from planner.words.limits import reached_sentence
from planner.words.measures import unit_of

TIGHT = 1e-6
"""Slack, as a part of the limit, below which a limit binds."""


def kpis(program: Program, served: dict[str, Served], requests: Table, pools: Table, people: Table,
         gap: float) -> Table:  # fmt: skip
    """Key figures: kpi, value, unit."""
    scenario, cost = program.grid.scenario, cost_column(program.grid.scenario)
    decisions = [decision(s) for s in served.values()]
    staff = sum(people["available_fte"])
    cpus = {name for name, device in scenario.hardware.items() if device.cpu}
    servers = pools.among(accelerator=cpus)
    gpus = pools.among(accelerator={*pools["accelerator"]} - cpus)  # unlike things don't add up to one utilisation
    one_off = sum(s.way.way.cost for s in served.values() if s.way)
    rows: list[tuple[Any, ...]] = [
        ("value_captured", sum(requests["captured_points"]), "points"),
        ("value_asked", sum(max(points, 0.0) for points in requests["value_points"]), "points"),
        ("requests", float(len(requests)), "requests"),
        ("funded", float(decisions.count("fund")), "requests"),
        ("trimmed", float(decisions.count("trim")), "requests"),
        ("deferred", float(decisions.count("defer")), "requests"),
        ("declined", float(decisions.count("decline")), "requests"),
        *_hours_of("gpu", gpus),
        ("on_demand_gpu_hours", sum(pools["on_demand_gpu_hours"]), "GPU·h"),
        ("cost", sum(pools[cost]) + one_off, scenario.currency),
        ("one_off_cost", float(one_off), scenario.currency),
        ("energy_kwh", sum(requests["energy_kwh"]), "kWh"),
        ("carbon_kg", sum(requests["carbon_kg"]), "kg CO2e"),
        ("peak_power_kw", _peak(pools), "kW"),
        ("people_utilisation", sum(people["used_fte"]) / staff if staff > 0 else 0.0, "of available"),
        ("gap", gap, "of value"),
    ]
    rows += _hours_of("cpu", servers) if len(servers) else []
    rows += [
        (f"{ATTRIBUTES}{name}", sum(s.way.way.attributes.get(name, 0.0) for s in served.values() if s.way), name)
        for name in scenario.attributes
    ]
    metrics = captured(scenario, {request: s.part for request, s in served.items()})
    rows += [(f"metric:{name}", amount, name) for name, amount in metrics.items()]
    return table(rows, KPI_COLUMNS, cost)


def _peak(pools: Table) -> float:
    """The power of all pools in the period in which they draw most [kW]."""
    drawn: dict[str, float] = {}
    for period, power in pools.rows("period", "power_kw"):
        drawn[period] = drawn.get(period, 0.0) + power
    return max(drawn.values(), default=0.0)


def _hours_of(kind: str, pools: Table) -> list[tuple[str, float, str]]:
    """Usable hours of some pools, those used, and their utilisation."""
    usable, used = sum(pools["usable_gpu_hours"]), sum(pools["used_gpu_hours"])
    unit = f"{kind.upper()}·h"
    return [
        (f"{kind}_hours_usable", usable, unit),
        (f"{kind}_hours_used", used, unit),
        (f"{kind}_utilisation", used / usable if usable > 0 else 0.0, "of usable"),
    ]


def binding(program: Program, served: dict[str, Served], values: np.ndarray, prices: Duals) -> Table:
    """One row a shared limit that is used to the last, dearest first. What there is nothing of binds nothing."""
    reached = program.activities(values)
    rows: list[tuple[Any, ...]] = []
    for k in program.shared:
        family, name, *rest = program.keys[k]
        if rest and rest[-1] in ("in full", "asked", "unpayable"):
            continue
        limit, used = _reached(program, served, k, float(reached[k]))
        is_resource = family != "rules"
        if abs(used - limit) <= TIGHT * max(abs(limit), 1.0) and not (is_resource and limit <= 0):
            unit = program.unit[k]
            rows.append(_limit(program, family, name, rest, limit * unit, used * unit, float(prices.row[k]) / unit))
    rows.sort(key=lambda row: (-abs(row[6]) * max(abs(row[3]), 1e-12), row[0], row[1], row[2]))
    return table(rows, BINDING_COLUMNS, "cost")


def _reached(program: Program, served: dict[str, Served], row: int, activity: float) -> tuple[float, float]:
    """A row's limit and what is used of it, in its own units; of a promise of GPUs, what is owed of it and given."""
    _, name, *rest = program.keys[row]
    columns = program.variables.promises.get((name, rest[0])) if rest[-1:] == ["at_least"] else None
    if columns is None:
        low, high = program.low[row], program.high[row]
        return (high if np.isfinite(high) else low), activity
    promise = columns.promise
    size = promise.size * program.unit[row]
    owed = min(promise.hours, asked_hours(program.grid, served, promise))
    return owed / size, given_hours(program.grid, served, promise.chosen) / size


def _limit(
    program: Program, family: str, name: str, rest: list[str], limit: float, used: float, price: float
) -> tuple[Any, ...]:
    scenario = program.grid.scenario
    part = say("in {periods}", periods=rest[0]) if rest and rest[0] else ""
    shown = limit
    if family.startswith("pool_capacity"):
        if family == "pool_capacity_within":
            part, shown = say("from {days}", days=rest[1]), limit / _part_of(program, rest)
        rented = name.endswith("+") and name not in scenario.pool_by_id
        kind, pool = ("on demand", name[:-1]) if rented else ("pool", name)
        said = reached_sentence(scenario, kind, pool, shown, part)
        return (kind, pool, rest[0], limit, used, "GPU", price, said)
    if family == "people":
        said = reached_sentence(scenario, "people", name, limit, part)
        return ("people", name, rest[0], limit, used, "FTE", price, said)
    rule = scenario.rule_by_name[name]
    if rule.each and rule.each != "period" and part:
        part = say("for {periods}", periods=rest[0])
    said = reached_sentence(scenario, "rule", name, limit, part, is_lower=rest[-1] == "at_least")
    return ("rule", name, rest[0], limit, used, unit_of(rule.measure, scenario.currency), price, said)


def _part_of(program: Program, key: list[str]) -> float:
    """How much of a period lies between two days: ``["2027-01", "2027-01-05 to 2027-01-10"]``."""
    period = program.grid.scenario.calendar.steps[program.grid.labels.index(key[0])]
    first, last = map(date.fromisoformat, key[1].split(" to "))
    return ((last - first).days + 1) * 24.0 / period.hours
