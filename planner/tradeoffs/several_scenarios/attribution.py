"""How much of the difference between two optima each change of input caused.

What a change causes depends on which others were made before it. Its part is therefore the mean over all orders in
which the changes can be made: the Shapley value (Shapley 1953, A Value for n-Person Games), which is exact, adds up to
the difference, and depends on no order. It takes 2^n solves; beyond 8 changes they are made in the order in which a
scenario file has them, n solves, and the answer says so.

Some orders lead through a scenario that has no plan. Then the mean is over the orders that do not (as for games with
precedence: Faigle and Kern 1992); where none is left, changes share one part. Changes of which one names what
another adds or removes can only be made together, and count as one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from planner.domain.checks import faults
from planner.domain.family import joined
from planner.domain.scenario import CostObjective, Scenario
from planner.domain.worth import captured, common, is_measured_by, more, points
from planner.errors import NoPlan
from planner.program import Control
from planner.program.again.what_if import NOTHING, Result, WhatIf
from planner.program.optimum.optimise import ONE_OF_FEW
from planner.tradeoffs.one_scenario.study import raise_conflict
from planner.tradeoffs.parallel.threads import Steps, each
from planner.tradeoffs.several_scenarios.differences import Change, apply, differences

MOST = 8
"""Changes up to which every order counts: 256 solves."""
EXACT = 1e-7
"""Cause of the value that the solver's figures are exact to; a part that is smaller is none."""

Method = Literal["every order", "feasible orders", "as written", "together"]


@dataclass(frozen=True)
class Cause:
    """What one change caused; or several that can't be told apart."""

    changes: tuple[Change, ...]
    amount: float
    """[points]; where both scenarios are to be cheap, money."""

    @property
    def name(self) -> str:
        """``pool h100-us``"""
        return " and ".join(change.name for change in self.changes)

    @property
    def title(self) -> str:
        """``H100 in Virginia: GPUs``; of many changes that can only be made together the first, and how many others."""
        first, *others = (change.short for change in self.changes)
        return first if not others else f"{first} and {others[0] if len(others) == 1 else f'{len(others)} others'}"


@dataclass(frozen=True)
class Attribution:
    """The difference between two optima, in parts that add up to it."""

    first: str
    second: str
    before: float
    """Value captured by the first scenario's plan; all values are by its yardstick."""
    after: float
    unit: str
    """points, or the currency where both scenarios are to be cheap."""
    parts: tuple[Cause, ...]
    """In the order of a scenario file."""
    method: Method
    """every order · feasible orders: those that lead through no scenario without a plan · as written: one order, that
    of the file · together: no order is feasible."""
    infeasible: int
    """Scenarios on the way that have no plan."""
    solves: int
    error: float
    """What is not proved of the values: no part is further off than this."""
    metrics: dict[str, float]
    """What the second scenario's plan captures more of each metric."""

    @property
    def difference(self) -> float:
        return self.after - self.before


def attribute(
    first: Scenario,
    second: Scenario,
    *,
    yardstick: Mapping[str, float] | None = None,
    work: float | None = ONE_OF_FEW,
    workers: int | None = None,
    control: Control | None = None,
    on_step: Steps | None = None,
) -> Attribution:
    """Attribute the difference between two scenarios' optima to what differs in their input.

    Value is measured by ``yardstick``; left out: by the first one's. Raises InfeasibleError where one of them has no
    plan, and StoppedError when cancelled.
    """
    way = _Way(first, second, yardstick or common((first, second)), work, control)
    count = len(way.bundles)
    whole = (1 << count) - 1
    masks = list(range(1 << count)) if count <= MOST else [(1 << k) - 1 for k in range(count + 1)]
    found = dict(zip(masks, each(way.solved, masks, workers=workers, control=control, on_step=on_step), strict=True))
    for scenario, mask in ((first, 0), (second, whole)):
        if found[mask] is NOTHING:
            raise_conflict(scenario, control)
    values = {mask: way.measure(result) for mask, result in found.items()}
    amounts = shapley(count, values) if count <= MOST else None
    missing = sum(math.isnan(value) for value in values.values())
    if amounts is not None:
        parts = [Cause(bundle, amount) for bundle, amount in zip(way.bundles, amounts, strict=True)]
        method: Method = "feasible orders" if missing else "every order"
    else:
        parts = _as_written(way.bundles, values, masks if count > MOST else [0, whole])
        method = "as written" if count > MOST else "together"
    noise = EXACT * max(abs(values[0]), abs(values[whole]), 1.0)
    parts = [part if abs(part.amount) > noise else replace(part, amount=0.0) for part in parts]
    return Attribution(
        first=first.name,
        second=second.name,
        before=values[0],
        after=values[whole],
        unit=first.currency if way.costs else "points",
        parts=tuple(parts),
        method=method,
        infeasible=missing,
        solves=len(masks),
        error=2 * max((abs(r.bound - r.objective) for r in found.values() if r.feasible), default=0.0),
        metrics=more(captured(second, found[whole].parts), captured(first, found[0].parts)),
    )


