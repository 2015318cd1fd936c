"""People and one-off costs that differ from period to period."""

from __future__ import annotations

from typing import Any

import pytest

import planner
from planner.domain.audit import audit
from planner.domain.digest import digest
from planner.errors import InputError
from planner.files import dump, parse, read, vary
from planner.files.reading import adjust
from planner.files.writing import dump_variant
from planner.files.yaml_tree import read_yaml
from planner.tradeoffs.one_scenario.changes import moved_in_time
from planner.tradeoffs.one_scenario.limits import people_supply, rule_kept
from planner.tradeoffs.several_scenarios.differences import differences

STEPS = {"2027-01": 3, "2027-03": 1}
DUE = {"2027-02": 40_000, "2027-04": 10_000}
SERVICE = {"gpus": 8}
JOB = {"gpu_hours": 9000}


def scenario(*requests: dict[str, Any], fte: Any = 9, rules: Any = ()) -> planner.Scenario:
    asking = [{"metrics": {"m": 1}, "demand": SERVICE, "id": f"r{k}"} | each for k, each in enumerate(requests)]
    return parse(
        {
            "format": 1,
            "calendar": {"start": "2027-01", "periods": 4, "unit": "month"},
            "pools": [{"id": "p", "accelerator": "H100-SXM", "gpus": 90, "cost_per_gpu_hour": 1}],
            "people": [{"role": "eng", "fte": fte}],
            "requests": asking,
            "rules": list(rules),
        }
    )


def used(plan: planner.Plan) -> list[float]:
    return plan.tables.people["used_fte"]


def shares(plan: planner.Plan, request: str = "r0") -> list[float]:
    return plan.tables.served.among(request={request})["share"]


# -- people ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "needed"),
    [
        (STEPS, [3, 3, 1, 1]),
        ([3, 0, 2, 1], [3, 0, 2, 1]),
        ({"2027-01": 2, "2027-02-15": 4}, [2, 3, 4, 4]),
        ({"2027-03": 2}, [0, 0, 2, 2]),
    ],
)
@pytest.mark.parametrize("demand", [SERVICE, JOB])
def test_what_is_served_in_full_needs_the_people_of_each_period(people, needed, demand):
    plan = planner.solve(scenario({"people": {"eng": people}, "demand": demand}))
    assert used(plan) == pytest.approx(needed)
    assert plan.certificate.violations == ()


def test_a_service_is_trimmed_in_the_period_that_lacks_people():
    plan = planner.solve(scenario({"people": {"eng": STEPS}}, fte=[3, 2, 1, 1]))
    assert shares(plan) == pytest.approx([1, 2 / 3, 1, 1])
    assert plan.tables.people["price_points_per_fte"][1] > 0
    assert people_supply(plan, "eng").users == (("r0", pytest.approx(3)),)


def test_a_job_needs_its_people_by_its_share_of_the_whole_in_every_period():
    plan = planner.solve(scenario({"people": {"eng": STEPS}, "demand": JOB}, fte=[3, 2, 1, 1]))
    assert plan.row("r0")["share"] == pytest.approx(2 / 3)
    assert used(plan) == pytest.approx([2, 2, 2 / 3, 2 / 3])


def test_what_is_launched_late_needs_no_people_before():
    request = {"people": {"eng": STEPS}, "minimum": 1, "latest_start": "2027-04"}
    plan = planner.solve(scenario(request, fte=1))
    assert plan.row("r0")["decision"] == "defer" and shares(plan) == pytest.approx([1, 1])
    assert used(plan) == pytest.approx([0, 0, 1, 1])


def test_an_option_needs_its_own_people_besides():
    options = [{"id": "o", "people": {"eng": [0, 0, 2, 0]}}]
    plan = planner.solve(scenario({"people": {"eng": 1}, "options": options}))
    assert used(plan) == pytest.approx([1, 1, 3, 1])


def test_people_that_are_never_there_make_a_request_impossible():
    found = scenario({"people": {"eng": STEPS}, "minimum": 1, "demand": JOB}, fte=2)
    assert "takes at least 3 full-time eng in 2027-01, of only 2" in planner.solve(found).row("r0")["reason"]


def test_the_audit_counts_people_by_period_itself():
    plan = planner.solve(scenario({"people": {"eng": [1, 2, 1, 1]}}, fte=2))
    moved = scenario({"people": {"eng": [1, 1, 3, 1]}}, fte=2)
    tables = plan.tables
    assert {v.family for v in audit(moved, tables.requests, tables.allocation, tables.served)} == {"people"}


# -- one-off costs ---------------------------------------------------------------------------------------------


def monthly(limit: float) -> dict[str, Any]:
    return {"name": "Monthly", "measure": "cost", "of": {"id": "r0"}, "each": "period", "at_most": limit}


def test_one_off_costs_fall_in_the_periods_in_which_they_are_due():
    plan = planner.solve(scenario({"cost": DUE}, rules=[monthly(60_000)]))
    hours = [744 * 8, 672 * 8 + 40_000, 744 * 8, 720 * 8 + 10_000]
    assert [use.used for use in rule_kept(plan, "Monthly").uses] == pytest.approx(hours)
    assert plan.kpi("one_off_cost") == 50_000 and plan.kpi("cost") == pytest.approx(sum(hours))
    assert plan.row("r0")["cost_usd"] == pytest.approx(sum(hours))
    assert plan.certificate.violations == ()


@pytest.mark.parametrize(("cost", "decision"), [(40_000, "decline"), ({"2027-01": 20_000, "2027-03": 20_000}, "fund")])
def test_what_one_month_can_not_pay_two_can(cost, decision):
    assert planner.solve(scenario({"cost": cost}, rules=[monthly(30_000)])).row("r0")["decision"] == decision


