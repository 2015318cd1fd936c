"""A rule's measure on a plan, as a scenario's expectations have it."""

from __future__ import annotations

import math

from planner.domain.plan import Plan
from planner.domain.rule import PLACE_DIMENSIONS, REQUEST_DIMENSIONS, Selection, attribute_of
from planner.domain.scenario import Scenario
from planner.domain.table import Table


def measure(plan: Plan, name: str, of: Selection, *, is_least: bool = False) -> float:
    """A rule's measure on a plan's tables, in the rule's unit; of a power that of the period in which it is highest.

    ``is_least``: of the one in which it is lowest, which is what a lower limit speaks of.
    """
    requests, allocation = _selected(plan, of)
    if name == "funded":
        return float(sum(decision != "decline" for decision in requests["decision"]))
    if (attribute := attribute_of(name)) is not None:
        return _taken(plan, requests, attribute, of)
    if name == "value":
        return _value(requests, of)
    hours = sum(allocation["gpu_hours"], 0.0)
    if name == "gpu_hours":
        return hours
    if name == "gpu_share":
        usable = _usable(plan, of)
        return hours / usable if usable > 0 else 0.0
    if name == "cost":
        return _cost(plan, requests, allocation, of)
    if name == "power_kw":
        drawn = powers(plan, allocation, of)
        return min(drawn, default=0.0) if is_least else max(drawn, default=0.0)
    return _energy(plan, allocation, carbon=name == "carbon_kg")


def powers(plan: Plan, allocation: Table, of: Selection) -> list[float]:
    """The power that the selected rows draw in the mean of each selected period [kW]."""
    scenario = plan.scenario
    drawn = {scenario.calendar.labels[t]: 0.0 for t in of.periods(scenario.calendar)}
    for pool, period, gpus in allocation.rows("pool", "period", "gpus"):
        drawn[period] += _kw_of_gpu(scenario, pool) * gpus
    return [*drawn.values()]


def _kw_of_gpu(scenario: Scenario, pool: str) -> float:
    """What a GPU in use draws, with its part of what the site draws besides [kW]."""
    found = scenario.pool_by_id[pool]
    device = scenario.hardware.get(found.accelerator)
    return ((device.watts if device else None) or 0.0) * found.pue / 1000


def _selected(plan: Plan, of: Selection) -> tuple[Table, Table]:
    """The rows of the requests and of the allocation that are selected."""
    requests = {request.id for request in plan.scenario.requests if of.selects(request)}
    return plan.tables.requests.among(id=requests), _within(plan, plan.tables.allocation.among(request=requests), of)


def _within(plan: Plan, rows: Table, of: Selection) -> Table:
    """The rows of the pools and periods that are selected."""
    calendar = plan.scenario.calendar
    pools = {pool.id for pool in plan.scenario.pools if of.admits(pool)}
    return rows.among(pool=pools, period={calendar.labels[t] for t in of.periods(calendar)})


def _value(requests: Table, of: Selection) -> float:
    if of.period is not None:
        raise ValueError("value by period is no figure of a plan; leave the period out")
    return sum(requests["captured_points"], 0.0)


def _taken(plan: Plan, requests: Table, attribute: str, of: Selection) -> float:
    """What the requests that are served take of an attribute, each in the first period of its window."""
    total, periods = 0.0, set(of.periods(plan.scenario.calendar))
    for name, decision, chosen in requests.rows("id", "decision", "option"):
        way = next((way for way in plan.scenario.ways[name] if way.option == chosen), None)
        if decision != "decline" and way is not None and way.first in periods:
            total += way.attributes.get(attribute, 0.0)
    return total


def _usable(plan: Plan, of: Selection) -> float:
    return sum(_within(plan, plan.tables.pools, of)["usable_gpu_hours"], 0.0)


def _cost(plan: Plan, requests: Table, allocation: Table, of: Selection) -> float:
    """Hours used at their price; what is paid always, once; one-off costs in the periods in which they are due."""
    scenario = plan.scenario
    rows = allocation if of.among(REQUEST_DIMENSIONS) else _within(plan, plan.tables.pools, of)
    spent = sum(rows[plan.cost_column], 0.0)
    if of.among(PLACE_DIMENSIONS):
        return spent
    periods = set(of.periods(scenario.calendar))
    for name, decision, chosen in requests.rows("id", "decision", "option"):
        if decision != "decline":
            way = next(way for way in scenario.ways[name] if way.option == chosen)
            spent += sum(amount for t, amount in way.payments.items() if t in periods)
    return spent


def _energy(plan: Plan, allocation: Table, carbon: bool) -> float:
    scenario, total = plan.scenario, 0.0
    for pool, hours in allocation.rows("pool", "gpu_hours"):
        energy = _kw_of_gpu(scenario, pool) * hours
        total += energy * scenario.pool_by_id[pool].carbon_g_per_kwh / 1000 if carbon else energy
    return total if math.isfinite(total) else 0.0
