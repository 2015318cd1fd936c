"""How far each weight may move before the plan changes.

The value of a plan is linear in a weight, so the best value is convex and piecewise linear in it, and a plan is best
on one interval. From either far end Newton's method walks to the interval's edge: solve, and go to where the plan
found and the present one are worth the same (Gal and Nedoma, Multiparametric Linear Programming, Management Science
18, 1972, for the LP; the same convexity holds for whole numbers).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from planner.domain.scenario import Scenario
from planner.domain.worth import factors_of, points
from planner.errors import PlannerError
from planner.program import Control
from planner.program.again.sweeping import Sweeping
from planner.program.again.what_if import NOTHING, Result
from planner.program.optimum.optimise import ONE_OF_FEW
from planner.tradeoffs.one_scenario.study import raise_conflict
from planner.tradeoffs.parallel.threads import Steps, each

FARTHEST = 16.0
"""A weight is raised to so many times itself, or the largest of all where it is 0."""
ROUNDS = 30
SAME = 1e-6
"""Part of the value below which two plans are worth the same."""


@dataclass(frozen=True)
class Stable:
    """The interval of one weight over which the plan is the best, all others as they are."""

    metric: str
    weight: float
    low: float
    """0 where no smaller weight changes the plan."""
    high: float
    """inf where no larger one that was tried does."""
    below: tuple[str, ...]
    """Requests that are decided otherwise just below."""
    above: tuple[str, ...]
    """Requests that are decided otherwise just above."""
    exact: bool
    """Whether both ends are proved."""


@dataclass(frozen=True)
class Weights:
    """The interval of each weight."""

    scenario: Scenario
    intervals: tuple[Stable, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """One row a metric."""
        rows = [
            (s.metric, s.weight, s.low, s.high, ", ".join(s.below), ", ".join(s.above), s.exact) for s in self.intervals
        ]
        return pd.DataFrame(rows, columns=["metric", "weight", "from", "to", "flips_below", "flips_above", "exact"])


def weights(
    scenario: Scenario, *, workers: int | None = None, control: Control | None = None, on_step: Steps | None = None
) -> tuple[Stable, ...]:
    """The interval of every weight; each is walked by a solver of its own.

    Raises PlannerError where the objective is not value: the plan then depends on weights in other ways; and
    InfeasibleError where there is no plan.
    """
    if scenario.objective != "value":
        raise PlannerError("The intervals of weights are worked out for the objective value only.")
    factors = factors_of(scenario)
    given = scenario.yardstick or scenario.value.weights or dict.fromkeys(factors, 1.0)

    def interval(metric: str) -> Stable:
        return _Walk(scenario, factors, given, control).interval(metric)

    return tuple(each(interval, sorted(factors), workers=workers, control=control, on_step=on_step))


class _Walk:
    """One scenario, its plan, and the solver that tries other weights."""

    def __init__(
        self, scenario: Scenario, factors: dict[str, float], given: dict[str, float], control: Control | None
    ) -> None:
        self._scenario, self._factors, self._given = scenario, factors, given
        self._sweeping = Sweeping(0.0, control=control, work=ONE_OF_FEW)
        self._plan = self._at({})
        if not self._plan.feasible:
            raise_conflict(scenario, control)
        self._size = max(abs(self._plan.points), 1e-9)

    def interval(self, metric: str) -> Stable:
        weight = self._given.get(metric, 0.0)
        most = FARTHEST * (weight or max(self._given.values(), default=1.0))
        high, above, sure = self._edge(metric, most)
        low, below, certain = self._edge(metric, 0.0)
        return Stable(
            metric=metric,
            weight=weight,
            low=0.0 if low is None else low,
            high=math.inf if high is None else high,
            below=below,
            above=above,
            exact=sure and certain,
        )

    def _edge(self, metric: str, far: float) -> tuple[float | None, tuple[str, ...], bool]:
        """The weight on the way to ``far`` beyond which another plan is the best, and who it decides otherwise."""
        weight, flips, exact = far, tuple[str, ...](), self._plan.exact
        found: float | None = None
        for _ in range(ROUNDS):
            other = self._at({metric: weight})
            if other is NOTHING:
                break
            exact = exact and other.exact
            ahead = self._worth(other, {metric: weight}) - self._worth(self._plan, {metric: weight})
            if ahead <= SAME * self._size:
                break
            # the difference of two plans is linear in the weight: it vanishes where the line through both ends does
            here = self._given.get(metric, 0.0)
            behind = self._worth(other, {}) - self._worth(self._plan, {})
            crossing = weight + (here - weight) * ahead / (ahead - behind) if ahead > behind else here
            found, flips = crossing, self._differs(other)
            if abs(crossing - weight) <= 1e-9 * max(abs(weight), 1.0):
                break
            weight = crossing
        return found, flips, exact

    def _at(self, changed: dict[str, float]) -> Result:
        """The best plan with some weights changed; points of a unit of the others stay."""
        return self._sweeping.solve(self._scenario.model_copy(update={"yardstick": self._points_per_unit(changed)}))

    def _points_per_unit(self, changed: dict[str, float]) -> dict[str, float]:
        found = dict(self._factors)
        for metric, weight in changed.items():
            found[metric] = self._factors[metric] * weight / self._given[metric] if self._given.get(metric) else 0.0
        return found

    def _worth(self, plan: Result, changed: dict[str, float]) -> float:
        """What a plan captures under other weights: each request's captured part times what it is then worth."""
        then = points(self._scenario, self._points_per_unit(changed))
        return sum(then[request] * part for request, part in plan.parts.items())

    def _differs(self, other: Result) -> tuple[str, ...]:
        names = (request.id for request in self._scenario.requests)
        return tuple(sorted(r for r in names if other.decision(r) != self._plan.decision(r)))
