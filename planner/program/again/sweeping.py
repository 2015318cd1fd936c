"""One scenario after another, solved in the same solver where they have the same shape.

Sweeps, draws and frontiers change figures, not structure. The program of each scenario is built anew (milliseconds),
compared with the one that stands in the solver, and only what differs is handed over; the solver goes on from where it
was. Where the structure differs too, the solver starts afresh: the answer is the same either way.
"""

from __future__ import annotations

from dataclasses import replace

from planner.domain.scenario import Scenario
from planner.errors import NoPlan, StoppedError
from planner.program.again.what_if import NOTHING, Result
from planner.program.formulation.assembly import Program
from planner.program.formulation.objective import captured
from planner.program.highs.control import Control
from planner.program.highs.loaded import Loaded
from planner.program.optimum.optimise import Effort, load, reoptimise
from planner.program.reading.served import read_served
from planner.program.solving import build, effort_of


class Sweeping:
    """Solves scenarios one after another; ``gap`` and ``time_limit`` [s] hold for each, and the scenario's without."""

    def __init__(
        self,
        gap: float | None = None,
        time_limit: float | None = None,
        control: Control | None = None,
        *,
        settle: bool = True,
    ) -> None:
        self._gap, self._time_limit, self._control, self._settle = gap, time_limit, control, settle
        self._loaded: Loaded | None = None

    def solve(self, scenario: Scenario) -> Result:
        """The best plan; ``NOTHING`` where none keeps all rules.

        Ties are broken as in a full solve. Raises StoppedError where a limit came before any plan.
        """
        effort = replace(effort_of(scenario, self._gap, self._time_limit), break_ties=self._settle)
        program = build(scenario, effort)
        loaded = self._standing(program, effort)
        try:
            solution = reoptimise(loaded, program.goals, effort)
        except NoPlan:
            return NOTHING
        finally:
            loaded.release()
        if solution.values is None:
            raise StoppedError("Stopped before any plan was found.")
        points = float(sum(amount * solution.values[column] for column, amount in captured(program.variables)))
        served = read_served(program.variables, solution.values)
        return Result(solution.objective, solution.bound, points, served, solution.values)

    def _standing(self, program: Program, effort: Effort) -> Loaded:
        """The solver with the program in it."""
        if self._loaded is not None and program.has_shape_of(self._loaded.program):
            self._loaded.become(program)
        else:
            self._loaded = load(program, effort, self._control, hurried=True)
        return self._loaded
