"""One scenario after another, solved in the same solver where they have the same shape.

Sweeps, draws and frontiers change figures, not structure. The program of each scenario is built anew (milliseconds),
compared with the one that stands in the solver, and only what differs is handed over; the solver goes on from where it
was. Where the structure differs too, the solver starts afresh: the answer is the same either way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from planner.domain.scenario import Scenario
from planner.errors import NoPlan
from planner.program.again.deciding import serves
from planner.program.again.what_if import NOTHING, Result, result_of
from planner.program.formulation.constraints.rows import INFINITE, Row
from planner.program.highs.control import Control
from planner.program.highs.loaded import Loaded
from planner.program.highs.memory import Memory
from planner.program.highs.standpoint import Standpoint
from planner.program.optimum.entitlement import Entitled
from planner.program.optimum.optimise import Effort, load, reoptimise
from planner.program.optimum.search import reaches
from planner.program.solving import build, effort_of

SHAPES = 3
"""Programs of different shapes that are kept in solvers of their own: what-ifs go to and fro between them."""


class Sweeping:
    """The standing solver: scenarios one after another, of which only what differs is handed over.

    ``gap``, ``time_limit`` [s] and ``work`` hold for each, and the scenario's own gap and time limit without. Ties are
    broken as in a full solve, unless ``settle`` says that nobody compares the plans. ``memory`` and ``start`` are of a
    plan that they differ little from: what one of them finds depends on that, and on none that was asked before.
    """

    def __init__(
        self,
        gap: float | None = None,
        time_limit: float | None = None,
        control: Control | None = None,
        *,
        work: float | None = None,
        settle: bool = True,
        memory: Memory | None = None,
        start: Standpoint | None = None,
    ) -> None:
        self._limits, self._control, self._settle = (gap, time_limit, work), control, settle
        self._memory, self._start = memory, start
        self._standing: list[Loaded] = []
        self._entitled = Entitled()

    def solve(self, scenario: Scenario, *, settle: bool | None = None) -> Result:
        """The best plan; ``NOTHING`` where none keeps all rules.

        Raises StoppedError where a limit came before any plan.
        """
        settled = self._settle if settle is None else settle
        with self._loaded(scenario) as loaded:
            effort = replace(self._effort(scenario), break_ties=settled)
            try:
                solution = reoptimise(loaded, loaded.program.goals, effort)
            except NoPlan:
                return NOTHING
            return result_of(loaded.program.variables, solution)

    def serves(self, scenario: Scenario, request: str) -> bool | None:
        """Whether the best plan serves a request; None where only ``solve`` can tell."""
        with self._loaded(scenario) as loaded:
            return serves(loaded, request)

    def reaches(self, scenario: Scenario, objective: float, serving: str) -> bool:
        """Whether some plan that serves a request reaches an objective; the first such plan, or a proof, is enough.

        Only where more of the objective is better. The request has a minimum. Raises StoppedError where a limit comes
        first.
        """
        with self._loaded(scenario) as loaded:
            loaded.added.row(_served(loaded, serving))
            return reaches(loaded, loaded.program.goals[0], objective)

    def _effort(self, scenario: Scenario) -> Effort:
        return effort_of(scenario, *self._limits)

    @contextmanager
    def _loaded(self, scenario: Scenario) -> Iterator[Loaded]:
        """A solver with the scenario's program in it; a few of other shapes wait for their turn."""
        effort = self._effort(scenario)
        asked_before = self._standing and self._standing[0].program.grid.scenario is scenario
        program = self._standing[0].program if asked_before else build(scenario, effort, self._control, self._entitled)
        found = next((each for each in self._standing if program.has_shape_of(each.program)), None)
        if found is None:
            found = load(program, effort, self._control, hurried=True)
            found.memory = self._memory
            if start := self._start or (Standpoint.of(self._standing[0]) if self._standing else None):
                start.taken_by(found)
        else:
            self._standing.remove(found)
            if not asked_before:
                found.become(program)
            found.budget.renew(effort.time_limit, effort.work)
        self._standing = [found, *self._standing[: SHAPES - 1]]
        try:
            yield found
        finally:
            found.release()


def _served(loaded: Loaded, request: str) -> Row:
    """A request that has a minimum is served in some way, at some time."""
    return Row(("serving", request), loaded.program.variables.chosen(request), 1.0, INFINITE)
