"""One scenario's program, built once and solved again and again with something changed.

Every statement about a plan is such a re-solve (design §4.6). An *edit* moves bounds, limits or values of the program
that stands in the solver; after the solve it is taken back, so edits never add up by accident.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from planner.domain.plan import Decision
from planner.domain.scenario import CostObjective, Scenario
from planner.errors import NoPlan, StoppedError
from planner.program.again.queue import fill_in_turn
from planner.program.formulation.constraints.rows import INFINITE, Row
from planner.program.formulation.measures import worth
from planner.program.formulation.objective import Goal, captured
from planner.program.formulation.variables import Terms
from planner.program.highs.control import Control
from planner.program.highs.loaded import Loaded, Outcome, Solution
from planner.program.optimum.optimise import Effort, load, reoptimise
from planner.program.optimum.prices import Duals, read_prices
from planner.program.reading.frames import decision
from planner.program.reading.served import Served, read_served
from planner.program.solving import build, effort_of

ROOM = 1e-6
"""Part of a figure that is given up where a plan must reach it: what the solver may miss it by."""


@dataclass(frozen=True)
class Edit:
    """A change to the program in the solver."""

    columns: dict[int, tuple[float, float]] = field(default_factory=dict)
    """New bounds of columns."""
    rows: dict[int, tuple[float, float]] = field(default_factory=dict)
    """New limits of rows, in the rows' own units."""
    added: tuple[Row, ...] = ()
    """Rows besides."""
    values: dict[int, float] = field(default_factory=dict)
    """Added to the coefficients of the first goal."""


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


