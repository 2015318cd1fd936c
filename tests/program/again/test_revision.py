"""A revised program is the built one, to the last digit, or there is none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import planner
from planner.domain.base import mapped
from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.program.again.revision import revised
from planner.program.formulation.assembly import Program
from planner.program.formulation.grid import Grid
from tests.program.formulation.golden_scenarios import FAMILIES
from tests.program.formulation.golden_scenarios import request as asking
from tests.program.formulation.golden_scenarios import scenario as golden
from tests.strategies import scenarios
from tests.test_samples import FILES

FIGURES = ("metrics", "demand", "minimum", "people", "cost", "decay", "value_curve", "runs_on", "max_gpus")


def built(scenario: Scenario) -> Program:
    return Program(Grid(scenario))


def with_request(scenario: Scenario, request: Request) -> Scenario:
    return scenario.model_copy(
        update={"requests": tuple(request if r.id == request.id else r for r in scenario.requests)}
    )


def assert_same(found: Program, expected: Program) -> None:
    for name in ("keys", "starts", "columns", "coefficients", "low", "high", "unit", "row_of", "integers", "goals"):
        assert getattr(found, name) == getattr(expected, name), name
    assert found.variables.names == expected.variables.names
    assert found.variables.families == expected.variables.families
    assert found.variables.ways == expected.variables.ways
    assert found.grid.scenario is expected.grid.scenario


def larger(request: Request, by: float) -> Request:
    """The request with its figures multiplied, whatever it has of them."""
    update: dict[str, Any] = {"metrics": {name: by * amount for name, amount in request.metrics.items()}}
    update["people"] = {role: mapped(fte, lambda each: by * each) for role, fte in request.people.items()}
    update["cost"] = mapped(request.cost, lambda each: by * each)
    if request.demand is not None:
        figures = request.demand.model_dump(exclude_none=True)
        grown = {name: by * f if isinstance(f, float) else f for name, f in figures.items()}
        update["demand"] = type(request.demand).model_validate(grown)
    return request.model_copy(update=update)


@given(scenarios(), st.data())
def test_a_request_with_other_figures_gives_the_program_that_building_gives(scenario, data):
    before = built(scenario)
    for _ in range(3):
        request = data.draw(st.sampled_from(scenario.requests))
        scenario = with_request(scenario, larger(request, data.draw(st.sampled_from((0.3, 0.5, 2.0, 1000.0)))))
        after = revised(before, scenario)
        if after is not None:
            assert_same(after, built(scenario))
            before = after


@given(scenarios(), scenarios(), st.data())
def test_whatever_is_taken_from_another_request_gives_the_built_program_or_none(scenario, other, data):
    request, donor = data.draw(st.sampled_from(scenario.requests)), data.draw(st.sampled_from(other.requests))
    names = data.draw(st.sets(st.sampled_from(sorted(set(FIGURES) & set(Request.model_fields))), min_size=1))
    edited = with_request(scenario, request.model_copy(update={name: getattr(donor, name) for name in names}))
    found = revised(built(scenario), edited)
    if found is not None:
        assert_same(found, built(edited))


@given(scenarios())
def test_the_program_before_is_left_as_it_was(scenario):
    before, as_it_was = built(scenario), built(scenario)
    revised(before, with_request(scenario, larger(scenario.requests[0], 3.0)))
    assert_same(before, as_it_was)


def counts_value(scenario: Scenario) -> bool:
    return any(rule.measure == "value" for rule in scenario.rules)


@pytest.mark.parametrize("name", [name for name, scenario in FAMILIES.items() if not counts_value(scenario)])
def test_larger_figures_are_no_reason_to_build_a_golden_program_anew(name):
    scenario = FAMILIES[name]
    for request in scenario.requests:
        edited = with_request(scenario, larger(request, 1.5))
        found = revised(built(scenario), edited)
        assert found is not None
        assert_same(found, built(edited))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_request_of_the_samples_can_be_worth_more(file):
    scenario = planner.load(file)
    before = built(scenario)
    for request in scenario.requests:
        metrics = {name: 1.25 * amount for name, amount in request.metrics.items()}
        edited = with_request(scenario, request.model_copy(update={"metrics": metrics}))
        found = revised(before, edited)
        assert found is not None
        assert_same(found, built(edited))


def test_a_rule_on_value_is_written_for_all_where_all_are_worth_something_else():
    rules = [{"name": "Cap", "measure": "value", "of": {"id": "a"}, "at_most": 20.0}]
    scenario = golden(requests=[asking("a"), asking("b")], value={"scale": "share"}, rules=rules)
    edited = with_request(scenario, larger(scenario.request_by_id["b"], 2.0))
    found = revised(built(scenario), edited)
    assert built(edited).coefficients != built(scenario).coefficients
    assert found is None or found.coefficients == built(edited).coefficients


def test_curves_that_come_and_go_with_the_worth_of_others_are_built():
    """Two requests trade places: the metric that makes one of them worth something loses weight, the other gains."""
    curve = {"value_curve": [[0.5, 0.8], [1.0, 1.0]]}
    scenario = golden(
        requests=[
            asking("a", metrics={"x": 2.0, "y": -1.0}, **curve),
            asking("b", metrics={"x": -1.0, "y": 2.0}, **curve),
            asking("c", metrics={"x": 1.0, "y": 30.0}),
        ],
        value={"scale": "share"},
    )
    edited = with_request(scenario, scenario.request_by_id["c"].model_copy(update={"metrics": {"x": 30.0, "y": 1.0}}))
    before, after = built(scenario), built(edited)
    assert before.variables.count == after.variables.count
    assert [bool(w.segments) for w in before.variables.ways] != [bool(w.segments) for w in after.variables.ways]
    assert revised(before, edited) is None


@given(scenarios(feasible=True))
def test_what_changes_more_than_figures_is_built(scenario):
    before = built(scenario)
    first = scenario.requests[0]
    for update in (
        {"pools": scenario.pools[1:]},
        {"requests": scenario.requests[1:]},
        {"rules": (), "objective": "fair"},
        {"requests": (first.model_copy(update={"team": "another"}), *scenario.requests[1:])},
        {"requests": (first.model_copy(update={"commitment": "out"}), *scenario.requests[1:])},
    ):
        assert revised(before, scenario.model_copy(update=update)) is None
