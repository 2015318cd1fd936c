"""Inputs that may turn out otherwise."""

from __future__ import annotations

import pytest

from planner.domain.scenario import Scenario
from planner.domain.worth import points
from planner.tradeoffs.many_solves.scaling import Input, inputs, scaled


@pytest.mark.parametrize(
    ("which", "title"),
    [
        (Input("limit", "Spend limit now"), "limit of Spend limit now"),
        (Input("fte", "limit engineer"), "number of limit engineers"),
        (Input("gpus", ""), "GPUs of all pools"),
        (Input("value", "r1"), "value of r1"),
    ],
)
def test_an_input_is_called_as_the_scenario_calls_it(small: Scenario, which: Input, title: str) -> None:
    assert which.title(small) == title


def test_an_input_that_is_larger_leaves_all_others_worth_what_they_were(small: Scenario) -> None:
    before = points(small)
    for which in inputs(small):
        after = points(scaled(small, which, 1.3))
        own = {r for r in before if which.kind == "value" and r == which.name}
        assert after == {r: pytest.approx(worth * (1.3 if r in own else 1.0)) for r, worth in before.items()}
