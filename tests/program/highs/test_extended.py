"""A relaxation that begins at a sample's basis ends where any other does, and sooner."""

from __future__ import annotations

from typing import Any

import pytest

import planner
from planner.domain.scenario import Scenario
from planner.errors import PlannerError, StoppedError
from planner.files import parse
from planner.program.formulation.groups import groups_of_requests
from planner.program.highs import extended
from planner.program.highs.boxed import boxed
from planner.program.optimum.optimise import load, relaxation
from planner.program.solving import build, effort_of
from tests.truth.generator import scenario as random_scenario


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extended, "LARGE", 0)


def solved(scenario: Scenario) -> Any:
    """What everybody sees of a plan, or why there is none."""
    try:
        plan = planner.solve(scenario, gap=0.0)
    except PlannerError as error:
        return str(error)
    seen = ["id", "decision", "option", "share", "captured_points", "scarcity_index", "reason"]
    return plan.requests[seen].to_csv(float_format="%.6g"), plan.allocation.to_csv(float_format="%.6g")


@pytest.mark.parametrize("first", range(0, 80, 20))
def test_the_plan_is_the_same_wherever_the_relaxation_begins(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    scenarios = [parse(random_scenario(seed)) for seed in range(first, first + 20)]
    plain = [solved(scenario) for scenario in scenarios]
    monkeypatch.setattr(extended, "LARGE", 0)
    assert [solved(scenario) for scenario in scenarios] == plain


def many_alike() -> Scenario:
    """Requests of a few sizes in pairs that require one another, over two pools and three months."""
    requests: list[dict[str, Any]] = []
    for k in range(120):
        demand = {"gpu_hours": 2000.0 + 700 * (k % 7)} if k % 3 else {"gpus": 4.0 + k % 5}
        one = {"id": f"r{k}", "metrics": {"m": 3.0 + (7 * k) % 11}, "demand": demand, "runs_on": {"A": 1, "B": 0.5}}
        requests.append(one | ({"requires": [f"r{k - 1}"]} if k % 10 == 9 else {}))
    return parse(
        {
            "format": 1,
            "calendar": {"start": "2027-01", "periods": 3},
            "accelerators": {"A": {"speed": 1}, "B": {"speed": 0.5}},
            "pools": [{"id": "a", "accelerator": "A", "gpus": 90}, {"id": "b", "accelerator": "B", "gpus": 120}],
            "requests": requests,
            "value": {"scale": "raw", "weights": {"m": 1}},
        }
    )


def steps_of(scenario: Scenario) -> tuple[int, float]:
    """Steps of the simplex in the relaxation itself, and its optimum."""
    effort = effort_of(scenario)
    loaded = load(build(scenario, effort), effort)
    with boxed(loaded):
        extended.begin(loaded, loaded.program.goals[0])
        found = relaxation(loaded)
    return loaded.highs.getInfo().simplex_iteration_count, found.objective


def test_most_steps_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    cold, optimum = steps_of(many_alike())
    monkeypatch.setattr(extended, "LARGE", 0)
    warm, same = steps_of(many_alike())
    assert same == pytest.approx(optimum, rel=1e-9)
    assert warm < cold / 2


def test_what_hangs_together_is_one_group(always: None) -> None:
    scenario = many_alike()
    groups = groups_of_requests(build(scenario, effort_of(scenario)))
    assert groups["r8"] == groups["r9"] != groups["r7"]
    assert sorted(set(groups.values())) == [*range(108)]


def test_a_cancel_ends_it(always: None) -> None:
    control = planner.Control()
    control.cancel()
    with pytest.raises(StoppedError):
        planner.solve(many_alike(), control=control)
