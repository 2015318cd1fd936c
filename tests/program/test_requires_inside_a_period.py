"""What requires a job counts from when that can be done at the earliest, not from the first hour of the period."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import planner
from planner.domain.checks import faults
from planner.domain.scenario import Scenario
from planner.files import parse

MONTH = {"start": "2027-02", "periods": 1, "unit": "month"}
WEEKS = {"start": "2027-02-01", "periods": 4, "unit": "week"}
"""February 2027 has four weeks, to the day."""
HOURS = 672
"""Of February 2027."""


@pytest.fixture
def load(tmp_path: Path) -> Callable[[dict[str, Any]], Scenario]:
    def loaded(data: dict[str, Any]) -> Scenario:
        file = tmp_path / "scenario.yaml"
        file.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
        return planner.load(file)

    return loaded


def a_scenario(*requests: dict[str, Any], **parts: Any) -> dict[str, Any]:
    return {
        "format": 1,
        "calendar": {"start": "2027-01", "periods": 2, "unit": "month"},
        "pools": [{"id": "p", "accelerator": "H100-SXM", "gpus": 100}],
        "requests": list(requests),
        "value": {"scale": "raw", "weights": {"points": 1}},
        "solver": {"gap": 0},
        **parts,
    }


def a_job(name: str, hours: float, **other: Any) -> dict[str, Any]:
    return {"id": name, "metrics": {"points": 0}, "demand": {"gpu_hours": hours, "max_gpus": 10}, **other}


def a_service(*requires: str, **other: Any) -> dict[str, Any]:
    return {"id": "r", "metrics": {"points": 100}, "demand": {"gpus": 1}, "requires": list(requires), **other}


def served(plan: planner.Plan, request: str = "r") -> dict[str, float]:
    rows = plan.served[plan.served["request"] == request]
    return dict(zip(rows["period"], rows["share"], strict=True))


@pytest.mark.parametrize("of_job", [{}, {"minimum": 1}])
@pytest.mark.parametrize("of_service", [{}, {"minimum": 1}, {"minimum": 0.5}, {"commitment": "must"}])
def test_behind_a_job_that_fills_january_next_to_nothing_is_earned_in_it(load, of_job, of_service):
    plan = planner.solve(load(a_scenario(a_job("q", 7370, **of_job), a_service("q", **of_service))))
    assert served(plan) == pytest.approx({"2027-01": 7 / 744, "2027-02": 1})
    assert plan.row("r")["captured_points"] == pytest.approx(100 * (7 + 672) / (744 + 672))
    assert plan.row("r")["decision"] == "defer"
    assert plan.row("r")["reason"].startswith("Deferred to later in 2027-01: ")
    assert plan.certificate.violations == ()


@pytest.mark.parametrize(("least", "kept"), [(1, True), (0, False)])
@pytest.mark.parametrize("minimum", [{}, {"minimum": 0.25}])
@pytest.mark.parametrize("of_job", [{}, {"minimum": 1}])
def test_a_commitment_is_kept_by_no_less_than_an_hour(load, of_job, minimum, least, kept):
    """Of a service that waits, all the time that it has, for what it requires."""
    job, service = a_job("q", 7440 - 10 * least, **of_job), a_service("q", commitment="must", **minimum)
    scenario = load(a_scenario(job, service, calendar={"start": "2027-01", "periods": 1, "unit": "month"}))
    if not kept:
        with pytest.raises(planner.InfeasibleError, match="r is committed"):
            planner.solve(scenario)
        return
    plan = planner.solve(scenario)
    assert served(plan) == pytest.approx({"2027-01": 1 / 744})
    assert plan.certificate.violations == ()


def test_without_max_gpus_the_full_width_is_that_of_the_pools_it_is_given(load):
    pools = [{"id": name, "accelerator": "H100-SXM", "gpus": 10} for name in ("p", "q")]
    job = a_job("j", 7440, demand={"gpu_hours": 7440}, minimum=1, regions=[""])
    plan = planner.solve(load(a_scenario(job, a_service("j", demand=None), pools=pools)))
    assert served(plan)["2027-01"] == pytest.approx(0.5)  # 5 of each pool
    pools[1]["region"] = "elsewhere"
    plan = planner.solve(load(a_scenario(job, a_service("j", demand=None), pools=pools)))
    assert served(plan).get("2027-01", 0) == pytest.approx(0)


def test_a_chain_within_one_period_counts_all_its_work(load):
    jobs = [a_job("a", 1860, minimum=1), a_job("b", 744, requires=["a"], minimum=1)]
    plan = planner.solve(load(a_scenario(*jobs, a_service("b"))))
    assert served(plan)["2027-01"] == pytest.approx(1 - 0.25 - 0.1)


def test_jobs_of_a_chain_that_do_not_fit_into_one_period_end_in_the_next(load):
    jobs = [a_job("a", 4000, minimum=1), a_job("b", 4000, requires=["a"], minimum=1, metrics={"points": 1})]
    plan = planner.solve(load(a_scenario(*jobs)))
    assert served(plan, "b")["2027-01"] <= (7440 - 4000) / 4000
    assert sum(served(plan, "b").values()) == pytest.approx(1)
    plan = planner.solve(load(a_scenario(*jobs, calendar=MONTH)))
    assert plan.row("b")["decision"] == "decline"


def test_it_counts_from_the_day_on_which_a_window_begins_or_gpus_come(load):
    late = a_job("q", 744, minimum=1, window=["2027-01-16", "2027-02"])
    plan = planner.solve(load(a_scenario(late, a_service("q"))))
    assert served(plan)["2027-01"] == pytest.approx(1 - 15 / 31 - 0.1)
    pools = [
        {"id": "p", "accelerator": "H100-SXM", "gpus": {"2027-01-16": 10}},
        {"id": "s", "accelerator": "A100-80GB", "gpus": 10},
    ]
    job, service = a_job("q", 744, minimum=1, runs_on=["H100-SXM"]), a_service("q", runs_on={"A100-80GB": 1})
    plan = planner.solve(load(a_scenario(job, service, pools=pools)))
    assert served(plan)["2027-01"] == pytest.approx(1 - 15 / 31 - 0.1)


def test_a_window_that_closes_before_the_job_has_to_be_done_counts_on_nothing_of_it(load):
    scenario = load(a_scenario(a_job("q", 744), a_service("q", window=["2027-01", "2027-01-10"])))
    assert planner.solve(scenario).row("r")["decision"] == "decline"
    assert any("q may be done later" in fault.message for fault in faults(scenario) if fault.warning)
    due = a_job("q", 744, window=["2027-01", "2027-01-10"])
    scenario = load(a_scenario(due, a_service("q", window=["2027-01", "2027-01-10"])))
    assert served(planner.solve(scenario))["2027-01"] == pytest.approx(1 - 3.1 / 10)
    assert [fault for fault in faults(scenario) if fault.warning] == []


def test_in_a_part_of_a_period_a_curve_bends_by_the_share_in_that_part(load):
    curve = {"value_curve": [[0.5, 0.8], [1, 1]], "demand": {"gpus": 100}}
    pools = [{"id": "p", "accelerator": "H100-SXM", "gpus": 50}]
    plan = planner.solve(
        load(a_scenario(a_job("q", 3720, minimum=1), a_service("q", **curve), calendar=MONTH, pools=pools))
    )
    left = 1 - 3720 / 6720
    share = (50 - 3720 / HOURS) / 100
    assert 0.5 < share / left < 1
    assert plan.value == pytest.approx(100 * left * (0.8 + 0.4 * (share / left - 0.5)))


@st.composite
def chains(draw: st.DrawFn, is_whole: bool) -> dict[str, Any]:
    """Jobs of which each may require those before it, a service behind them, and GPUs enough for all."""
    requests = []
    for k in range(draw(st.integers(1, 3))):
        before = [f"q{j}" for j in range(k) if draw(st.booleans())]
        least = {"minimum": 1} if is_whole or draw(st.booleans()) else {}
        requests.append(a_job(f"q{k}", draw(st.integers(1, 40)) * 168.0, requires=before, **least))
    after = draw(st.sets(st.sampled_from([job["id"] for job in requests]), min_size=1))
    least = draw(st.sampled_from([{}, {"minimum": 1}, {"minimum": 0.5}]))
    return a_scenario(*requests, a_service(*sorted(after), **least))


def both(data: dict[str, Any]) -> tuple[float, float]:
    plans = [planner.solve(parse(data | {"calendar": calendar})) for calendar in (MONTH, WEEKS)]
    assert [plan.certificate.violations for plan in plans] == [(), ()]
    return plans[0].value, plans[1].value


@settings(max_examples=40, deadline=None)
@given(data=chains(is_whole=True))
def test_a_month_counts_what_is_all_or_nothing_as_its_weeks_do(data: dict[str, Any]) -> None:
    of_month, of_weeks = both(data)
    assert of_month == pytest.approx(of_weeks, abs=1e-4)


@settings(max_examples=40, deadline=None)
@given(data=chains(is_whole=False))
def test_a_month_never_counts_more_than_its_weeks(data: dict[str, Any]) -> None:
    of_month, of_weeks = both(data)
    assert of_month <= of_weeks + 1e-4