class _Way:
    """The scenarios between the first and the second."""

    def __init__(
        self,
        first: Scenario,
        second: Scenario,
        yardstick: Mapping[str, float],
        work: float | None,
        control: Control | None,
    ) -> None:
        self.first, self.second, self.yardstick = first, second, yardstick
        self.work, self.control = work, control
        self.changes = differences(first, second)
        self.costs = all(isinstance(s.objective, CostObjective) for s in (first, second))
        self._known = _wrong(first) | _wrong(second)
        self.bundles = bundles([change for change in self.changes if not change.idle], self._sound)

    def made(self, changes: Sequence[Change]) -> Scenario:
        """The first scenario with some changes made, and all that no optimum depends on; without expectations.

        What a unit of a metric is worth does not depend on which requests are there: it is as in the first or, where
        that is a change of its own, as in the second.
        """
        kept = [change for change in self.changes if change.idle or any(change is other for other in changes)]
        families = self.first.own_family, self.second.own_family
        if any(change.field == "family" and not change.idle for change in kept):
            families = families[1], families[0]
        return apply(self.first, kept).model_copy(update={"expect": (), "family": joined(*families)})

    def solved(self, mask: int) -> Result:
        """The optimum with the bundles of a mask; ``NOTHING`` where there is no plan, or the input makes no sense."""
        changes = [change for k, bundle in enumerate(self.bundles) if mask >> k & 1 for change in bundle]
        if not self._sound(changes):
            return NOTHING
        try:
            return self._solved(self.made(changes))
        except NoPlan:
            return NOTHING

    def _solved(self, scenario: Scenario) -> Result:
        """The optimum, its points by the one yardstick."""
        is_own = is_measured_by(scenario, self.yardstick)
        # of equally good plans, another yardstick may prefer one: it is the one that a single solve finds
        found = WhatIf(scenario, work=self.work, control=self.control).solve(settle=not is_own)
        if is_own or not found.feasible:
            return found
        worth = points(scenario, self.yardstick)
        return replace(found, points=sum(worth[request] * part for request, part in found.parts.items()))

    def measure(self, result: Result) -> float:
        """Value captured [points]; money where both scenarios are to be cheap."""
        return result.objective if self.costs else result.points

    def _sound(self, changes: Sequence[Change]) -> bool:
        """Whether a scenario on the way says nothing that makes no sense: names what is not there, and the like."""
        return _wrong(self.made(changes)) <= self._known


def _wrong(scenario: Scenario) -> set[str]:
    return {str(fault) for fault in faults(scenario.model_copy(update={"expect": ()})) if not fault.warning}


def bundles(changes: Sequence[Change], sound: Callable[[Sequence[Change]], bool]) -> list[tuple[Change, ...]]:
    """The changes, those together of which one can't be made without the other."""
    groups = list(range(len(changes)))
    for k, change in enumerate(changes):
        if sound([change]):
            continue
        needed = list(range(len(changes)))
        for other in range(len(changes)):
            fewer = [n for n in needed if n != other]
            if other != k and sound([changes[n] for n in fewer]):
                needed = fewer
        joined = {groups[n] for n in needed}
        groups = [min(joined) if group in joined else group for group in groups]
    return [tuple(c for c, g in zip(changes, groups, strict=True) if g == group) for group in sorted(set(groups))]


def shapley(count: int, values: dict[int, float]) -> list[float] | None:
    """Each player's mean contribution over all orders that pass through no set whose value is nan; None: no such order.

    ``values`` by set, as a mask of bits. Σ_S F(S)·B(S+k)·(v(S+k) − v(S)) ÷ F(all), where F counts the orders that lead
    to a set and B those that lead on from it. Where no value is missing these are Shapley's (1953).
    """
    whole = (1 << count) - 1
    reach, leave = {0: 1.0}, {whole: 1.0}
    for mask in range(1, whole + 1):
        reach[mask] = _valued(values, mask) * sum(reach[mask ^ 1 << k] for k in range(count) if mask >> k & 1)
    for mask in range(whole - 1, -1, -1):
        leave[mask] = _valued(values, mask) * sum(leave[mask | 1 << k] for k in range(count) if not mask >> k & 1)
    if not reach[whole] or math.isnan(values[0]):
        return None
    amounts = []
    for k in range(count):
        steps = [
            reach[mask] * leave[mask | 1 << k] * (values[mask | 1 << k] - values[mask])
            for mask in range(whole)
            if not mask >> k & 1 and reach[mask] and leave[mask | 1 << k]
        ]
        amounts.append(math.fsum(steps) / reach[whole])
    return amounts


def _valued(values: dict[int, float], mask: int) -> float:
    return 0.0 if math.isnan(values[mask]) else 1.0


def _as_written(bundled: Sequence[tuple[Change, ...]], values: dict[int, float], masks: Sequence[int]) -> list[Cause]:
    """The contributions along one order; changes between which there is no plan share one part."""
    known = [mask for mask in masks if not math.isnan(values[mask])]
    found = []
    for a, b in pairwise(known):
        changes = tuple(change for k, bundle in enumerate(bundled) if (a ^ b) >> k & 1 for change in bundle)
        found.append(Cause(changes, values[b] - values[a]))
    return found
