"""What is said of a request that is in no file is what its file says: it is written into one, and solved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import planner
from planner.domain.scenario import Scenario
from planner.errors import InfeasibleError, InputError
from planner.tradeoffs.explanations.asking import Answer, requested
from planner.tradeoffs.one_scenario.newcomer import arrival
from planner.tradeoffs.one_scenario.study import Study
from tests.strategies import scenarios

TEXT = """\
format: 1
name: Plan
calendar: {start: 2027-01, periods: 3}
accelerators: {A: {speed: 1}, B: {speed: 0.5}}
pools:
  - {id: a, name: New hall, accelerator: A, region: north, gpus: 100, cost_per_gpu_hour: 2}
  - {id: b, accelerator: B, region: south, gpus: 60, cost_per_gpu_hour: 1}
people: [{role: engineer, fte: 6}]
requests:
  - {id: search, name: Answers in search, team: Search, metrics: {revenue: 60, users: 5}, demand: {gpus: 60}, runs_on: {A: 1}, minimum: 1, people: {engineer: 3}}
  - {id: code, name: Code helper, team: Dev, metrics: {revenue: 30}, demand: {gpus: 40}, runs_on: {A: 1, B: 0.5}, people: {engineer: 2}}
  - {id: tail, team: Dev, metrics: {revenue: 12}, demand: {gpu_hours: 60000}, runs_on: {A: 1, B: 0.5}}
