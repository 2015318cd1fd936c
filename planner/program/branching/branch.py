"""The search for whole numbers, as far as it goes by itself."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence

import numpy as np

from planner.program.branching.plans import Plans
from planner.program.branching.pseudocosts import Pseudocosts
from planner.program.branching.relaxed import Relaxed
from planner.program.branching.tree import Tree
from planner.program.formulation.objective import Goal
from planner.program.highs.control import Progress
from planner.program.highs.loaded import Loaded, Outcome, Solution
from planner.program.highs.memory import Memory

CLOSE = 1e-4
"""A search to so small a gap goes on when it is reached, for a plan that is the best one and not just as good."""
GOING_ON = 1.5e6
"""Work (see ``Budget``) up to which it does: less than a second on a quiet machine of today."""
PATIENCE = 6e7
"""Work after which it gives up: about 20 s."""


def branch(loaded: Loaded, goal: Goal, known: np.ndarray | None = None, beyond: float | None = None) -> Solution:
    """The best whole plan for a goal, by branch and bound over the relaxation that stands in the solver.

    ``known``: a plan of this program to look at first. ``beyond``: any plan will do that reaches more than this, and
    none else is looked for. Outcome ``GIVEN_UP``: another search may go on from there.
    """
    loaded.require_whole(False)
    loaded.aim(goal)
    memory = loaded.memory if loaded.memory is not None and len(loaded.memory.plan) == len(loaded.whole) else None
    relaxed, pseudocosts = Relaxed(loaded), Pseudocosts(len(loaded.whole), memory)
    constant = goal.constant * loaded.scale
    wanted = -math.inf if beyond is None else goal.sign * beyond * loaded.scale - constant
    tree = Tree(relaxed, pseudocosts, Plans(relaxed, wanted, constant, loaded.gap), any_plan=beyond is not None)
    if known is not None:
        tree.plans.know(known, float(loaded.program.costs(goal) @ known) * loaded.scale)
    first = [*([] if known is None else [known[loaded.whole]]), *([] if memory is None else [memory.plan])]
    try:
        outcome = _grown(loaded, tree, first)
    finally:
        relaxed.release()
    if tree.plans.plan is not None:
        loaded.latest = Memory(tree.plans.plan[loaded.whole], pseudocosts.lost, pseudocosts.trials)
    return _read(loaded, goal, tree, outcome)


def _grown(loaded: Loaded, tree: Tree, known: Sequence[np.ndarray]) -> Outcome:
    """Grow the tree until it is done, or enough is, or something stops it."""
    coefficients = len(loaded.program.columns)
    solves = 0
    for _ in tree.grow(known):
        for _ in range(tree.relaxed.solves - solves):
            loaded.budget.spend(coefficients, 1, tree.plans.plan is not None)
        solves = tree.relaxed.solves
        _report(loaded, tree)
        work = solves * coefficients
        if tree.is_done:
            break
        if stopped := loaded.stopped:
            return stopped
        if tree.nodes >= loaded.nodes:
            return Outcome.NODE_LIMIT
        if (work > GOING_ON or loaded.gap > CLOSE) and _gap(loaded, tree) <= loaded.gap:
            return Outcome.OPTIMAL
        if work > PATIENCE:
            return Outcome.GIVEN_UP
    if tree.relaxed.is_stopped:
        return loaded.stopped or Outcome.GIVEN_UP
    return Outcome.INFEASIBLE if tree.plans.plan is None else Outcome.OPTIMAL


def _read(loaded: Loaded, goal: Goal, tree: Tree, outcome: Outcome) -> Solution:
    if tree.plans.plan is None:
        return Solution(outcome, math.nan, goal.sign * math.inf, None)
    best, bound = (goal.figure(reached / loaded.scale) for reached in (tree.plans.best, tree.bound))
    return Solution(outcome, best, bound, tree.plans.plan)


def _gap(loaded: Loaded, tree: Tree) -> float:
    return _read(loaded, loaded.goal, tree, Outcome.OPTIMAL).gap if tree.plans.plan is not None else math.inf


def _report(loaded: Loaded, tree: Tree) -> None:
    if loaded.control.watched:
        best, bound = (
            loaded.goal.figure(reached / loaded.scale) if math.isfinite(reached) else None
            for reached in (tree.plans.best, tree.bound)
        )
        loaded.control.report(Progress(time.perf_counter() - loaded.began, best, bound))
