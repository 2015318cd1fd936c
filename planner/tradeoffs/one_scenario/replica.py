"""A variant whose best plan captures what some other plan does, as nearly as the limits of a scenario can say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.domain.worth import points
from planner.program.reading.served import Served

ROOM = 1e-6
"""Given of a figure by which a limit lies beside it: what a solver may miss it by."""


@dataclass(frozen=True)
class Given:
    """What one request is given in a plan."""

    points: float
    gpu_hours: float


def all_given(plan: Mapping[str, Served], hours: Sequence[float]) -> dict[str, Given]:
    """What each request is given that a plan serves; ``hours`` are those of each period."""
    return {
        request: Given(served.captured, sum(hours[t] * gpus for t, _, gpus in served.given))
        for request, served in plan.items()
        if served.way is not None
    }


def replica(scenario: Scenario, name: str, given: Mapping[str, Given]) -> dict[str, Any]:
    """The ``changes`` of a variant that serves whom a plan serves, and none of them better.

    That very plan keeps all of these limits, so that the variant captures no less. It captures more only where a
    request with a curve of value makes more of the same GPU-hours, as no rule may limit what such a request captures.
    """
    total = sum(part.points for part in given.values())
    room, full = ROOM * max(abs(total), 1.0), points(scenario)
    limits = {
        f"{name}: {request.title}": {"of": {"id": request.id}, **_limit(request, given[request.id], room)}
        for request in scenario.requests
        if request.id in given and given[request.id].points < _most(request, full[request.id]) - room
    }
    return {
        "requests": {r.id: {"commitment": "out"} for r in scenario.requests if r.id not in given},
        "rules": {name: {"measure": "value", "at_least": total - room}, **limits},
    }


def _most(request: Request, full: float) -> float:
    """What a request could capture at most."""
    return full * max([1.0, *(option.value for option in request.options)])


def _limit(request: Request, part: Given, room: float) -> dict[str, Any]:
    if request.value_curve is None:
        return {"measure": "value", "at_most": part.points + room}
    return {"measure": "gpu_hours", "at_most": part.gpu_hours * (1 + ROOM)}