class Resolver:
    """A scenario's program in the solver, ready to be asked what-ifs.

    ``gap`` and ``time_limit`` [s] hold for each re-solve; where the limit comes first, the result is an interval.
    """

    def __init__(
        self, scenario: Scenario, *, gap: float = 0.0, time_limit: float | None = 5.0, control: Control | None = None
    ) -> None:
        self.scenario = scenario
        self.control = control
        self._effort: Effort = replace(effort_of(scenario, gap), time_limit=time_limit)
        self.program = build(scenario, self._effort)
        self.grid = self.program.grid
        self._loaded = load(self.program, self._effort, control)
        self._points = captured(self.program.variables)
        self._loaded.hurry()

    def solve(self, *edits: Edit, settle: bool = False) -> Result:
        """The best plan with some edits; ``settle`` breaks ties as a full solve does, for plans to be compared.

        Returns ``NOTHING`` where no plan is feasible. Raises StoppedError where a limit came before any plan.
        """
        goals = _edited(self.program.goals, edits)
        added = self._apply(edits)
        effort = replace(self._effort, break_ties=settle)
        try:
            solution = reoptimise(self._loaded, goals, effort)
        except NoPlan:
            return NOTHING
        finally:
            for row in reversed(added):
                self._loaded.remove(row)
            self._loaded.bounds.release()
        values = solution.values
        if values is None:
            raise StoppedError("Stopped before any plan was found.")
        return self._result(solution.objective, solution.bound, values)

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
        goal = _edited(self.program.goals, edits)[0]
        added = self._apply(edits)
        least = goal.sign * floor - goal.constant
        added.append(self._loaded.append(Row(("floor",), goal.terms, least - ROOM * max(abs(least), 1.0), INFINITE)))
        try:
            self._loaded.restart_clock(self._effort.time_limit)
            found = _searched(self._loaded, Goal("farthest", terms))
            if found.values is None:
                return NOTHING
            added.append(self._loaded.append(Row(("far",), terms, found.objective - ROOM, INFINITE)))
            self._loaded.restart_clock(self._effort.time_limit)
            self._loaded.start_from(found.values)
            best = _searched(self._loaded, goal)
            values = found.values if best.values is None else best.values
            reached = goal.sign * (sum(amount * values[c] for c, amount in goal.terms) + goal.constant)
            return self._result(reached, best.bound, values)
        finally:
            for row in reversed(added):
                self._loaded.remove(row)
            self._loaded.bounds.release()

    def reaches(self, objective: float, *edits: Edit) -> bool:
        """Whether some plan with the edits beats an objective: the first such plan, or a proof, ends the search.

        Only where more of the objective is better. Raises StoppedError where the time limit comes first.
        """
        added = self._apply(edits)
        goal = _edited(self.program.goals, edits)[0]
        added.append(self._loaded.append(Row(("beat",), goal.terms, objective - goal.constant, INFINITE)))
        try:
            self._loaded.restart_clock(self._effort.time_limit)
            self._loaded.aim(goal)
            for whole in (False, True):
                self._loaded.require_whole(whole)
                self._loaded.limit(0.0, plans=1)
                found = self._loaded.run()
                if found.outcome is Outcome.INFEASIBLE:
                    return False
            if found.values is None:
                raise StoppedError("Stopped before it was known whether there is a better plan.")
            return True
        finally:
            self._loaded.limit(self._effort.gap)
            for row in reversed(added):
                self._loaded.remove(row)
            self._loaded.bounds.release()

    def ceiling(self, *edits: Edit) -> float:
        """What no plan with some edits can beat: the relaxation's objective, in milliseconds; nan: no plan at all.

        Of the first goal only; for a cost, what no plan can go below.
        """
        goals = _edited(self.program.goals, edits)
        added = self._apply(edits)
        self._loaded.require_whole(False)
        self._loaded.aim(goals[0])
        found = self._loaded.run()
        for row in reversed(added):
            self._loaded.remove(row)
        self._loaded.bounds.release()
        return found.objective if found.proved else math.nan

    def prices(self) -> Duals:
        """The prices of the relaxation as it stands."""
        self._loaded.require_whole(False)
        self._loaded.aim(self.program.goals[-1])
        self._loaded.run()
        return read_prices(self._loaded)

    def _apply(self, edits: Iterable[Edit]) -> list[int]:
        added: list[int] = []
        for edit in edits:
            if edit.columns:
                low, high = np.array(list(edit.columns.values())).T
                self._loaded.bounds.columns(list(edit.columns), low, high)
            if edit.rows:
                low, high = np.array(list(edit.rows.values())).T
                self._loaded.bounds.rows(list(edit.rows), low, high)
            added += [self._loaded.append(row) for row in edit.added]
        return added

    # -- edits ----------------------------------------------------------------------------------------------------

    def out(self, request: str) -> Edit:
        """Force a request out."""
        ways = self.program.variables.by_request[request]
        return Edit(columns={column: (0.0, 0.0) for w in ways for column in w.share.values()})

    def into(self, request: str, whole: bool = False) -> Edit:
        """Force a request in: at its minimum at least, a service from whenever it is launched; all of it without one.

        ``whole``: all of it in any case.
        """
        if self.scenario.request_by_id[request].commitment == "must" and not whole:
            return Edit()
        reopened = self.open(request).rows
        return Edit(added=tuple(self._promise(request, whole)), rows=reopened)

    def _promise(self, request: str, whole: bool) -> list[Row]:
        ways = self.program.variables.by_request[request]
        if not ways:
            return [Row(("into", request), [], 1.0, INFINITE)]
        if not whole and all(w.way.minimum > 0 for w in ways):
            return [Row(("into", request), self.program.variables.chosen(request), 1.0, INFINITE)]
        first = ways[0].way
        begin = first.first if first.request.latest_start is None else first.latest
        periods = [first.last] if all(w.way.is_job for w in ways) else range(begin, first.last + 1)
        shares = [(w, 1.0 if whole else 1.0 / w.way.promised) for w in ways]
        return [Row(("into", request), [(w.share[t], part) for w, part in shares], 1.0, INFINITE) for t in periods]

    def open(self, request: str) -> Edit:
        """Set a request's commitment aside."""
        return self._set_aside(("commitment", request))

    def without_rule(self, rule: str) -> Edit:
        """Switch a rule off."""
        return self._set_aside(("rules", rule))

    def _set_aside(self, start: tuple[str, ...]) -> Edit:
        rows = [k for k, key in enumerate(self.program.keys) if key[: len(start)] == start]
        return Edit(rows=dict.fromkeys(rows, (-INFINITE, INFINITE)))

    def rule_limit(self, rule: str, by: float) -> Edit:
        """Move all limits of a rule by an amount, in the rule's measure."""
        program = self.program
        found = {}
        for k, key in enumerate(program.keys):
            if key[:2] == ("rules", rule) and key[-1] != "in full":
                step = by / program.unit[k]
                found[k] = (program.low[k] + step, program.high[k] + step)
        return Edit(rows=found)

    def gpus(self, pool: str, change: float, periods: Iterable[int] | None = None) -> Edit:
        """So many GPUs more (or fewer) in a pool, of which its availability is usable, in all periods or some [GPU]."""
        program, calendar = self.program, self.scenario.calendar
        availability = calendar.over(self.scenario.pool_by_id[pool].availability)
        wanted = self.grid.periods if periods is None else periods
        found = {}
        for t in wanted:
            row = program.row_of.get(("pool_capacity", pool, self.grid.labels[t]))
            if row is not None:
                found[row] = (-INFINITE, max(program.high[row] + change * availability[t], 0.0))
        return Edit(rows=found)

    def fte(self, role: str, change: float, periods: Iterable[int] | None = None) -> Edit:
        """So many full-time people of a role more, or fewer [FTE]."""
        wanted = self.grid.periods if periods is None else periods
        rows = [self.program.row_of.get(("people", role, self.grid.labels[t])) for t in wanted]
        return Edit(
            rows={row: (-INFINITE, max(self.program.high[row] + change, 0.0)) for row in rows if row is not None}
        )

    def value_of(self, request: str, factor: float) -> Edit:
        """Multiply what a request is worth; the others' points stay."""
        v = self.program.variables
        terms = [term for w in v.by_request[request] for term in worth(v, w)]
        found: dict[int, float] = {}
        for column, amount, _ in terms:
            found[column] = found.get(column, 0.0) + amount * (factor - 1.0)
        return Edit(values=found)

    @property
    def unit(self) -> str:
        """Unit of the objective."""
        return self.scenario.currency if isinstance(self.scenario.objective, CostObjective) else "points"


def _searched(loaded: Loaded, goal: Goal) -> Solution:
    loaded.aim(goal)
    loaded.require_whole(True)
    return loaded.run()


def _edited(goals: list[Goal], edits: Iterable[Edit]) -> list[Goal]:
    """The goals, their values changed."""
    extra = [term for edit in edits for term in edit.values.items()]
    if not extra:
        return goals
    return [replace(goal, terms=[*goal.terms, *extra]) if goal.name == "value" else goal for goal in goals]
