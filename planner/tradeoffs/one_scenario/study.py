"""One scenario under study: its plan, and the solver that stands ready to answer what-ifs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from typing import Any, Concatenate, NoReturn

from planner.domain.names import suggestion
from planner.domain.plan import Plan
from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.domain.ways import Way
from planner.domain.worth import captured, more
from planner.errors import PlannerError, StoppedError
from planner.files import vary
from planner.program import Control, solve
from planner.program.again.sweeping import Sweeping
from planner.program.again.what_if import NOTHING, Result, WhatIf
from planner.program.highs.memory import Memory
from planner.program.highs.standpoint import Standpoint
from planner.program.optimum.optimise import ONE_OF_MANY
from planner.program.optimum.prices import Duals
from planner.tradeoffs.one_scenario.changes import Changes, ruled_out
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.room import room
from planner.tradeoffs.parallel.answered import Answered

PROVED = ("optimal", "infeasible")
"""What a re-solve has proved that was searched to its end: no plan is better, or there is none."""
MATTERS = 1e-7
"""Part of the whole value below which a difference is rounding."""


def raise_conflict(scenario: Scenario, control: Control | None = None) -> NoReturn:
    """Raise InfeasibleError with what is in conflict in a scenario that a re-solve found no plan for."""
    solve(scenario, gap=0.0, control=control)
    raise PlannerError("No plan keeps all rules and commitments.")


class Study:
    """A scenario, its plan and its resolver, each made when it is first asked for.

    Plan and re-solves are proved to a gap of zero, or as far as ``work`` goes (see ``Effort``): beyond, a statement
    becomes an interval. A plan that is known already, and proved so far, need not be found again.
    """

    def __init__(
        self,
        scenario: Scenario,
        *,
        plan: Plan | None = None,
        work: float | None = ONE_OF_MANY,
        control: Control | None = None,
    ) -> None:
        self.scenario = scenario
        self.work = work
        self.control = control
        self.answered = Answered()
        """What several parts of an answer ask alike: shared by all twins."""
        self.doubts = 0
        """What-ifs that were not searched to their end: what they did not find may be there all the same."""
        if plan is not None:
            self.__dict__["plan"] = plan

    @cached_property
    def plan(self) -> Plan:
        return solve(self.scenario, gap=0.0, work=self.work, control=self.control)

    @cached_property
    def resolver(self) -> WhatIf:
        return WhatIf(self.scenario, work=self.work, control=self.control)

    @cached_property
    def standing(self) -> Sweeping:
        """The solver that what-ifs are handed to."""
        _, memory, start = self._remembered
        return Sweeping(0.0, control=self.control, work=self.work, memory=memory, start=start)

    @property
    def base(self) -> Result:
        """The plan as a re-solve, to compare others with."""
        return self._remembered[0]

    @cached_property
    def _remembered(self) -> tuple[Result, Memory | None, Standpoint]:
        """The plan as a re-solve, and what re-solves start from."""
        return self.resolver.base()

    @property
    def best(self) -> Result:
        """The plan as a re-solve. Raises InfeasibleError, which says what is in conflict, where there is none."""
        if not self.base.feasible:
            raise_conflict(self.scenario, self.control)
        return self.base

    @cached_property
    def prices(self) -> Duals:
        """The prices of the relaxation."""
        return self.resolver.prices()

    def price(self, pool: str, period: int) -> float:
        """What one more hour of a pool would earn in a period [points per GPU·h]."""
        row = self.resolver.program.row_of.get(("pool_capacity", pool, self.scenario.calendar.labels[period]))
        return 0.0 if row is None else max(float(self.prices.row[row]), 0.0)

    @cached_property
    def scale(self) -> float:
        """What is large in this scenario's objective, against which rounding is measured."""
        return max(abs(self.base.objective), 1e-9)

    def request(self, name: str) -> Request:
        """A request by id; raises PlannerError naming the nearest ids for one that is not there."""
        found = self.scenario.request_by_id.get(name)
        if found is None:
            known = frozenset(self.scenario.request_by_id)
            raise PlannerError(f"there is no request {name!r}{suggestion(name, known)}")
        return found

    def what_if(self, changes: Changes, *, settle: bool = False) -> Result:
        """The best plan of the scenario with some changes: what a variant that says so would have.

        ``settle`` breaks ties as a full solve does, for plans to be compared. Raises InputError where the changes can't
        be written.
        """
        try:
            return heeded(self, self.standing.solve(self.varied(changes), settle=settle))
        except StoppedError:
            self.doubts += 1
            raise

    def varied(self, changes: Changes) -> Scenario:
        """The scenario with the changes of a variant; raises InputError where they can't be written."""
        return vary(self.scenario, changes)

    def without(self, request: str) -> Result:
        """The best plan without a request, whatever its commitment says."""
        return self.answered.once(self, ("without", request), lambda: self.what_if(ruled_out(self.request(request))))

    @property
    def is_plain_value(self) -> bool:
        """Whether it is value that is maximised, and nothing else."""
        return self.scenario.objective == "value"

    @property
    def better(self) -> float:
        """1 where more of the objective is better, −1 where less is: money."""
        return 1.0 if self.resolver.unit == "points" else -1.0

    def twin(self, control: Control) -> Study:
        """The same study with a solver of its own, for another thread; what is known already is shared."""
        found = Study(self.scenario, plan=self.plan, work=self.work, control=control)
        found.__dict__ |= {"_remembered": self._remembered, "prices": self.prices}
        found.answered = self.answered
        return found

    def difference(self, result: Result, changes: Changes) -> Interval:
        """How much more a re-solve with some changes reaches than the plan, in what the objective counts.

        Points, or money spent. More room never makes the plan worse, less never better, whatever is proved of both.
        """
        if result is NOTHING:
            return Interval.nothing()
        more = Interval.of(result.objective, result.bound) - Interval.of(self.base.objective, self.base.bound)
        return more.one_sided(self.better * room(self.scenario, changes))

    def gain(self, result: Result, changes: Changes) -> Interval:
        """How much better a re-solve with some changes is than the plan: points more, or money less."""
        more = self.difference(result, changes)
        return more if self.better > 0 else -more

    def matters(self, difference: Interval) -> bool:
        """Whether a difference is more than rounding."""
        return max(abs(difference.low), abs(difference.high)) > MATTERS * self.scale


