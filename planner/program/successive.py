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
from planner.errors import StoppedError
from planner.program.assembly import Program
from planner.program.control import Control
from planner.program.optimise import (
    WHOLE,
    Infeasible,
    Limits,
    Optimum,
    binaries,
    is_whole,
    load,
    relax,
)
from planner.program.prices import read_prices
from planner.program.solve import build, limits_of, read_plan, solved
from planner.program.solver import Live, Solution
from planner.program.warm import become, same_shape

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


class Successive:
    """Solves a scenario that is edited again and again. One call at a time is at work; the others wait."""

    def __init__(self) -> None:
        self._live: Live | None = None
        self._known: _Known | None = None
        self._lock = Lock()

    def near(self, scenario: Scenario, control: Control | None = None) -> Plan | None:
        """A plan made from the one before, proved within ``NEAR``; None where that takes a search."""
        with self._lock:
            if self._known is None or (control is not None and control.cancelled):
                return None
            limits = replace(limits_of(scenario), break_ties=False)
            program = build(scenario, limits)
            if len(program.goals) > 1 or not same_shape(self._known.program, program):
                return None
            live = self._standing(program, limits, control)
            try:
                found = _near(live, self._known)
            except (Infeasible, StoppedError):
                return None
            finally:
                live.release()
            if found is None:
                return None
            self._known = _Known(program, found.solution.values)  # type: ignore[arg-type]  # a plan has values
            return read_plan(live, found)

    def best(self, scenario: Scenario, gap: float, control: Control | None = None) -> Plan:
        """The plan that ``solve`` finds, whatever was solved before; raises as that does."""
        limits = limits_of(scenario, gap)
        program = build(scenario, limits)
        plan, values = solved(program, limits, control)
        with self._lock:
            self._known = _Known(program, values)
        return plan

    def prepare(self, scenario: Scenario, gap: float, control: Control | None = None) -> None:
        """Have a plan and the relaxation of a scenario at hand, so that the next edit goes on from them."""
        if self._known is None:
            self.best(scenario, gap, control)
        with self._lock:
            limits = replace(limits_of(scenario), break_ties=False)
            program = build(scenario, limits)
            if len(program.goals) > 1 or (self._live is not None and same_shape(self._live.program, program)):
                return
            try:
                relax(self._standing(program, limits, control), program.goals[0])
            except (Infeasible, StoppedError):
                self._live = None

    def _standing(self, program: Program, limits: Limits, control: Control | None) -> Live:
        if self._live is not None and same_shape(self._live.program, program):
            self._live.control = control or Control()
            self._live.restart_clock(limits.time_limit)
            become(self._live, program)
        else:
            self._live = load(program, limits, control)
        return self._live


def _near(live: Live, known: _Known) -> Optimum | None:
    """The best plan with the whole numbers held, and the relaxation's bound and prices."""
    program, spent = live.program, live.seconds
    goal = program.goals[0]
    relaxed = relax(live, goal)
    assert relaxed.values is not None
    prices, basis = read_prices(live), live.highs.getBasis()
    best: Solution | None = relaxed if is_whole(live, relaxed) else None
    whole = np.asarray(program.integers, dtype=np.int32)
    for held in () if best is not None else _guesses(program, known, relaxed.values):
        live.bound_columns(whole, held, held)
        found = live.run()
        if found.proved and (best is None or (found.objective - best.objective) * goal.sign > 0):
            best = found
        if best is not None and _gap(best, relaxed) <= CLOSE:
            break
    live.release()
    live.highs.setBasis(basis)
    if best is None or _gap(best, relaxed) > NEAR:
        return None
    return Optimum(replace(best, bound=relaxed.objective), prices, goal, live.seconds - spent)


def _gap(found: Solution, relaxed: Solution) -> float:
    return abs(relaxed.objective - found.objective) / max(abs(found.objective), 1e-9)


def _guesses(program: Program, known: _Known, relaxed: np.ndarray) -> Iterator[np.ndarray]:
    """Ways to hold the whole numbers: as before, and with what was edited the other way round."""
    place = {column: k for k, column in enumerate(program.integers)}
    before = np.round(known.values[program.integers])
    yield before
    requests = known.requests
    edited = [request for request in program.grid.requests if requests.get(request.id) is not request]
    for request in edited[:TURNED]:
        own = [place[c] for way in program.variables.by_request[request.id] for c in sorted(binaries(way))]
        if own:
            turned = before.copy()
            served = before[own].any()
            turned[own] = 0.0 if served else np.ceil(relaxed[program.integers][own] - WHOLE)
            yield turned
