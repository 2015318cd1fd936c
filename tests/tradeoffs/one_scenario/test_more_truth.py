"""Moves, slips, ladders, commitments and minimums: the input is changed as each says, and solved anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given

import planner
from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.tradeoffs.one_scenario.changes import content_with, more_gpus, moved_in_time, ruled_out, switched
from planner.tradeoffs.one_scenario.flips import minimum_flip, served, start_flip
from planner.tradeoffs.one_scenario.moves import chosen, moves
from planner.tradeoffs.one_scenario.slips import slip_tolerance
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.one_scenario.worth import gpus_or_people, ladder, price_of_promises
from planner.tradeoffs.sentences.request import move_sentence
from tests.strategies import scenarios
from tests.tradeoffs.one_scenario.test_truth import FEW, fresh, near, picked, studied, with_request


def without(scenario: Scenario, request: Request) -> float:
    plan = fresh(with_request(scenario, request.model_copy(update={"commitment": "out"})))
    assert plan is not None
    return plan.value


@FEW
@given(scenarios(musts=False, promises=False), picked)
def test_every_move_is_a_variant_that_has_the_request_served_at_the_stated_gain(scenario: Scenario, which: int) -> None:
    study = studied(scenario)
    request = scenario.requests[which % len(scenario.requests)]
    assume(not served(study.base.decision(request.id)) and request.commitment == "open")
    for move in moves(study, request.id):
        varied = planner.vary(scenario, move.changes)
        plan = fresh(varied)
        assert plan is not None
        assert plan.value - study.plan.value == pytest.approx(move.gain.low, abs=near(plan)), move
        if move.kind == "promise":
            assert plan.decisions()[request.id] != "decline"
        else:
            assert plan.value >= without(varied, request) - near(plan), "a plan that serves it is as good as any"


@FEW
@given(scenarios(musts=False), picked)
def test_a_request_loses_at_the_first_slip_said_and_at_none_before(scenario: Scenario, which: int) -> None:
    study = studied(scenario)
    request = scenario.requests[which % len(scenario.requests)]
    for slip in slip_tolerance(study, request.id):
        pool = scenario.pool_by_id[slip.delivery.pool]
        gpus = list(scenario.calendar.over(pool.gpus))
        for by in range(1, (slip.lost_at or slip.tolerated) + 1):
            t = slip.delivery.period + by - 1
            if t < len(gpus):
                gpus[t] = max(gpus[t] - slip.delivery.gpus, 0.0)
            plan = fresh(planner.vary(scenario, {"pools": {pool.id: {"gpus": list(gpus)}}}))
            share = 0.0 if plan is None else plan.row(request.id)["share"]
            if by <= slip.tolerated:
                assert share >= study.base.served[request.id].share - 1e-4, f"{slip} at {by}"
        if slip.lost_at is not None:
            assert share < study.base.served[request.id].share - 1e-7


@FEW
@given(scenarios())
def test_a_ladder_says_what_solving_with_so_many_gpus_brings_and_falls_only_where_more_is_not_more_room(
    scenario: Scenario,
) -> None:
    study = studied(scenario)
    pool = scenario.pools[0]
    rungs = ladder(study, pool.id)
    if all(pool.paid == "used" for pool in scenario.pools) and not any(rule.at_least for rule in scenario.rules):
        assert [rung.gain.low for rung in rungs] == sorted(rung.gain.low for rung in rungs)
    assume(rungs[-1].gain.known)
    more = [amount + rungs[-1].gpus for amount in scenario.calendar.over(pool.gpus)]
    plan = fresh(planner.vary(scenario, {"pools": {pool.id: {"gpus": more}}}))
    assert plan is not None
    assert plan.value - study.plan.value == pytest.approx(rungs[-1].gain.low, abs=near(plan))


@FEW
@given(scenarios())
def test_a_promise_costs_what_giving_it_up_brings(scenario: Scenario) -> None:
    study = studied(scenario)
    assume(scenario.objective == "value")
    for promise in price_of_promises(study):
        if promise.kind == "minimum":
            continue  # the solve with a lesser minimum is the statement itself
        given_up = {
            "rule": {"rules": {promise.name: {"enabled": False}}},
            "must": {"requests": {promise.name: {"commitment": "open"}}},
            "out": {"requests": {promise.name: {"commitment": "open"}}},
        }[promise.kind]
        plan = fresh(planner.vary(scenario, given_up))
        assert plan is not None
        assert plan.value - study.plan.value == pytest.approx(promise.price.low, abs=near(plan))
        assert promise.price.low >= -near(plan), "a promise never brings anything"


@FEW
@given(scenarios(musts=False, promises=False), picked)
def test_a_start_flip_is_the_nearest_window_that_changes_the_decision(scenario: Scenario, which: int) -> None:
    study = studied(scenario)
    request = scenario.requests[which % len(scenario.requests)]
    flip = start_flip(study, request.id)
    assume(flip.at is not None)
    moved = moved_in_time(scenario, request, int(flip.at or 0))
    assert moved is not None
    there = planner.vary(scenario, moved)
    plan, other = fresh(there), without(there, there.request_by_id[request.id])
    assert plan is not None
    if served(study.base.decision(request.id)):
        assert plan.value == pytest.approx(other, abs=near(plan)), "there it is no longer worth serving"
    else:
        assert plan.value > other - near(plan)


@pytest.mark.parametrize(
    ("start", "unit", "window", "after"),
    [
        ("2027-01-04", "week", ["2027-W01", "2027-W02"], ["2027-01-11", "2027-01-24"]),
        ("2027-01", "month", ["2027-01", "2027-02"], ["2027-02", "2027-03"]),
        ("2027-01", "month", ["2027-01-10", "2027-02-20"], ["2027-02-10", "2027-03-23"]),
    ],
)
def test_a_window_that_is_moved_has_whole_periods_where_it_had_and_days_where_it_had(
    start: str, unit: str, window: list[str], after: list[str]
) -> None:
    scenario = planner.parse(
        {
            "format": 1,
            "calendar": {"start": start, "periods": 4, "unit": unit},
            "pools": [{"id": "h", "accelerator": "H100-SXM", "gpus": 8}],
            "requests": [{"id": "r", "metrics": {"m": 1}, "demand": {"gpus": 1}, "window": window}],
        }
    )
    changes = moved_in_time(scenario, scenario.request_by_id["r"], 1)
    assert changes == {"requests": {"r": {"window": after}}}


@FEW
@given(scenarios(musts=False, promises=False), picked)
def test_with_a_lesser_minimum_a_declined_request_is_served(scenario: Scenario, which: int) -> None:
    study = studied(scenario)
    request = scenario.requests[which % len(scenario.requests)]
    flip = minimum_flip(study, request.id)
    assume(flip.at is not None)
    plan = fresh(planner.vary(scenario, content_with(request, flip.at or 0.0)))
    assert plan is not None
    assert plan.value >= without(scenario, request) - near(plan)
    assert study.base.decision(request.id) == "decline"


@FEW
@given(scenarios())
def test_a_rack_and_an_engineer_bring_what_solving_with_them_brings(scenario: Scenario) -> None:
    study = studied(scenario)
    found = gpus_or_people(study)
    assume(found.rack_pool)
    pool = scenario.pool_by_id[found.rack_pool]
    more = [amount + 64 for amount in scenario.calendar.over(pool.gpus)]
    plan = fresh(planner.vary(scenario, {"pools": {pool.id: {"gpus": more}}}))
    assert plan is not None
    assert plan.value - study.plan.value == pytest.approx(found.rack.low, abs=near(plan))
    if found.engineer_role:
        role = next(p for p in scenario.people if p.role == found.engineer_role)
        fte = [amount + 1 for amount in scenario.calendar.over(role.fte)]
        plan = fresh(planner.vary(scenario, {"people": {role.role: {"fte": fte}}}))
        assert plan is not None
        assert plan.value - study.plan.value == pytest.approx(found.engineer.low, abs=near(plan))


def test_the_study_of_a_varied_scenario_is_its_own() -> None:
    baseline = planner.load("scenarios/baseline.yaml")
    poorer = planner.vary(baseline, {"rules": {"Budget": {"at_most": 5e6}}})
    assert poorer.requests == baseline.requests
    assert Study(poorer).plan.value < Study(baseline).plan.value


def test_breaking_ties_gives_up_nothing_that_a_re_solve_gained() -> None:
    """A tie that could not be broken once put the limits back, and the plan of the scenario as it is was read."""
    study = Study(planner.load(Path(__file__).parents[3] / "scenarios" / "baseline.yaml"))
    budget, more = switched(study.scenario.rule_by_name["Budget"], on=False), more_gpus(study.scenario, "h100-us", 64.0)
    for changes in (budget, more, ruled_out(study.request("assistant-next"))):
        settled, plain = study.what_if(changes, settle=True), study.what_if(changes)
        assert settled.points == pytest.approx(settled.objective, abs=1e-6)
        assert settled.objective == pytest.approx(plain.objective, abs=1e-6)
        assert abs(settled.points - study.base.points) > 1e-3


def test_the_first_three_ways_ask_its_team_the_others_and_the_purchaser(tmp_path: Path) -> None:
    """A request just under the line: each side that can give is named, with figures that the variant has as well."""
    file = tmp_path / "line.yaml"
    file.write_text(
        "format: 1\ncalendar: {start: 2027-01, periods: 1}\naccelerators: {A: {}}\n"
        "pools:\n  - {id: p, accelerator: A, region: eu, gpus: 100, cost_per_gpu_hour: 1}\n"
        "value: {weights: {points: 1}, scale: raw}\n"
        "requests:\n"
        "  - {id: first, metrics: {points: 10}, demand: {gpus: 60}, runs_on: {A: 1}, minimum: 1}\n"
        "  - {id: second, metrics: {points: 5}, demand: {gpus: 60}, runs_on: {A: 1}, minimum: 1}\n",
        encoding="utf-8",
    )
    study = Study(planner.load(file))
    ways = {move.kind: move for move in chosen(moves(study, "second"))}
    assert ways.keys() == {"demand", "promise", "gpus"}
    assert ways["demand"].amount == pytest.approx(0.66, abs=0.011), "40 of the 60 GPUs that it asks for are free"
    assert ways["gpus"].amount == 20
    assert (ways["promise"].gain.low, ways["gpus"].gain.low) == (pytest.approx(-5.0), pytest.approx(5.0))
    said = [move_sentence(study, move, "second") for move in ways.values()]
    assert said == [
        "Asking for 34 % fewer GPUs would have it served: that would bring 5.00 points.",
        "Adding 20 GPUs to p would have it served: that would bring 5.00 points, at a cost of 45 k USD.",
        "A commitment to it would have it served: that would take away 5.00 points.",
    ]


def test_a_trimmed_request_is_told_what_would_get_it_in_full(tmp_path: Path) -> None:
    file = tmp_path / "trimmed.yaml"
    file.write_text(
        "format: 1\ncalendar: {start: 2027-01, periods: 1}\naccelerators: {A: {}}\n"
        "pools:\n  - {id: p, accelerator: A, region: eu, gpus: 100}\n"
        "value: {weights: {points: 1}, scale: raw}\n"
        "requests:\n"
        "  - {id: first, metrics: {points: 10}, demand: {gpus: 60}, runs_on: {A: 1}, minimum: 1}\n"
        "  - {id: second, metrics: {points: 6}, demand: {gpus: 60}, runs_on: {A: 1}, minimum: 0.1}\n",
        encoding="utf-8",
    )
    scenario = planner.load(file)
    study = Study(scenario)
    assert study.plan.decisions()["second"] == "trim"
    found = moves(study, "second")
    assert {"demand", "value", "promise", "gpus"} <= {move.kind for move in found}
    for move in found:
        plan = fresh(planner.vary(scenario, move.changes))
        assert plan is not None
        assert plan.row("second")["share"] == pytest.approx(1.0, abs=1e-6), move
        assert "served in full" in move_sentence(study, move, "second")
