"""Whole numbers searched for by another solver: it says what to decide; what that is worth is found, and proved, here.

Of its plan the whole numbers are taken, and what they leave to share out is solved in HiGHS, as closely as always. Its
word that no plan is better is no proof: a plan is proved by the bound of the relaxation, or by a short search of our
own from that plan on, and what only the other solver says is called claimed.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from planner.errors import PlannerError
from planner.program.branching.branch import branch
from planner.program.formulation.objective import Goal
from planner.program.highs.loaded import Loaded, Outcome, Solution
from planner.program.optimum.search import no_worse, search, usable
from planner.program.problem.asking import Answer, End, Question, ask
from planner.program.problem.statement import numbered

CONFIRMING = 6e6
"""Work (see ``Budget``) of the search that confirms: some seconds on a quiet machine of today."""
LEAST = 0.1
"""Time limit that a solver is given at least [s]: some take none for no limit."""
_ENDED: dict[End, Outcome] = {"done": Outcome.CLAIMED, "time limit": Outcome.TIME_LIMIT}


def search_elsewhere(
    loaded: Loaded, goal: Goal, solver: str, threads: int | None, known: np.ndarray | None = None
) -> Solution:
    """The best whole plan, as ``search`` finds it, but by another solver, by the name that PuLP has for it.

    Raises as ``search`` does, and PlannerError where the solver fails.
    """
    answer = _asked(loaded, goal, solver, threads)
    plan = None if answer.values is None else _shared_out(loaded, goal, answer.values)
    if plan is None and loaded.is_stopped:
        return usable(loaded, no_worse(loaded, goal, Solution(_stopped(loaded), math.nan, math.inf, None), known))
    if plan is None:  # that there is none is not taken on trust
        return search(loaded, goal, known)
    loaded.searched_by = solver
    unproved = Solution(_stopped(loaded), _reached(loaded, goal, plan), goal.sign * math.inf, plan)
    if loaded.is_stopped:
        return unproved
    found = _confirmed(loaded, goal, unproved)
    if found.proved or found.gap <= loaded.gap:
        return replace(found, outcome=Outcome.OPTIMAL)
    return replace(found, outcome=_ENDED.get(answer.end, Outcome.NODE_LIMIT))


def _asked(loaded: Loaded, goal: Goal, solver: str, threads: int | None) -> Answer:
    if loaded.is_stopped:
        return Answer("stopped", None)
    limits, left = loaded.bounds.limits(), loaded.budget.left
    time_limit = None if left is None else max(left, LEAST)
    question = Question(numbered(loaded.program, goal, limits), solver, loaded.gap, time_limit, threads)
    answer = ask(question, lambda: not loaded.control.cancelled, loaded.control.cancel)
    if answer.end == "failed":
        raise PlannerError(f"The solver {solver} failed: {answer.words or 'it does not say why'}.")
    return answer


def _shared_out(loaded: Loaded, goal: Goal, values: np.ndarray) -> np.ndarray | None:
    """The best plan that decides as another one does; None where its whole numbers, once whole, leave none."""
    loaded.require_whole(False)
    loaded.aim(goal)
    standing = loaded.bounds.standing()
    loaded.bounds.hold(loaded.whole, np.round(values[loaded.whole]))
    try:
        with loaded.budget.unhurried():
            found = loaded.run()
    finally:
        loaded.bounds.stand(standing)
    return found.values if found.proved else None


def _confirmed(loaded: Loaded, goal: Goal, plan: Solution) -> Solution:
    """The plan, or a better one, with what a short search proves of it."""
    asked = loaded.gap
    loaded.limit(asked, max(int(CONFIRMING / max(len(loaded.program.columns), 1)), 1))
    try:
        found = branch(loaded, goal, plan.values)
    finally:
        loaded.limit(asked)
    return plan if found.outcome is Outcome.INFEASIBLE else no_worse(loaded, goal, found, plan.values)


def _reached(loaded: Loaded, goal: Goal, plan: np.ndarray) -> float:
    return goal.figure(float(loaded.program.costs(goal) @ plan))


def _stopped(loaded: Loaded) -> Outcome:
    return Outcome.INTERRUPTED if loaded.control.cancelled else Outcome.TIME_LIMIT
