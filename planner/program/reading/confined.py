"""Whether it is not GPUs that a request lacks but leave to use those that lie idle elsewhere, or at other times."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planner.domain.reason import Limit, LimitKind
from planner.domain.request import Request
from planner.domain.ways import Way, ways
from planner.program.formulation.grid import Grid
from planner.program.formulation.variables import WayColumns
from planner.program.reading.obstacles import STEP
from planner.program.reading.served import Served

CONFINES: tuple[tuple[LimitKind, dict[str, None]], ...] = (
    ("region", {"regions": None}),
    ("memory", {"memory_gb": None}),
    ("window", {"window": None}),
)


def confines(
    grid: Grid, idle: np.ndarray, request: Request, way: WayColumns, served: Served
) -> Iterator[tuple[Limit, Request]]:
    """Its own confines beyond which idle GPUs would do, each with the request without it.

    ``idle``: GPUs that nobody uses, by lane and period.
    """
    for kind, without in CONFINES if idle.any() else ():
        if kind == "window" and (not way.way.is_job or way.way.people):
            continue  # a service is wanted when it is wanted, and people may be busy at other times
        if not _is_confined(request, without):
            continue
        free = _freed(request, without)
        wider = next(each for each in ways(free, grid.scenario) if each.option == way.way.option)
        same = wider.speeds == way.way.speeds and wider.periods == way.way.periods
        if not same and _suffices(grid, idle, way, wider, served):
            yield Limit(kind, request.id), free


def _is_confined(request: Request, without: dict[str, None]) -> bool:
    """Whether the request, or an option of it, says anything that would be taken away."""
    return any(getattr(each, name, None) is not None for each in (request, *request.options) for name in without)


def _freed(request: Request, without: dict[str, None]) -> Request:
    """The request without one of its confines."""
    options = (o.model_copy(update={k: None for k in without if hasattr(o, k)}) for o in request.options)
    return request.model_copy(update=without | {"options": tuple(options)})


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
            (wider.speeds[lane.pool.id], float(idle[lane.index, t]) * wider.inside[t])
            for lane in grid.lanes
            if lane.pool.id in wider.speeds
        ]
        gpus, most = 0.0, wider.most(t)
        for sigma, free in sorted(per_gpu, reverse=True):
            used = min(free, most)
            gpus, most = gpus + sigma * used, most - used
        yield t, gpus * grid.hours[t]
