"""A limit that is reached is one sentence, wherever it is read."""

from __future__ import annotations

import pytest

import planner
from planner.domain.scenario import Scenario
from planner.words.limits import reached_sentence


@pytest.fixture
def scenario() -> Scenario:
    return Scenario.read({
        "calendar": {"start": "2027-01", "periods": 2},
        "accelerators": {"A": {"speed": 1.0}, "C": {"speed": 1.0, "cpu": True}},
        "pools": [{"id": "a", "name": "A in Ohio", "accelerator": "A", "gpus": 1},
                  {"id": "c", "name": "C in Ohio", "accelerator": "C", "gpus": 8}],
        "people": [{"role": "ml-engineer", "fte": 2}],
        "requests": [{"id": f"r{k}", "metrics": {"m": 1}, "demand": {"gpus": 9}, "runs_on": {device: 1}}
                     for k, device in enumerate("AC")],
        "rules": [{"name": "Few", "measure": "funded", "at_most": 1},
                  {"name": "Held", "measure": "gpu_share", "at_least": 0.12, "of": {"id": "r0"}}],
    })  # fmt: skip


def test_how_many_there_are_is_said_as_people_count_them(scenario: Scenario) -> None:
    said = [
        reached_sentence(scenario, "pool", "a", 1.0, "in 2027-01"),
        reached_sentence(scenario, "pool", "c", 8.0),
        reached_sentence(scenario, "people", "ml-engineer", 44.0, "in 2027-02"),
        reached_sentence(scenario, "people", "ml-engineer", None, "in every month"),
        reached_sentence(scenario, "rule", "Few", 1.0),
        reached_sentence(scenario, "rule", "Held", 0.12, is_lower=True),
    ]
    assert said == [
        "The 1 usable GPU of A in Ohio is used in 2027-01.",
        "All 8 usable CPU servers of C in Ohio are used.",
        "All 44 full-time ml-engineers are busy in 2027-02.",
        "All full-time ml-engineers are busy in every month.",
        "Few reaches its limit: 1 request.",
        "Held is kept, and no more: 12 % of the usable GPU-hours.",
    ]


def test_the_plan_says_the_same_sentence(scenario: Scenario) -> None:
    plan = planner.solve(scenario.model_copy(update={"rules": ()}))
    rows = plan.binding[plan.binding["kind"] == "pool"].to_dict("records")
    assert rows
    for row in rows:
        said = reached_sentence(scenario, "pool", str(row["name"]), float(row["limit"]), f"in {row['period']}")
        assert row["sentence"] == said
