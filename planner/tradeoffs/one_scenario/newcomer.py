"""A request that the scenario does not have: what the best plan with it is, beside the best plan without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from planner.domain.request import Request
from planner.domain.worth import captured, more
from planner.program.again.what_if import Result
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.ledger import forced_in
from planner.tradeoffs.one_scenario.room import has_promises
from planner.tradeoffs.one_scenario.study import MATTERS, Study

DUST = 1e-6
"""A share, or a part of the GPU-hours of a plan, below which a difference is rounding."""


@dataclass(frozen=True)
class Displaced:
    """What one of the others loses, or gains, where the new request is served."""

    request: str
    before: str
    """Its decision in the best plan without the new request."""
    after: str
    share_before: float
    share_after: float
    points: float
    """More value captured [points]; below 0: less."""
    metrics: dict[str, float]
    """More of each of its metrics; below 0: less."""
    gpu_hours: dict[str, float]
    """More of each pool [GPU·h]; below 0: less."""


@dataclass(frozen=True)
class Arrival:
    """A plan that serves a new request, if any does, beside the best plan of the scenario without it."""

    request: str
    forced: bool
    """Whether it is the best of the plans that serve it, as the best plan of all does not."""
    feasible: bool
    net: Interval
    """How much more the plan reaches, in what the objective counts: points, or money spent."""
    points: float = 0.0
    """What the new request captures [points]."""
    others: float = 0.0
    """What all others capture more [points]; below 0: less."""
    metrics: dict[str, float] = field(default_factory=dict)
    """What the plan captures more of each metric, the new request's own among them."""
    displaced: tuple[Displaced, ...] = ()
    """All others that move, the largest loss first."""


def arrival(without: Study, study: Study, request: str) -> Arrival:
    """What serving a new request does to the others; ``study`` is the scenario with it, ``without`` the one before."""
    forced = not study.best.funds(request)
    result, before = forced_in(study, request) if forced else study.base, without.best
    if not result.feasible:
        return Arrival(request, forced, False, Interval.nothing())
    net = Interval.of(result.objective, result.bound) - Interval.of(before.objective, before.bound)
    rows = tuple(_displaced(without, study, before, result))
    return Arrival(
        request=request,
        forced=forced,
        feasible=True,
        net=net.one_sided(study.better) if not forced and _only_adds(study, request) else net,
        points=result.served[request].captured,
        others=sum(result.served[r.id].captured - before.served[r.id].captured for r in without.scenario.requests),
        metrics=more(captured(study.scenario, result.parts), captured(without.scenario, before.parts)),
        displaced=tuple(sorted(rows, key=lambda row: (row.points, row.request))),
    )


def _only_adds(study: Study, request: str) -> bool:
    """Whether every plan without a new request is still one that may decline it, worth as much: it adds room."""
    asked = study.request(request)
    return asked.commitment != "must" and study.scenario.objective != "fair" and not has_promises(study.scenario)


def _displaced(without: Study, study: Study, before: Result, after: Result) -> Iterator[Displaced]:
    for request in without.scenario.requests:
        a, b = before.served[request.id], after.served[request.id]
        hours = _more_hours(without, study, request, before, after)
        points = b.captured - a.captured
        if abs(b.share - a.share) > DUST or abs(points) > MATTERS * max(abs(before.points), 1e-9):
            yield Displaced(
                request=request.id,
                before=before.decision(request.id),
                after=after.decision(request.id),
                share_before=a.share,
                share_after=b.share,
                points=points,
                metrics={name: (b.part - a.part) * amount for name, amount in request.metrics.items()},
                gpu_hours=hours,
            )


def _more_hours(without: Study, study: Study, request: Request, before: Result, after: Result) -> dict[str, float]:
    """How many more GPU-hours a request is given of each pool from one plan to the other."""
    a, b = pool_hours(without, before, request.id), pool_hours(study, after, request.id)
    differ = {pool: b.get(pool, 0.0) - a.get(pool, 0.0) for pool in sorted(a.keys() | b.keys())}
    most = max((*a.values(), *b.values()), default=0.0)
    return {pool: hours for pool, hours in differ.items() if abs(hours) > DUST * most}


def pool_hours(study: Study, result: Result, request: str) -> dict[str, float]:
    """What a plan gives a request of each pool [GPU·h]."""
    grid, found = study.resolver.grid, dict[str, float]()
    for period, lane, gpus in result.served[request].given:
        pool = grid.lanes[lane].pool.id
        found[pool] = found.get(pool, 0.0) + gpus * grid.hours[period]
    return found
