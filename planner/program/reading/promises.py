"""Promises of GPUs: what came of them, and who borrows what is left of them."""

from __future__ import annotations

from typing import Any

from planner.domain.plan import PROMISE_COLUMNS
from planner.domain.table import Table
from planner.program.formulation.assembly import Program
from planner.program.formulation.grid import Grid
from planner.program.formulation.promises import Demand, Promise
from planner.program.formulation.selection import Chosen
from planner.program.reading.served import Served
from planner.program.reading.tables import table
from planner.words.names import team_words

LITTLE = 1e-6
"""Part of a promise below which nothing is lent."""


def promises(program: Program, served: dict[str, Served]) -> Table:
    """One row a promise of GPUs: what was promised, asked for, given and lent, and to whom."""
    grid, rows = program.grid, list[tuple[Any, ...]]()
    for columns in program.variables.promises.values():
        promise = columns.promise
        given = given_hours(grid, served, promise.chosen)
        lent = max(promise.hours - given, 0.0)
        borrowers = _borrowers(grid, served, promise.chosen) if lent > LITTLE * max(promise.hours, 1.0) else ""
        asked = asked_hours(grid, served, promise)
        rows.append((promise.rule, promise.each, promise.hours, asked, given, lent, borrowers))
    return table(rows, PROMISE_COLUMNS, "cost")


def asked_hours(grid: Grid, served: dict[str, Served], promise: Promise) -> float:
    """What the selected requests could still use in the selection: see ``formulation.promises``   [GPU·h]"""
    done = [promise.asked.parts[d.key[:2]] * _left_out(grid, served[d.key[0]], d, promise.chosen)
            for d in promise.asked.demands]  # fmt: skip
    lost = [hours * min(sum(_part(served[rival]) for rival in rivals), 1.0)
            for hours, rivals in promise.asked.contested.values()]  # fmt: skip
    return max(promise.asked.hours - sum(done) - sum(lost), 0.0)


def _part(served: Served) -> float:
    """The part of a rival that is served: all of it, where it is served and has a minimum."""
    return 0.0 if served.way is None else 1.0 if served.way.way.minimum > 0 else served.share


def _left_out(grid: Grid, served: Served, demand: Demand, chosen: Chosen) -> float:
    """Hours that a demand could use in a selection, and does not ask for because the work is done elsewhere."""
    if served.way is None or served.way.way.option != demand.way.option:
        return 0.0
    elsewhere = sum(
        gpus * grid.hours[t] * demand.way.speeds[grid.lanes[lane].pool.id] / demand.fastest
        for t, lane, gpus in served.given
        if t in demand.periods and not (t in chosen.periods and lane in chosen.lanes)
    )
    return max(demand.most - max(demand.work - elsewhere, 0.0), 0.0)


def given_hours(grid: Grid, served: dict[str, Served], chosen: Chosen) -> float:
    """GPU-hours that the selected requests are given in the selected pools and periods."""
    return sum(_by_team(grid, served, chosen, inside=True).values())


def _by_team(grid: Grid, served: dict[str, Served], chosen: Chosen, inside: bool) -> dict[str, float]:
    """GPU-hours in the selected lanes and periods, of the requests selected or of all others, by team."""
    found = dict[str, float]()
    for request in grid.requests:
        if (request.id in chosen.requests) is inside:
            for t, lane, gpus in served[request.id].given:
                if lane in chosen.lanes and t in chosen.periods:
                    found[request.team] = found.get(request.team, 0.0) + gpus * grid.hours[t]
    return found


def _borrowers(grid: Grid, served: dict[str, Served], chosen: Chosen) -> str:
    """The teams that use most of what is left, largest first."""
    others = _by_team(grid, served, chosen, inside=False)
    ranked = sorted(others.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(team_words(team) for team, _ in ranked[:3])