def heeded(study: Study, result: Result) -> Result:
    """A result, noted where it is not proved."""
    study.doubts += result.status not in PROVED
    return result


type Question[**Asked, Found] = Callable[Concatenate[Study, Asked], Found]


def marked[**Asked, Found](ask: Question[Asked, Found]) -> Question[Asked, Found]:
    """Mark what a question finds as not proved where it rests on something that was not searched to its end.

    It is worked out once, whoever asks it.
    """

    @wraps(ask)
    def heeding(study: Study, /, *what: Asked.args, **named: Asked.kwargs) -> Found:
        before = study.doubts
        question = ask.__name__, what, tuple(named.items())
        found = study.answered.once(study, question, lambda: ask(study, *what, **named))
        is_proved = study.doubts == before and study.base.status in PROVED
        return found if is_proved else _unproved(found)

    return heeding


def _unproved(found: Any) -> Any:
    return replace(found, proved=False)


def effect(study: Study, changes: Changes) -> Interval:
    """How much more the best plan with some changes reaches, in what the objective counts."""
    return study.difference(study.what_if(changes), changes)


@dataclass(frozen=True)
class Moved:
    """What one request gains or loses between two plans."""

    request: str
    before: str
    after: str
    share: float
    """Change of its share."""
    points: float
    """Change of its value captured [points]."""


def gained(study: Study, result: Result) -> dict[str, float]:
    """How much more of each metric a re-solve captures than the plan; nothing where there is no plan."""
    if not result.feasible:
        return {}
    return more(captured(study.scenario, result.parts), captured(study.scenario, study.base.parts))


def peak(way: Way, hours: tuple[float, ...]) -> float:
    """The most reference GPUs that one way can make use of at once; a job's work spread over its window [GPU]."""
    if way.first > way.last:
        return 0.0
    if way.gpus is not None:
        return max(way.gpus[t] / way.inside[t] for t in way.periods)
    return way.gpu_hours / sum(way.open_hours(hours).values())


def moved(before: Result, after: Result, requests: Iterable[Request]) -> tuple[Moved, ...]:
    """Who gains and who loses from one re-solve to another, the largest loss first."""
    found = []
    for request in requests:
        a, b = before.served[request.id], after.served[request.id]
        share, points = b.share - a.share, b.captured - a.captured
        if abs(share) > 1e-6 or abs(points) > MATTERS * max(abs(before.points), 1e-9):
            found.append(Moved(request.id, before.decision(request.id), after.decision(request.id), share, points))
    return tuple(sorted(found, key=lambda m: (m.points, m.request)))