value: {weights: {revenue: 3, users: 1}}
rules: [{name: Budget, measure: cost, at_most: 560000}]
"""
ASKED: list[dict[str, Any]] = [
    {"gpus": 30, "metrics": {"revenue": 40}},
    {"gpus": 30, "metrics": {"revenue": 2}},
    {"gpus": 30, "metrics": {"revenue": 6}, "minimum": 1, "window": ("2027-02", None)},
    {"gpu_hours": 30_000, "metrics": {"users": 4}, "minimum": 1},
    {"gpus": 70, "metrics": {"revenue": 70}, "minimum": 1, "runs_on": ["A"]},
    {"gpus": 20, "metrics": {"revenue": 30}, "regions": ["South"], "people": {"Engineer": 3}},
    {"gpus": 500, "metrics": {"revenue": 900}, "minimum": 1},
    {"gpus": 10, "metrics": {"revenue": 9}, "requires": ["tail"]},
    {"gpus": 10, "metrics": {"revenue": 25}, "conflicts": ["answers in SEARCH"]},
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def variant(file: Path, changes: dict[str, Any]) -> Scenario:
    """The scenario of a file that extends it, written as anybody would."""
    written = yaml.safe_dump({"format": 1, "extends": file.name, "changes": changes})
    other = file.with_name("other.yaml")
    other.write_text(written, encoding="utf-8")
    return planner.load(other)


@pytest.mark.parametrize("fields", ASKED)
def test_the_answer_is_what_a_file_with_the_request_says(file: Path, fields: dict[str, Any]) -> None:
    without = planner.solve(planner.load(file), gap=0.0)
    found = planner.ask(planner.load(file), **fields)
    plan = planner.solve(variant(file, found.changes), gap=0.0)
    row = plan.row(found.request)
    assert (found.decision, found.share) == (row["decision"], pytest.approx(row["share"]))
    assert found.facts.value == pytest.approx(row["value_points"])
    arrived = found.arrival
    assert arrived is not None
    if arrived.forced:
        forced = {found.request: {**found.changes["requests"][found.request], "commitment": "must"}}
        try:
            plan = planner.solve(variant(file, {"requests": forced}), gap=0.0)
        except InfeasibleError:
            assert not arrived.feasible
            return
    assert arrived.net.low == arrived.net.high == pytest.approx(plan.value - without.value, abs=1e-6)
    assert arrived.points == pytest.approx(plan.row(found.request)["captured_points"])
    moved = {row.request: row for row in arrived.displaced}
    given = {
        name: plan.row(name)["given_gpu_hours"] - without.row(name)["given_gpu_hours"]
        for name in ("search", "code", "tail")
    }
    for name, hours in given.items():
        change = plan.row(name)["captured_points"] - without.row(name)["captured_points"]
        assert change == pytest.approx(moved[name].points if name in moved else 0.0, abs=1e-6)
        if name in moved:
            assert sum(moved[name].gpu_hours.values()) == pytest.approx(hours, abs=1e-3)
            assert (moved[name].before, moved[name].after) == (
                without.row(name)["decision"],
                plan.row(name)["decision"],
            )


@pytest.mark.parametrize("fields", ASKED[:4])
def test_no_other_is_worth_less_for_it(file: Path, fields: dict[str, Any]) -> None:
    before = planner.solve(planner.load(file))
    found = planner.ask(planner.load(file), **fields)
    for name in ("search", "code", "tail"):
        assert found.plan.row(name)["value_points"] == before.row(name)["value_points"]
    assert found.scenario.own_family == planner.load(file).own_family


@pytest.mark.parametrize("fields", [ASKED[2], ASKED[4]])
def test_each_move_that_is_said_to_get_it_in_does(file: Path, fields: dict[str, Any]) -> None:
    found = planner.ask(planner.load(file), **fields)
    assert found.decision == "decline" and found.moves
    for move in found.moves:
        moved = planner.vary(found.scenario, move.changes)
        assert planner.solve(moved, gap=0.0).decisions()[found.request] != "decline"


@pytest.mark.parametrize("fields", [ASKED[2], ASKED[4]])
def test_it_is_served_above_its_break_even_and_declined_below(file: Path, fields: dict[str, Any]) -> None:
    found = planner.ask(planner.load(file), **fields)
    assert found.break_even is not None and found.break_even.factor is not None
    for factor, served in ((1.01 * found.break_even.factor, True), (0.99 * found.break_even.factor, False)):
        metrics = {name: factor * amount for name, amount in fields["metrics"].items()}
        assert (planner.ask(planner.load(file), **{**fields, "metrics": metrics}).decision != "decline") is served


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(scenarios(), st.sampled_from([1.0, 5.0, 20.0]), st.sampled_from([1.0, 8.0]), st.sampled_from([None, 1.0]))
def test_of_any_scenario_the_net_is_the_difference_of_the_optima(
    scenario: Scenario, worth: float, gpus: float, minimum: float | None
) -> None:
    try:
        before = planner.solve(scenario, gap=0.0)
    except InfeasibleError:
        assume(False)
    metric = scenario.metrics[0] if scenario.metrics else "m"
    changes = requested(scenario, gpus=gpus, metrics={metric: worth}, minimum=minimum)
    varied = planner.vary(scenario, changes)
    (name,) = changes["requests"]
    try:
        after = planner.solve(varied, gap=0.0)
    except InfeasibleError:
        assume(False)
    found = arrival(Study(scenario), Study(varied), name)
    if not found.forced:
        scale = max(1.0, abs(before.certificate.objective))
        assert found.net.low == pytest.approx(
            after.certificate.objective - before.certificate.objective, abs=1e-4 * scale
        )


def test_ids_are_free_and_names_are_those_of_the_scenario(file: Path) -> None:
    scenario = planner.load(file)
    changes = requested(
        scenario,
        name="Search!",
        gpus=1,
        team="dev",
        regions=["NORTH"],
        people={"ENGINEER": 1},
        requires=["Code helper"],
    )
    assert changes == {
        "requests": {
            "search-2": {
                "name": "Search!",
                "team": "Dev",
                "regions": ["north"],
                "demand": {"gpus": 1},
                "people": {"engineer": 1},
                "requires": ["code"],
            }
        }
    }


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"gpus": -5}, "request new-request: demand.gpus must be"),
        ({"gpuz": 5}, "gpuz: unknown key 'gpuz'"),
        ({"gpus": 5, "runs_on": ["Q"]}, "there is no accelerator 'Q'"),
        ({"gpus": 5, "requires": ["nobody"]}, "there is no request 'nobody'"),
        ({"gpus": 5, "gpu_hours": 7}, "demand must give"),
    ],
)
def test_what_no_request_can_be_is_refused_with_its_field(file: Path, fields: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError) as error:
        planner.ask(planner.load(file), **fields)
    assert said in str(error.value)


def test_a_metric_that_counts_for_nothing_and_a_region_that_is_not_there_are_doubted(file: Path) -> None:
    found = planner.ask(planner.load(file), gpus=5, metrics={"smiles": 7}, regions=["moon"])
    assert any("Smiles counts for nothing here" in warning for warning in found.warnings)
    assert any("no pool is in the region 'moon'" in warning for warning in found.warnings)


def test_a_plan_at_hand_is_not_found_again_and_says_the_same(file: Path) -> None:
    scenario = planner.load(file)
    of_plan: Answer = planner.ask(planner.solve(scenario, gap=0.0), **ASKED[0])
    assert of_plan.sentences == planner.ask(scenario, **ASKED[0]).sentences


@pytest.mark.parametrize("objective", ["fair", {"cost": {"target_value": 60}}])
def test_under_other_objectives_the_net_is_in_their_unit(file: Path, objective: Any) -> None:
    scenario = planner.vary(planner.load(file), {"objective": objective})
    found = planner.ask(scenario, gpus=20, metrics={"revenue": 50})
    before, after = planner.solve(scenario, gap=0.0), planner.solve(found.scenario, gap=0.0)
    assert found.arrival is not None
    difference = after.certificate.objective - before.certificate.objective
    if not found.arrival.forced:
        assert found.arrival.net.low == pytest.approx(difference, abs=1e-4 * abs(before.certificate.objective))
