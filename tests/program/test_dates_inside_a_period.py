"""What begins or ends inside a period counts by its hours there."""

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

MONDAYS = ("2027-02-01", "2027-02-08", "2027-02-15", "2027-02-22")
SUNDAYS = ("2027-02-07", "2027-02-14", "2027-02-21", "2027-02-28")
MONTH = {"start": "2027-02", "periods": 1, "unit": "month"}
WEEKS = {"start": "2027-02-01", "periods": 4, "unit": "week"}
"""February 2027 has four weeks, to the day."""


@pytest.fixture
def load(tmp_path: Path) -> Callable[[dict[str, Any]], Scenario]:
    def loaded(data: dict[str, Any]) -> Scenario:
        file = tmp_path / "scenario.yaml"
        file.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
        return planner.load(file)

    return loaded


def a_scenario(**parts: Any) -> dict[str, Any]:
    return {
        "format": 1,
        "calendar": {"start": "2027-01", "periods": 3, "unit": "month"},
        "pools": [{"id": "p", "accelerator": "H100-SXM", "gpus": 100}],
        "value": {"scale": "raw", "weights": {"points": 1}},
        "solver": {"gap": 0},
        **parts,
    }


def a_job(name: str, hours: float, window: list[str] | None = None, **other: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"id": name, "metrics": {"points": 1}, "demand": {"gpu_hours": hours}, **other}
    return found | ({"window": window} if window else {})


def test_gpus_that_come_on_a_day_count_from_that_day(load):
    pools = [{"id": "p", "accelerator": "H100-SXM", "gpus": {"2027-01-25": 100}}]
    plan = planner.solve(load(a_scenario(pools=pools, requests=[a_job("a", 1000)])))
    assert plan.pools["usable_gpu_hours"].tolist() == pytest.approx([100 * 168, 100 * 672, 100 * 744])


def test_a_job_that_is_due_before_gpus_come_is_not_served_by_them(load):
    pools = [{"id": "p", "accelerator": "H100-SXM", "gpus": {"2027-01-25": 100}}]
    scenario = load(a_scenario(pools=pools, requests=[a_job("a", 100, ["2027-01", "2027-01-10"])]))
    assert planner.solve(scenario).row("a")["decision"] == "decline"
    warnings = [fault.message for fault in faults(scenario) if fault.warning]
    assert any(
        "168 of 744 hours are left" in message and "a can't use what comes then" in message for message in warnings
    )


def test_a_block_of_days_is_paid_for_its_days(load):
    pool = {"id": "p", "accelerator": "H100-SXM", "gpus": {"2027-02-20": 64, "2027-03-24": 0}}
    pools = [pool | {"cost_per_gpu_hour": 2, "paid": "always"}]
    plan = planner.solve(load(a_scenario(pools=pools, requests=[a_job("a", 20000)])))
    assert plan.kpi("cost") == pytest.approx(32 * 24 * 64 * 2)


def test_people_are_busy_for_the_part_of_a_period_in_which_they_are_needed(load):
    request = {"id": "a", "metrics": {"points": 1}, "demand": {"gpus": 10}, "people": {"eng": 2}}
    requests = [request | {"window": ["2027-02-15", "2027-02-28"]}]
    plan = planner.solve(load(a_scenario(people=[{"role": "eng", "fte": 1}], requests=requests)))
    assert plan.row("a")["decision"] == "fund"


weeks = st.integers(0, 3)


@st.composite
def scenarios(draw: st.DrawFn) -> dict[str, Any]:
    """Jobs that begin and end with weeks, and a delivery with one."""
    requests = []
    for k in range(draw(st.integers(1, 5))):
        first = draw(weeks)
        last = draw(st.integers(first, 3))
        requests.append(
            a_job(f"r{k}", draw(st.integers(1, 40)) * 1000.0, [MONDAYS[first], SUNDAYS[last]])
            | {"metrics": {"points": draw(st.integers(1, 9))}, "minimum": draw(st.sampled_from([None, 0.5, 1.0]))}
        )
    step = draw(st.integers(1, 3))
    gpus = {MONDAYS[0]: draw(st.integers(0, 90)), MONDAYS[step]: draw(st.integers(0, 90))}
    pools = [
        {"id": "p", "accelerator": "H100-SXM", "gpus": gpus},
        {"id": "q", "accelerator": "H100-SXM", "gpus": draw(st.integers(0, 40))},
    ]
    if draw(st.booleans()):
        pools[1]["on_demand"] = {"gpus": {MONDAYS[step]: 20}, "cost_per_gpu_hour": 3}
    for request in requests:
        if request["minimum"] is None:
            del request["minimum"]
    return a_scenario(pools=pools, requests=requests)


@settings(max_examples=60, deadline=None)
@given(data=scenarios())
def test_a_month_plans_jobs_as_its_weeks_do(data: dict[str, Any]) -> None:
    of_month, of_weeks = (planner.solve(parse(data | {"calendar": calendar})) for calendar in (MONTH, WEEKS))
    assert of_month.certificate.violations == ()
    assert of_month.value == pytest.approx(of_weeks.value, abs=1e-5)


@pytest.mark.parametrize(
    ("calendar", "end", "last"),
    [(MONTH | {"periods": 2}, "2027-03-01", "2027-03-31"), (WEEKS, "2027-02-15", "2027-02-21")],
)
def test_an_end_on_the_first_day_of_a_period_is_doubted(
    load: Callable[[dict[str, Any]], Scenario], calendar: dict[str, Any], end: str, last: str
) -> None:
    """A spreadsheet makes 2027-03-01 of *Mar 2027*."""

    def said(to: str) -> list[str]:
        job = {"id": "r", "metrics": {"points": 1}, "demand": {"gpus": 5}, "window": ["2027-02", to]}
        found = load(a_scenario(calendar=calendar, requests=[job]))
        return [fault.message for fault in faults(found) if fault.path[:1] == ("requests",)]

    (message,) = said(end)
    assert message.endswith(f"end it on {last}")
    assert said(last) == []


def test_what_costs_points_is_counted_when_it_is_done(load: Callable[[dict[str, Any]], Scenario]) -> None:
    """A commitment that hurts is put off where that hurts less, and then it is really put off."""
    job = a_job("a", 1400, ["2027-01", "2027-02"], metrics={"points": -1}, commitment="must", decay=0.1)
    plan = planner.solve(load(a_scenario(requests=[job | {"minimum": 1}])))
    assert plan.certificate.objective == pytest.approx(plan.value) == pytest.approx(-0.9)
    assert plan.row("a")["given_to"] == "2027-02"
