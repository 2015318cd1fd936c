"""What is said of two scenarios: what each change caused, and what a plan made for the one comes to in the other."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

from planner.domain.scenario import CostObjective, Scenario
from planner.errors import PlannerError
from planner.files import vary
from planner.program import solve
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.several_scenarios.attribution import Attribution, attribute
from planner.tradeoffs.several_scenarios.compare import compared
from planner.tradeoffs.several_scenarios.regret import regret
from tests.truth.claims import Changes, Gains, Reaches, Statement, Statements, at_best, exactly
from tests.truth.writing import demand_times, merged, more_gpus, out


def of_variant(study: Study, draw: random.Random) -> Statements:
    """Two changes made: their parts, and both plans under both scenarios; nothing where they leave no plan."""
    two = draw.sample([*_changes(study.scenario, draw)], 2)
    variant = vary(study.scenario, merged(*two))
    try:
        plans = study.plan, solve(variant, gap=0.0)
        found = attribute(study.scenario, variant, workers=1)
    except PlannerError:
        return
    if study.is_plain_value or isinstance(study.scenario.objective, CostObjective):
        yield from _of_parts(study.scenario, two, found)
    if study.is_plain_value:
        sides = compared(("before", "after"), plans)
        gained = sum(sides.yardstick.get(metric, 0.0) * more for metric, more in sides.gained(1).items())
        yield Statement("compare", "metrics", merged(*two), (Gains(exactly(gained)),))
        captured = [plan.kpi("value_captured") for plan in sides.plans]
        yield Statement("compare", "points", merged(*two), (Gains(exactly(captured[1] - captured[0])),))
    held = regret(plans, ("before", "after"), workers=1)
    for row in held.cells:
        for cell, changes in zip(row, ({}, merged(*two)), strict=True):
            optimum = Reaches(Interval(cell.optimum - held.error, cell.optimum + held.error))
            yield Statement("regret", f"optimum of {cell.came_true}", changes, (optimum,))
    crossed = held.cells[0][1]
    if not crossed.beyond:
        declined = [name for name, decision in plans[0].decisions().items() if decision == "decline"]
        better = -1.0 if isinstance(study.scenario.objective, CostObjective) else 1.0
        kept = Reaches(at_best(crossed.value, better, 1e-5 * max(abs(crossed.value), 1.0)))
        yield Statement("regret", "held", merged(*two, out(declined)), (kept,))


def _of_parts(scenario: Scenario, two: list[Changes], found: Attribution) -> Statements:
    """Both parts add up to the difference; over both orders, they differ by as much as either change does alone."""
    off = Interval(-found.error, found.error)
    whole = Interval(found.difference + off.low, found.difference + off.high)
    yield Statement("attribution", "difference", merged(*two), (Gains(whole),))
    total = sum(part.amount for part in found.parts)
    yield Statement("attribution", "sum", merged(*two), (Gains(Interval(total + off.low, total + off.high)),))
    if len(found.parts) == 2 and found.method == "every order":
        for a, b in combinations(found.parts, 2):
            first, second = (_of(part.name, scenario, two) for part in (a, b))
            more = a.amount - b.amount
            claim = Gains(Interval(more + off.low, more + off.high))
            yield Statement("attribution", f"{a.name} beside {b.name}", first, (claim,), against=second)


def _of(name: str, scenario: Scenario, two: list[Changes]) -> Changes:
    """Which of two changes a part is of: each changes one element."""
    for changes in two:
        ((collection, elements),) = changes.items()
        if name.endswith(" ".join(elements)) and collection.startswith(name.split()[0].rstrip("s")):
            return changes
    raise AssertionError(name)


def _changes(scenario: Scenario, draw: random.Random) -> Any:
    """Changes of one element each that a variant may make."""
    for pool in scenario.pools:
        yield more_gpus(scenario, pool.id, draw.choice((-6.0, 10.0, 40.0)))
    for role in scenario.people:
        yield {"people": {role.role: {"fte": draw.randint(1, 9)}}}
    for rule in scenario.rules:
        yield {"rules": {rule.name: {"enabled": not rule.enabled}}}
    for request in scenario.requests:
        value = {"metrics": {metric: amount * draw.choice((0.5, 2.0)) for metric, amount in request.metrics.items()}}
        yield {"requests": {request.id: draw.choice((value, {"commitment": "out"}, demand_times(request, 0.7)))}}
