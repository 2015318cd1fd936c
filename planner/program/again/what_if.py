"""One scenario's program, built once and asked for other plans of it: in an order, far from the best, with plans held.

An *edit* moves bounds or limits of the program that stands in the solver; after the solve it is taken back, so edits
never add up by accident. What changes the scenario is solved as a scenario: see ``sweeping``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from planner.domain.plan import PROVED, Status
from planner.domain.reason import Decision
from planner.domain.scenario import CostObjective, Scenario
from planner.errors import NoPlan
from planner.program.again.queue import fill_in_turn
from planner.program.formulation.constraints.rows import INFINITE, Row
from planner.program.formulation.objective import Goal, captured
from planner.program.formulation.variables import Terms, Variables
from planner.program.highs.control import Control
from planner.program.highs.loaded import Solution
from planner.program.highs.memory import Memory
from planner.program.highs.standpoint import Standpoint
from planner.program.optimum.optimise import ONE_OF_MANY, load, reoptimise
from planner.program.optimum.prices import Duals, read_prices
from planner.program.optimum.search import ceiling, relax, search
from planner.program.reading.rounding import tidy
from planner.program.reading.served import Served, read_served
from planner.program.reading.tables import decision
from planner.program.solving import build, effort_of, status_of


@dataclass(frozen=True)
class Edit:
    """Bounds and limits that are moved in the program that stands in the solver."""

    columns: dict[int, tuple[float, float]] = field(default_factory=dict)
    """New bounds of columns."""
    rows: dict[int, tuple[float, float]] = field(default_factory=dict)
    """New limits of rows, in the rows' own units."""


ROOM = 1e-6
"""Part of a figure that is given up where a plan must reach it: what the solver may miss it by."""


@dataclass(frozen=True)
class Result:
    """What a re-solve found. The optimum lies between ``objective`` and ``bound``, in the objective's own unit."""

    objective: float
    bound: float
    points: float
    """Value captured [points]."""
    served: dict[str, Served]
    """What each request is given."""
    values: np.ndarray | None = field(default=None, compare=False, repr=False)
    """Of every column of the program."""
    status: Status | Literal["infeasible"] = "optimal"
    """How far it is proved: what stopped the search, where something did."""

    @property
    def feasible(self) -> bool:
        return self.status != "infeasible"

    @property
    def gap(self) -> float:
        """|bound − objective| ÷ |objective|; nan: there is no plan."""
        return abs(self.bound - self.objective) / max(abs(self.objective), 1e-9)

    @property
    def parts(self) -> dict[str, float]:
        """By request: the part of its worth that is captured."""
        return {request: served.part for request, served in self.served.items()}

    @property
    def exact(self) -> bool:
        """Whether the optimum is known to nine digits."""
        return abs(self.bound - self.objective) <= PROVED * max(abs(self.objective), 1.0)

    def decision(self, request: str) -> Decision:
        return decision(self.served[request])

    def funds(self, request: str) -> bool:
        """Whether a request is served at all."""
        return self.served[request].way is not None


def result_of(v: Variables, solution: Solution) -> Result:
    """What the solver found, read; its last digits depend on where it went on from, and are its noise.

    A bound that is proved to be reached is what is reached.
    """
    assert solution.values is not None
    points = float(sum(amount * solution.values[column] for column, amount in captured(v)))
    served = read_served(v, solution.values)
    known = solution.objective if solution.gap <= PROVED else solution.bound
    objective, bound, captured_points = map(tidy, (solution.objective, known, points))
    return Result(objective, bound, captured_points, served, solution.values, status_of(solution))


NOTHING = Result(math.nan, math.nan, math.nan, {}, status="infeasible")
"""The result of a re-solve that has no plan."""


