"""What a plan comes to: key figures, limits that bind, promises and who borrows from them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from planner.domain.plan import (
    BINDING_COLUMNS,
    KPI_COLUMNS,
    PROMISE_COLUMNS,
    cost_column,
)
from planner.domain.scenario import Scenario
from planner.domain.worth import captured
from planner.program.formulation.assembly import Program
from planner.program.formulation.measures import usable_hours
from planner.program.formulation.promises import asked_hours
from planner.program.formulation.selection import Chosen, choose, each
from planner.program.optimum.prices import Duals
from planner.program.reading.frames import decision, frame
from planner.program.reading.served import Served
from planner.words.measures import limit_words, unit_of

TIGHT = 1e-6
"""Slack, as a part of the limit, below which a limit binds."""


def kpis(program: Program, served: dict[str, Served], requests: pd.DataFrame, pools: pd.DataFrame, people: pd.DataFrame,
         gap: float) -> pd.DataFrame:  # fmt: skip
    """Key figures: kpi, value, unit."""
    scenario, cost = program.grid.scenario, cost_column(program.grid.scenario)
    decisions = [decision(s) for s in served.values()]
    staff = _sum(people["available_fte"])
    one_off = sum(s.way.way.cost for s in served.values() if s.way)
    rows: list[tuple[Any, ...]] = [
        ("value_captured", _sum(requests["captured_points"]), "points"),
        ("value_asked", float(np.maximum(requests["value_points"].to_numpy(), 0.0).sum()), "points"),
        ("requests", float(len(requests)), "requests"),
        ("funded", float(decisions.count("fund")), "requests"),
        ("trimmed", float(decisions.count("trim")), "requests"),
        ("deferred", float(decisions.count("defer")), "requests"),
        ("declined", float(decisions.count("decline")), "requests"),
        *_hours_of("gpu", pools[~_are_servers(scenario, pools)]),
        ("on_demand_gpu_hours", _sum(pools["on_demand_gpu_hours"]), "GPU·h"),
        ("cost", _sum(pools[cost]) + one_off, scenario.currency),
        ("one_off_cost", float(one_off), scenario.currency),
        ("energy_kwh", _sum(requests["energy_kwh"]), "kWh"),
        ("carbon_kg", _sum(requests["carbon_kg"]), "kg CO2e"),
        ("people_utilisation", _sum(people["used_fte"]) / staff if staff > 0 else 0.0, "of available"),
        ("gap", gap, "of value"),
    ]
    servers = _are_servers(scenario, pools)
    rows += _hours_of("cpu", pools[servers]) if servers.any() else []
    metrics = captured(scenario, {request: s.part for request, s in served.items()})
    rows += [(f"metric:{name}", amount, name) for name, amount in metrics.items()]
    return frame(rows, KPI_COLUMNS, cost)


def _are_servers(scenario: Scenario, pools: pd.DataFrame) -> pd.Series:
    """Which rows are of CPU servers: unlike things don't add up to one utilisation."""
    return pools["accelerator"].isin([name for name, device in scenario.hardware.items() if device.cpu])


def _hours_of(kind: str, pools: pd.DataFrame) -> list[tuple[str, float, str]]:
    """Usable hours of some pools, those used, and their utilisation."""
    usable, used = _sum(pools["usable_gpu_hours"]), _sum(pools["used_gpu_hours"])
    unit = f"{kind.upper()}·h"
    return [
        (f"{kind}_hours_usable", usable, unit),
        (f"{kind}_hours_used", used, unit),
        (f"{kind}_utilisation", used / usable if usable > 0 else 0.0, "of usable"),
    ]


def _sum(column: pd.Series) -> float:
    return float(column.to_numpy().sum())


