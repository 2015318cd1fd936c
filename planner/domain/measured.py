"""A rule's measure on a plan, as a scenario's expectations have it."""

from __future__ import annotations

import math

import pandas as pd

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
    requests = requests[requests["id"].isin([r.id for r in plan.scenario.requests if of.selects(r)])]
    return requests, _within(plan, allocation[allocation["request"].isin(requests["id"])], of)


def _within(plan: Plan, rows: pd.DataFrame, of: Selection) -> pd.DataFrame:
    """The rows of the pools and periods that are selected."""
    calendar, pools = plan.scenario.calendar, [pool.id for pool in plan.scenario.pools if of.admits(pool)]
    periods = [calendar.labels[t] for t in of.periods(calendar)]
    return rows[rows["pool"].isin(pools) & rows["period"].isin(periods)]


def _value(plan: Plan, requests: pd.DataFrame, of: Selection) -> float:
    if of.period is not None:
        raise ValueError("value by period is no figure of a plan; leave the period out")
    return float(requests["captured_points"].sum())


def _usable(plan: Plan, of: Selection) -> float:
    return float(_within(plan, plan.pools, of)["usable_gpu_hours"].sum())


def _cost(plan: Plan, requests: pd.DataFrame, allocation: pd.DataFrame, of: Selection) -> float:
    """Hours used at their price; what is paid always, once; one-off costs in the first period of a window."""
    column, scenario = plan.cost_column, plan.scenario
    if of.among(REQUEST_DIMENSIONS):
        spent = float(allocation[column].sum())
    else:
        spent = float(_within(plan, plan.pools, of)[column].sum())
    if of.among(PLACE_DIMENSIONS):
        return spent
    periods = set(of.periods(scenario.calendar))
    for row in requests.itertuples():
        if row.decision != "decline":
            request = scenario.request_by_id[str(row.id)]
            first, _ = window(request, scenario.calendar)
            option = next((o for o in request.options if o.id == row.option), None)
            if first in periods:
                spent += request.cost + (option.cost if option else 0.0)
    return spent


def _energy(plan: Plan, allocation: pd.DataFrame, carbon: bool) -> float:
    scenario, total = plan.scenario, 0.0
    for pool, hours in zip(allocation["pool"], allocation["gpu_hours"], strict=True):
        device = scenario.hardware.get(scenario.pool_by_id[pool].accelerator)
        energy = ((device.watts if device else None) or 0.0) / 1000 * float(hours)
        total += energy * scenario.pool_by_id[pool].carbon_g_per_kwh / 1000 if carbon else energy
    return total if math.isfinite(total) else 0.0
