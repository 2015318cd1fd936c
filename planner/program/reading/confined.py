"""Whether it is not GPUs that a request lacks but leave to use those that lie idle elsewhere, or at other times."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planner.domain.reason import Limit, LimitKind
from planner.domain.request import Request
from planner.domain.ways import Way, ways
from planner.program.formulation.grid import Grid
from planner.program.formulation.variables import WayColumns
from planner.program.reading.served import Served

STEP = 0.01
"""Share by which more is more: as much must lie idle."""
CONFINES: tuple[tuple[LimitKind, dict[str, None]], ...] = (
    ("region", {"regions": None}),
    ("memory", {"memory_gb": None}),
    ("window", {"window": None}),
)


def confined(
    grid: Grid, idle: np.ndarray, request: Request, way: WayColumns, served: Served, limits: frozenset[Limit]
) -> frozenset[Limit]:
    """The limits, its own confines in place of its pools where idle GPUs beyond them would do.

    ``idle``: GPUs that nobody uses, by lane and period.
    """
    pools = {limit for limit in limits if limit.kind == "pool"}
    if not pools:
        return limits
    for kind, without in CONFINES if idle.any() else ():
        wider = _wider(grid, request, way.way, without)
        if kind == "window" and (not way.way.is_job or way.way.people):
            continue  # a service is wanted when it is wanted, and people may be busy at other times
        if wider is not None and _suffices(grid, idle, way, wider, served):
            return limits - pools | {Limit(kind, request.id)}
    return limits


def _wider(grid: Grid, request: Request, way: Way, without: dict[str, None]) -> Way | None:
    """The way without one of its confines; None where it has none of that kind."""
    if not any(getattr(of, field, None) is not None for field in without for of in (request, *request.options)):
        return None
    free = request.model_copy(
        update=without
        | {"options": tuple(o.model_copy(update={k: None for k in without if hasattr(o, k)}) for o in request.options)}
    )
    found = next(each for each in ways(free, grid.scenario) if each.option == way.option)
    same = found.speeds == way.speeds and found.periods == way.periods
    return None if same else found


def _suffices(grid: Grid, idle: np.ndarray, way: WayColumns, wider: Way, served: Served) -> bool:
    """Whether what lies idle is enough to give it more."""
    has = served.share
    target = max(way.way.minimum, has + STEP * (1.0 - has))
    work = dict(_work(grid, idle, wider))
    if wider.gpus is None:
        return sum(work.values()) >= (target - has) * wider.gpu_hours
    hours = grid.hours
    missing = {t: wider.gpus[t] * hours[t] * (target - served.shares.get(t, 0.0)) for t in way.way.periods}
    enough = [work.get(t, 0.0) >= amount for t, amount in missing.items() if amount > 0]
    return bool(enough) and (all(enough) if has < way.way.minimum else any(enough))


def _work(grid: Grid, idle: np.ndarray, wider: Way) -> Iterator[tuple[int, float]]:
    """(period, work that could be done with what lies idle) [reference GPU·h]"""
    for t in wider.periods:
        per_gpu = [
            (wider.speeds[lane.pool.id], float(idle[lane.index, t]))
            for lane in grid.lanes
            if lane.pool.id in wider.speeds
        ]
        gpus, most = 0.0, wider.max_gpus or float("inf")
        for sigma, free in sorted(per_gpu, reverse=True):
            used = min(free, most)
            gpus, most = gpus + sigma * used, most - used
        yield t, gpus * grid.hours[t]
