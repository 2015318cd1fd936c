"""From a program to its best plan: the relaxation, its prices, whole numbers, ties (design §4.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from planner.domain.plan import PROVED
from planner.program.formulation.assembly import Program
from planner.program.formulation.constraints.rows import INFINITE
from planner.program.formulation.objective import Goal
from planner.program.highs.boxed import boxed
from planner.program.highs.control import Control
from planner.program.highs.extended import begin
from planner.program.highs.loaded import Loaded, Outcome, Solution
from planner.program.optimum.completing import completed
from planner.program.optimum.confirming import confirmed, of_plan, proved
from planner.program.optimum.core import core_plan
from planner.program.optimum.elsewhere import search_elsewhere
from planner.program.optimum.prices import Duals, read_prices
from planner.program.optimum.search import is_whole, relax, search
from planner.program.optimum.ties import KEPT, Relaxation, break_ties, settle

ONE_OF_MANY = 1.2e7
"""Work for a question that is asked by the dozen: about 5 s on a quiet machine of today, however large the program."""
ONE_OF_FEW = 5e7
"""Work for a solve of which a few are laid side by side: about 20 s."""


@dataclass(frozen=True)
class Optimum:
    """The best plan found, what is proved of it, and the prices of the relaxation."""

    solution: Solution
    prices: Duals
    seconds: float
    """In HiGHS."""

    @property
    def is_doubted(self) -> bool:
        """Whether the solver claims more of it than can be confirmed."""
        return self.solution.outcome is Outcome.PRECISION


@dataclass(frozen=True)
class Effort:
    """How far to prove, and how much to do for it."""

    gap: float
    time_limit: float | None = None
    """The user's [s]; what it cuts short differs from machine to machine, and says so."""
    work: float | None = None
    """Nodes × coefficients that a search may take; the same on every machine. None: as many as it takes."""
    threads: int | None = None
    seed: int = 0
    solver: str | None = None
    """Another solver that searches for whole numbers, by the name that PuLP has for it; None: we and HiGHS do."""
    break_ties: bool = True


def load(
    program: Program,
    effort: Effort,
    control: Control | None = None,
    *,
    listening: bool = True,
    hurried: bool = False,
) -> Loaded:
    """A program in the solver, its budget given."""
    loaded = Loaded(program, control, effort.threads or 1, effort.seed, listening=listening, hurried=hurried)
    loaded.budget.renew(effort.time_limit, effort.work)
    return loaded


def optimise(loaded: Loaded, effort: Effort) -> Optimum:
    """Solve what stands in the solver, to its gap.

    Raises NoPlan, and StoppedError where a limit came before any plan.
    """
    loaded.limit(effort.gap)
    with boxed(loaded):
        return _optimum(loaded, effort)


def _optimum(loaded: Loaded, effort: Effort) -> Optimum:
    first, *rest = loaded.program.goals
    begin(loaded, first)
    root = confirmed(loaded, relax(loaded, first))
    relaxed = _onward(loaded, root, rest)
    prices = read_prices(loaded)
    left = Relaxation(relaxed.objective, prices, loaded.basis)
    if rest:
        _unpin(loaded)
    best = _whole(loaded, first, root, effort) if not rest else _searched(loaded, first, effort)
    proof = best = proved(loaded, first, best, root, effort.gap)
    for goal in rest:
        _pin(loaded, best)
        best = _searched(loaded, goal, effort, best.values)
    best = _complete(loaded, rest[-1] if rest else first, best)
    if effort.break_ties and best.values is not None and not loaded.control.cancelled:
        best = break_ties(loaded, best, rest[-1] if rest else first, left)
    return Optimum(of_plan(loaded, first, proof, best.values), prices, loaded.seconds)


def optimise_bare(loaded: Loaded, effort: Effort) -> Optimum:
    """As ``optimise``, without prices, and of equally good plans the first that is found."""
    solution = reoptimise(loaded, loaded.program.goals, replace(effort, break_ties=False))
    return Optimum(solution, Duals.unasked(loaded.program), loaded.seconds)


def _whole(loaded: Loaded, goal: Goal, root: Solution, effort: Effort) -> Solution:
    """The best whole plan below a relaxation that stands solved in the solver."""
    return root if is_whole(loaded, root) else _searched(loaded, goal, effort, core_plan(loaded, goal, root))


def _searched(loaded: Loaded, goal: Goal, effort: Effort, known: np.ndarray | None = None) -> Solution:
    """The best whole plan, by whoever is to search."""
    if effort.solver is None:
        return search(loaded, goal, known)
    return search_elsewhere(loaded, goal, effort.solver, effort.threads, known)


def relaxation(loaded: Loaded) -> Solution:
    """The best plan there would be if the binaries could be anything between, goal after goal.

    Raises as ``optimise`` does.
    """
    first, *rest = loaded.program.goals
    return _onward(loaded, relax(loaded, first), rest)


def _onward(loaded: Loaded, relaxed: Solution, rest: list[Goal]) -> Solution:
    """The relaxation of the goals behind the first, which gives up nothing that it has reached."""
    if not rest:
        return relaxed
    _pin(loaded, relaxed)
    return relax(loaded, rest[0])


def reoptimise(loaded: Loaded, goals: list[Goal], effort: Effort) -> Solution:
    """Solve what stands in the solver for some goals, without asking for prices.

    Raises as ``optimise`` does.
    """
    loaded.budget.renew(effort.time_limit, effort.work)
    loaded.limit(effort.gap)
    with boxed(loaded):
        return _reoptimised(loaded, goals, effort)


def _reoptimised(loaded: Loaded, goals: list[Goal], effort: Effort) -> Solution:
    first, *rest = goals
    begin(loaded, first)
    root = confirmed(loaded, relax(loaded, first))
    basis = loaded.basis
    best = _whole(loaded, first, root, effort)
    best = proof = proved(loaded, first, best, root, effort.gap)
    for goal in rest:
        _pin(loaded, best)
        best = _searched(loaded, goal, effort, best.values)
    best = _complete(loaded, rest[-1] if rest else first, best)
    if effort.break_ties and best.values is not None:
        settled = settle(loaded, rest[-1] if rest else first, best.values, basis)
        best = best if settled is None else replace(best, values=settled)
    loaded.basis = basis
    return of_plan(loaded, first, proof, best.values)


def _complete(loaded: Loaded, goal: Goal, best: Solution) -> Solution:
    """The plan without gaps that a small request fits into, where the search has stopped before the optimum."""
    if best.values is None or best.gap <= PROVED:
        return best
    return replace(best, values=completed(loaded.program, goal, best.values))


def _pin(loaded: Loaded, reached: Solution) -> None:
    """Keep what the first goal, one column, has reached."""
    (column, _), *_ = loaded.program.goals[0].terms
    floor = reached.objective - KEPT * max(abs(reached.objective), 1.0)
    loaded.bounds.columns([column], np.array([floor]), np.array([INFINITE]))


def _unpin(loaded: Loaded) -> None:
    (column, _), *_ = loaded.program.goals[0].terms
    loaded.bounds.columns([column], np.array([-INFINITE]), np.array([INFINITE]))
