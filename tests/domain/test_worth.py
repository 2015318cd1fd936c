"""What a unit of a metric is worth: in a scenario by itself, in its changes, and by a yardstick that is stated."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.digest import digest
from planner.domain.scenario import Scenario, Value
from planner.domain.worth import alone, captured, common, factors_of, leading, more, points

amounts = st.integers(-20, 40).map(float)
metrics = st.dictionaries(st.sampled_from(("revenue", "users", "goodwill")), amounts, min_size=1)
weights = st.dictionaries(st.sampled_from(("revenue", "users", "goodwill")), st.integers(0, 5).map(float))
asked = st.lists(metrics, min_size=1, max_size=5)


def scenario(*brought: dict[str, float], **parts: Any) -> Scenario:
    requests = [{"id": f"r{k}", "metrics": each} for k, each in enumerate(brought)]
    return Scenario.read({"calendar": {"start": "2027-01", "periods": 1}, "requests": requests} | parts)


def bringing(before: Scenario, *brought: dict[str, float], **parts: Any) -> Scenario:
    """A change of a scenario: other requests."""
    return before.changed(requests=scenario(*brought).requests, **parts)


def test_all_requests_of_a_scenario_by_itself_are_worth_100() -> None:
    found = scenario(
        {"revenue": 30.0, "users": 1.0}, {"revenue": 10.0, "users": 3.0}, value={"weights": {"revenue": 3, "users": 1}}
    )
    assert points(found) == {"r0": pytest.approx(75 * 0.75 + 25 * 0.25), "r1": pytest.approx(75 * 0.25 + 25 * 0.75)}


@given(asked, asked, weights)
def test_a_unit_of_a_metric_is_worth_the_same_whatever_requests_a_change_has(before, after, weighed) -> None:
    first = scenario(*before, value={"weights": weighed})
    second = bringing(first, *after)
    mine, theirs = factors_of(first), factors_of(second)
    if mine:
        assert {metric: theirs[metric] for metric in mine} == mine


@given(asked, asked, asked)
def test_a_change_of_a_change_counts_as_the_change(first, second, third) -> None:
    """Also what only the change has keeps its worth from then on."""
    changed = bringing(scenario(*first), *second)
    again = bringing(changed, *third)
    known = factors_of(changed)
    assert {metric: factors_of(again)[metric] for metric in known} == known


def test_a_metric_that_only_a_change_has_is_a_part_of_its_own_sum() -> None:
    found = bringing(scenario({"revenue": 10.0}), {"revenue": 10.0}, {"users": 4.0}, {"users": 12.0})
    assert points(found) == {"r0": 100.0, "r1": 25.0, "r2": 75.0}


def test_a_change_of_weights_counts_on_the_sums_that_were() -> None:
    first = scenario({"revenue": 10.0, "users": 5.0}, value={"weights": {"revenue": 1, "users": 1}})
    second = bringing(first, {"revenue": 20.0, "users": 5.0}, value=Value(weights={"revenue": 3.0, "users": 1.0}))
    assert points(second) == {"r0": pytest.approx(75 * 20 / 10 + 25)}


def test_negative_figures_are_no_part_of_a_sum() -> None:
    assert points(scenario({"revenue": 50.0}, {"revenue": -10.0})) == {"r0": 100.0, "r1": -20.0}


def test_what_is_stated_counts_in_place_of_weights_and_scale() -> None:
    for value in ({"weights": {"revenue": 1, "users": 5}}, {"scale": "raw"}):
        found = scenario({"revenue": 30.0, "users": 7.0}, value=value, yardstick={"revenue": 0.5})
        assert points(found) == {"r0": 15.0}
        assert leading(found) == "revenue"
        assert points(bringing(found, {"revenue": 60.0})) == {"r0": 30.0}


@given(asked, asked, weights)
def test_a_change_by_itself_states_what_its_points_are(before, after, weighed) -> None:
    found = bringing(scenario(*before, value={"weights": weighed}), *after)
    by_itself = alone(found)
    assert by_itself.family is None
    assert points(by_itself) == pytest.approx(points(found))
    assert digest(by_itself) == digest(found)


def test_the_digest_tells_a_yardstick_only_where_it_counts() -> None:
    first = scenario({"revenue": 10.0}, {"revenue": 30.0})
    assert digest(first.changed()) == digest(first), "its points are the same"
    other = bringing(first, {"revenue": 10.0})
    assert digest(other) != digest(scenario({"revenue": 10.0})), "25 points are not 100"
    stated = first.model_copy(update={"yardstick": {"revenue": 2.0}})
    assert digest(stated) != digest(first)


def test_what_a_change_is_measured_by_goes_with_it() -> None:
    found = bringing(scenario({"revenue": 10.0}, {"revenue": 30.0}), {"revenue": 20.0})
    for other in (found.model_copy(), copy.deepcopy(found), pickle.loads(pickle.dumps(found))):
        assert points(other) == {"r0": 50.0}
    assert "family" not in found.model_dump()
    assert found != scenario({"revenue": 20.0})


def test_relatives_are_measured_by_what_the_first_of_them_says() -> None:
    root = scenario({"revenue": 10.0})
    one, two = (bringing(root, {"revenue": 5.0, "users": users}) for users in (4.0, 8.0))
    assert common((root, one, two)) == factors_of(one) == {"revenue": 10.0, "users": 25.0}
    stranger = scenario({"revenue": 50.0, "users": 8.0})
    assert common((root, stranger)) == {"revenue": 10.0}, "what the first does not know counts for nothing"
    assert common((stranger, root)) == factors_of(stranger)


def test_metrics_are_captured_as_the_parts_are() -> None:
    found = scenario({"revenue": 10.0, "users": -4.0}, {"revenue": 30.0})
    assert captured(found, {"r0": 0.5, "r1": 1.0}) == {"revenue": 35.0, "users": -2.0}
    assert more({"revenue": 35.0}, {"revenue": 35.0 + 1e-9, "users": 1.0}) == {"revenue": 0.0, "users": -1.0}
