"""Whether the best plan serves a request, where nothing else is asked of it: the search ends with the answer.

A plan at hand serves it or does not. It is the answer if no plan that decides otherwise is better, and of that the
relaxation mostly tells at once: what one request brings is more than what whole numbers cost in all.
"""

from __future__ import annotations

import numpy as np

from planner.program.branching.branch import branch
from planner.program.formulation.constraints.rows import INFINITE, Row
from planner.program.formulation.objective import Goal
from planner.program.highs.boxed import boxed
from planner.program.highs.loaded import Loaded, Outcome, Solution
from planner.program.reading.served import is_served

FEW = 6
"""Nodes within which it is shown that none is: what takes more is decided sooner by the best plan itself."""


def serves(loaded: Loaded, request: str) -> bool | None:
    """Whether the best plan for the only goal serves a request; None where that takes the best plan itself.

    Of plans that are equally good, the one counts that comes from the plan that searches start from.
    """
    if loaded.is_combinatorial or loaded.memory is None or len(loaded.memory.plan) != len(loaded.whole):
        return None
    goal, *more = loaded.program.goals
    if more:
        return None
    loaded.limit(0.0, FEW)
    with boxed(loaded):
        plan = _completed(loaded, goal, loaded.memory.plan)
        if plan is None:
            return None
        decided = is_served(loaded.program.variables, request, plan)
        if not decided and not _is_whole(loaded, request):
            return None
        otherwise = _better(loaded, goal, plan, request, not decided)
    return decided if otherwise.outcome is Outcome.INFEASIBLE else None


def _completed(loaded: Loaded, goal: Goal, binaries: np.ndarray) -> np.ndarray | None:
    """The best plan with some whole numbers, where there is one."""
    loaded.require_whole(False)
    loaded.aim(goal)
    loaded.bounds.hold(loaded.whole, binaries)
    found = loaded.run()
    loaded.bounds.columns(loaded.whole, np.zeros(len(binaries)), np.ones(len(binaries)))
    return found.values if found.proved else None


def _is_whole(loaded: Loaded, request: str) -> bool:
    """Whether it is served from a minimum on or not at all: then there is a row that has it served."""
    ways = loaded.program.variables.by_request[request]
    return bool(ways) and all(w.chosen is not None and w.way.minimum > 0 for w in ways)


def _better(loaded: Loaded, goal: Goal, plan: np.ndarray, request: str, served: bool) -> Solution:
    """Any plan that is better than one, and serves a request; or that does not."""
    figure, variables = goal.figure(float(loaded.program.costs(goal) @ plan)), loaded.program.variables
    if served:
        row = loaded.added.row(Row(("serving", request), variables.chosen(request), 1.0, INFINITE))
        try:
            return branch(loaded, goal, beyond=figure)
        finally:
            loaded.added.take_back(row)
    shares = np.array(sorted({c for w in variables.by_request[request] for c in w.share.values()}), dtype=np.int32)
    low, high = (bounds[shares] for bounds in loaded.program.bounds())
    loaded.bounds.columns(shares, low, np.zeros(len(shares)))
    try:
        return branch(loaded, goal, beyond=figure)
    finally:
        loaded.bounds.columns(shares, low, high)
