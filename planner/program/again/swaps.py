"""The way from one plan to a better one, a few requests at a time.

Every request that differs gets a switch y[r]: its share is that of the first plan at 0 and that of the second at 1.
Bounding Σ y is local branching between two known plans (Fischetti and Lodi, Local branching, Mathematical Programming
98, 2003); when, where and how everybody is served is free in every step, so each step is a plan of its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from planner.program.formulation.assembly import Program
from planner.program.formulation.constraints.rows import Row, at_most
from planner.program.formulation.shares import share_of
from planner.program.highs.control import Control
from planner.program.highs.loaded import Loaded, Solution
from planner.program.optimum.optimise import Effort, load

MOVED = 0.01
"""A share that differs by less moves along with the others and is no step of its own."""
LOOSE = 1e-5
"""By how much a share may miss where it is to be; well above the solver's tolerance."""
EACH = 2.5e6
"""Work for one search (see ``Effort``), about 1 s; a step that is good enough is taken where it ends."""
WORTHWHILE = 1e-3
"""Part of the value by which a step must be better than the plan before it."""


@dataclass(frozen=True)
class Step:
    """Some requests whose shares move at once, and what the plan then reaches."""

    requests: tuple[str, ...]
    objective: float
    bound: float
    """No plan that moves as many is better than this."""
    values: np.ndarray = field(compare=False, repr=False)
    """Of every column of the program, in the plan that it leads to."""
    least: bool = True
    """Whether it is proved that no fewer make the plan better; else they were looked for as far as the work went."""


class Swaps:
    """The steps from a first plan to a second one; ``first`` and ``second`` hold every column's value.

    The steps become coarse where the work of ``effort`` is done: the rest moves at once.
    """

    def __init__(
        self, program: Program, first: np.ndarray, second: np.ndarray, effort: Effort, control: Control | None = None
    ) -> None:
        self._effort = effort
        self._left = math.inf if effort.work is None else effort.work
        self._loaded = load(program, effort, control, hurried=True)
        goal = program.goals[0]
        self._first, self._second = first, second
        self._start, self._end = (goal.figure(float(program.costs(goal) @ values)) for values in (first, second))
        self._switches: dict[str, int] = {}
        for request in program.grid.requests:
            self._bind(self._loaded, request.id, first, second)
        self._budget = self._loaded.added.row(at_most(("budget",), [(y, 1.0) for y in self._switches.values()], 0.0))
        self._loaded.limit(effort.gap)
        self._loaded.aim(goal)
        self._loaded.require_whole(True)

    @property
    def moving(self) -> tuple[str, ...]:
        """Requests that differ between the two plans."""
        return tuple(self._switches)

    def steps(self) -> Iterator[Step]:
        """From the first plan, a step that moves nothing, to the second: always the fewest that make it better."""
        held = self._searched(0)
        nothing = Step((), self._start, self._start, self._first)
        start = nothing if held.values is None else self._step(held, held.values)
        yield start
        reached, moved = start.objective, set[str]()
        while len(moved) < len(self._switches):
            found = self._next(reached, len(moved))
            fresh = tuple(r for r in found.requests if r not in moved)
            moved |= set(fresh)
            reached = found.objective
            for request in fresh:
                self._loaded.bounds.columns([self._switches[request]], np.ones(1), np.ones(1))
            yield replace(found, requests=fresh)

    def _next(self, reached: float, moved: int) -> Step:
        """The fewest further requests that make the plan better; all that are left where no fewer are found to."""
        enough, least = reached + WORTHWHILE * max(abs(reached), 1e-9), True
        for count in range(moved + 1, len(self._switches)):
            if self._left <= 0:
                least = False
                break
            found = self._searched(count)
            if found.values is not None and found.objective > enough:
                return self._step(found, found.values, least)
            least = least and not (found.is_cut_short and found.bound > enough)
        return Step(self.moving, self._end, self._end, self._second, least)

    def _searched(self, most: int) -> Solution:
        """The best plan in which so many move at most."""
        self._loaded.bounds.rows([self._budget], np.array([-np.inf]), np.array([float(most)]))
        self._loaded.budget.renew(self._effort.time_limit, EACH)
        found = self._loaded.run()
        self._left -= self._loaded.budget.spent
        return found

    def _step(self, found: Solution, values: np.ndarray, least: bool = True) -> Step:
        moved = tuple(request for request, y in self._switches.items() if values[y] > 0.5)
        return Step(moved, found.objective, found.bound, values[: len(self._first)], least)

    def _bind(self, loaded: Loaded, request: str, first: np.ndarray, second: np.ndarray) -> None:
        terms = share_of(loaded.program.variables, request)
        before, after = (float(sum(amount * values[c] for c, amount in terms)) for values in (first, second))
        if abs(after - before) < MOVED:
            low, high = min(before, after) - LOOSE, max(before, after) + LOOSE
            loaded.added.row(Row(("stays", request), terms, low, high))
            return
        switch = loaded.added.column(1.0, True)
        self._switches[request] = switch
        loaded.added.row(Row(("moves", request), [*terms, (switch, before - after)], before - LOOSE, before + LOOSE))
