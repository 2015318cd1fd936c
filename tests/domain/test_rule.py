"""What a rule speaks of, and how far it goes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from planner.domain.audit.promises import _picked
from planner.domain.rule import Rule, Selection
from planner.domain.scenario import Scenario

SCENARIO = Scenario.read(
    {
        "calendar": {"start": "2027-01", "periods": 6},
        "pools": [
            {"id": "p", "accelerator": "A", "region": "us", "gpus": 8.0},
            {"id": "q", "accelerator": "B", "gpus": 4.0},
        ],
        "requests": [
            {"id": "a", "team": "red", "product": "x", "kind": "training", "metrics": {"m": 1.0}},
            {"id": "b", "team": "red", "product": "y", "kind": "inference", "metrics": {"m": 1.0}},
            {"id": "c", "product": "x", "kind": "inference", "metrics": {"m": 1.0}},
        ],
    }
)
SELECTIONS: list[tuple[dict[str, Any], str, str, list[int]]] = [
    ({}, "abc", "pq", [0, 1, 2, 3, 4, 5]),
    ({"id": ["c", "a"]}, "ac", "pq", [0, 1, 2, 3, 4, 5]),
    ({"team": ["red", "blue"], "kind": "inference"}, "b", "pq", [0, 1, 2, 3, 4, 5]),
    ({"id": []}, "", "pq", [0, 1, 2, 3, 4, 5]),
    ({"product": "x", "pool": "p"}, "ac", "p", [0, 1, 2, 3, 4, 5]),
    ({"accelerator": ["A", "B"], "region": "us"}, "abc", "p", [0, 1, 2, 3, 4, 5]),
    ({"region": ["", "eu"]}, "abc", "q", [0, 1, 2, 3, 4, 5]),
    ({"period": "2027-Q1"}, "abc", "pq", [0, 1, 2]),
    ({"period": ["2027-05", "2026", "2027-03-15"]}, "abc", "pq", [2, 4]),
    ({"period": "2028", "pool": ["q", "none"]}, "abc", "q", []),
]


@pytest.mark.parametrize(("said", "requests", "pools", "periods"), SELECTIONS, ids=str)
def test_a_selection_leaves_in_what_every_dimension_that_it_names_does(
    said: dict[str, Any], requests: str, pools: str, periods: list[int]
) -> None:
    of = Selection.model_validate(said)
    assert "".join(r.id for r in SCENARIO.requests if of.selects(r)) == requests
    assert "".join(pool.id for pool in SCENARIO.pools if of.admits(pool)) == pools
    assert of.periods(SCENARIO.calendar) == periods


@pytest.mark.parametrize("said", [said for said, *_ in SELECTIONS], ids=str)
def test_a_selection_means_what_it_means_to_the_audit_which_shares_no_line_with_it(said: dict[str, Any]) -> None:
    of, books = Selection.model_validate(said), SimpleNamespace(scenario=SCENARIO)
    picked = _picked(books, of)  # type: ignore[arg-type]
    assert [r for r in SCENARIO.requests if of.selects(r)] == picked.requests
    assert {pool.id for pool in SCENARIO.pools if of.admits(pool)} == picked.places
    assert set(of.periods(SCENARIO.calendar)) == picked.periods


def test_a_copy_of_a_selection_forgets_what_the_old_one_said() -> None:
    of = Selection.model_validate({"team": "red"})
    assert not of.selects(SCENARIO.requests[2])
    assert of.model_copy(update={"team": None}).selects(SCENARIO.requests[2])


def test_each_limit_that_a_rule_has_is_changed_and_none_is_added() -> None:
    both = Rule.model_validate({"name": "r", "measure": "cost", "at_least": 1.0, "at_most": 4.0})
    upper = Rule.model_validate({"name": "r", "measure": "cost", "at_most": 4.0})
    changed = [rule.with_limits(lambda limit: 2 * limit) for rule in (both, upper)]
    assert [(rule.at_least, rule.at_most) for rule in changed] == [(2.0, 8.0), (None, 8.0)]
