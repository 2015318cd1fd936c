"""What each team is entitled to, for the fair objective (design §4.4)."""

from __future__ import annotations

from dataclasses import replace

from planner.domain.inventory import Pool
from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.errors import NoPlan
from planner.program.formulation.assembly import Program
from planner.program.formulation.grid import Grid
from planner.program.optimum.optimise import Effort, load, optimise


def entitlements(grid: Grid, effort: Effort) -> dict[str, float]:
    """The most that each team could capture alone with its part of every pool [points]; teams without any are left out.

    Parts are equal, or the scenario's ``entitlements``. A team's requests bring along what they require of others,
    which counts for nothing here; rules and commitments are set aside.
    """
    scenario = grid.scenario
    teams = scenario.teams
    equal = 1.0 / len(teams) if teams else 1.0
    found = {team: _alone(grid, team, scenario.entitlements.get(team, equal), effort) for team in teams}
    return {team: points for team, points in found.items() if points > 1e-9}


def _alone(grid: Grid, team: str, part: float, effort: Effort) -> float:
    """Points that a team captures when it has a part of every pool to itself."""
    scenario = grid.scenario
    own = {r.id for r in scenario.requests if r.team == team}
    needed = scenario.with_required(own)
    requests = tuple(_freed(r, needed, r.id in own) for r in scenario.requests if r.id in needed)
    pools = tuple(_scaled(pool, part, scenario) for pool in scenario.pools)
    alone = scenario.changed(requests=requests, pools=pools, rules=(), objective="value")
    untied = replace(effort, break_ties=False)
    try:
        return optimise(load(Program(Grid(alone)), untied), untied).solution.objective
    except NoPlan:
        return 0.0


def _freed(request: Request, known: set[str], counts: bool) -> Request:
    conflicts = tuple(other for other in request.conflicts if other in known)
    commitment = "open" if request.commitment == "must" else request.commitment
    metrics = request.metrics if counts else {}
    return request.model_copy(update={"commitment": commitment, "conflicts": conflicts, "metrics": metrics})


def _scaled(pool: Pool, part: float, scenario: Scenario) -> Pool:
    calendar = scenario.calendar
    rented = pool.on_demand and pool.on_demand.model_copy(
        update={"gpus": tuple(part * gpus for gpus in calendar.over(pool.on_demand.gpus))}
    )
    return pool.model_copy(
        update={"gpus": tuple(part * gpus for gpus in calendar.over(pool.gpus)), "on_demand": rented}
    )
