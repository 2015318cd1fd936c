"""What is said of other plans of one scenario: alternatives, the swaps from a list, simple strategies, expectations."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from planner.domain.measured import measure
from planner.domain.rule import Measure, Selection
from planner.domain.scenario import Scenario
from planner.program.again.what_if import WhatIf
from planner.tradeoffs.many_solves.strategies import EQUAL, equal_parts, strategies
from planner.tradeoffs.one_scenario.alternatives import WITHIN, alternatives
from planner.tradeoffs.one_scenario.chain import chain
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.replica import Given, all_given, replica
from planner.tradeoffs.one_scenario.study import Study
from tests.truth.claims import Gains, Reaches, Statement, Statements, at_best, exactly
from tests.truth.writing import merged

MEASURES: tuple[Measure, ...] = ("cost", "gpu_hours", "gpu_share", "value", "energy_kwh", "carbon_kg", "power_kw")
ROOM = 1e-6
"""What each limit of a replica leaves beside what it limits."""


def of_alternatives(study: Study) -> Statements:
    """Each is a plan, and within the stated part of the best."""
    best = study.base.objective
    for number, found in enumerate(alternatives(study)):
        worst = best - study.better * WITHIN * abs(best)
        stated = found.of_best * best
        no_worse = max if study.better > 0 else min
        changes = replica(study.scenario, "As said", found.given)
        claim = Reaches(at_best(no_worse(stated, worst), study.better, _room(study.scenario, found.given)))
        yield Statement("alternative", f"{number + 1}: {found.of_best:.4%}", changes, (claim,))


def of_chain(study: Study) -> Statements:
    """Each swap leads to a plan that captures what is said."""
    if not study.is_plain_value:
        return
    found = chain(study)
    steps = [("the list", found.start, found.given), *((",".join(s.more), s.value, s.given) for s in found.swaps)]
    for name, value, given in steps:
        yield _captures(study.scenario, "swap", name, value, given)
    yield Statement("swap", "the end", {}, (Reaches(Interval(found.end, found.bound)),))


def of_strategies(scenario: Scenario, draw: random.Random) -> Statements:
    """A strategy's plan is a plan within all rules, and captures what is said; value is what is compared."""
    found = strategies(scenario, workers=1)
    asked = scenario.model_copy(update={"objective": "value"})
    for strategy in draw.sample(found.others, 2):
        what_if = WhatIf(asked)
        plan = equal_parts(what_if) if strategy.name == EQUAL else what_if.fill(strategy.order)
        given = all_given(plan.served, what_if.grid.hours)
        yield _captures(asked, "strategy", strategy.name, strategy.points, given)
    best = Interval(found.optimum.points, found.optimum.points + found.error)
    yield Statement("strategy", "optimum", {"objective": "value"}, (Reaches(best),))


def _captures(scenario: Scenario, family: str, name: str, value: float, given: Mapping[str, Given]) -> Statement:
    """Who is served in a plan is served so in a variant; with curves of value that may make more of the same."""
    room = _room(scenario, given)
    curved = any(request.value_curve is not None for request in scenario.requests)
    changes = merged({"objective": "value"}, replica(scenario, "As said", given))
    claim = Reaches(at_best(value, 1.0, room) if curved else Interval(value - room, value + room))
    return Statement(family, name, changes, (claim,))


def _room(scenario: Scenario, given: Mapping[str, Given]) -> float:
    total = sum(abs(part.points) for part in given.values())
    return ROOM * max(total, 1.0) * (len(scenario.requests) + 1)


def of_expectations(study: Study, draw: random.Random) -> Statements:
    """What an expectation measures is what a rule limits: held to it from both sides, nothing is lost."""
    plan, scenario = study.plan, study.scenario
    teams = [name for name in scenario.teams if name]
    for name in draw.sample(MEASURES, 2):
        of = Selection(team=draw.choice(teams)) if teams and draw.random() < 0.7 else Selection()
        amount = measure(plan, name, of)
        room = ROOM * abs(amount)
        rule: dict[str, Any] = {"measure": name, "at_most": amount + room, "at_least": max(amount - room, 0.0)}
        if name == "power_kw":  # which has another lowest than highest
            rule["at_least"] = max(measure(plan, name, of, is_least=True) - room, 0.0)
        if name in ("gpu_hours", "gpu_share"):  # a promise of GPUs asks for no more than is of use
            del rule["at_least"]
        if name == "value" and any(request.value_curve is not None for request in scenario.requests):
            del rule["at_most"]  # which no file may say of a curve
        selected = of.model_dump(mode="json", exclude_none=True, exclude_unset=True)
        changes = {"rules": {"As measured": rule | ({"of": selected} if selected else {})}}
        yield Statement("expectation", f"{name} of {selected} is {amount:.6g}", changes, (Gains(exactly(0.0)),))
