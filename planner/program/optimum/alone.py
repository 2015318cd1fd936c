"""A team by itself: its requests, what they require of others, and its part of every pool."""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.base import mapped
from planner.domain.inventory import Pool
from planner.domain.request import Request
from planner.domain.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Alone:
    """A team by itself."""

    team: str
    own: tuple[Request, ...]
    needed: tuple[Request, ...]
    """What its requests require of others, and what that requires in turn; it counts for nothing."""
    part: float
    """Of every pool."""

    def in_place_of(self, scenario: Scenario) -> Scenario:
        """The scenario of this team alone, where rules and commitments are set aside."""
        known = {request.id for request in (*self.own, *self.needed)}
        own = {request.id for request in self.own}
        return scenario.changed(
            requests=tuple(_freed(r, known, r.id in own) for r in scenario.requests if r.id in known),
            pools=tuple(_scaled(pool, self.part) for pool in scenario.pools),
            rules=(),
            objective="value",
        )


def teams_of(scenario: Scenario) -> list[Alone]:
    """Every team by itself, by name. Parts are equal, or the scenario's ``entitlements``."""
    own: dict[str, list[Request]] = {team: [] for team in scenario.teams}
    for request in scenario.requests:
        own[request.team].append(request)
    equal = 1.0 / max(len(own), 1)
    return [
        Alone(team, tuple(requests), _needed(scenario, requests), scenario.entitlements.get(team, equal))
        for team, requests in own.items()
    ]


def _needed(scenario: Scenario, own: list[Request]) -> tuple[Request, ...]:
    if not any(request.requires for request in own):
        return ()
    ids = {request.id for request in own}
    return tuple(scenario.request_by_id[name] for name in sorted(scenario.with_required(ids) - ids))


def _freed(request: Request, known: set[str], counts: bool) -> Request:
    conflicts = tuple(other for other in request.conflicts if other in known)
    commitment = "open" if request.commitment == "must" else request.commitment
    metrics = request.metrics if counts else {}
    return request.model_copy(update={"commitment": commitment, "conflicts": conflicts, "metrics": metrics})


def _scaled(pool: Pool, part: float) -> Pool:
    def scaled(gpus: float) -> float:
        return part * gpus

    rented = pool.on_demand and pool.on_demand.model_copy(update={"gpus": mapped(pool.on_demand.gpus, scaled)})
    return pool.model_copy(update={"gpus": mapped(pool.gpus, scaled), "on_demand": rented})
