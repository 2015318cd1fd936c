"""Edit after edit: a plan near the one before is a sound one, and says how far from the best it may be."""

from __future__ import annotations

import gc
import math
import random
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import planner
from planner.domain.digest import digest
from planner.domain.plan import Plan
from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.errors import InfeasibleError, NoPlan, PlannerError, StoppedError
from planner.program import Control
from planner.program.again.what_if import Edit, WhatIf
from planner.program.again.while_editing import NEAR, Editing
from planner.program.formulation.constraints.rows import INFINITE
from tests.program.formulation.golden_scenarios import request as asking
from tests.program.formulation.golden_scenarios import scenario as golden
from tests.strategies import scenarios

BASELINE = Path(__file__).parents[3] / "scenarios" / "baseline.yaml"
FRAMES = ("requests", "allocation", "served", "pools", "people", "kpis", "binding", "promises")
GAP = 1e-3
FACTORS = st.sampled_from((0.3, 0.8, 1.25, 3.0))


def with_request(scenario: Scenario, request: Request) -> Scenario:
    return scenario.model_copy(
        update={"requests": tuple(request if r.id == request.id else r for r in scenario.requests)}
    )


@st.composite
def edits(draw: st.DrawFn, scenario: Scenario) -> Scenario:
    """The scenario after one edit, as somebody makes them in a table."""
    request, by = draw(st.sampled_from(scenario.requests)), draw(FACTORS)
    match draw(st.sampled_from(("worth", "demand", "commitment", "minimum", "pool"))):
        case "worth":
            return with_request(scenario, worth(request, by))
        case "demand" if request.demand is not None:
            return with_request(scenario, request.model_copy(update={"demand": grown(scenario, request, by)}))
        case "commitment":
            commitment = draw(st.sampled_from(("open", "must", "out")))
            return with_request(scenario, request.model_copy(update={"commitment": commitment}))
        case "pool":
            first, *rest = scenario.pools
            gpus = tuple(by * gpus for gpus in scenario.calendar.over(first.gpus))
            return scenario.model_copy(update={"pools": (first.model_copy(update={"gpus": gpus}), *rest)})
        case _:
            return with_request(
                scenario, request.model_copy(update={"minimum": draw(st.sampled_from((None, 0.5, 1.0)))})
            )


def worth(request: Request, by: float) -> Request:
    return request.model_copy(update={"metrics": {name: by * amount for name, amount in request.metrics.items()}})


def grown(scenario: Scenario, request: Request, by: float) -> Any:
    assert request.demand is not None
    hours, gpus = request.demand.gpu_hours, request.demand.gpus
    if hours is not None:
        return request.demand.model_copy(update={"gpu_hours": by * hours})
    return request.demand.model_copy(update={"gpus": tuple(by * each for each in scenario.calendar.over(gpus or 0.0))})


def optimum(scenario: Scenario) -> float | None:
    """The best objective there is; None where there is no plan."""
    try:
        return planner.solve(scenario, gap=0).certificate.objective
    except InfeasibleError:
        return None


def settled(editing: Editing, scenario: Scenario) -> None:
    """As in the window: the best plan behind the one at once, and the solver made ready."""
    try:
        editing.best(scenario, GAP)
        editing.prepare(scenario, GAP)
    except InfeasibleError:
        pass


def assert_sound(plan: Plan, scenario: Scenario, best: float | None) -> None:
    certificate, cheapest = plan.certificate, not isinstance(scenario.objective, str)
    assert best is not None, "a plan where there is none"
    assert plan.scenario is scenario and certificate.digest == digest(scenario)
    assert certificate.violations == () and certificate.is_whole
    assert certificate.gap <= NEAR
    room, sign = 1e-6 * max(abs(best), 1.0), -1 if cheapest else 1
    assert sign * (certificate.objective - best) <= room, "better than the best"
    assert sign * (best - certificate.bound) <= room, "a bound that the best plan beats"
    if not cheapest:
        assert plan.value == pytest.approx(certificate.objective, rel=1e-6, abs=1e-6)