def test_a_late_launch_and_a_small_share_leave_one_off_costs_as_they_are():
    late = {"cost": DUE, "minimum": 1, "people": {"eng": STEPS}}
    assert planner.solve(scenario(late, fte=1)).kpi("one_off_cost") == 50_000
    small = {"cost": DUE, "people": {"eng": 9}}
    plan = planner.solve(scenario(small, fte=3))
    assert plan.row("r0")["share"] == pytest.approx(1 / 3) and plan.kpi("one_off_cost") == 50_000


def test_an_option_costs_its_own_besides():
    request = {"cost": 5_000, "window": ["2027-02", "2027-04"], "options": [{"id": "o", "cost": [0, 0, 700, 0]}]}
    plan = planner.solve(scenario(request, rules=[monthly(1e6)]))
    paid = [use.used for use in rule_kept(plan, "Monthly").uses]
    assert paid == pytest.approx([0, 672 * 8 + 5000, 744 * 8 + 700, 720 * 8])


def test_the_audit_dates_one_off_costs_itself():
    plan = planner.solve(scenario({"cost": [0, 9_000, 9_000, 0]}, rules=[monthly(16_000)]))
    assert plan.row("r0")["decision"] == "fund"
    tables = plan.tables
    at_once = scenario({"cost": {"2027-01": 9_000, "2027-01-20": 9_000}}, rules=[monthly(16_000)])
    assert {v.family for v in audit(at_once, tables.requests, tables.allocation, tables.served)} == {"rule"}
    dearer = scenario({"cost": [0, 9_000, 9_000, 1]}, rules=[monthly(16_000)])
    assert {v.family for v in audit(dearer, tables.requests, tables.allocation, tables.served)} == {"money"}


def test_what_is_due_outside_of_the_calendar_is_doubted_and_costs_nothing(tmp_path):
    (tmp_path / "s.yaml").write_text(dump(scenario({"cost": {"2027-02": 5, "2028-01": 7}})))
    found = read(tmp_path / "s.yaml")
    assert any("due outside of the calendar" in str(fault) for fault in found.warnings)
    assert planner.solve(found.scenario).kpi("one_off_cost") == 5


# -- in files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ({"people": {"eng": [1, 2]}}, "must have 4 numbers, one for each period, not 2"),
        ({"people": {"eng": {"2027-13": 2}}}, "must be a date that exists"),
        ({"people": {"eng": {"2027-01": -2}}}, "must be 0 or more, not -2"),
        ({"cost": [1, 2]}, "must have 4 numbers, one for each period, not 2"),
        ({"cost": {"2027-13": 2}}, "must be a date that exists"),
        ({"cost": {}}, "must have at least one amount"),
    ],
)
def test_what_makes_no_sense_is_refused(request_, said):
    with pytest.raises(InputError) as caught:
        scenario(request_)
    assert said in str(caught.value)


def test_both_are_saved_replaced_whole_and_set_from_outside():
    one = scenario({"people": {"eng": STEPS}, "cost": DUE, "options": [{"id": "o", "people": {"eng": [1, 1, 1, 2]}}]})
    assert digest(parse(read_yaml(dump(one)))) == digest(one)
    changes = {"people": {"eng": {"2027-02": 2}}, "cost": {"2027-01": 5}, "options": {"o": {"people": {"eng": 1}}}}
    other = vary(one, {"requests": {"r0": changes}})
    assert other.requests[0].people == {"eng": {"2027-02": 2}} and other.requests[0].cost == {"2027-01": 5}
    assert other.requests[0].options[0].people == {"eng": 1}
    assert "2027-04" not in dump_variant(one, other, "base.yaml")
    assert adjust(one, ["requests.r0.people.eng={2027-04: 2}"]).requests[0].people == {"eng": {"2027-04": 2}}
    assert adjust(one, ["requests.r0.cost.2027-04=7"]).requests[0].cost == DUE | {"2027-04": 7}
    said = [row.sentence for change in differences(one, other) for row in change.rows]
    assert any("from 2027-01: 3 → 0" in text or "in 2027-01: 3 → 0" in text for text in said)


def test_a_table_has_a_column_for_each_date(tmp_path):
    (tmp_path / "s.yaml").write_text(
        "calendar: {start: 2027-01, periods: 4}\npools: []\npeople: [{role: eng, fte: 3}]\nrequests: r.csv\n"
    )
    (tmp_path / "r.csv").write_text(
        "id,people.eng.2027-01,people.eng.2027-03,cost.2027-02,cost.2027-03,cost.2027-04\na,3,1,40000,,10000\n"
    )
    found = read(tmp_path / "s.yaml")
    request = found.scenario.requests[0]
    assert request.people == {"eng": STEPS} and request.cost == DUE
    assert not any("blank" in str(fault) for fault in found.warnings)


def test_a_window_that_is_moved_takes_both_along():
    one = scenario({"people": {"eng": STEPS}, "cost": {"2027-02": 5}, "window": ["2027-01", "2027-03"]})
    changes = moved_in_time(one, one.requests[0], 1)
    assert changes is not None
    after = vary(one, changes).ways["r0"][0]
    assert after.people["eng"] == pytest.approx((0, 3, 3, 1)) and after.payments == {2: 5}


def test_a_request_called_people_is_changed_field_by_field():
    one = scenario({"id": "people", "demand": {"gpus": 8, "max_gpus": 9}})
    after = vary(one, {"requests": {"people": {"demand": {"max_gpus": 10}}}})
    assert after.requests[0].demand is not None and after.requests[0].demand.gpus == 8
