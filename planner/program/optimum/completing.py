"""A plan within a gap, completed: nothing that fits and earns is left out (design §4.6).

A gap is a part of the whole value, and stands above many a small gain that is certain. So each request in turn, the
most valuable first, is given what it can make use of while nothing happens to the others (the greedy step of a
1-opt local search: Wolsey, Integer Programming, 1998, §12.2).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planner.program.branching.node import WHOLE
from planner.program.formulation.assembly import Program
from planner.program.formulation.objective import Goal
from planner.program.formulation.together import own_columns
from planner.program.formulation.variables import WayColumns
from planner.program.highs.part import Held, Part
from planner.program.optimum.search import are_whole

GAIN = 1e-8
"""Part of the whole goal above which a gain is one."""


def completed(program: Program, goal: Goal, values: np.ndarray) -> np.ndarray:
    """The same plan, or a better one in which some requests are given more and none less."""
    held, costs = Held(program, values.copy()), program.costs(goal)
    least = GAIN * max(abs(float(costs @ values)), 1.0)
    worth = program.grid.worth
    for request in sorted(program.grid.requests, key=lambda r: (-worth[r.id], r.id)):
        if request.commitment != "out" and worth[request.id] > 0:
            for way in _open(program, held.values, request.id):
                _improve(program, held, way, costs, least)
    return held.values


def _open(program: Program, values: np.ndarray, request: str) -> list[WayColumns]:
    """The ways by which it could be given more: the one that is chosen, or all of them."""
    ways = program.variables.by_request[request]
    served = [w for w in ways if any(values[column] > WHOLE for column in w.share.values())]
    return [w for w in served or ways if any(values[column] < 1 - WHOLE for column in w.share.values())]


def _improve(program: Program, held: Held, way: WayColumns, costs: np.ndarray, least: float) -> None:
    """Give one request more, if it earns anything, at the earliest start that it can have."""
    if not way.binaries:
        return  # a linear program has left nothing
    part = Part(held, own_columns(program.variables, way))
    terms = [(column, float(costs[column])) for column in part.columns.tolist() if costs[column]]
    before = float(costs[part.columns] @ held.values[part.columns])
    for start in ({}, *_starts(way)):
        part.hold(start)
        found = part.most(terms)
        if found is None or float(costs[part.columns] @ found) <= before + least:
            if not start:
                return
            continue
        if are_whole(found[np.isin(part.columns, program.integers)]):
            held.take(part.columns, found)
            return


def _starts(way: WayColumns) -> Iterator[dict[int, float]]:
    """Its whole numbers, for each period from which it could be launched, or by which it could be complete."""
    steps = way.launched or way.complete
    if not steps and way.chosen is not None:
        yield {way.chosen: 1.0}
    for first in dict.fromkeys(steps.values()):
        begins = min(t for t, column in steps.items() if column == first)
        yield {column: float(t >= begins) for t, column in sorted(steps.items(), reverse=True)}
