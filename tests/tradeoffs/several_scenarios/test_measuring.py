"""Scenarios compared on one yardstick: of one family, strangers, and those that weigh metrics otherwise."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import assume, given, settings

import planner
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario, Value
from planner.domain.worth import captured, factors_of, points
from planner.program import solve
from planner.tradeoffs.sentences import compare as words
from planner.tradeoffs.several_scenarios.attribution import attribute
from planner.tradeoffs.several_scenarios.compare import Comparison, compare
from planner.tradeoffs.several_scenarios.differences import apply, differences
from planner.tradeoffs.several_scenarios.measuring import beside
from planner.tradeoffs.several_scenarios.regret import regret
from tests.strategies import scenarios

ROOT: dict[str, Any] = {
    "name": "Root",
    "calendar": {"start": "2027-01", "periods": 1},
    "accelerators": {"A": {"speed": 1.0}},
    "pools": [{"id": "p", "accelerator": "A", "gpus": 10.0}],
    "requests": [
        {"id": "a", "metrics": {"revenue": 6e6, "users": 10.0}, "demand": {"gpus": 6.0}, "minimum": 1.0},
        {"id": "b", "metrics": {"revenue": 3e6, "users": 50.0}, "demand": {"gpus": 4.0}, "minimum": 1.0},
        {"id": "c", "metrics": {"revenue": 1e6, "users": 40.0}, "demand": {"gpus": 6.0}, "minimum": 1.0},
    ],
    "value": {"weights": {"revenue": 80.0, "users": 20.0}},
}
IDEA: dict[str, Any] = {"name": "Idea", "metrics": {"revenue": 9e5}, "demand": {"gpus": 9}, "minimum": 1}


def root(**parts: Any) -> Scenario:
    return Scenario.read(ROOT | parts)


def variant(changes: dict[str, Any], name: str = "Variant", of: Scenario | None = None) -> Scenario:
    return planner.vary(of or root(), changes).model_copy(update={"name": name})


def apart(scenario: Scenario, factor: float = 1.0, **parts: Any) -> Scenario:
    """The same scenario in a file of its own, its metrics times a factor."""
    requests = tuple(
        r.model_copy(update={"metrics": {m: factor * n for m, n in r.metrics.items()}}) for r in scenario.requests
    )
    return scenario.model_copy(update={"requests": requests, "family": None, "name": "Apart", **parts})


def value(scenario: Scenario) -> float:
    return solve(scenario, gap=0.0).value


def by(plan: Plan, yardstick: dict[str, float]) -> float:
    """What a plan captures by a yardstick, from its metrics alone."""
    found = captured(plan.scenario, plan.parts)
    return sum(yardstick.get(metric, 0.0) * amount for metric, amount in found.items())


def said(found: Comparison) -> list[str]:
    """All that is said of the second scenario."""
    result = attribute(*found.scenarios, yardstick=found.yardstick)
    return [words.plan_sentence(found, 1), words.attribution_sentence(result, found.scenarios[0])]


def test_one_more_idea_that_is_declined_makes_no_difference() -> None:
    found = compare([root(), variant({"requests": {"idea": IDEA}})])
    assert found.plans[1].decisions()["idea"] == "decline"
    assert found.plans[1].value == pytest.approx(found.plans[0].value, rel=1e-12)
    assert set(found.gained(1).values()) == {0.0}
    assert "sums" not in found.differences["kind"].tolist()
    first, second = said(found)
    assert ", as much as A; " in first
    assert second == "No difference: nothing that differs changes the value."
    assert words.yardstick_sentence(found) == ""


def test_so_it_is_between_files_of_their_own() -> None:
    other = apart(variant({"requests": {"idea": IDEA}}))
    assert value(other) < value(root()), "by itself it counts its own 100"
    for pair in ([root(), other], [other, root()]):
        found = compare(pair)
        assert found.plans[1].value == pytest.approx(found.plans[0].value)
        assert "No difference" in said(found)[1]
        own = f"counted as in its own file, {found.names[1]} captures"
        assert own in words.yardstick_sentence(found)


def test_strangers_are_measured_by_the_first_of_them_both_ways() -> None:
    """The second brings three times as much of everything, and each is 100 points by itself."""
    one, other = root(), apart(root(), 3.0)
    assert value(one) == pytest.approx(value(other))
    forth, back = compare([one, other]), compare([other, one])
    assert forth.plans[1].value == pytest.approx(3 * forth.plans[0].value)
    assert back.plans[1].value == pytest.approx(back.plans[0].value / 3)
    for found in (forth, back):
        (kpi,) = found.kpis[found.kpis["kpi"] == "value_captured"].to_dict("records")
        assert [kpi[name] for name in found.names] == pytest.approx([plan.value for plan in found.plans])
        rows = found.requests.set_index("id")
        assert sum(rows[f"{found.names[1]}: captured_points"]) == pytest.approx(found.plans[1].value)
    assert "(about 18 M revenue)" in said(forth)[0]
    assert "(about 18 M revenue)" in said(back)[0]


def test_attribution_adds_up_on_the_first_ones_yardstick() -> None:
    second = apart(
        variant({"requests": {"b": {"metrics": {"revenue": 9e6}}, "idea": IDEA | {"demand": {"gpus": 0.1}}}})
    )
    for first, other in ((root(), second), (second, root())):
        found = attribute(first, other)
        assert found.before == pytest.approx(value(first))
        assert found.after == pytest.approx(by(solve(other, gap=0.0), factors_of(first)))
        assert math.fsum(part.amount for part in found.parts) == pytest.approx(found.difference)
        metrics = {m: found.metrics[m] for m in ("revenue", "users")}
        plans = [solve(each, gap=0.0) for each in (other, first)]
        assert metrics == pytest.approx({m: plans[0].kpi(f"metric:{m}") - plans[1].kpi(f"metric:{m}") for m in metrics})


def test_what_was_caused_by_counting_otherwise_is_told_apart() -> None:
    """Half the users are twice as dear by themselves: the second decides for them, though the first would not."""
    few = {r["id"]: {"metrics": {"users": r["metrics"]["users"] / 40}} for r in ROOT["requests"]}
    second = apart(variant({"requests": few, "value": {"weights": {"revenue": 30, "users": 70}}}))
    found = attribute(root(), second)
    causes = {part.name: part.amount for part in found.parts}
    assert {"value", "sums"} <= causes.keys()
    assert found.after == pytest.approx(by(solve(second, gap=0.0), factors_of(root())))
    assert math.fsum(causes.values()) == pytest.approx(found.difference)


def test_all_changes_together_still_are_the_other_scenario() -> None:
    first = root()
    for second in (variant({"requests": {"a": None}}), apart(first, 2.0), apart(variant({"requests": {"a": None}}))):
        for before, after in ((first, second), (second, first)):
            assert apply(before, differences(before, after)) == after


def test_weights_that_differ_are_measured_by_the_first_ones() -> None:
    users = variant({"value": {"weights": {"revenue": 0, "users": 100}}})
    found = compare([root(), users])
    own = solve(users, gap=0.0)
    assert found.plans[1].value == pytest.approx(by(own, factors_of(root()))) != pytest.approx(own.value)
    assert found.plans[1].value <= found.plans[0].value, "by the first one's weights its own plan is the best"
    assert found.own == (pytest.approx(found.plans[0].value), pytest.approx(own.value))


def test_a_metric_that_goes_the_other_way_is_said_to() -> None:
    """More points, for many users, and less revenue."""
    many = variant({"requests": {"c": {"metrics": {"users": 400}}}})
    found = compare([root(), many])
    assert found.gained(1)["revenue"] < 0 < found.plans[1].value - found.plans[0].value
    assert f"(though {-found.gained(1)['revenue'] / 1e6:.1f} M less revenue)" in said(found)[0]


def test_regrets_of_strangers_are_in_the_first_ones_points() -> None:
    small = root(pools=[ROOT["pools"][0] | {"gpus": 6.0}])
    plain, other = [solve(each, gap=0.0) for each in (root(), small)], solve(apart(small, 5.0), gap=0.0)
    alike, apart_from = regret(plain), regret([plain[0], other])
    assert apart_from.matrix[:, 0] == pytest.approx(alike.matrix[:, 0])
    assert apart_from.matrix[:, 1] == pytest.approx(5 * alike.matrix[:, 1])
    assert apart_from.unit == "points"


def test_no_regret_is_below_nothing_whatever_is_weighed() -> None:
    scenarios = [root(), variant({"value": {"weights": {"revenue": 0, "users": 100}}}), apart(root(), 2.0)]
    found = regret([solve(each, gap=0.0) for each in scenarios])
    assert found.matrix.min() >= 0
    assert found.cells[0][0].regret == pytest.approx(0)


@pytest.mark.parametrize("rules", [(), ({"name": "R", "measure": "value", "at_least": 1.0},)])
def test_what_a_plan_loses_is_lost_against_the_best_by_the_yardstick_that_counts(rules: tuple[Any, ...]) -> None:
    """The other scenario counts users alone: its own plan is the best by users, and not by the first one's points."""
    users = variant({"value": {"weights": {"revenue": 0, "users": 100}}})
    users = Scenario.read(users.model_dump() | {"rules": rules, "pools": [ROOT["pools"][0] | {"gpus": 6.0}]})
    plans = [solve(root(), gap=0.0), solve(users, gap=0.0)]
    found = regret(plans)
    best = value(users.model_copy(update={"rules": (), "yardstick": factors_of(root())}))
    for held in found.cells:
        assert held[1].optimum <= best + 1e-6
        assert held[1].optimum + held[1].error >= best - 1e-6
        assert rules or held[1].error <= 1e-6
    assert found.cells[1][1].value >= by(plans[1], factors_of(root())) - 1e-6


