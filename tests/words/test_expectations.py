"""What the plan misses is said, with by how much."""

import pytest

from planner.domain.measured import measure
from planner.domain.rule import EVERYTHING
from planner.words.expectations import failures
from tests.domain.test_measured import solve


def expecting(*expectations):
    return failures(solve(expect=list(expectations)))


def test_what_holds_is_not_mentioned():
    assert expecting({"funds": "a"}, {"declines": "d"}, {"measure": "value", "at_least": 50, "at_most": 100}) == ()


def test_a_decision_that_was_not_expected_is_named():
    funded, declined = expecting({"funds": "d"}, {"declines": "a"})
    assert funded.startswith("expected d to be funded, but the plan declines it")
    assert declined == "expected a to be declined, but the plan funds it"


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        ({"measure": "funded", "at_least": 4}, "expected funded at least 4 requests, but the plan has 3: off by 1"),
        ({"measure": "funded", "of": {"team": "red"}, "at_most": 0}, "at most 0 requests, but the plan has 1: off by 1"),
        ({"measure": "gpu_hours", "of": {"id": "c"}, "at_least": 9000}, "at least 9,000 GPU·h, but the plan has 8,496: off by 504"),
        ({"measure": "gpu_share", "of": {"team": "red", "pool": "old"}, "at_least": 0.95},
         "expected the share of GPU-hours of team red, pool Old cards at least 95 % of the usable GPU·h, but the plan has "),
        ({"measure": "gpu_hours", "of": {"id": "c"}, "at_least": 8501.01624}, "at least 8,501.01624 GPU·h, but the plan has 8,496: off by 5.02"),
        ({"measure": "cost", "at_most": 1000}, "expected cost at most 1,000 EUR, but the plan has "),
    ],
)  # fmt: skip
def test_a_figure_that_was_not_reached_is_given_with_by_how_much(expected, sentence):
    (failure,) = expecting(expected)
    assert sentence in failure


def test_a_request_that_is_served_in_part_counts_as_funded():
    plan = solve(
        expect=[{"funds": "b"}], rules=[{"name": "R", "measure": "gpu_hours", "of": {"id": "b"}, "at_most": 60}]
    )
    assert plan.decisions()["b"] == "trim" and failures(plan) == ()


def test_a_limit_is_held_to_within_the_solvers_tolerance():
    cost = measure(solve(), "cost", EVERYTHING)
    assert expecting({"measure": "cost", "at_most": cost * (1 - 1e-7)}) == ()
    assert len(expecting({"measure": "cost", "at_most": cost * (1 - 1e-5)})) == 1
