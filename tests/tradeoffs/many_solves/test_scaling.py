"""Inputs that may turn out otherwise."""

from __future__ import annotations

import pytest

import planner
from planner.domain.scenario import Scenario
from planner.program import solve
from planner.tradeoffs.many_solves.scaling import Input, pinned


@pytest.mark.parametrize(
    ("which", "title"),
    [
        (Input("limit", "Spend limit now"), "limit of Spend limit now"),
        (Input("fte", "limit engineer"), "people: limit engineer"),
        (Input("gpus", ""), "GPUs of all pools"),
        (Input("value", "r1"), "value of r1"),
    ],
)
def test_an_input_is_called_as_the_scenario_calls_it(small: Scenario, which: Input, title: str) -> None:
    assert which.title(small) == title


def test_pinned_points_are_the_points() -> None:
    baseline = planner.load("scenarios/baseline.yaml")
    assert solve(pinned(baseline)).value == pytest.approx(solve(baseline).value, rel=1e-4)