class WhatIf:
    """A scenario's program in the solver, ready to be asked for other plans of the same scenario.

    ``gap`` and ``work`` hold for each re-solve; where the work is done first, or the scenario's own time limit comes,
    the result is an interval.
    """

    def __init__(
        self, scenario: Scenario, *, gap: float = 0.0, work: float | None = ONE_OF_MANY, control: Control | None = None
    ) -> None:
        self.scenario, self.control = scenario, control
        self._effort = effort_of(scenario, gap, work=work)
        self.program = build(scenario, self._effort, control)
        self.grid = self.program.grid
        self._loaded = load(self.program, self._effort, control, hurried=True)

    def solve(self, *edits: Edit, settle: bool = False) -> Result:
        """The best plan with some edits; ``settle`` breaks ties as a full solve does, for plans to be compared.

        Returns ``NOTHING`` where no plan is feasible. Raises StoppedError where a limit came before any plan.
        """
        with self._edited(edits) as goals:
            try:
                solution = reoptimise(self._loaded, goals, replace(self._effort, break_ties=settle))
            except NoPlan:
                return NOTHING
        return result_of(self.program.variables, solution)

    def base(self) -> tuple[Result, Memory | None, Standpoint]:
        """The best plan as it is, ties broken, and what others that differ little may start from."""
        result = self.solve(settle=True)
        self._loaded.memory = self._loaded.latest
        return result, self._loaded.memory, Standpoint.of(self._loaded)

    def fill(self, order: Sequence[str]) -> Result:
        """The plan that serves requests in turn: each takes the most that those before it leave, and keeps it.

        Raises NoPlan where no plan keeps all rules and commitments.
        """
        solution = fill_in_turn(self.program, order, replace(self._effort, break_ties=True), self.control)
        return result_of(self.program.variables, solution)

    def farthest(self, terms: Terms, floor: float, known: Result) -> Result:
        """Of all plans that reach an objective, the one with the most of some other terms; of those, the best.

        ``known`` is a plan that reaches it: the one that is found where the search is stopped before it finds another.
        Returns ``NOTHING`` where none reaches it.
        """
        with self._edited(()) as (goal, *_):
            least = goal.sign * floor - goal.constant
            self._loaded.added.row(Row(("floor",), goal.terms, least - ROOM * max(abs(least), 1.0), INFINITE))
            try:
                found = self._searched(Goal("farthest", terms), known.values)
            except NoPlan:
                return NOTHING
            self._loaded.added.row(Row(("far",), terms, found.objective - ROOM, INFINITE))
            best = self._searched(goal, found.values)
            return result_of(self.program.variables, best)

    def _searched(self, goal: Goal, known: np.ndarray | None = None) -> Solution:
        self._renew()
        return search(self._loaded, goal, known)

    def _renew(self) -> None:
        self._loaded.budget.renew(self._effort.time_limit, self._effort.work)

    def ceiling(self, *edits: Edit) -> float:
        """What no plan with some edits can beat, as far as the first goal goes; nan: there is no plan at all.

        For a cost, what no plan can go below. Raises StoppedError where the time is up before that is known.
        """
        with self._edited(edits) as (goal, *_):
            return ceiling(self._loaded, goal)

    @property
    def unit(self) -> str:
        """Unit of the objective."""
        return self.scenario.currency if isinstance(self.scenario.objective, CostObjective) else "points"

    def prices(self) -> Duals:
        """The prices of the relaxation as it stands."""
        self._renew()
        relax(self._loaded, self.program.goals[-1])
        return read_prices(self._loaded)

    @contextmanager
    def _edited(self, edits: Sequence[Edit]) -> Iterator[list[Goal]]:
        """The goals with some edits made; these, and rows that are appended meanwhile, are taken back at the end."""
        self._renew()
        try:
            for edit in edits:
                if edit.columns:
                    low, high = np.array(list(edit.columns.values())).T
                    self._loaded.bounds.columns(list(edit.columns), low, high)
                if edit.rows:
                    low, high = np.array(list(edit.rows.values())).T
                    self._loaded.bounds.rows(list(edit.rows), low, high)
            yield self.program.goals
        finally:
            self._loaded.release()
