"""A rule's measure on a plan, as a scenario's expectations have it."""

from __future__ import annotations

import math

import pandas as pd

from planner.domain.inventory import Pool
from planner.domain.plan import Plan
from planner.domain.rule import PLACE_DIMENSIONS, REQUEST_DIMENSIONS, Selection
from planner.domain.ways import window


def measure(plan: Plan, name: str, of: Selection) -> float:
    """A rule's measure on a plan's frames, in the rule's unit."""
    requests, allocation = _selected(plan, of)
    if name == "funded":
        return float((requests["decision"] != "decline").sum())
    if name == "value":
        return _value(plan, requests, of)
    hours = float(allocation["gpu_hours"].sum())
    if name == "gpu_hours":
        return hours
    if name == "gpu_share":
        usable = _usable(plan, of)
        return hours / usable if usable > 0 else 0.0
    if name == "cost":
        return _cost(plan, requests, allocation, of)
    return _energy(plan, allocation, carbon=name == "carbon_kg")


def _selected(plan: Plan, of: Selection) -> tuple[pd.DataFrame, pd.DataFrame]:
    requests, allocation = plan.requests, plan.allocation
    for dimension in REQUEST_DIMENSIONS:
        if (names := of.names(dimension)) is not None:
            requests = requests[requests[dimension].isin(names)]
    allocation = allocation[allocation["request"].isin(requests["id"])]
    pools = [pool.id for pool in plan.scenario.pools if _place(pool, of)]
    return requests, allocation[allocation["pool"].isin(pools) & allocation["period"].isin(_periods(plan, of))]


def _place(pool: Pool, of: Selection) -> bool:
    called = {"accelerator": pool.accelerator, "pool": pool.id, "region": pool.region}
    return all((names := of.names(d)) is None or called[d] in names for d in PLACE_DIMENSIONS)


def _periods(plan: Plan, of: Selection) -> list[str]:
    calendar, names = plan.scenario.calendar, of.names("period")
    if names is None:
        return list(calendar.labels)
    chosen = {t for name in names for t in range(max(calendar.first(name), 0), calendar.last(name) + 1)}
    return [label for t, label in enumerate(calendar.labels) if t in chosen]


def _value(plan: Plan, requests: pd.DataFrame, of: Selection) -> float:
    if of.period is not None:
        raise ValueError("value by period is no figure of a plan; leave the period out")
    return float(requests["captured_points"].sum())


def _usable(plan: Plan, of: Selection) -> float:
    pools = plan.pools
    chosen = [pool.id for pool in plan.scenario.pools if _place(pool, of)]
    kept = pools[pools["pool"].isin(chosen) & pools["period"].isin(_periods(plan, of))]
    return float(kept["usable_gpu_hours"].sum())


def _cost(plan: Plan, requests: pd.DataFrame, allocation: pd.DataFrame, of: Selection) -> float:
    """Hours used at their price; what is paid always, once; one-off costs in the first period of a window."""
    column, scenario = plan.cost_column, plan.scenario
    if of.among(REQUEST_DIMENSIONS):
        spent = float(allocation[column].sum())
    else:
        pools = plan.pools
        chosen = [pool.id for pool in scenario.pools if _place(pool, of)]
        spent = float(pools[pools["pool"].isin(chosen) & pools["period"].isin(_periods(plan, of))][column].sum())
    if of.among(PLACE_DIMENSIONS):
        return spent
    labels, periods = scenario.calendar.labels, set(_periods(plan, of))
    for row in requests.itertuples():
        if row.decision != "decline":
            request = scenario.request_by_id[str(row.id)]
            first, _ = window(request, scenario.calendar)
            option = next((o for o in request.options if o.id == row.option), None)
            if labels[first] in periods:
                spent += request.cost + (option.cost if option else 0.0)
    return spent


def _energy(plan: Plan, allocation: pd.DataFrame, carbon: bool) -> float:
    scenario, total = plan.scenario, 0.0
    for pool, hours in zip(allocation["pool"], allocation["gpu_hours"], strict=True):
        device = scenario.hardware.get(scenario.pool_by_id[pool].accelerator)
        energy = ((device.watts if device else None) or 0.0) / 1000 * float(hours)
        total += energy * scenario.pool_by_id[pool].carbon_g_per_kwh / 1000 if carbon else energy
    return total if math.isfinite(total) else 0.0
