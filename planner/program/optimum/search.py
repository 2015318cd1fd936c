"""One goal over a program in the solver: its relaxation, a plan rounded from it, and the search for whole numbers."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from planner.errors import NoPlan, PlannerError, StoppedError
from planner.program.branching.branch import branch
from planner.program.branching.node import WHOLE
from planner.program.formulation.constraints.rows import INFINITE, Row
from planner.program.formulation.objective import Goal
from planner.program.highs.loaded import Loaded, Outcome, Solution

_STOPPED = {
    Outcome.INTERRUPTED: "Stopped before any plan was found.",
    Outcome.TIME_LIMIT: "Stopped by the time limit before any plan was found. Allow more time, or a wider gap.",
    Outcome.NODE_LIMIT: "Stopped by the node limit before any plan was found. Solve it alone, or allow a wider gap.",
}

UNKNOWN = "Stopped before it was known whether there is a better plan."


def relax(loaded: Loaded, goal: Goal) -> Solution:
    """The best plan there would be if the binaries could be anything between."""
    loaded.require_whole(False)
    loaded.aim(goal)
    return usable(loaded, loaded.run())


def ceiling(loaded: Loaded, goal: Goal) -> float:
    """What no plan can beat: the relaxation's objective, in milliseconds; nan: there is no plan at all.

    Raises StoppedError where the time is up before that is known.
    """
    try:
        return relax(loaded, goal).objective
    except NoPlan:
        return math.nan


def search(loaded: Loaded, goal: Goal, known: np.ndarray | None = None) -> Solution:
    """The best whole plan; where the search is stopped before it beats a known plan, that one with the bound.

    Branch and bound of our own, and HiGHS's where the whole numbers are the problem or ours has given up (design §8).
    """
    if loaded.is_combinatorial:
        found = _by_highs(loaded, goal, known)
    else:
        found = branch(loaded, goal, known)
        if found.outcome is Outcome.GIVEN_UP:
            further = _by_highs(loaded, goal, known if found.values is None else found.values)
            found = replace(further, bound=goal.sign * min(goal.sign * further.bound, goal.sign * found.bound))
        found = no_worse(loaded, goal, found, known)
    return usable(loaded, found)


def reaches(loaded: Loaded, goal: Goal, figure: float) -> bool:
    """Whether some whole plan reaches more than a figure of the goal; the first one, or a proof, is enough.

    Raises StoppedError where a limit comes first.
    """
    if not loaded.is_combinatorial:
        found = branch(loaded, goal, beyond=figure)
        if found.values is not None or found.outcome is Outcome.INFEASIBLE:
            return found.values is not None
        if found.outcome is not Outcome.GIVEN_UP:
            raise StoppedError(UNKNOWN)
    loaded.aim(goal)
    row = loaded.added.row(Row(("beyond",), goal.terms, goal.sign * figure - goal.constant, INFINITE))
    asked = loaded.gap
    try:
        for whole in (False, True):
            loaded.require_whole(whole)
            loaded.limit(0.0, plans=1)
            found = loaded.run()
            if found.outcome is Outcome.INFEASIBLE:
                return False
    finally:
        loaded.limit(asked)
        loaded.added.take_back(row)
    if found.values is None:
        raise StoppedError(UNKNOWN)
    return True


def _by_highs(loaded: Loaded, goal: Goal, known: np.ndarray | None) -> Solution:
    """As HiGHS searches: with cuts, which pay where the relaxation says little."""
    loaded.require_whole(True)
    loaded.aim(goal)
    if known is not None:
        loaded.start_from(known)
    return no_worse(loaded, goal, loaded.run(), known)


def no_worse(loaded: Loaded, goal: Goal, found: Solution, known: np.ndarray | None) -> Solution:
    """What a search has found, or the plan that was known where it was stopped before it came so far."""
    if known is None or found.proved or found.outcome is Outcome.INFEASIBLE:
        return found
    reached = goal.figure(float(loaded.program.costs(goal) @ known))
    behind = found.values is None or (found.objective - reached) * goal.sign < 0
    return replace(found, objective=reached, values=known) if behind else found


def usable(loaded: Loaded, solution: Solution) -> Solution:
    """The solution, where there is one to go on with."""
    if solution.outcome is Outcome.INFEASIBLE:
        raise NoPlan
    if solution.values is None:
        if solution.outcome in _STOPPED:
            raise StoppedError(_STOPPED[solution.outcome])
        raise PlannerError(f"The solver gave up ({loaded.status}).")
    return solution


def is_whole(loaded: Loaded, solution: Solution) -> bool:
    """Whether every binary is whole in a solution."""
    assert solution.values is not None
    return are_whole(solution.values[loaded.whole])


def are_whole(binaries: np.ndarray) -> bool:
    """Whether each is a yes or a no, and nothing between."""
    return bool(np.all(np.abs(binaries - np.round(binaries)) < WHOLE))