def same(a: Plan, b: Plan) -> bool:
    return all(getattr(a, name).equals(getattr(b, name)) for name in FRAMES) and a.certificate == b.certificate


def nowhere_better_than_priced(plan: Plan) -> None:
    """A price is an optimal dual of the relaxation: it says no less than what more brings, no more than less costs."""
    what_if, hours = WhatIf(plan.scenario), plan.scenario.calendar.hours
    program = what_if.program
    labels = plan.scenario.calendar.labels
    here = what_if.ceiling()
    for row in plan.pools.to_dict("records"):
        t = labels.index(row["period"])
        available = plan.scenario.calendar.over(plan.scenario.pool_by_id[row["pool"]].availability)[t]
        for change in (-min(2.0, row["usable_gpus"] / available) if available else 0.0, 2.0):
            limit = program.row_of.get(("pool_capacity", row["pool"], row["period"]))
            more = {} if limit is None else {limit: (-INFINITE, max(program.high[limit] + change * available, 0.0))}
            moved = what_if.ceiling(Edit(rows=more))
            priced = here + row["price_points_per_gpu_hour"] * change * available * hours[t]
            assert math.isnan(moved) or moved <= priced + 1e-6 * max(abs(here), 1.0)


@settings(max_examples=20)
@given(scenarios(), st.data())
def test_a_plan_near_the_one_before_is_sound_and_its_bound_is_true(scenario, data):
    if data.draw(st.integers(0, 4)) == 0:
        scenario = scenario.model_validate(scenario.model_dump() | {"objective": {"cost": {"target_value": 3.0}}})
    editing = Editing()
    settled(editing, scenario)
    for _ in range(5):
        scenario = data.draw(edits(scenario))
        plan = editing.near(scenario)
        if plan is not None:
            assert_sound(plan, scenario, optimum(scenario))
        if plan is None or data.draw(st.booleans()):
            settled(editing, scenario)


@settings(max_examples=12)
@given(scenarios(shares=False, promises=False), st.data())
def test_its_prices_are_those_of_the_relaxation(scenario, data):
    editing = Editing()
    settled(editing, scenario)
    for _ in range(2):
        scenario = with_request(scenario, worth(data.draw(st.sampled_from(scenario.requests)), data.draw(FACTORS)))
        plan = editing.near(scenario)
        if plan is not None:
            nowhere_better_than_priced(plan)


@settings(max_examples=12)
@given(scenarios(), st.data())
def test_the_best_plan_is_that_of_a_single_solve_whatever_was_solved_before(scenario, data):
    editing = Editing()
    for _ in range(3):
        scenario = data.draw(edits(scenario))
        editing.near(scenario)
        try:
            expected = planner.solve(scenario)
        except InfeasibleError as error:
            with pytest.raises(InfeasibleError) as found:
                editing.best(scenario, scenario.solver.gap)
            assert str(found.value) == str(error)
        else:
            assert same(editing.best(scenario, scenario.solver.gap), expected)
            editing.prepare(scenario, scenario.solver.gap)


def test_most_edits_of_the_sample_have_a_plan_at_once():
    """The sample with nothing that has to be chosen whole: a claim that would be empty if every edit took a search."""
    scenario = planner.load(BASELINE)
    requests = tuple(r.model_copy(update={"minimum": None}) if not r.options else r for r in scenario.requests)
    scenario = scenario.model_copy(update={"requests": requests})
    editing, dice = Editing(), random.Random(3)
    settled(editing, scenario)
    found = 0
    for _ in range(12):
        scenario = with_request(scenario, worth(dice.choice(scenario.requests), dice.choice((0.8, 1.25))))
        plan = editing.near(scenario)
        if plan is None:
            settled(editing, scenario)
        else:
            found += 1
            assert_sound(plan, scenario, optimum(scenario))
    assert found >= 8


