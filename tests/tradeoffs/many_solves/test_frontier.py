"""Frontiers: the most value for every level of one limit."""

from __future__ import annotations

import itertools

import pytest

from planner.domain.inventory import Role
from planner.domain.rule import Rule
from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.tradeoffs.many_solves.frontier import axes, frontier, parts
from planner.tradeoffs.parallel.processes import Crew
from tests.tradeoffs.one_scenario.test_truth import TINY, value

ONE = Crew(workers=1)


@pytest.mark.parametrize("along", ["rules.Budget.at_most", "pools.a.gpus", "pools", "cost"])
def test_a_frontier_rises_and_holds_the_present_plan(small: Scenario, along: str) -> None:
    found = frontier(small, along, crew=ONE)
    values = [p.outcome.points for p in found.points]
    assert all(b >= a - TINY for a, b in itertools.pairwise(values))
    assert found.current is not None
    assert found.current.outcome.points == pytest.approx(value(small))
    assert sum(p.knee for p in found.points) <= 1
    for point in found.points:
        assert point.outcome.points == pytest.approx(value(point.variation.applied(small)))


def test_fairness_costs_value_and_its_frontier_keeps_every_team_at_its_level(small: Scenario) -> None:
    found = frontier(small, "worst-off", [0.0, 0.5, 1.0], crew=ONE)
    values = [p.outcome.points for p in found.points if p.outcome.feasible]
    assert values == sorted(values, reverse=True)


def test_every_axis_that_is_offered_can_be_run_along_and_none_that_there_is_nothing_of(small: Scenario) -> None:
    rules = [
        *small.rules,
        Rule(name="v1.5, soft", measure="energy_kwh", at_most=9e9),
        Rule(name="off", measure="cost", at_most=1.0, enabled=False),
    ]
    people = [Role(role="engineer", fte=2.0), Role(role="nobody", fte=0.0)]
    more = small.model_copy(update={"rules": tuple(rules), "people": tuple(people)})
    offered = list(axes(more))
    assert offered == [
        "rules.Budget.at_most", "rules.v1.5, soft.at_most", "pools", "pools.a.gpus", "people.engineer.fte",
        "cost", "carbon", "energy", "power", "worst-off",
    ]  # fmt: skip
    assert parts(offered[1]) == ("rules", "v1.5, soft", "at_most")
    for along in offered:
        assert frontier(more, along, [0.5], crew=ONE).points


def test_a_rule_or_pool_may_be_named_as_people_call_it(small: Scenario) -> None:
    assert (
        frontier(small, "rules.budget.at_most", [1e6]).points == frontier(small, "rules.Budget.at_most", [1e6]).points
    )


def test_what_can_not_be_varied_is_told(small: Scenario) -> None:
    for path in ("rules.Nope.at_most", "pools.x.gpus", "nonsense", "people.x.fte"):
        with pytest.raises(InputError, match="--vary"):
            frontier(small, path, crew=ONE)
