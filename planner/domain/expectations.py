"""What a scenario expects of its plan, checked on the plan."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from planner.domain.inventory import Pool
from planner.domain.plan import Plan
from planner.domain.request import Request
from planner.domain.rule import PLACE_DIMENSIONS, REQUEST_DIMENSIONS, UNITS, Expectation, Selection
from planner.domain.scenario import Scenario
from planner.domain.ways import window

TOLERANCE = 1e-6
MEASURES = {
    "gpu_hours": "GPU-hours",
    "gpu_share": "the share of GPU-hours",
    "energy_kwh": "energy",
    "carbon_kg": "carbon",
}
"""Measures that are called otherwise than they are written."""


def failures(plan: Plan) -> tuple[str, ...]:
    """One sentence for each expectation that does not hold, with by how much; empty where all hold."""
    found = (failure(plan, expectation) for expectation in plan.scenario.expect)
    return tuple(sentence for sentence in found if sentence)


def failure(plan: Plan, expected: Expectation) -> str:
    """By how much one expectation fails; empty where it holds."""
    if expected.funds is not None or expected.declines is not None:
        return _decided(plan, expected.funds or expected.declines or "", funded=expected.funds is not None)
    return _measured(plan, expected)


def _decided(plan: Plan, request: str, funded: bool) -> str:
    row, title = plan.row(request), plan.scenario.request_by_id[request].title
    if (row["decision"] != "decline") is funded:
        return ""
    if not funded:
        return f"expected {title} to be declined, but the plan {row['decision']}s it"
    index = float(row["scarcity_index"])
    far = f" at a scarcity index of {index:.3g}" if math.isfinite(index) else ""
    return f"expected {title} to be funded, but the plan declines it{far}"


def _measured(plan: Plan, expected: Expectation) -> str:
    assert expected.measure is not None
    amount = measure(plan, expected.measure, expected.of)
    unit = UNITS[expected.measure] or plan.scenario.currency
    slack = TOLERANCE * max(abs(amount), 1.0)
    if expected.at_least is not None and amount < expected.at_least - slack:
        wanted, limit = "at least", expected.at_least
    elif expected.at_most is not None and amount > expected.at_most + slack:
        wanted, limit = "at most", expected.at_most
    else:
        return ""
    what = f"{MEASURES.get(expected.measure, expected.measure)}{_selection(expected.of, plan.scenario)}"
    size, sign = (100.0, " %") if expected.measure == "gpu_share" else (1.0, "")
    by = size * abs(amount - limit)
    has, off = (f"{_digits(number, by)}{sign}" for number in (size * amount, by))
    return f"expected {what} {wanted} {_digits(size * limit)}{sign} {unit}, but the plan has {has}: off by {off}"


def _digits(number: float, by: float = 0.0) -> str:
    """A figure with as many decimals as it takes to see three digits of what it is off ``by``; 0: all it has."""
    places = max(2 - math.floor(math.log10(by)), 0) if by else 6
    text = f"{number:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _selection(of: Selection, scenario: Scenario) -> str:
    """`` of team research or apps, pool H100 in Virginia``, or nothing for everything."""
    nouns: dict[str, Mapping[str, Request | Pool]] = {"id": scenario.request_by_id, "pool": scenario.pool_by_id}
    parts = []
    for dimension in Selection.model_fields:
        if (names := of.names(dimension)) is not None:
            known = nouns.get(dimension, {})
            titles = [known[name].title if name in known else name for name in names]
            parts.append(f"{'request' if dimension == 'id' else dimension} {' or '.join(titles)}")
    return f" of {', '.join(parts)}" if parts else ""


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
