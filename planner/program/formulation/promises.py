"""A promise of GPUs never asks for more than those it is made to ask for."""

from __future__ import annotations

from planner.domain.ways import Way
from planner.program.formulation.grid import Grid
from planner.program.formulation.selection import Chosen


def asked_hours(grid: Grid, chosen: Chosen) -> float:
    """The fewest GPU-hours of the selected pools and periods that serve all selected requests in full   [GPU·h]

    Of a request with options the one that needs least counts; of requests in conflict, the smallest that go together.
    """
    asks = sorted(
        (min(least_hours(way, grid, chosen) for way in grid.ways[r.id]), r.id)
        for r in grid.requests
        if r.id in chosen.requests and r.commitment != "out"
    )
    enemies: dict[str, set[str]] = {}
    for r in grid.requests:
        for other in r.conflicts:
            enemies.setdefault(r.id, set()).add(other)
            enemies.setdefault(other, set()).add(r.id)
    counted: dict[str, float] = {}
    for hours, request in asks:
        if not enemies.get(request, set()) & counted.keys():
            counted[request] = hours
    return sum(counted.values())


def least_hours(way: Way, grid: Grid, chosen: Chosen) -> float:
    """The fewest hours of the selection that serve one way in full, as far as the selection can   [GPU·h]"""
    speeds = [
        way.speeds[lane.pool.id] for lane in grid.lanes if lane.index in chosen.lanes and lane.pool.id in way.speeds
    ]
    periods = [t for t in way.periods if t in chosen.periods]
    if not speeds or not periods:
        return 0.0
    fastest = max(speeds)
    most = [grid.hours[t] * way.max_gpus if way.max_gpus else float("inf") for t in periods]
    if way.gpus is None:
        return min(way.gpu_hours / fastest, sum(most))
    return sum(min(way.gpus[t] * grid.hours[t] / fastest, cap) for t, cap in zip(periods, most, strict=True))