def competing(*points: float, gpus: float = 80.1, **parts: Any) -> Scenario:
    """Requests for 40 GPUs, each whole or not at all: two fit, and the relaxation has room for a crumb of a third."""
    requests = [asking(f"r{k}", worth, minimum=1.0) for k, worth in enumerate(points)]
    pools = [{"id": "h", "accelerator": "H", "gpus": gpus, "cost_per_gpu_hour": 2.0}]
    return golden(requests=requests, pools=pools, **parts)


def ready(scenario: Scenario) -> Editing:
    editing = Editing()
    editing.prepare(scenario, GAP)
    return editing


def test_nothing_is_near_where_nothing_is_known():
    assert Editing().near(competing(30.0, 20.0)) is None


def test_a_request_that_comes_or_goes_is_searched_for_and_then_gone_on_from():
    two, three = competing(30.0, 20.0), competing(30.0, 20.0, 1.0)
    editing = ready(two)
    for scenario in (three, two):
        assert editing.near(scenario) is None
        assert_sound(editing.best(scenario, GAP), scenario, optimum(scenario))
        edited = with_request(scenario, worth(scenario.requests[0], 1.25))
        plan = editing.near(edited)
        assert plan is not None
        assert_sound(plan, edited, optimum(edited))


def test_an_impossible_edit_has_no_plan_and_the_one_after_it_has():
    possible = competing(30.0, 20.0)
    impossible = with_request(possible, possible.requests[0].model_copy(update={"commitment": "must"}))
    impossible = impossible.model_copy(
        update={"pools": (possible.pools[0].model_copy(update={"gpus": 10.0}),), "name": "impossible"}
    )
    editing = ready(possible)
    for _ in range(2):
        assert editing.near(impossible) is None
        with pytest.raises(InfeasibleError):
            editing.best(impossible, GAP)
        with pytest.raises(InfeasibleError):
            editing.best(impossible, GAP)
        editing.prepare(impossible, GAP)
        edited = with_request(possible, worth(possible.requests[1], 1.25))
        plan = editing.near(edited)
        assert plan is not None
        assert_sound(plan, edited, optimum(edited))


def test_capacity_that_makes_an_edit_impossible_and_comes_back_is_followed():
    possible = golden(requests=[asking("a", commitment="must"), asking("b", 5.0)])
    impossible = possible.model_copy(update={"pools": (possible.pools[0].model_copy(update={"gpus": 30.0}),)})
    editing = ready(possible)
    assert editing.near(impossible) is None
    plan = editing.near(possible)
    assert plan is not None
    assert_sound(plan, possible, optimum(possible))


def test_a_cancelled_edit_leaves_no_plan_and_nothing_wrong_behind():
    scenario = competing(30.0, 20.0, 25.0)
    editing, cancelled = ready(scenario), Control()
    cancelled.cancel()
    for by in (0.9, 1.1):
        edited = with_request(scenario, worth(scenario.requests[0], by))
        assert editing.near(edited, cancelled) is None
        with pytest.raises(StoppedError):
            editing.best(edited, GAP, cancelled)
        plan = editing.near(edited)
        assert plan is not None
        assert_sound(plan, edited, optimum(edited))


class Impatient(Control):
    """Cancels itself when it is looked at for the n-th time."""

    def __init__(self, looks: int) -> None:
        super().__init__()
        self._looks = looks

    @property
    def cancelled(self) -> bool:
        self._looks -= 1
        return self._looks < 0


@pytest.mark.parametrize("looks", [1, 2, 3, 5, 8, 13, 60])
def test_an_edit_that_is_cancelled_on_the_way_is_solved_when_it_comes_again(looks):
    scenario = competing(30.0, 20.0, 25.0)
    editing = ready(scenario)
    edited = with_request(scenario, worth(scenario.requests[0], 0.9))
    plan = editing.near(edited, Impatient(looks))
    if plan is not None:
        assert_sound(plan, edited, optimum(edited))
    again = editing.near(edited)
    assert again is not None
    assert_sound(again, edited, optimum(edited))


