"""Among plans that are equally good, the one to show: the cheapest, then the earliest, then by id (design §4.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from planner.errors import NoPlan, StoppedError
from planner.program.formulation.assembly import Program
from planner.program.formulation.constraints.rows import INFINITE, Row
from planner.program.formulation.objective import Goal, ties
from planner.program.highs.loaded import DUAL, PRIMAL, Basis, Loaded, Solution
from planner.program.optimum.prices import Duals, opportunity
from planner.program.optimum.search import is_whole, search

FACE = 1e-8
"""A reduced cost above this, in the solver's scale, says that moving would give up something."""
KEPT = 1e-9
"""Part of a goal that may be lost to rounding when the next one is pursued."""
TIE_COLUMNS = 3_000
"""Columns up to which a cheaper choice of equal value is searched for: beyond, that search takes as long as the plan,
and a plan within a gap has no equals to speak of."""
TIE_NODES = 50
"""Nodes that the search for a cheaper, earlier plan of equal value may take; counted, because seconds would make the
plan depend on the machine."""


@dataclass(frozen=True)
class Relaxation:
    """What the relaxation leaves behind for the search for ties."""

    objective: float
    prices: Duals
    basis: Basis


def break_ties(loaded: Loaded, best: Solution, goal: Goal, relaxation: Relaxation) -> Solution:
    """Among plans as good as this one, the cheapest, then the earliest, then by id.

    Where the plan is proved, without the user's clock: on a slower machine it would else be another one in silence.
    """
    if not best.proved:
        return _settled(loaded, best, goal, relaxation)
    with loaded.budget.unhurried():
        return _settled(loaded, best, goal, relaxation)


def _settled(loaded: Loaded, best: Solution, goal: Goal, relaxation: Relaxation) -> Solution:
    values = best.values
    assert values is not None
    searchable = len(loaded.whole) > 0 and loaded.program.variables.count <= TIE_COLUMNS
    if searchable and best.proved and len(loaded.program.goals) == 1:
        values = _cheaper_choice(loaded, goal, values, relaxation)
    settled = settle(loaded, goal, values, relaxation.basis)
    return replace(best, values=values if settled is None else settled)


def _cheaper_choice(loaded: Loaded, goal: Goal, values: np.ndarray, relaxation: Relaxation) -> np.ndarray:
    """Search once more, over the binaries too, for a cheaper plan that gives up nothing.

    Few requests can be decided otherwise in such a plan. At optimal prices, deciding one otherwise costs at least
    what it then earns less, so all for which that exceeds what lies between the relaxation and the plan are held
    (Lagrangian, or reduced-cost, fixing; Wolsey, Integer Programming, 1998, §7.4 and §10).
    """
    costs = loaded.program.costs(goal)
    reached = float(costs @ values)
    slack = abs(relaxation.objective * goal.sign - goal.constant - reached) + KEPT * max(abs(reached), 1.0)
    held = np.array(_settled_binaries(loaded.program, relaxation.prices, slack), dtype=np.int32)
    if len(held) == len(loaded.whole):
        return values
    loaded.bounds.hold(held, np.round(values[held]))
    floor = reached - KEPT * max(abs(reached), 1.0)
    row = loaded.added.row(Row(("keep",), goal.terms, floor, INFINITE))
    cheap, early, by_id = ties(loaded.program.variables)
    loaded.limit(0.0, TIE_NODES)
    try:
        found = search(loaded, _blend(loaded.program, (cheap, 1.0), (early, 1e-3), (by_id, 1e-6)), values).values
    except (NoPlan, StoppedError):  # by rounding, of a floor that is as high as the plan
        found = None
    loaded.added.take_back(row)
    kept = found is not None and float(costs @ found) >= floor - KEPT * max(abs(reached), 1.0)
    return found if kept and found is not None else values


def _settled_binaries(program: Program, prices: Duals, slack: float) -> list[int]:
    """Binaries of all requests that every plan within ``slack`` points of the relaxation decides alike."""
    found: list[int] = []
    # at the prices alone nothing is said of requests that are bound to others
    bound = {r.id for r in program.grid.requests if r.requires or r.conflicts}
    bound |= {other for r in program.grid.requests for other in (*r.requires, *r.conflicts)}
    for request in program.grid.requests:
        if request.id in bound:
            continue
        ways = program.variables.by_request[request.id]
        gains = [best.value - best.cost for best in (opportunity(w, prices, program.grid.hours) for w in ways)]
        choices = gains if request.commitment == "must" else [*gains, 0.0]
        if sum(max(choices) - gain <= slack for gain in choices) == 1:
            found += sorted({c for w in ways for c in w.binaries})
    return found


def _blend(program: Program, *weighted: tuple[Goal, float]) -> Goal:
    """Several goals as one, each scaled to a size of 1 before it is weighed."""
    total = np.zeros(program.variables.count)
    for goal, weight in weighted:
        costs = program.costs(goal)
        size = float(np.abs(costs).max(initial=0.0))
        total += weight * costs / size if size > 0 else 0.0
    columns = np.flatnonzero(total)
    return Goal("ties", list(zip(columns.tolist(), total[columns].tolist(), strict=True)))


def settle(loaded: Loaded, goal: Goal, values: np.ndarray, basis: Basis, loose: bool = True) -> np.ndarray | None:
    """Lexicographic LPs with the binaries held: each goal's optimal face is fixed, and the next one moves on it.

    A column with a reduced cost, or a row with a dual, can't move without giving something up (complementary
    slackness); holding just those is exact, and adds no dense row. The basis stays feasible from goal to goal, so
    the primal simplex goes on from it.
    """
    loaded.require_whole(False)
    standing = loaded.bounds.standing() if loose else None
    whole = loaded.whole
    if len(whole):
        loaded.bounds.columns(whole, np.zeros(len(whole)), np.ones(len(whole)))
        held = np.setdiff1d(whole, _unneeded(loaded.program) if loose else [])
        loaded.bounds.hold(held, np.round(values[held]))
        loaded.basis = basis
    loaded.aim(goal)
    found = loaded.run()
    loaded.go_on(PRIMAL)
    for tie in ties(loaded.program.variables):
        if not found.proved or found.values is None:
            break
        _hold_face(loaded, found.values)
        loaded.aim(tie)
        found = loaded.run()
    loaded.go_on(DUAL)
    if standing is not None and found.proved and not is_whole(loaded, found):
        loaded.bounds.stand(standing)  # not to the program's own bounds: a re-solve has moved some
        return settle(loaded, goal, values, basis, loose=False)
    return found.values if found.proved else None


def _unneeded(program: Program) -> list[int]:
    """Binaries of requests that earn nothing by themselves: the cheapest plan drops those that nothing funded needs."""
    idle = [w for w in program.variables.ways if w.value <= 0 and w.way.request.commitment == "open"]
    return sorted({c for w in idle for c in w.binaries})


def _hold_face(loaded: Loaded, values: np.ndarray) -> None:
    held, tight = loaded.face(FACE)
    activity = loaded.activities(tight)
    loaded.bounds.hold(held, values[held])
    loaded.bounds.rows(tight, activity, activity)
