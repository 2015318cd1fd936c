"""A conflict is irreducible, and every repair mends it: each is changed as it says, and solved anew."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import planner
from planner.domain.rule import Rule
from planner.domain.scenario import Scenario
from planner.errors import Conflict, InfeasibleError
from planner.program import solve
from planner.program.infeasible.conflict import explain_conflict
from planner.program.optimum.optimise import Effort
from planner.program.solving import build
from tests.program.formulation.golden_scenarios import request
from tests.program.formulation.golden_scenarios import scenario as golden
from tests.strategies import scenarios

MANY = settings(max_examples=20, suppress_health_check=[HealthCheck.filter_too_much])


def conflict_of(scenario: Scenario) -> Conflict | None:
    try:
        solve(scenario, gap=0.0)
    except InfeasibleError as error:
        return error.conflict
    return None


@st.composite
def contradictory(draw: st.DrawFn) -> Scenario:
    """A scenario with rules that ask for much and allow little."""
    scenario = draw(scenarios())
    asked = draw(st.integers(1, len(scenario.requests)))
    allowed = draw(st.sampled_from((0.0, 10.0, 5_000.0)))
    measure = draw(st.sampled_from(("cost", "gpu_hours")))
    extra = [
        Rule.model_validate({"name": "Crowd", "measure": "funded", "at_least": asked}),
        Rule.model_validate({"name": "Purse", "measure": measure, "at_most": allowed}),
    ]
    return scenario.model_copy(update={"rules": (*scenario.rules, *extra)})


def dropped(scenario: Scenario, kind: str, name: str) -> Scenario:
    """The scenario without one member of its conflict."""
    plenty: dict[str, Any] = {
        "rule": {"rules": {name: {"enabled": False}}},
        "must": {"requests": {name: {"commitment": "open"}}},
        "pool": {"pools": {name: {"gpus": 1e6, "availability": 1.0}}},
        "people": {"people": {name: {"fte": 1e6}}},
    }
    return planner.vary(scenario, plenty[kind])


@MANY
@given(contradictory())
def test_dropping_any_member_of_a_conflict_mends_it(scenario: Scenario) -> None:
    conflict = conflict_of(scenario)
    assume(conflict is not None)
    assert conflict is not None
    assert len(conflict.members) == len(conflict.keys) >= 1
    alone = scenario
    for kind, name in groups_of(scenario):
        if (kind, name) not in conflict.keys:
            alone = dropped(alone, kind, name)
    assert conflict_of(alone) is not None, "the members alone are in conflict"
    for kind, name in conflict.keys:
        assert conflict_of(dropped(alone, kind, name)) is None, f"without {kind} {name} there is a plan"


def groups_of(scenario: Scenario) -> list[tuple[str, str]]:
    """All that can be dropped."""
    return [
        *(("rule", rule.name) for rule in scenario.rules if rule.enabled),
        *(("must", r.id) for r in scenario.requests if r.commitment == "must"),
        *(("pool", pool.id) for pool in scenario.pools),
        *(("people", role.role) for role in scenario.people),
    ]


@MANY
@given(contradictory())
def test_every_repair_leaves_a_plan(scenario: Scenario) -> None:
    conflict = conflict_of(scenario)
    assume(conflict is not None)
    assert conflict is not None
    changes = [str(repair.changes) for repair in conflict.repairs]
    assert len(set(changes)) == len(changes) <= 3
    for repair in conflict.repairs:
        assert conflict_of(planner.vary(scenario, repair.changes)) is None, repair.sentence


def test_the_repair_with_the_fewest_changes_is_among_them() -> None:
    baseline = planner.load("scenarios/baseline.yaml")
    poor = planner.vary(baseline, {"rules": {"Budget": {"at_most": 300_000}}})
    with pytest.raises(InfeasibleError) as caught:
        solve(poor)
    assert any(list(repair.changes) == ["rules"] and list(repair.changes["rules"]) == ["Budget"]
               for repair in caught.value.conflict.repairs)  # fmt: skip


def split() -> Scenario:
    """A market split: shares of requests can fill every period, whole requests can't; and a limit that limits nothing.

    Gregory Cornuéjols and Milind Dawande, A Class of Hard Small 0–1 Programs, INFORMS Journal on Computing 11, 1999.
    """
    dice = random.Random(3)
    demands = [[float(dice.randrange(1, 100)) for _ in range(3)] for _ in range(10)]
    return golden(
        calendar={"start": "2027-01", "periods": 3},
        pools=[
            {"id": "h", "accelerator": "H", "gpus": [float(sum(all_of) // 2) for all_of in zip(*demands, strict=True)]}
        ],
        requests=[request(f"r{k}", demand={"gpus": gpus}, minimum=1.0) for k, gpus in enumerate(demands)],
        rules=[
            {"name": "Filled", "measure": "gpu_share", "each": "period", "at_least": 1.0},
            {"name": "Idle", "measure": "gpu_hours", "at_most": 1e9},
        ],
    )


def test_a_conflict_that_was_searched_to_its_end_names_what_is_needed_and_the_least_repairs() -> None:
    conflict = conflict_of(split())
    assert conflict is not None
    assert conflict.keys == (("pool", "h"), ("rule", "Filled"))
    assert not conflict.stopped
    assert "stopped" not in str(InfeasibleError(conflict))


def test_a_conflict_whose_search_was_stopped_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.program.infeasible.conflict.TRIAL", 1e3)
    conflict = conflict_of(split())
    assert conflict is not None
    assert ("rule", "Idle") in conflict.keys, "it is not needed, and that was not found out"
    assert conflict.stopped
    assert conflict.repairs_stopped
    said = str(InfeasibleError(conflict))
    assert "The search for a smaller set was stopped: fewer of these may be enough." in said
    assert "least repairs" not in said
    for repair in conflict.repairs:
        assert conflict_of(planner.vary(split(), repair.changes)) is None, repair.sentence


def test_a_time_limit_that_ends_before_the_search_for_a_conflict_leaves_it_unproved() -> None:
    program = build(split(), Effort(0.0))
    conflict = explain_conflict(program, Effort(0.0, time_limit=0.0)).conflict
    assert conflict.stopped and conflict.repairs_stopped
    assert set(conflict.keys) >= {("pool", "h"), ("rule", "Filled")}
    assert conflict.repairs == ()


@settings(MANY, max_examples=8)
@given(scenarios())
def test_no_repair_changes_nothing_and_none_does_more_than_another_that_is_enough(scenario: Scenario) -> None:
    conflict = conflict_of(scenario)
    assume(conflict is not None and conflict.repairs)
    assert conflict is not None
    touched = [
        {(kind, name) for kind, items in repair.changes.items() for name in items} for repair in conflict.repairs
    ]
    for repair in conflict.repairs:
        assert repair.size > 0 and "dd 0 " not in repair.sentence
    assert not any(a == b for k, a in enumerate(touched) for b in touched[k + 1 :])