def test_a_plan_that_was_cut_short_is_not_gone_on_from(monkeypatch):
    scenario = competing(30.0, 20.0, 25.0)
    editing = ready(scenario)
    best = planner.solve(scenario)
    values = editing._known.values.copy()
    monkeypatch.setattr(
        "planner.program.again.while_editing.solved", lambda program, *_: (cut_short(best), 0.0 * values)
    )
    edited = with_request(scenario, worth(scenario.requests[0], 1.25))
    editing.best(edited, GAP, Control())
    plan = editing.near(edited)
    assert plan is not None
    assert_sound(plan, edited, optimum(edited))


def cut_short(plan: Plan) -> Plan:
    return replace(plan, certificate=replace(plan.certificate, status="interrupted", gap=1.0))


def test_time_that_is_up_leaves_the_search_to_tell():
    scenario = competing(30.0, 20.0)
    editing = ready(scenario)
    hasty = scenario.model_copy(update={"solver": scenario.solver.model_copy(update={"time_limit": 1e-9})})
    assert editing.near(hasty) is None
    plan = editing.near(scenario)
    assert plan is not None
    assert_sound(plan, scenario, optimum(scenario))


def test_a_fair_plan_has_several_goals_and_is_searched_for():
    fair = competing(30.0, 20.0, objective="fair")
    editing = ready(fair)
    assert editing.near(fair) is None
    assert same(editing.best(fair, fair.solver.gap), planner.solve(fair))
    by_value = fair.model_copy(update={"objective": "value"})
    assert editing.near(by_value) is None
    editing.prepare(by_value, GAP)
    assert_sound(editing.best(by_value, GAP), by_value, optimum(by_value))


def test_the_cheapest_plan_is_followed_too():
    cheapest = competing(30.0, 20.0, objective={"cost": {"target_value": 20.0}})
    editing = ready(cheapest)
    for points in (35.0, 25.0):
        edited = with_request(cheapest, cheapest.requests[0].model_copy(update={"metrics": {"points": points}}))
        plan = editing.near(edited)
        if plan is not None:
            assert_sound(plan, edited, optimum(edited))
        settled(editing, edited)


@pytest.mark.parametrize("error", [NoPlan(), StoppedError("late"), PlannerError("gave up"), ValueError("odd")])
def test_a_failure_on_the_way_does_not_spoil_the_edits_after_it(monkeypatch, error):
    scenario = competing(30.0, 20.0, 25.0)
    editing = ready(scenario)
    edited = with_request(scenario, worth(scenario.requests[0], 0.9))

    def failing(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr("planner.program.again.while_editing.read_prices", failing)
        if isinstance(error, PlannerError):
            assert editing.near(edited) is None
        else:
            with pytest.raises(ValueError, match="odd"):
                editing.near(edited)
    plan = editing.near(edited)
    assert plan is not None
    assert_sound(plan, edited, optimum(edited))


def test_calls_from_two_threads_wait_for_each_other():
    scenario = competing(30.0, 20.0, 25.0, 10.0)
    editing, dice = ready(scenario), random.Random(1)
    edited = [
        with_request(scenario, worth(dice.choice(scenario.requests), dice.choice((0.5, 0.9, 1.1, 1.3))))
        for _ in range(24)
    ]
    best = {id(one): optimum(one) for one in edited}
    with ThreadPoolExecutor(4) as pool:
        plans = list(pool.map(editing.near, edited))
    for one, plan in zip(edited, plans, strict=True):
        if plan is not None:
            assert_sound(plan, one, best[id(one)])
    assert any(plan is not None for plan in plans)


def test_no_more_is_held_than_the_last_edits():
    scenario = competing(30.0, 20.0, 25.0)
    editing = ready(scenario)
    seen: list[weakref.ref[Scenario]] = []
    for k in range(12):
        scenario = with_request(scenario, worth(scenario.requests[k % 3], 1.1))
        seen.append(weakref.ref(scenario))
        editing.near(scenario)
    gc.collect()
    assert sum(one() is not None for one in seen) <= 2
