"""HiGHS, kept alive: loaded once, then changed and run again warm."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from enum import Enum
from typing import Any
from weakref import proxy

import highspy
import numpy as np

from planner.program.formulation.assembly import Program
from planner.program.formulation.objective import Goal
from planner.program.highs.added import Added
from planner.program.highs.bounds import Bounds
from planner.program.highs.budget import Budget
from planner.program.highs.control import Control, Progress
from planner.program.highs.loading import hand_over, hear, run
from planner.program.highs.memory import Memory

LARGEST_SUM = 16_384.0
"""The objective is scaled by a power of two to about this sum, so that the solver's absolute tolerances mean the same
for points, dollars and daily active users; a power of two keeps whole numbers whole."""

PRESOLVED = 3
"""A program of which at least this part of the columns is whole is presolved before the search. Measured: assignment
and next-release problems take 4 × longer without, mixes of services and jobs over pools 2.5 × longer with it."""
SUBSEARCHES = ("mip_heuristic_run_rins", "mip_heuristic_run_rens", "mip_heuristic_run_root_reduced_cost")
"""Heuristics that search smaller problems of the same kind. Where few columns are whole the relaxation rounds well
without them, and they take most of the time: measured on six scenarios, 1.4 to 4 × longer with them."""
FRESH = ("mip_allow_restart", "mip_heuristic_run_feasibility_jump")
"""What helps a search that knows nothing yet."""
ENDLESS = 1e100
"""HiGHS's figure of a plan, or a bound, that it does not have is larger."""
TIGHT = 1e-10
"""The least that HiGHS takes for what a limit may be missed by."""
EITHER, DUAL, PRIMAL = 0, 1, 4
"""HiGHS's numbers for its simplex strategies: whichever the basis at hand is fit for; for one that stays optimal (new
limits); for one that stays feasible (new costs)."""


type Basis = highspy.HighsBasis
"""From where the simplex can go on."""


class Outcome(Enum):
    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    TIME_LIMIT = "time limit"
    NODE_LIMIT = "node limit"
    INTERRUPTED = "interrupted"
    GIVEN_UP = "given up"
    """It has done what it does by itself: another search may go on from there."""
    PRECISION = "precision limit"
    CLAIMED = "claimed"
    """Another solver says that it has done what was asked, and that is not confirmed."""
    FAILED = "failed"


_STATUS = highspy.HighsModelStatus
_OUTCOMES = {
    _STATUS.kOptimal: Outcome.OPTIMAL,
    _STATUS.kModelEmpty: Outcome.OPTIMAL,
    _STATUS.kInfeasible: Outcome.INFEASIBLE,
    _STATUS.kUnboundedOrInfeasible: Outcome.INFEASIBLE,
    _STATUS.kUnbounded: Outcome.UNBOUNDED,
    _STATUS.kTimeLimit: Outcome.TIME_LIMIT,
    _STATUS.kSolutionLimit: Outcome.NODE_LIMIT,
    _STATUS.kIterationLimit: Outcome.NODE_LIMIT,
    _STATUS.kInterrupt: Outcome.INTERRUPTED,
}
CUT_SHORT = (Outcome.TIME_LIMIT, Outcome.NODE_LIMIT, Outcome.INTERRUPTED, Outcome.PRECISION, Outcome.CLAIMED)
"""How a run ends before it has proved as much as was asked for."""


@dataclass(frozen=True)
class Solution:
    """What a run of the solver found. Figures are in the goal's own unit."""

    outcome: Outcome
    objective: float
    bound: float
    values: np.ndarray | None
    """Of every column; None where no plan was found."""

    @property
    def proved(self) -> bool:
        return self.outcome is Outcome.OPTIMAL

    @property
    def is_cut_short(self) -> bool:
        """Whether something stopped the run before it had proved as much as was asked for."""
        return self.outcome in CUT_SHORT

    @property
    def gap(self) -> float:
        """|bound − objective| ÷ |objective|"""
        return abs(self.bound - self.objective) / max(abs(self.objective), 1e-9)


def ended(highs: Any, control: Control, budget: Budget) -> Outcome:
    """How a run of the solver ended, which a control and a budget may have stopped."""
    status = highs.getModelStatus()
    if status == _STATUS.kInterrupt and not control.cancelled:
        return Outcome.NODE_LIMIT if budget.is_spent else Outcome.TIME_LIMIT
    return _OUTCOMES.get(status, Outcome.FAILED)


