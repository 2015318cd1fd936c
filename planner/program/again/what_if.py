"""One scenario's program, built once and asked for other plans of it: in an order, far from the best, with plans held.

An *edit* moves bounds or limits of the program that stands in the solver; after the solve it is taken back, so edits
never add up by accident. What changes the scenario is solved as a scenario: see ``sweeping``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import numpy as np

from planner.domain.plan import Decision
from planner.domain.scenario import CostObjective, Scenario
from planner.errors import NoPlan, StoppedError
from planner.program.again.queue import fill_in_turn
from planner.program.formulation.constraints.rows import INFINITE, Row
from planner.program.formulation.objective import Goal, captured
from planner.program.formulation.variables import Terms
from planner.program.highs.control import Control
from planner.program.highs.loaded import Solution
from planner.program.optimum.optimise import Effort, load, reoptimise
from planner.program.optimum.prices import Duals, read_prices
from planner.program.reading.frames import decision
from planner.program.reading.served import Served, read_served
from planner.program.solving import build, effort_of


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

    @property
    def feasible(self) -> bool:
        return not math.isnan(self.objective)

    @property
    def parts(self) -> dict[str, float]:
        """By request: the part of its worth that is captured."""
        return {request: served.part for request, served in self.served.items()}

    @property
    def exact(self) -> bool:
        """Whether the optimum is known to nine digits."""
        return abs(self.bound - self.objective) <= 1e-9 * max(abs(self.objective), 1.0)

    def decision(self, request: str) -> Decision:
        return decision(self.served[request])

    def funds(self, request: str) -> bool:
        """Whether a request is served at all."""
        return self.served[request].way is not None


NOTHING = Result(math.nan, math.nan, math.nan, {})
"""The result of a re-solve that has no plan."""


class WhatIf:
    """A scenario's program in the solver, ready to be asked for other plans of the same scenario.

    ``gap`` and ``time_limit`` [s] hold for each re-solve; where the limit comes first, the result is an interval.
    """

    def __init__(
        self, scenario: Scenario, *, gap: float = 0.0, time_limit: float | None = 5.0, control: Control | None = None
    ) -> None:
        self.scenario, self.control = scenario, control
        self._effort: Effort = replace(effort_of(scenario, gap), time_limit=time_limit)
        self.program = build(scenario, self._effort)
        self.grid = self.program.grid
        self._loaded = load(self.program, self._effort, control, hurried=True)
        self._points = captured(self.program.variables)

    def solve(self, *edits: Edit, settle: bool = False) -> Result:
        """The best plan with some edits; ``settle`` breaks ties as a full solve does, for plans to be compared.

        Returns ``NOTHING`` where no plan is feasible. Raises StoppedError where a limit came before any plan.
        """
        with self._edited(edits) as goals:
            try:
                solution = reoptimise(self._loaded, goals, replace(self._effort, break_ties=settle))
            except NoPlan:
                return NOTHING
        if solution.values is None:
            raise StoppedError("Stopped before any plan was found.")
        return self._result(solution.objective, solution.bound, solution.values)

    def _result(self, objective: float, bound: float, values: np.ndarray) -> Result:
        points = float(sum(amount * values[column] for column, amount in self._points))
        return Result(objective, bound, points, read_served(self.program.variables, values), values)

    def fill(self, order: Sequence[str]) -> Result:
        """The plan that serves requests in turn: each takes the most that those before it leave, and keeps it.

        Raises NoPlan where no plan keeps all rules and commitments.
        """
        solution = fill_in_turn(self.program, order, replace(self._effort, break_ties=True), self.control)
        assert solution.values is not None
        return self._result(solution.objective, solution.objective, solution.values)

    def farthest(self, terms: Terms, floor: float, *edits: Edit) -> Result:
        """Of all plans that reach an objective, the one with the most of some other terms; of those, the best.

        Returns ``NOTHING`` where none reaches it, or none is found in time.
        """
        with self._edited(edits) as (goal, *_):
            least = goal.sign * floor - goal.constant
            self._loaded.added.row(Row(("floor",), goal.terms, least - ROOM * max(abs(least), 1.0), INFINITE))
            found = self._searched(Goal("farthest", terms))
            if found.values is None:
                return NOTHING
            self._loaded.added.row(Row(("far",), terms, found.objective - ROOM, INFINITE))
            self._loaded.start_from(found.values)
            best = self._searched(goal)
            values = found.values if best.values is None else best.values
            reached = goal.figure(sum(amount * values[c] for c, amount in goal.terms))
            return self._result(reached, best.bound, values)

    def _searched(self, goal: Goal) -> Solution:
        self._loaded.restart_clock(self._effort.time_limit)
        self._loaded.aim(goal)
        self._loaded.require_whole(True)
        return self._loaded.run()

    def ceiling(self, *edits: Edit) -> float:
        """What no plan with some edits can beat: the relaxation's objective, in milliseconds; nan: no plan at all.

        Of the first goal only; for a cost, what no plan can go below.
        """
        with self._edited(edits) as (goal, *_):
            self._loaded.require_whole(False)
            self._loaded.aim(goal)
            found = self._loaded.run()
        return found.objective if found.proved else math.nan

    @property
    def unit(self) -> str:
        """Unit of the objective."""
        return self.scenario.currency if isinstance(self.scenario.objective, CostObjective) else "points"

    def prices(self) -> Duals:
        """The prices of the relaxation as it stands."""
        self._loaded.require_whole(False)
        self._loaded.aim(self.program.goals[-1])
        self._loaded.run()
        return read_prices(self._loaded)

    @contextmanager
    def _edited(self, edits: Sequence[Edit]) -> Iterator[list[Goal]]:
        """The goals with some edits made; these, and rows that are appended meanwhile, are taken back at the end."""
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
