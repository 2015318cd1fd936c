"""A rule and what it speaks of, in words."""

import pytest

import planner
from planner.domain.rule import UNITS, Rule, Selection
from planner.words.measures import MEASURES
from planner.words.rules import rule_words
from planner.words.selections import NOUNS, selection_words, titles

SCENARIO = planner.parse(
    {
        "format": 1,
        "currency": "EUR",
        "calendar": {"start": "2027-01", "periods": 2},
        "accelerators": {"A": {"speed": 1}},
        "pools": [{"id": "p", "name": "Pool in Ohio", "accelerator": "A", "gpus": 10}],
        "requests": [
            {"id": "a", "name": "Same", "team": "red", "metrics": {"m": 1}, "demand": {"gpus": 1}},
            {"id": "b", "name": "Same", "team": "red", "metrics": {"m": 1}, "demand": {"gpus": 1}},
            {"id": "c", "name": "Search", "metrics": {"m": 1}, "demand": {"gpus": 1}},
        ],
    }
)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"measure": "cost", "at_most": 3.5e6}, "R: the cost of everything is at most 3,500,000 EUR"),
        ({"measure": "gpu_share", "of": {"pool": "p"}, "at_least": 0.15},
         "R: the part of the usable GPU-hours of pool Pool in Ohio is at least 15 %"),
        ({"measure": "gpu_hours", "of": {"id": ["a", "c"], "team": "red"}, "each": "period", "at_most": 12.5},
         "R: the GPU-hours of request Same (a) or Search, team red in each period are at most 12.5"),
        ({"measure": "funded", "each": "id", "at_least": 0, "at_most": 1},
         "R: the number funded of everything for each request is at least 0 and at most 1"),
    ],
)  # fmt: skip
def test_a_rule_is_said_with_the_names_that_people_use(rule, said):
    assert rule_words(Rule(name="R", **rule), SCENARIO) == said


def test_of_two_that_are_called_alike_each_has_its_id():
    assert titles(SCENARIO, "id") == {"a": "Same (a)", "b": "Same (b)", "c": "Search"}
    assert selection_words(Selection(id="gone"), SCENARIO) == "request gone"
    assert selection_words(Selection(), SCENARIO) == ""


def test_every_measure_and_dimension_has_a_name():
    assert MEASURES.keys() == UNITS.keys()
    assert list(NOUNS) == list(Selection.model_fields)