class Loaded:
    """A program in the solver."""

    def __init__(
        self,
        program: Program,
        control: Control | None = None,
        threads: int = 1,
        seed: int = 0,
        *,
        listening: bool = True,
        hurried: bool = False,
    ) -> None:
        """``listening``: the solver asks after every step whether to go on; deaf, it needs nothing of Python.

        ``hurried``: it searches without what does not pay on a program that differs little from one just solved.
        """
        self.highs: Any = hand_over(program, threads, seed)
        self.bounds, self.added = Bounds(program, self.highs), Added(self.highs)
        self.control = control or Control()
        self.budget = Budget()
        self.began = time.perf_counter()
        self.seconds = 0.0
        """Time spent in HiGHS so far [s]."""
        self.searched_by = ""
        """The other solver whose plan was gone on from, by the name that PuLP has for it."""
        self.scale = 1.0
        self.goal = Goal("", [])
        self.whole = np.asarray(program.integers, dtype=np.int32)
        """Columns that must be whole, where that is required."""
        self._integral = False
        self.gap, self.nodes = 0.0, math.inf
        """What a search goes to: a relative gap, or so many nodes."""
        self.memory: Memory | None = None
        """What searches may start from: of one like them, which does not depend on what was asked before."""
        self.latest: Memory | None = None
        """What the last search has left."""
        self.is_combinatorial = PRESOLVED * len(self.whole) >= program.variables.count
        """Whether the whole numbers are the problem, and not what they leave to be shared out."""
        self._presolve = "choose" if self.is_combinatorial else "off"
        for unpaid in (*(() if self.is_combinatorial else SUBSEARCHES), *(FRESH if hurried else ())):
            self.highs.setOptionValue(unpaid, False)
        if listening:
            _listen(self)

    @property
    def program(self) -> Program:
        """The program that is in the solver."""
        return self.bounds.program

    @property
    def basis(self) -> Basis:
        """Where the simplex stands."""
        found: Basis = self.highs.getBasis()
        return found

    @basis.setter
    def basis(self, basis: Basis) -> None:
        self.highs.setBasis(basis)

    # -- the question ---------------------------------------------------------------------------------------------

    def aim(self, goal: Goal) -> None:
        """Maximise a goal from now on."""
        costs = self.program.costs(goal)
        total = float(np.abs(costs).sum())
        self.scale = 2.0 ** math.floor(math.log2(LARGEST_SUM / total)) if total > 0 else 1.0
        self.goal = goal
        columns = np.arange(len(costs), dtype=np.int32)
        self.highs.changeColsCost(len(costs), columns, costs * self.scale)

    @property
    def stopped(self) -> Outcome | None:
        """What stops a search here and now: a cancel, the time, or the work it may take; None: nothing does."""
        if self.control.cancelled:
            return Outcome.INTERRUPTED
        if self.budget.is_late:
            return Outcome.TIME_LIMIT
        return Outcome.NODE_LIMIT if self.budget.is_spent else None

    @property
    def is_stopped(self) -> bool:
        """Whether the solve was cancelled, or its time is up."""
        return self.control.cancelled or self.budget.is_late

    def require_whole(self, whole: bool) -> None:
        """Whether the binaries must be whole, or may be anything between (the relaxation).

        A relaxation is solved without presolve: measured at 200 and 1,000 requests it only costs (4 × and 11 ×), as
        the shares leave little to reduce, and a basis is wanted afterwards anyway.
        """
        self.highs.setOptionValue("presolve", self._presolve if whole else "off")
        if whole != self._integral and len(self.whole):
            kind = highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
            self.highs.changeColsIntegrality(len(self.whole), self.whole, np.full(len(self.whole), kind))
        self._integral = whole

    def limit(self, gap: float, nodes: int | None = None, plans: int | None = None) -> None:
        """When to stop a search: at a gap, after so many nodes, or with so many plans found."""
        self.gap, self.nodes = gap, math.inf if nodes is None else nodes
        self.highs.setOptionValue("mip_max_improving_sols", plans if plans is not None else highspy.kHighsIInf)
        self.highs.setOptionValue("mip_rel_gap", gap)
        self.highs.setOptionValue("mip_abs_gap", 1e-6 if gap > 0 else 0.0)
        self.highs.setOptionValue("mip_max_nodes", nodes if nodes is not None else highspy.kHighsIInf)

    def tighten(self) -> None:
        """Keep to limits and whole numbers as closely as the solver can, from the start, and with presolve."""
        self.release()
        self.highs.clearSolver()
        for option in ("primal_feasibility_tolerance", "dual_feasibility_tolerance", "mip_feasibility_tolerance"):
            self.highs.setOptionValue(option, TIGHT)
        self._presolve = "on"

    def go_on(self, strategy: int) -> None:
        """How the simplex goes on from the basis at hand: EITHER, DUAL or PRIMAL."""
        self.highs.setOptionValue("simplex_strategy", strategy)

    def start_from(self, values: np.ndarray) -> None:
        """Tell the search of a plan that is known: all of it, so that nothing has to be solved to complete it."""
        known = highspy.HighsSolution()
        known.col_value = values.tolist()
        self.highs.setSolution(known)

    def release(self) -> None:
        """Put everything back to the program's own."""
        self.added.release()
        self.bounds.release()

    def become(self, program: Program) -> None:
        """Go over to a program of the same shape, once released: what differs is handed over."""
        before, starts, columns = self.program, np.asarray(program.starts), np.asarray(program.columns)
        new = np.asarray(program.coefficients)
        changed = np.flatnonzero(np.asarray(before.coefficients) != new)
        rows = np.searchsorted(starts, changed, side="right") - 1
        for row, column, amount in zip(rows.tolist(), columns[changed].tolist(), new[changed].tolist(), strict=True):
            self.highs.changeCoeff(row, column, amount)
        low, high = np.asarray(program.low), np.asarray(program.high)
        moved = np.flatnonzero((np.asarray(before.low) != low) | (np.asarray(before.high) != high))
        self.bounds.program = program
        self.bounds.rows(moved, low[moved], high[moved])

    # -- the answer -----------------------------------------------------------------------------------------------

    def go(self) -> Outcome:
        """Solve as it stands, warm where it was solved before; what was found stays in the solver."""
        began = time.perf_counter()
        run(self.highs, self.control)
        self.seconds += time.perf_counter() - began
        return ended(self.highs, self.control, self.budget)

    def run(self) -> Solution:
        """Solve as it stands, and read what was found."""
        outcome, info = self.go(), self.highs.getInfo()
        searched = self._integral and len(self.whole)
        empty = self.highs.getModelStatus() == _STATUS.kModelEmpty
        feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible or empty
        if not feasible or not (searched or outcome is Outcome.OPTIMAL):
            # a linear program that was stopped has points on its way, but neither a bound nor prices
            return Solution(outcome, math.nan, math.inf, None)
        values = np.asarray(self.highs.getSolution().col_value)
        objective = self.goal.figure(info.objective_function_value / self.scale)
        bound = self.goal.figure(info.mip_dual_bound / self.scale) if searched else objective
        return Solution(outcome, objective, bound, values)

    @property
    def status(self) -> str:
        """What the solver says of its last run, in its own words."""
        return str(self.highs.modelStatusToString(self.highs.getModelStatus()))

    def face(self, least: float) -> tuple[np.ndarray, np.ndarray]:
        """Columns with a reduced cost above a least one in the solver's own scale, and rows with such a dual."""
        found = self.highs.getSolution()
        return (
            np.flatnonzero(np.abs(np.asarray(found.col_dual)) > least),
            np.flatnonzero(np.abs(np.asarray(found.row_dual)) > least),
        )

    def activities(self, rows: np.ndarray) -> np.ndarray:
        """Σ coefficient · column of some rows."""
        reached: np.ndarray = np.asarray(self.highs.getSolution().row_value)[rows]
        return reached

    def row_duals(self) -> np.ndarray:
        """Dual of every row, in the goal's unit per unit of the row.

        Positive: one more unit of an upper limit would bring so much (of what is maximised).
        """
        return np.asarray(self.highs.getSolution().row_dual) / self.scale


def _listen(loaded: Loaded) -> None:
    """Let the control, the clock and the work done stop the solver, and hear from it.

    HiGHS's own time limit counts from the start of a search, but over all runs of a simplex: not to be used here. What
    listens holds the solver weakly, so that it is let go with its last user, and not when Python looks for rings.
    """
    loaded = proxy(loaded)

    def searched(told: Any) -> bool:
        best, bound = (
            loaded.goal.figure(b / loaded.scale) if abs(b) < ENDLESS else None
            for b in (told.mip_primal_bound, told.mip_dual_bound)
        )
        loaded.budget.spend(len(loaded.program.columns), told.mip_node_count, best is not None)
        if loaded.control.watched:
            loaded.control.report(Progress(time.perf_counter() - loaded.began, best, bound))
        return loaded.is_stopped or loaded.budget.is_spent

    hear(loaded.highs, searched, lambda: loaded.is_stopped)
