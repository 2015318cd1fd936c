"""Scenarios that lack something: questions about them are answered, or refused in words."""

from __future__ import annotations

from typing import Any

import pytest

import planner
from planner.domain.rule import UNITS
from planner.domain.scenario import Scenario
from planner.errors import InfeasibleError, PlannerError
from planner.tradeoffs.many_solves.frontier import Frontier, Point, frontier
from planner.tradeoffs.many_solves.scaling import Scaled
from planner.tradeoffs.many_solves.weights import weights
from planner.tradeoffs.one_scenario.alternatives import alternatives
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.one_scenario.worth import ladder
from planner.tradeoffs.parallel.processes import Crew, Varied
from planner.tradeoffs.sentences.many import axis_words, level_title, level_words

ONE = Crew(workers=1)
POOL = {"id": "h100", "accelerator": "H100-SXM", "gpus": 100, "cost_per_gpu_hour": 2.0}


def scenario(*requests: dict[str, Any], pools: tuple[dict[str, Any], ...] = (POOL,), **parts: Any) -> Scenario:
    asked = [{"metrics": {"revenue": 5.0}, **request} for request in requests]
    calendar = {"start": "2027-01", "periods": 2}
    return planner.parse({"format": 1, "calendar": calendar, "pools": list(pools), "requests": asked, **parts})


@pytest.fixture
def infeasible() -> Scenario:
    return scenario({"id": "a", "demand": {"gpus": 150}, "minimum": 1, "commitment": "must"})


def test_where_there_is_no_plan_the_conflict_is_told_and_no_figure(infeasible: Scenario) -> None:
    for ask in (
        lambda: ladder(Study(infeasible), "h100"),
        lambda: list(alternatives(Study(infeasible))),
        lambda: weights(infeasible, workers=1),
    ):
        with pytest.raises(InfeasibleError, match="a is committed"):
            ask()


def test_without_requests_there_are_no_other_plans() -> None:
    assert list(alternatives(Study(scenario()))) == []


def test_requests_of_no_team_get_their_part_of_a_frontier_too() -> None:
    found = frontier(
        scenario({"id": "a", "demand": {"gpus": 90}}, {"id": "b", "team": "red", "demand": {"gpus": 90}}),
        "worst-off",
        [0.0, 1.0],
        crew=ONE,
    )
    served = found.points[-1].outcome.captured
    assert served["a"] == pytest.approx(served["b"], rel=1e-3), "both get all that they are entitled to"


def test_nothing_can_not_be_taken_less_or_more_of() -> None:
    empty = scenario({"id": "a", "demand": {"gpus": 9}}, pools=({**POOL, "gpus": 0},))
    with pytest.raises(PlannerError, match="h100 is 0"):
        frontier(empty, "pools.h100.gpus", crew=ONE)


def test_a_frontier_says_in_words_what_it_runs_along_and_what_each_level_is() -> None:
    rule = {"name": "Most for all", "measure": "cost", "at_most": 300_000}
    found = frontier(
        scenario({"id": "a", "demand": {"gpus": 90}}, rules=[rule]), "rules.Most for all.at_most", crew=ONE
    )
    assert axis_words(found) == "Most for all, at most [USD]"
    assert level_title(found, found.points[0]) == "Most for all, at most: 75 k USD"
    for axis, words in (("pools.h100.gpus", "GPUs of h100 [GPUs at the peak]"), ("pools", "all GPUs [× all GPUs]")):
        assert axis_words(frontier(found.scenario, axis, [1.0], crew=ONE)) == words


def test_levels_carry_no_noise_of_arithmetic() -> None:
    rule = {"name": "Share", "measure": "gpu_share", "of": {"pool": "h100"}, "at_most": 0.6}
    found = frontier(scenario({"id": "a", "demand": {"gpus": 90}}, rules=[rule]), "rules.Share.at_most", crew=ONE)
    assert [point.level for point in found.points] == [round(0.15 + 0.075 * k, 3) for k in range(13)]


def test_a_level_is_said_with_all_its_digits_and_a_part_as_a_percentage() -> None:
    def words(axis: str, unit: str, level: float) -> str:
        point = Point(level, Varied(0, "optimal"), False, Scaled(()))
        return level_words(Frontier(scenario(), axis, unit, (point,)), point)

    assert words("rules.Budget.at_most", "USD", 3_250_000) == "3.25 M USD"
    assert [words("rules.Budget.at_most", "USD", level) for level in (10_562_500, 11_375_000)] == [
        "10.5625 M USD", "11.375 M USD",
    ]  # fmt: skip
    assert words("rules.Research.at_least", UNITS["gpu_share"], 0.12) == "12 % of the usable GPU·h"
    assert words("worst-off", "", 0.0) == "nothing promised to any team"
