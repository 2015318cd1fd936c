"""One edit after another: a plan at once from the plan before, and the best one behind it.

An edit changes little, so the whole numbers of the plan before are nearly always those of the next one. With them held
a linear program remains, which goes on from its own last answer; the relaxation says how far it may be from the best
plan (relaxation-induced and local neighbourhoods in their simplest form: Danna, Rothberg, Le Pape, Exploring relaxation
induced neighborhoods to improve MIP solutions, Mathematical Programming 102, 2005).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from threading import Lock

import numpy as np

from planner.domain.plan import Plan
from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.errors import NoPlan, PlannerError, StoppedError
from planner.program.again.revision import revised
from planner.program.branching.node import WHOLE
from planner.program.formulation.assembly import Program
from planner.program.highs.control import Control
from planner.program.highs.loaded import EITHER, Basis, Loaded, Solution
from planner.program.optimum.confirming import confirmed
from planner.program.optimum.core import LARGE
from planner.program.optimum.entitlement import Entitled
from planner.program.optimum.optimise import Effort, Optimum, load
from planner.program.optimum.prices import read_prices
from planner.program.optimum.search import is_whole, relax
from planner.program.solving import build, effort_of, read_plan, solved

NEAR = 1e-2
"""Gap within which a plan made from the one before is worth showing."""
CLOSE = 1e-3
"""Gap within which no other way of holding the whole numbers is tried."""
TURNED = 2
"""Edited requests that are tried the other way round."""


@dataclass(frozen=True)
class _Known:
    """A plan that was found: whose it is, and all columns."""

    program: Program
    values: np.ndarray

    @property
    def requests(self) -> dict[str, Request]:
        return {request.id: request for request in self.program.grid.requests}


class _Standing:
    """The solver between two edits: it goes on from the relaxation, and from the held program, of the one before."""

    def __init__(self, program: Program, effort: Effort) -> None:
        # a small program takes milliseconds, and the window can paint in them where the solver needs nothing of Python
        self.loaded: Loaded = load(program, effort, listening=program.variables.count >= LARGE)
        self.loaded.go_on(EITHER)
        self._held: Basis | None = None
        """The basis with which whole numbers were last held."""

    def take(self, program: Program, effort: Effort, control: Control | None) -> None:
        """Go on with another program of the same shape."""
        self.loaded.control = control or Control()
        self.loaded.budget.renew(effort.time_limit, effort.work)
        self.loaded.become(program)

    def near(self, known: _Known) -> Optimum | None:
        """The best plan with the whole numbers held, and the relaxation's bound and prices.

        None where that is no good. Raises NoPlan, and StoppedError where it is stopped before the relaxation.
        """
        loaded, spent = self.loaded, self.loaded.seconds
        relaxed = confirmed(loaded, relax(loaded, loaded.program.goals[0]))
        basis, prices = loaded.basis, read_prices(loaded, stay=False)
        best = relaxed if is_whole(loaded, relaxed) else self._hold(known, relaxed)
        loaded.release()
        loaded.basis = basis
        if best is None or best.gap > NEAR or loaded.is_stopped:
            return None
        return Optimum(best, prices, loaded.seconds - spent)

    def _hold(self, known: _Known, relaxed: Solution) -> Solution | None:
        """The best of some ways to hold the whole numbers, and how far it may be from the best plan.

        None where there is no plan with any.
        """
        loaded, best = self.loaded, None
        assert relaxed.values is not None
        if self._held is not None:
            loaded.basis = self._held
        for held in _guesses(loaded.program, known, relaxed.values):
            loaded.bounds.hold(loaded.whole, held)
            found = replace(loaded.run(), bound=relaxed.bound)
            if found.proved and (best is None or (found.objective - best.objective) * loaded.goal.sign > 0):
                best, self._held = found, loaded.basis
            if best is not None and best.gap <= CLOSE:
                break
        return best


class Editing:
    """Solves a scenario that is edited again and again. One call at a time is at work; the others wait."""

    def __init__(self) -> None:
        self._standing: _Standing | None = None
        self._known: _Known | None = None
        self._entitled = Entitled()
        self._lock = Lock()

    def near(self, scenario: Scenario, control: Control | None = None) -> Plan | None:
        """A plan made from the one before, proved within ``NEAR``; None where that takes a search.

        Of equally good plans it is the first at hand, not the cheapest and earliest one, which ``best`` finds.
        """
        with self._lock:
            if self._known is None or scenario.objective == "fair" or (control is not None and control.cancelled):
                return None
            effort = effort_of(scenario)
            program = self._program(scenario, effort, control)
            if not program.has_shape_of(self._known.program):
                return None
            found = self._near(program, effort, control, self._known)
            if found is None:
                return None
            loaded, optimum = found
            assert optimum.solution.values is not None
            plan = read_plan(loaded, optimum, hurried=True)
            if plan.certificate.violations:
                return None
            self._known = _Known(program, optimum.solution.values)
            return plan

    def best(self, scenario: Scenario, gap: float, control: Control | None = None) -> Plan:
        """The plan that ``solve`` finds, whatever was solved before; raises as that does."""
        if control is not None and control.cancelled:
            raise StoppedError("Stopped before any plan was found.")
        effort = effort_of(scenario, gap)
        program = self._program(scenario, effort, control)
        plan, values = solved(program, effort, control)
        with self._lock:
            if self._known is None or plan.certificate.gap <= NEAR:  # what was cut short is no good to go on from
                self._known = _Known(program, values)
        return plan

    def prepare(self, scenario: Scenario, gap: float, control: Control | None = None) -> None:
        """Have a plan and the solver at hand where a scenario leaves them, so that the next edit goes on from there."""
        if self._known is None:
            self.best(scenario, gap, control)
        with self._lock:
            known = self._known
            if known is not None and known.program.grid.scenario is scenario and scenario.objective != "fair":
                self._near(known.program, effort_of(scenario), control, known)

    def _program(self, scenario: Scenario, effort: Effort, control: Control | None) -> Program:
        """A scenario's program: the known one, or what an edit leaves of it, or one that is built."""
        known = self._known.program if self._known is not None else None
        if known is None or scenario.objective == "fair":
            return build(scenario, effort, control, self._entitled)
        return known if known.grid.scenario is scenario else revised(known, scenario) or build(scenario, effort)

    def _near(
        self, program: Program, effort: Effort, control: Control | None, known: _Known
    ) -> tuple[Loaded, Optimum] | None:
        """A plan near a known one, in its solver; one in which anything else goes wrong than that is not used again."""
        standing, self._standing = self._standing, None
        if standing is None or not program.has_shape_of(standing.loaded.program):
            standing = _Standing(program, effort)
        standing.take(program, effort, control)
        try:
            found = standing.near(known)
        except (NoPlan, StoppedError):
            found = None
        except PlannerError:
            return None
        self._standing = standing
        return None if found is None else (standing.loaded, found)


def _guesses(program: Program, known: _Known, relaxed: np.ndarray) -> Iterator[np.ndarray]:
    """Ways to hold the whole numbers: as before, and with what was edited the other way round."""
    place = {column: k for k, column in enumerate(program.integers)}
    before = np.round(known.values[program.integers])
    yield before
    requests = known.requests
    edited = [request for request in program.grid.requests if requests.get(request.id) is not request]
    for request in edited[:TURNED]:
        own = [place[c] for way in program.variables.by_request[request.id] for c in sorted(way.binaries)]
        if own:
            turned = before.copy()
            served = before[own].any()
            turned[own] = 0.0 if served else np.ceil(relaxed[program.integers][own] - WHOLE)
            yield turned
