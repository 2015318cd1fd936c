"""A reason names what binds: without it, and nothing else, the request is given more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import planner
from planner.domain.reason import Limit
from planner.errors import PlannerError
from planner.files import vary
from tests.truth.generator import scenario as random_scenario
from tests.truth.said.reasons import can_be_set_aside, set_aside

MORE = 1e-6

type Load = Callable[[dict[str, Any]], planner.Scenario]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def loaded(data: dict[str, Any]) -> planner.Scenario:
        file = tmp_path / "scenario.yaml"
        file.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
        return planner.load(file)

    return loaded


def a_scenario(requests: list[dict[str, Any]], **other: Any) -> dict[str, Any]:
    """100 H100 for two months, and whoever asks for them."""
    return {
        "format": 1,
        "name": "Small",
        "calendar": {"start": "2027-01", "periods": 2, "unit": "month"},
        "pools": [{"id": "h", "accelerator": "H100-SXM", "region": "us", "gpus": 100}],
        "requests": requests,
        "value": {"weights": {"m": 1}},
        "solver": {"gap": 0},
        **other,
    }


def a_request(name: str, worth: float, gpus: float, **other: Any) -> dict[str, Any]:
    return {"id": name, "metrics": {"m": worth}, "demand": {"gpus": gpus}, **other}


def two_at_most() -> dict[str, Any]:
    requests = [
        a_request(name, 5 - k, gpus, minimum=1) for k, (name, gpus) in enumerate(zip("abc", (20, 20, 50), strict=True))
    ]
    return a_scenario(requests, rules=[{"name": "Two at most", "measure": "funded", "at_most": 2}])


def test_a_rule_that_keeps_a_request_from_idle_gpus_is_the_reason(load: Load) -> None:
    plan = planner.solve(load(two_at_most()))
    assert plan.row("c")["binds"] == "rule: Two at most"
    assert "Two at most is reached" in plan.row("c")["reason"]


def test_people_that_are_busy_are_the_reason_where_gpus_lie_idle(load: Load) -> None:
    requests = [a_request("a", 5, 20, people={"eng": 2}), a_request("b", 4, 20, people={"eng": 2})]
    plan = planner.solve(load(a_scenario(requests, people=[{"role": "eng", "fte": 2}])))
    assert plan.reasons["b"].limits == (Limit("people", "eng"),)
    assert "no eng is free" in plan.row("b")["reason"]


def test_a_region_is_the_reason_where_the_same_gpus_lie_idle_in_another(load: Load) -> None:
    data = a_scenario([a_request("a", 10, 100), a_request("b", 4, 50, regions=["us"])])
    data["pools"].append({"id": "e", "accelerator": "H100-SXM", "region": "eu", "gpus": 20})
    data["requests"][0]["regions"] = ["us"]
    data["requests"][1]["minimum"] = 0.2
    plan = planner.solve(load(data))
    assert plan.reasons["b"].limits == (Limit("region", "b"),)


def test_a_region_is_no_reason_where_a_rule_forbids_what_lies_idle_beyond_it(load: Load) -> None:
    data = a_scenario([a_request("a", 10, 100), a_request("b", 4, 50, regions=["us"])])
    data["pools"].append({"id": "e", "accelerator": "H100-SXM", "region": "eu", "gpus": 20, "cost_per_gpu_hour": 2})
    data["requests"][0]["regions"] = ["us"]
    data["rules"] = [{"name": "Nothing spent", "measure": "cost", "at_most": 0}]
    assert planner.solve(load(data)).reasons["b"].limits == (Limit("pool", "h"),)


def test_what_a_request_no_longer_requires_may_still_be_its_rival(load: Load) -> None:
    """It conflicts with what it requires by way of another: without the one requirement, the conflict is left."""
    requests = [
        a_request("a", 10, 20, minimum=1),
        a_request("between", 1, 5, requires=["a"], commitment="out"),
        a_request("b", 4, 20, minimum=1, requires=["between"], conflicts=["a"]),
    ]
    scenario = load(a_scenario(requests))
    reason = planner.solve(scenario).reasons["b"]
    assert reason.limits == (Limit("conflict", "a"), Limit("requirement", "between"))
    assert planner.solve(vary(scenario, set_aside(scenario, reason))).row("b")["share"] == 1


def test_what_a_request_requires_gives_no_way_to_it(load: Load) -> None:
    requests = [a_request("a", 10, 100), a_request("b", 1, 50, requires=["a"], cost=10_000)]
    budget = {"name": "Budget", "measure": "cost", "at_most": 5_000}
    plan = planner.solve(load(a_scenario(requests, rules=[budget])))
    assert plan.reasons["b"].limits == (Limit("pool", "h"), Limit("rule", "Budget"))


def test_gpus_that_others_earn_more_with_are_the_reason_where_nothing_else_is(load: Load) -> None:
    plan = planner.solve(load(a_scenario([a_request("a", 5, 125), a_request("b", 1, 50, minimum=1)])))
    assert plan.reasons["b"].limits == (Limit("pool", "h"),)
    assert "it would earn 0.5 × what it would take from others" in plan.row("b")["reason"]


def test_what_only_a_promise_holds_is_said_to_be_promised(load: Load) -> None:
    requests = [a_request("shop", 10, 100, team="shop"), a_request("lab", 1, 100, team="lab")]
    promise = {"name": "Lab protected", "measure": "gpu_share", "of": {"team": "lab"}, "at_least": 0.2}
    plan = planner.solve(load(a_scenario(requests, rules=[promise])))
    assert plan.row("lab")["held_by"] == "rule: Lab protected"
    assert "Lab protected holds room for it" in plan.row("lab")["reason"]
    assert plan.row("shop")["held_by"] == ""


def test_a_commitment_says_what_it_holds_to_and_not_what_is_given(load: Load) -> None:
    plan = planner.solve(load(a_scenario([a_request("chat", 10, 120, minimum=0.5, commitment="must")])))
    reason = plan.row("chat")["reason"]
    assert reason.startswith("Trimmed to 83 %: committed to at least 50 %; h is full")


def test_a_promise_hides_no_max_gpus_that_is_in_the_way(load: Load) -> None:
    job = {"id": "j", "team": "blue", "metrics": {"m": 5}, "demand": {"gpu_hours": 100_000, "max_gpus": 50}}
    quota = {"name": "Quota", "measure": "gpu_share", "of": {"team": "blue"}, "at_least": 0.2, "each": "period"}
    plan = planner.solve(load(a_scenario([job, a_request("other", 1, 20)], rules=[quota])))
    assert plan.reasons["j"].limits == (Limit("max_gpus", "j"),)
    assert plan.row("j")["reason"] == "Trimmed to 71 %: it can't use more GPUs at once."


def test_requests_that_stand_or_fall_together_are_priced_together(load: Load) -> None:
    requests = [
        a_request("main", 7, 125),
        a_request("studio", 4, 20, minimum=1, requires=["training"]),
        a_request("training", 0, 60, minimum=1),
    ]
    plan = planner.solve(load(a_scenario(requests)))
    studio = plan.row("studio")
    assert studio["bundle"] == "training"
    assert studio["opportunity_cost_points"] == pytest.approx(plan.row("main")["value_points"] * 80 / 125)
    assert studio["scarcity_index"] < 1
    assert plan.reasons["studio"].limits == (Limit("pool", "h"),)
    assert "studio, which requires it, is not served" in plan.row("training")["reason"]


def test_what_is_needed_later_says_who_needs_it(load: Load) -> None:
    requests = [
        a_request("app", 7, 50, window=["2027-02", "2027-02"], requires=["base"]),
        a_request("base", 0, 50),
    ]
    plan = planner.solve(load(a_scenario(requests)))
    assert plan.row("base")["reason"] == "Deferred to 2027-02: app needs it from then on."


def test_nothing_that_fits_and_earns_is_left_out_within_a_gap(load: Load) -> None:
    tiers = [(1e6, (60, 30)), (1e3, (25, 15)), (1, (5, 9))]
    requests = [
        a_request(f"tier{k}-{j}", worth * (j + 1), gpus, minimum=1)
        for k, (worth, sizes) in enumerate(tiers)
        for j, gpus in enumerate(sizes)
    ]
    plan = planner.solve(load(a_scenario(requests) | {"solver": {"gap": 0.5}}))
    idle = 100 - plan.pools["used_gpus"].max()
    declined = [r for r in requests if plan.row(r["id"])["decision"] == "decline"]
    assert declined
    assert all(r["demand"]["gpus"] > idle for r in declined)


def test_a_reason_is_exported_as_data(load: Load, tmp_path: Path) -> None:
    plan = planner.solve(load(two_at_most()))
    planner.write_plan(plan, tmp_path / "plan.csv")
    assert "rule: Two at most" in (tmp_path / "plan.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("first", range(0, 60, 10))
def test_with_what_is_named_set_aside_and_nothing_else_a_request_is_given_more(first: int, load: Load) -> None:
    told = 0
    for seed in range(first, first + 10):
        scenario = load(random_scenario(seed))
        try:
            plan = planner.solve(scenario, gap=0.0)
        except PlannerError:
            continue
        for request, reason in plan.reasons.items():
            if reason.kind == "limits" and can_be_set_aside(scenario, reason):
                told += 1
                after = planner.solve(vary(scenario, set_aside(scenario, reason)), gap=0.0)
                assert after.row(request)["share"] > plan.row(request)["share"] + MORE, (seed, reason)
    assert told
