"""A plan as a list makes it: each request in turn takes the most that those before it leave.

This is lexicographic maximisation over the *same* program that the optimum comes from, so that whatever the optimum
earns more is what optimising is worth, and not a difference of rules.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.program.formulation.assembly import Program
from planner.program.formulation.constraints.rows import at_least
from planner.program.formulation.objective import Goal
from planner.program.formulation.variables import Terms, summed
from planner.program.highs.control import Control
from planner.program.highs.loaded import Live, Outcome, Solution
from planner.program.optimum.optimise import Infeasible, Limits, is_whole, load, reoptimise

KEPT = 1e-5
"""What later requests may take of a share by rounding. Well above the solver's tolerance on purpose: with 1e-7, a tenth
of it, HiGHS 1.16 without presolve was seen to call plans infeasible that are not."""
NEAR = 0.01
"""How near to the largest share possible is near enough."""
LEAST = 1e-3
"""A share below this is what others left by rounding: it is no part of a list."""


def fill_in_order(program: Program, order: Sequence[str], limits: Limits, control: Control | None = None) -> Solution:
    """The plan in which every request of ``order`` is served as large a share as those before it leave.

    Only shares are taken in order; when, where and how they are served is then chosen for the most value, so that a
    list is not blamed for more than its order. What is not in the order comes in only where others need it. Rules,
    commitments and requirements hold throughout. Raises Infeasible where no plan keeps them.

    Requests are tried several at a time: where all of them fit whole, one solve serves them all.
    """
    live = load(program, limits, control)
    live.hurry()
    live.limit(NEAR)
    known: np.ndarray | None = None
    left, together = list(order), 1
    while left:
        batch = left[:together]
        shares = {request: share_of(program, request) for request in batch}
        live.restart_clock(limits.time_limit)
        found = _most(live, Goal("in order", [term for terms in shares.values() for term in terms]), known, batch)
        given = {request: 0.0 if found is None else _at(found, terms) for request, terms in shares.items()}
        if len(batch) > 1 and min(given.values()) < 1 - KEPT:
            together = len(batch) // 2
            continue
        known, left, together = known if found is None else found, left[len(batch) :], 2 * len(batch)
        for request, share in given.items():
            if share > LEAST:
                live.append(at_least(("kept", request), shares[request], share - KEPT))
    live.limit(limits.gap)
    return reoptimise(live, program.goals, limits)


def _at(values: np.ndarray, terms: Terms) -> float:
    return float(sum(amount * values[column] for column, amount in terms))


def share_of(program: Program, request: str) -> Terms:
    """Share of one request's demand that is served, by whichever option: of its work, or over its window."""
    hours = program.grid.hours
    terms: Terms = []
    for w in program.variables.by_request[request]:
        if w.way.is_job:
            terms.append((w.total, 1.0))
            continue
        asked = {t: hours[t] * (w.way.gpus[t] if w.way.gpus is not None else 1.0) for t in w.share}
        if not any(asked.values()):  # it asks for no GPUs: its share is that of the time
            asked = {t: hours[t] for t in w.share}
        total = sum(asked.values())
        terms += [(column, asked[t] / total) for t, column in w.share.items()]
    return summed(terms)


def _most(live: Live, goal: Goal, known: np.ndarray | None, batch: Sequence[str]) -> np.ndarray | None:
    """A plan in which the goal is as large as it can be; None where the relaxation says that it is not enough.

    Enough is all of every request where there are several, and its minimum where there is one.
    """
    live.require_whole(False)
    live.aim(goal)
    relaxed = live.run()
    if relaxed.outcome is Outcome.INFEASIBLE:
        raise Infeasible("No plan can keep all rules and commitments.")
    enough = float(len(batch)) if len(batch) > 1 else _minimum(live.program, batch[0])
    if relaxed.proved and relaxed.objective < enough - KEPT:
        return None
    if known is not None and relaxed.proved and relaxed.objective <= _at(known, goal.terms) + KEPT:
        return known
    if relaxed.proved and relaxed.values is not None and is_whole(live, relaxed):
        return relaxed.values
    live.require_whole(True)
    live.aim(goal)
    if known is not None:
        live.start_from(known)
    found = live.run()
    if found.values is not None and (known is None or _at(found.values, goal.terms) > _at(known, goal.terms)):
        return found.values
    return known


def _minimum(program: Program, request: str) -> float:
    return min((w.way.minimum for w in program.variables.by_request[request]), default=0.0)
