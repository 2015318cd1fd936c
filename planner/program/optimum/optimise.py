"""From a program to its best plan: the relaxation, its prices, whole numbers, ties (design §4.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import highspy
import numpy as np

from planner.errors import NoPlan, PlannerError, StoppedError
from planner.program.formulation.assembly import Program
from planner.program.formulation.constraints.rows import INFINITE, Row
from planner.program.formulation.objective import Goal, ties
from planner.program.highs.control import Control
from planner.program.highs.loaded import DUAL, PRIMAL, Loaded, Outcome, Solution
from planner.program.optimum.prices import Duals, opportunity, read_prices

WHOLE = 1e-6
"""How far from a whole number a binary may be."""
FACE = 1e-8
"""A reduced cost above this, in the solver's scale, says that moving would give up something."""
KEPT = 1e-9
"""Part of a goal that may be lost to rounding when the next one is pursued."""
LARGE = 20_000
"""Columns from which a plan is rounded from the relaxation before the search."""
TIE_COLUMNS = 3_000
"""Columns up to which a cheaper choice of equal value is searched for: beyond, that search takes as long as the plan,
and a plan within a gap has no equals to speak of."""
TIE_GAP = 1e-4
TIE_NODES = 50
"""Nodes that the search for a cheaper, earlier plan of equal value may take; counted, because seconds would make the
plan depend on the machine."""


@dataclass(frozen=True)
class Optimum:
    """The best plan found, what is proved of it, and the prices of the relaxation."""

    solution: Solution
    prices: Duals
    goal: Goal
    seconds: float


@dataclass(frozen=True)
class Relaxation:
    """What the relaxation leaves behind for the search for ties."""

    objective: float
    prices: Duals
    basis: highspy.HighsBasis


@dataclass(frozen=True)
class Effort:
    """How far to prove, and how long to try."""

    gap: float
    time_limit: float | None = None
    threads: int | None = None
    seed: int = 0
    break_ties: bool = True


def load(program: Program, effort: Effort, control: Control | None = None, *, listening: bool = True) -> Loaded:
    """A program in the solver, its clock running."""
    loaded = Loaded(program, control, effort.threads or 1, effort.seed, listening=listening)
    loaded.restart_clock(effort.time_limit)
    return loaded


def optimise(loaded: Loaded, effort: Effort) -> Optimum:
    """Solve what stands in the solver, to its gap.

    Raises NoPlan, and StoppedError where a limit came before any plan.
    """
    first, *rest = loaded.program.goals
    loaded.limit(effort.gap)
    relaxed = relax(loaded, first)
    if rest:
        relaxed = _relax_next(loaded, rest[0], relaxed)
    prices = read_prices(loaded)
    relaxation = Relaxation(relaxed.objective, prices, loaded.highs.getBasis())
    if rest:
        _unpin(loaded)
    best = relaxed if is_whole(loaded, relaxed) and not rest else _search(loaded, first, _rounded(loaded, relaxed))
    proof = best
    for goal in rest:
        _pin(loaded, best)
        best = _search(loaded, goal, best.values)
    if effort.break_ties and best.values is not None and not loaded.control.cancelled:
        best = _break_ties(loaded, best, rest[-1] if rest else first, relaxation)
    return Optimum(replace(proof, values=best.values), prices, first, loaded.seconds)


def reoptimise(loaded: Loaded, goals: list[Goal], effort: Effort) -> Solution:
    """Solve what stands in the solver for some goals, without asking for prices.

    Raises as ``optimise`` does.
    """
    loaded.restart_clock(effort.time_limit)
    loaded.limit(effort.gap)
    first, *rest = goals
    relaxed = relax(loaded, first)
    basis = loaded.highs.getBasis()
    best = proof = relaxed if is_whole(loaded, relaxed) else _search(loaded, first)
    for goal in rest:
        _pin(loaded, best)
        best = _search(loaded, goal, best.values)
    if effort.break_ties and best.values is not None:
        settled = _settle(loaded, rest[-1] if rest else first, best.values, basis)
        best = best if settled is None else replace(best, values=settled)
    loaded.highs.setBasis(basis)
    return replace(proof, values=best.values)


def relax(loaded: Loaded, goal: Goal) -> Solution:
    loaded.require_whole(False)
    loaded.aim(goal)
    return _found(loaded, loaded.run())


def _relax_next(loaded: Loaded, goal: Goal, reached: Solution) -> Solution:
    """The next goal's relaxation, keeping what the first one reached."""
    _pin(loaded, reached)
    return relax(loaded, goal)


def _rounded(loaded: Loaded, relaxed: Solution) -> np.ndarray | None:
    """A plan near the relaxation: what it chooses whole is chosen, commitments are kept, and the rest goes without.

    Most of a relaxation is whole; on large programs this plan is in hand before the search has begun.
    """
    program, values = loaded.program, relaxed.values
    if values is None or program.variables.count < LARGE:
        return None
    kept = {r.id for r in program.grid.requests if r.commitment == "must"}
    up = {c for w in program.variables.ways if w.way.request.id in kept for c in w.binaries}
    whole = np.asarray(program.integers, dtype=np.int32)
    chosen = np.array([values[c] > WHOLE if c in up else values[c] > 1 - WHOLE for c in program.integers], dtype=float)
    loaded.bounds.columns(whole, chosen, chosen)
    found = loaded.run()
    loaded.bounds.columns(whole, np.zeros(len(whole)), np.ones(len(whole)))
    return found.values if found.proved else None