def binding(program: Program, values: np.ndarray, prices: Duals) -> pd.DataFrame:
    """One row a shared limit that is used to the last, dearest first."""
    reached = program.activities(values)
    rows: list[tuple[Any, ...]] = []
    for k in program.shared:
        family, name, *rest = program.keys[k]
        if rest and rest[-1] == "in full":
            continue
        low, high = program.low[k], program.high[k]
        limit = high if np.isfinite(high) else low
        if abs(reached[k] - limit) <= TIGHT * max(abs(limit), 1.0):
            unit = program.unit[k]
            rows.append(
                _limit(program, family, name, rest, limit * unit, float(reached[k]) * unit, float(prices.row[k]) / unit)
            )
    rows.sort(key=lambda row: (-abs(row[6]) * max(abs(row[3]), 1e-12), row[0], row[1], row[2]))
    return frame(rows, BINDING_COLUMNS, "cost")


def _limit(
    program: Program, family: str, name: str, rest: list[str], limit: float, used: float, price: float
) -> tuple[Any, ...]:
    scenario = program.grid.scenario
    part = f" in {rest[0]}" if rest and rest[0] else ""
    if family == "pool_capacity":
        rented = name.endswith("+") and name not in scenario.pool_by_id
        pool = name[:-1] if rented else name
        title = scenario.pool_by_id[pool].title
        words = f"All {limit:,.0f} GPUs that can be rented for {title} are used{part}." if rented else (
            f"All {limit:,.0f} usable GPUs of {title} are used{part}.")  # fmt: skip
        return ("on demand" if rented else "pool", pool, rest[0], limit, used, "GPU", price, words)
    if family == "people":
        words = f"All {limit:,.1f} full-time {name} are busy{part}."
        return ("people", name, rest[0], limit, used, "FTE", price, words)
    rule = scenario.rule_by_name[name]
    unit = unit_of(rule.measure, scenario.currency)
    kept = "reaches its limit" if rest[-1] == "at_most" else "is kept, and no more"
    return (
        "rule", name, rest[0], limit, used, unit, price,
        f"{name} {kept}{part}: {limit_words(rule.measure, limit)} {unit}.",
    )  # fmt: skip


def promises(program: Program, served: dict[str, Served]) -> pd.DataFrame:
    """One row a promise of GPUs: what was promised, asked for, given and lent, and to whom."""
    v, grid = program.variables, program.grid
    rows: list[tuple[Any, ...]] = []
    for rule in sorted(grid.scenario.rules, key=lambda r: r.name):
        if not rule.enabled or rule.at_least is None or rule.measure not in ("gpu_hours", "gpu_share"):
            continue
        for name, selection in each(rule, grid):
            chosen = choose(selection, grid)
            promised = rule.at_least * (usable_hours(v, chosen) if rule.measure == "gpu_share" else 1.0)
            given = _hours(program, served, chosen, inside=True)
            lent = max(promised - given, 0.0)
            borrowers = _borrowers(program, served, chosen) if lent > TIGHT * max(promised, 1.0) else ""
            rows.append((rule.name, name, promised, asked_hours(grid, chosen), given, lent, borrowers))
    return frame(rows, PROMISE_COLUMNS, "cost")


def _hours(program: Program, served: dict[str, Served], chosen: Chosen, inside: bool) -> float:
    return sum(hours for _, hours in _by_team(program, served, chosen, inside).items())


def _by_team(program: Program, served: dict[str, Served], chosen: Chosen, inside: bool) -> dict[str, float]:
    """GPU-hours in the selected lanes and periods, of the requests selected or of all others, by team."""
    grid, found = program.grid, dict[str, float]()
    for request in grid.requests:
        if (request.id in chosen.requests) is inside:
            for t, lane, gpus in served[request.id].given:
                if lane in chosen.lanes and t in chosen.periods:
                    found[request.team] = found.get(request.team, 0.0) + gpus * grid.hours[t]
    return found


def _borrowers(program: Program, served: dict[str, Served], chosen: Chosen) -> str:
    """The teams that use most of what is left, largest first."""
    others = _by_team(program, served, chosen, inside=False)
    ranked = sorted(others.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(team or "no team" for team, _ in ranked[:3])
