"""What is proved of a plan, without taking the solver's word for it (design §4.7).

The relaxation's bound is worked out again from its duals (``formulation.safe_bound``). A search proves more than the
relaxation does, but stands on it: where that is confirmed the search is believed, and else only what is safe.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planner.domain.plan import PROVED
from planner.program.formulation.objective import Goal
from planner.program.formulation.safe_bound import safe_bound
from planner.program.highs.loaded import Loaded, Outcome, Solution

CLAIMED = 1e-7
"""Part of an objective by which a solver may claim more, or less, than is so: what it rounds."""


def confirmed(loaded: Loaded, relaxed: Solution) -> Solution:
    """The relaxation that stands solved in the solver, with the bound that its duals prove."""
    safe = safe_bound(loaded.program, loaded.goal, loaded.row_duals(), loaded.bounds.limits())
    return replace(relaxed, bound=safe.beside(relaxed.objective))


def proved(loaded: Loaded, goal: Goal, found: Solution, relaxed: Solution, gap: float) -> Solution:
    """The best plan found, with what is proved of it: by the search, where the relaxation is confirmed, or without it.

    A search that was stopped early may know less of what no plan beats than the relaxation does.
    """
    is_searched = found is not relaxed and len(loaded.whole) > 0
    if is_searched and relaxed.gap <= CLAIMED:
        return replace(found, bound=goal.sign * min(goal.sign * found.bound, goal.sign * relaxed.bound))
    found = replace(found, bound=relaxed.bound)
    return _doubted(found) if found.gap > max(gap, PROVED) else found


def of_plan(loaded: Loaded, goal: Goal, proof: Solution, values: np.ndarray | None) -> Solution:
    """What is proved, of the plan that is read.

    Breaking ties within a gap may have come upon a better one, and a search with whole numbers that are not quite whole
    may have claimed more than the plan comes to once they are, or than any plan can.
    """
    found = replace(proof, values=values)
    if values is not None:
        costs = loaded.program.costs(goal)
        reached = goal.figure(float(costs @ values))
        rounding = CLAIMED * max(abs(reached), min(1.0, float(np.abs(costs).sum())))
        more = (reached - proof.objective) * goal.sign
        if more > 0 or more < -rounding or _beyond(proof, goal) > 0:
            found = replace(found, objective=reached)
        if _beyond(found, goal) > rounding:
            return _doubted(found)
        found = replace(found, bound=found.objective) if _beyond(found, goal) > 0 else found
    # a search that is stopped with its bound reached has proved the plan
    return replace(found, outcome=Outcome.OPTIMAL) if found.is_cut_short and found.gap <= PROVED else found


def _beyond(found: Solution, goal: Goal) -> float:
    """By how much a plan is better than any can be."""
    return (found.objective - found.bound) * goal.sign


def _doubted(found: Solution) -> Solution:
    """What the solver takes for proved, and is not; what stopped it before that is said as it is."""
    return replace(found, outcome=Outcome.PRECISION) if found.proved else found
