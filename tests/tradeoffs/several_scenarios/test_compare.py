"""Scenarios side by side, in frames and in words."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planner.domain.scenario import Scenario
from planner.errors import InfeasibleError, PlannerError, StoppedError
from planner.program import Control
from planner.tradeoffs.many_solves.strategies import strategies
from planner.tradeoffs.sentences import compare as words
from planner.tradeoffs.several_scenarios.attribution import attribute
from planner.tradeoffs.several_scenarios.compare import Comparison, compare
from planner.tradeoffs.several_scenarios.regret import regret
from tests.program.test_three_cases import request, scenario
from tests.strategies import scenarios

X, Y, Z = (request(n, p, g, minimum=1.0) for n, p, g in (("X", 60.0, 55.0), ("Y", 50.0, 50.0), ("Z", 50.0, 50.0)))


def of(gpus: float, *requests: dict[str, Any], name: str = "") -> Scenario:
    return scenario({"H100": gpus}, list(requests)).model_copy(update={"name": name})


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compare([of(100, X, Y, Z, name="Now"), of(60, X, Y, Z, name="Less"), of(60, X, Y, name="Less")])


def rows(frame: pd.DataFrame, **where: str) -> list[dict[str, Any]]:
    for column, value in where.items():
        frame = frame[frame[column] == value]
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def test_names_are_told_apart(found: Comparison) -> None:
    assert found.names == ("Now", "Less", "Less (2)")
    assert compare([of(100, X), of(60, X)]).names == ("scenario 1", "scenario 2")


def test_the_input_is_compared_with_the_first(found: Comparison) -> None:
    assert [row["sentence"] for row in rows(found.differences, scenario="Less (2)")] == [
        "name: Now → Less",
        "pool H100: GPUs: 100 → 60",
        "request Z: removed",
    ]


def test_figures_stand_side_by_side(found: Comparison) -> None:
    (value,) = rows(found.kpis, kpi="value_captured")
    assert (value["unit"], value["Now"], value["Less"]) == ("points", pytest.approx(100), pytest.approx(60))


def test_who_moves_says_why_from_both_sides(found: Comparison) -> None:
    moved = {row["id"]: row for row in rows(found.moved, scenario="Less (2)")}
    assert (moved["X"]["before"], moved["X"]["after"]) == ("decline", "fund")
    assert (moved["Z"]["before"], moved["Z"]["after"]) == ("fund", "not asked")
    assert moved["X"]["reason_before"].startswith("Declined")
    assert moved["X"]["reason_after"].startswith("Funded")
    assert words.moved_sentence(moved["X"]) == "X: declined → funded, 0 % → 100 %, +60.0 points"
    assert words.why_sentences(moved["Z"], ("A", "C"))[0].startswith("in A: ")


def test_gpus_by_pool_stand_side_by_side(found: Comparison) -> None:
    (now,) = rows(found.pools, scenario="Now")
    assert (now["given_gpu_hours"], now["utilisation"]) == (pytest.approx(100 * 744), pytest.approx(1.0))


def test_the_robust_core_is_what_every_plan_serves(found: Comparison) -> None:
    both = compare([of(120, X, Y, Z), of(60, X, Y, Z)])
    assert [both.robust(core) for core in ("all", "some", "none")] == [("X",), ("Y",), ("Z",)]
    assert found.robust("all") == ()
    assert words.core_sentence(both, "all") == "1 of 3 requests is served in every plan: X."


def test_a_plan_is_said_with_what_it_captures_less(found: Comparison) -> None:
    assert words.plan_sentence(found, 1) == "Less captures 60.0 points, 40.0 less than A; 1 funded, 2 declined."


def test_every_request_has_a_row_in_the_table(found: Comparison) -> None:
    table = found.requests.set_index("id")
    assert table.loc["X", "Less: decision"] == "fund"
    assert table.loc["Z", "Less (2): decision"] == "not asked"
    assert table.loc["Z", "Now: captured_points"] == pytest.approx(50.0)


def test_a_scenario_without_a_plan_is_named() -> None:
    must = of(10, X | {"commitment": "must"}, name="Too small")
    with pytest.raises(InfeasibleError, match="Too small: No plan"):
        compare([of(100, X, name="Now"), must])


def test_nothing_to_compare_is_an_error() -> None:
    with pytest.raises(PlannerError, match="nothing to compare"):
        compare([])


def test_a_cancelled_comparison_stops() -> None:
    control = Control()
    control.cancel()
    with pytest.raises(StoppedError):
        compare([of(100, X)], control=control)


def test_an_attribution_is_said_with_its_method(found: Comparison) -> None:
    said = words.attribution_sentence(attribute(found.scenarios[0], found.scenarios[1]), found.scenarios[0])
    assert said == "40.0 points less than A, all of it due to one change."
    said = words.attribution_sentence(attribute(found.scenarios[0], found.scenarios[2]), found.scenarios[0])
    assert "what it brings on average over all orders" in said


def test_the_plan_to_hold_on_to_is_named(found: Comparison) -> None:
    said = words.regret_sentence(regret(found.plans, found.names))
    assert said == (
        "The plan of Now is regretted least: it loses at most 10.00 points against the best, if “Less” comes true."
    )
    alike = compare([of(60, X, name="a"), of(70, X, name="b")])
    assert words.regret_sentence(regret(alike.plans)) == "The plan of a is as good as the best whichever comes true."


def test_the_worth_of_optimising_is_one_sentence() -> None:
    found = strategies(of(100, X, Y, Z))
    assert words.strategies_sentence(found).startswith("The best plan captures 100 points; so does ")
    lost = next(o for o in found.others if o.name == "contribution per GPU")
    said = words.strategy_sentence(found, lost)
    assert said == "Contribution per GPU (value ÷ GPU-hours, the largest first): 40.0 points less."


@settings(max_examples=20)
@given(st.lists(scenarios(), min_size=2, max_size=3), st.sampled_from((1, 2)))
def test_every_comparison_is_whole(asked: list[Scenario], workers: int) -> None:
    try:
        found = compare(asked, workers=workers)
    except InfeasibleError:
        assume(False)
    ids = {r.id for s in asked for r in s.requests}
    assert set(found.core["id"]) == ids == {r for core in ("all", "some", "none") for r in found.robust(core)}
    for k, plan in enumerate(found.plans):
        assert words.plan_sentence(found, k)
        moved = {row["id"] for row in rows(found.moved, scenario=found.names[k])}
        unlike = {r for r in ids if plan.decisions().get(r) != found.plans[0].decisions().get(r)}
        assert unlike <= moved if k else not moved
    assert len(found.pools) == sum(len(s.pools) for s in asked)
