"""Lists of requests in the order of one figure, as teams make them: the first ones are served first.

Committed requests come first in each. What is worth nothing by itself is on no list.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.program.formulation.grid import Grid

type _Key = Callable[[Request], float]


@dataclass(frozen=True)
class Ranking:
    """One list."""

    rule: str
    """How it is made, in a few words."""
    order: tuple[str, ...]
    """Requests, the first one first."""
    unknown: tuple[str, ...]
    """Requests that lack a figure which the list goes by; they come last."""


def rankings(scenario: Scenario) -> Iterator[tuple[str, Ranking]]:
    """Every one that a scenario has the figures for, by name."""
    grid = Grid(scenario)
    value = grid.worth
    size = {r.id: min(way.asked_hours(grid.hours) for way in grid.ways[r.id]) for r in grid.requests}
    place = {r.id: k for k, r in enumerate(scenario.requests)}
    keys: list[tuple[str, str, _Key]] = [
        ("contribution per GPU", "value ÷ GPU-hours, the largest first", lambda r: -_ratio(grid, r)),
        ("highest value first", "the largest value first, whatever it needs", lambda r: -value[r.id]),
        ("smallest first", "the fewest GPU-hours first", lambda r: size[r.id]),
        ("first come, first served", "in the order of the file", lambda r: place[r.id]),
    ]
    if any(rice(r) is not None for r in scenario.requests):
        text = "reach × impact × confidence ÷ effort, the largest first"
        keys.append(("RICE", text, lambda r: math.inf if (score := rice(r)) is None else -score))
    for name, rule, key in keys:
        order = _ordered(grid, key)
        unknown = tuple(r for r in order if rice(scenario.request_by_id[r]) is None) if name == "RICE" else ()
        yield name, Ranking(rule, order, unknown)


def by_contribution(grid: Grid) -> tuple[str, ...]:
    """Requests by value ÷ GPU-hours of their best option, highest first: the list that a spreadsheet makes.

    Committed ones come first. What is worth nothing by itself is no part of it. Source: P. Garg, contribution per GPU
    (2023).
    """
    return _ordered(grid, lambda request: -_ratio(grid, request))


def _ordered(grid: Grid, key: _Key) -> tuple[str, ...]:
    valued = [r for r in grid.scenario.requests if grid.worth[r.id] > 0 and r.commitment != "out"]
    return tuple(r.id for r in sorted(valued, key=lambda r: (r.commitment != "must", key(r), r.id)))


def _ratio(grid: Grid, request: Request) -> float:
    """Points per GPU-hour asked for."""
    ways = [(grid.worth[request.id] * w.factor, w.asked_hours(grid.hours)) for w in grid.ways[request.id]]
    return max(points / hours if hours > 0 else math.inf for points, hours in ways)


def rice(request: Request) -> float | None:
    """Reach × impact × confidence ÷ effort; None where one of them is not given, or the effort is 0.

    Source: S. McBride, RICE: Simple prioritization for product managers (Intercom, 2018).
    """
    if request.reach is None or request.impact is None or not request.effort:
        return None
    return request.reach * request.impact * request.confidence / request.effort