def test_a_plan_beside_one_of_its_family_is_itself() -> None:
    first, second = (solve(each) for each in (root(), variant({"requests": {"idea": IDEA}})))
    assert beside(second, first) is second
    other = solve(apart(root(), 2.0))
    seen = beside(other, first)
    assert seen.scenario is other.scenario
    assert seen.value == pytest.approx(2 * first.value)
    assert seen.kpi("value_asked") == pytest.approx(200)
    assert seen.kpi("metric:revenue") == other.kpi("metric:revenue")
    assert seen.requests["points_per_gpu"].tolist() == pytest.approx((2 * other.requests["points_per_gpu"]).tolist())


@settings(max_examples=6)
@given(scenarios(feasible=True), scenarios(feasible=True))
def test_comparison_and_attribution_say_the_same_of_any_two(one: Scenario, other: Scenario) -> None:
    """Both count by shares, each of its own sum, which an attribution must not mistake for a change of plans."""
    pair = [each.model_copy(update={"value": Value(), "rules": ()}) for each in (one, other)]
    assume(all(sum(points(each).values()) > 0 for each in pair))
    found = compare(pair)
    caused = attribute(*pair, workers=1)
    assert caused.before == pytest.approx(found.plans[0].value, abs=1e-5)
    assert caused.after == pytest.approx(found.plans[1].value, abs=1e-5)
    assert caused.after == pytest.approx(by(found.plans[1], found.yardstick), abs=1e-5)
    assert math.fsum(part.amount for part in caused.parts) == pytest.approx(caused.difference, abs=1e-4)