def _search(loaded: Loaded, goal: Goal, known: np.ndarray | None = None) -> Solution:
    """The best whole plan; where the search is stopped before it beats a known plan, that one with the bound."""
    loaded.require_whole(True)
    loaded.aim(goal)
    if known is None:
        return _found(loaded, loaded.run())
    loaded.start_from(known)
    found = loaded.run()
    reached = goal.sign * (float(loaded.program.costs(goal) @ known) + goal.constant)
    behind = found.values is None or (found.objective - reached) * goal.sign < 0
    if behind and not found.proved and found.outcome is not Outcome.INFEASIBLE:
        found = replace(found, objective=reached, values=known)
    return _found(loaded, found)


def _found(loaded: Loaded, solution: Solution) -> Solution:
    """The solution, where there is one to go on with."""
    if solution.outcome is Outcome.INFEASIBLE:
        raise NoPlan
    if solution.values is None:
        if solution.outcome in (Outcome.TIME_LIMIT, Outcome.INTERRUPTED, Outcome.NODE_LIMIT):
            by = "" if solution.outcome is Outcome.INTERRUPTED else f" by the {solution.outcome.value}"
            raise StoppedError(f"Stopped{by} before any plan was found. Allow more time, or a wider gap.")
        raise PlannerError(f"The solver gave up ({loaded.highs.modelStatusToString(loaded.highs.getModelStatus())}).")
    return solution


def is_whole(loaded: Loaded, solution: Solution) -> bool:
    """Whether every binary is whole in a solution."""
    assert solution.values is not None
    whole = solution.values[loaded.program.integers]
    return bool(np.all(np.abs(whole - np.round(whole)) < WHOLE))


def _pin(loaded: Loaded, reached: Solution) -> None:
    """Keep what the first goal, one column, has reached."""
    (column, _), *_ = loaded.program.goals[0].terms
    floor = reached.objective - KEPT * max(abs(reached.objective), 1.0)
    loaded.bounds.columns([column], np.array([floor]), np.array([INFINITE]))


def _unpin(loaded: Loaded) -> None:
    (column, _), *_ = loaded.program.goals[0].terms
    loaded.bounds.columns([column], np.array([-INFINITE]), np.array([INFINITE]))


def _break_ties(loaded: Loaded, best: Solution, goal: Goal, relaxation: Relaxation) -> Solution:
    """Among plans as good as this one, the cheapest, then the earliest, then by id."""
    values = best.values
    assert values is not None
    searchable = len(loaded.program.integers) > 0 and loaded.program.variables.count <= TIE_COLUMNS
    if searchable and best.proved and len(loaded.program.goals) == 1:
        values = _cheaper_choice(loaded, goal, values, relaxation)
    settled = _settle(loaded, goal, values, relaxation.basis)
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
    if len(held) == len(loaded.program.integers):
        return values
    loaded.bounds.columns(held, np.round(values[held]), np.round(values[held]))
    floor = reached - KEPT * max(abs(reached), 1.0)
    row = loaded.append(Row(("keep",), goal.terms, floor, INFINITE))
    cheap, early, by_id = ties(loaded.program.variables)
    loaded.require_whole(True)
    loaded.aim(_blend(loaded.program, (cheap, 1.0), (early, 1e-3), (by_id, 1e-6)))
    loaded.limit(TIE_GAP, TIE_NODES)
    loaded.start_from(values)
    found = loaded.run()
    loaded.remove(row)
    kept = found.values is not None and float(costs @ found.values) >= floor - KEPT * max(abs(reached), 1.0)
    return found.values if kept and found.values is not None else values


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


def _settle(
    loaded: Loaded, goal: Goal, values: np.ndarray, basis: highspy.HighsBasis, loose: bool = True
) -> np.ndarray | None:
    """Lexicographic LPs with the binaries held: each goal's optimal face is fixed, and the next one moves on it.

    A column with a reduced cost, or a row with a dual, can't move without giving something up (complementary
    slackness); holding just those is exact, and adds no dense row. The basis stays feasible from goal to goal, so
    the primal simplex goes on from it.
    """
    loaded.require_whole(False)
    standing = loaded.bounds.standing() if loose else None
    whole = np.asarray(loaded.program.integers, dtype=np.int32)
    if len(whole):
        loaded.bounds.columns(whole, np.zeros(len(whole)), np.ones(len(whole)))
        held = np.setdiff1d(whole, _unneeded(loaded.program) if loose else [])
        loaded.bounds.columns(held, np.round(values[held]), np.round(values[held]))
        loaded.highs.setBasis(basis)
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
        return _settle(loaded, goal, values, basis, loose=False)
    return found.values if found.proved else None


def _unneeded(program: Program) -> list[int]:
    """Binaries of requests that earn nothing by themselves: the cheapest plan drops those that nothing funded needs."""
    idle = [w for w in program.variables.ways if w.value <= 0 and w.way.request.commitment == "open"]
    return sorted({c for w in idle for c in w.binaries})


def _hold_face(loaded: Loaded, values: np.ndarray) -> None:
    columns, rows = loaded.duals()
    held = np.flatnonzero(np.abs(columns * loaded.scale) > FACE)
    loaded.bounds.columns(held, values[held], values[held])
    tight = np.flatnonzero(np.abs(rows * loaded.scale) > FACE)
    activity = np.asarray(loaded.highs.getSolution().row_value)[tight]
    loaded.bounds.rows(tight, activity, activity)
