"""A plan from the core of a program is a plan of the whole, and does not change what is found or proved."""

from __future__ import annotations

import numpy as np
import pytest

import planner
from benchmarks.generate import Size, generate
from planner.domain.scenario import Scenario
from planner.errors import PlannerError
from planner.files import parse
from planner.program.optimum import core
from planner.program.optimum.core import core_plan
from planner.program.optimum.optimise import load
from planner.program.optimum.search import relax
from planner.program.solving import build, effort_of
from tests.truth.generator import scenario as random_scenario


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every program counts as large, and its core as small."""
    monkeypatch.setattr(core, "LARGE", 0)
    monkeypatch.setattr(core, "COLUMNS", 300)


def many(seed: int) -> Scenario:
    return parse(generate(Size(60, 3, 6, seed)))


def reached(scenario: Scenario) -> float | str:
    try:
        return planner.solve(scenario, gap=0.0).certificate.objective
    except PlannerError as error:
        return str(error)


@pytest.mark.parametrize("first", [0, 15])
def test_the_optimum_is_the_same_with_a_core_and_without(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    scenarios = [parse(random_scenario(seed)) for seed in range(first, first + 15)]
    plain = [reached(scenario) for scenario in scenarios]
    monkeypatch.setattr(core, "LARGE", 0)
    monkeypatch.setattr(core, "COLUMNS", 20)
    for scenario, expected in zip(scenarios, plain, strict=True):
        assert reached(scenario) == (expected if isinstance(expected, str) else pytest.approx(expected, rel=1e-6))


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_plan_of_the_core_keeps_every_limit_of_the_whole_program(seed: int) -> None:
    scenario = many(seed)
    effort = effort_of(scenario, gap=1e-2)
    program = build(scenario, effort)
    loaded = load(program, effort)
    loaded.limit(effort.gap)
    goal = program.goals[0]
    relaxed = relax(loaded, goal)
    plan = core_plan(loaded, goal, relaxed)
    assert plan is not None
    whole = plan[loaded.whole]
    assert np.abs(whole - np.round(whole)).max() < 1e-6
    activity, (low, high) = program.activities(plan), program.bounds()
    size = np.maximum(1.0, np.abs(activity))
    assert ((np.asarray(program.low) - activity) / size).max() < 1e-6
    assert ((activity - np.asarray(program.high)) / size).max() < 1e-6
    assert (low - plan).max() < 1e-6 and (plan - high).max() < 1e-6
    value = goal.figure(float(program.costs(goal) @ plan))
    assert value <= relaxed.objective * (1 + 1e-9)
    assert value >= 0.9 * relaxed.objective


@pytest.mark.usefixtures("always")
def test_a_plan_within_its_gap_comes_from_the_core_and_passes_the_audit() -> None:
    plan = planner.solve(many(2), gap=1e-2)
    assert not plan.certificate.violations
    assert plan.certificate.gap <= 1e-2
