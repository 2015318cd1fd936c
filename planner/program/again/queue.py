"""A plan as a queue makes it: each request in turn takes its GPUs from what is left, and keeps them.

Whoever works down a list by hand does not move those who are served when others come, so such moves are part of what
optimising is worth. The program is the *same* as the optimum's: limits, promises and requirements hold throughout, and
whatever the optimum earns more is no difference of rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from planner.errors import NoPlan
from planner.program.formulation.assembly import Program
from planner.program.formulation.measures import worth
from planner.program.formulation.objective import Goal
from planner.program.formulation.selection import choose
from planner.program.formulation.shares import share_of
from planner.program.formulation.variables import Terms, summed
from planner.program.highs.control import Control
from planner.program.highs.loaded import Loaded, Outcome, Solution
from planner.program.optimum.optimise import Effort, load, reoptimise
from planner.program.optimum.search import is_whole

KEPT = 1e-5
"""What later requests may take of a share by rounding. Well above the solver's tolerance on purpose: with 1e-7, a tenth
of it, HiGHS 1.16 without presolve was seen to call plans infeasible that are not."""
NEAR = 0.01
"""How near to the largest share possible is near enough."""
LEAST = 1e-3
"""A share below this is what others left by rounding: it is no part of a list."""
THRIFT = 1e-4
"""What a request would give up of its value to need no GPUs: it takes the fewest that serve it, the fastest ones."""
HASTE = 1e-6
"""What it would give up to have all of them in the first period rather than in the last."""


def fill_in_turn(program: Program, order: Sequence[str], effort: Effort, control: Control | None = None) -> Solution:
    """The plan in which every request of ``order`` takes the most that those before it leave, on the fewest GPUs.

    What is not in the order comes in only where others need it. Raises NoPlan where no plan keeps all rules and
    commitments.
    """
    queue = _Queue(program, effort, control)
    for request in order:
        queue.admit(request)
    return queue.plan()


class _Queue:
    """The program in the solver, with what each request has taken so far."""

    def __init__(self, program: Program, effort: Effort, control: Control | None) -> None:
        self.program, self.effort = program, effort
        self.loaded: Loaded = load(program, effort, control, hurried=True)
        self.low, self.high = program.bounds()
        self.served: set[str] = set()
        self.standing = {r.id for r in program.grid.requests if r.commitment == "must"} | promised(program)
        self.known: np.ndarray | None = None
        self.shut = True
        """Whether those who wait and are not needed stay out meanwhile: the solves are much smaller for it."""
        self.stopped: Outcome | None = None
        """What stopped the search for someone's largest share, where something did: more may have been left for it."""

    def admit(self, request: str) -> None:
        """Serve one request as far as what is left goes; it keeps what it is given, or stays out."""
        goal = Goal("in turn", _wish(self.program, request))
        values = self._best(goal, request) if goal.terms else None
        terms = share_of(self.program.variables, request)
        share = 0.0 if values is None else sum(amount * values[c] for c, amount in terms)
        if values is not None and share > LEAST:
            self.known = values
            self.served.add(request)
            for column, least in _held(self.program, request, values):
                self.low[column] = max(self.low[column], min(least, self.high[column]))
        elif request not in self.program.grid.scenario.with_required(self.served | self.standing):
            self.high[_shares(self.program, [request])] = 0.0

    def plan(self) -> Solution:
        """The most value with what everyone has taken."""
        self._bound(self.high)
        try:
            found = reoptimise(self.loaded, self.program.goals, self.effort)
        except NoPlan:  # by rounding: keep the shares, and let go of the GPUs
            given = [c for w in self.program.variables.ways for t in w.active for c, _, _ in w.given(t)]
            self.low[given] = 0.0
            self._bound(self.high)
            found = reoptimise(self.loaded, self.program.goals, self.effort)
        # nobody asks how much better a list's own plan could be, but whether it is the list's own
        return replace(found, bound=found.objective, outcome=self.stopped or found.outcome)

    def _best(self, goal: Goal, request: str) -> np.ndarray | None:
        """A plan that does the most for a goal; None where it can't do anything."""
        self.loaded.budget.renew(self.effort.time_limit, self.effort.work)
        self.loaded.limit(NEAR * THRIFT)
        relaxed = self._relaxed(goal, request)
        if relaxed.outcome is Outcome.INFEASIBLE and self.shut:
            self.shut = False
            relaxed = self._relaxed(goal, request)
        self._heed(relaxed)
        if relaxed.outcome is Outcome.INFEASIBLE and not self.served:
            raise NoPlan
        if relaxed.values is None or relaxed.objective < LEAST * THRIFT:
            return None
        if is_whole(self.loaded, relaxed):
            return relaxed.values
        self.loaded.require_whole(True)
        self.loaded.aim(goal)
        if self.known is not None:
            self.loaded.start_from(self.known)
        found = self.loaded.run()
        self._heed(found)
        return found.values

    def _heed(self, found: Solution) -> None:
        """Remember that something was cut short."""
        if found.is_cut_short and self.stopped is None:
            self.stopped = found.outcome

    def _relaxed(self, goal: Goal, request: str) -> Solution:
        high = self.high.copy()
        if self.shut:
            kept = self.program.grid.scenario.with_required({request} | self.served | self.standing)
            idle = (r.id for r in self.program.grid.requests if r.id not in kept)
            high[_shares(self.program, idle)] = 0.0
        self._bound(high)
        self.loaded.require_whole(False)
        self.loaded.aim(goal)
        return self.loaded.run()

    def _bound(self, high: np.ndarray) -> None:
        self.loaded.bounds.columns(np.arange(len(high)), self.low, high)


def promised(program: Program) -> set[str]:
    """Requests that a promise (``at_least``) speaks of: others may have to wait for them."""
    grid = program.grid
    rules = [rule for rule in grid.scenario.rules if rule.enabled and rule.at_least is not None]
    return {request for rule in rules for request in choose(rule.of, grid).requests}


def _wish(program: Program, request: str) -> Terms:
    """Value captured, as a part of the request's own, less a little for every GPU-hour; empty: worth nothing."""
    v, hours = program.variables, program.grid.hours
    value = max((w.value for w in v.by_request[request]), default=0.0)
    if value <= 0:
        return []
    terms: Terms = []
    for w in v.by_request[request]:
        terms += [(column, points / value) for column, points, _ in worth(v, w)]
        asked = w.way.asked_hours(hours) or 1.0
        for t in w.active:
            late = HASTE * (t - w.way.first) / len(hours)
            terms += [(column, -(THRIFT + late) * hours[t] / asked) for column, _, _ in w.given(t)]
    return summed(terms)


def _shares(program: Program, requests: Iterator[str] | Sequence[str]) -> list[int]:
    by_request = program.variables.by_request
    return [column for request in requests for w in by_request[request] for column in w.share.values()]


def _held(program: Program, request: str, values: np.ndarray) -> Iterator[tuple[int, float]]:
    """The least that every column of a request may be from now on: what it is, less the solver's rounding."""
    whole = set(program.integers)
    for w in program.variables.by_request[request]:
        for column in sorted(w.columns):
            value = float(values[column])
            if column in whole:
                yield column, round(value)
            elif value > KEPT:
                yield column, value * (1 - KEPT) - KEPT
