"""Power: no sum over time, so that its limits hold in each period."""

from __future__ import annotations

from typing import Any

import pytest

import planner
from planner.files import read
from planner.tradeoffs.one_scenario.limits import rule_kept
from planner.words.expectations import failures

POOLS = [
    {"id": "hall", "accelerator": "X", "region": "us", "gpus": 100, "pue": 1.25},
    {"id": "annex", "accelerator": "X", "region": "us", "gpus": 100, "on_demand": {"gpus": 40, "cost_per_gpu_hour": 3}},
]  # fmt: skip
REQUESTS = [
    {"id": "a", "team": "red", "metrics": {"m": 3}, "demand": {"gpus": [20, 40, 40]}},
    {"id": "b", "team": "blue", "metrics": {"m": 1}, "demand": {"gpus": [20, 20, 100]}},
]  # fmt: skip


def solved(*rules: dict[str, Any], **parts: Any) -> planner.Plan:
    data: dict[str, Any] = {
        "format": 1,
        "calendar": {"start": "2027-01", "periods": 3, "unit": "month"},
        "accelerators": {"X": {"speed": 1, "watts": 1000}},
        "pools": POOLS,
        "requests": [{"runs_on": {"X": 1}} | request for request in REQUESTS],
        "rules": [{"name": f"Power {k}", "measure": "power_kw"} | rule for k, rule in enumerate(rules)],
    }
    plan = planner.solve(planner.parse(data | parts))
    assert plan.certificate.violations == ()
    return plan


def drawn(plan: planner.Plan, *pools: str) -> list[float]:
    """Power in each period, of some pools or all [kW]."""
    rows = plan.tables.pools.rows("pool", "period", "power_kw")
    found: dict[str, float] = {}
    for pool, period, power in rows:
        found[period] = found.get(period, 0.0) + (power if not pools or pool in pools else 0.0)
    return [*found.values()]


@pytest.mark.parametrize("each", [{}, {"each": "period"}])
def test_a_limit_holds_in_every_period_whether_that_is_said_or_not(each):
    plan = solved({"at_most": 60} | each, pools=POOLS[1:])
    assert drawn(plan) == pytest.approx([40, 60, 60])
    assert plan.kpi("peak_power_kw") == pytest.approx(60)
    binds = plan.tables.binding.among(kind={"rule"})
    assert binds["period"] == ["2027-03"] or set(binds["period"]) == {"2027-02", "2027-03"}
    assert binds["unit"][0] == "kW" and "Power 0 reaches its limit in 2027-03: 60 kW." in binds["sentence"]


def test_a_pool_counts_its_pue_and_what_is_rented_on_top():
    own = solved(pools=[POOLS[0] | {"gpus": 200}])
    assert drawn(own) == pytest.approx([50, 75, 175])
    assert own.kpi("energy_kwh") == pytest.approx(sum(p * h for p, h in zip(drawn(own), (744, 672, 744), strict=True)))
    assert own.row("b")["peak_power_kw"] == pytest.approx(125)
    rented = solved(pools=[POOLS[1]])
    assert drawn(rented)[2] == pytest.approx(140)


def test_the_site_that_draws_less_for_the_same_is_filled_up_to_its_limit_first():
    plan = solved({"of": {"region": "us"}, "at_most": 140})
    assert drawn(plan)[2] == pytest.approx(140) and drawn(plan, "annex")[2] == pytest.approx(140)


def test_each_pool_has_its_limit_in_every_period():
    plan = solved({"at_most": 50, "each": "pool"})
    assert max(drawn(plan, "hall")) <= 50 * (1 + 1e-6) and drawn(plan, "annex")[2] == pytest.approx(50)
    labels = {use.label for use in rule_kept(plan, "Power 0").uses}
    assert {"hall in 2027-01", "annex in 2027-03"} <= labels and len(labels) == 6
    assert "for annex in 2027-03" in " ".join(plan.tables.binding["sentence"])


def test_some_periods_and_teams_can_be_limited_by_themselves():
    plan = solved({"of": {"team": "blue", "period": ["2027-02", "2027-03"]}, "at_most": 10}, pools=POOLS[1:])
    assert drawn(plan) == pytest.approx([40, 50, 50])


def test_what_power_keeps_out_is_said_to_be_kept_out_by_it():
    plan = solved({"name": "Hall 2", "at_most": 60}, pools=POOLS[1:])
    assert "Hall 2 is reached" in plan.row("b")["reason"]
    assert planner.solve(planner.vary(plan.scenario, {"rules": {"Hall 2": {"at_most": 140}}})).value > plan.value


def test_a_lower_limit_holds_in_every_period_too():
    plan = solved({"at_least": 30}, requests=[r | {"metrics": {"m": -1}, "runs_on": {"X": 1}} for r in REQUESTS])
    assert all(power >= 30 * (1 - 1e-6) for power in drawn(plan))


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ({"at_most": 140}, ""),
        ({"at_most": 130}, "expected power at most 130 kW, but the plan has 140: off by 10"),
        ({"at_least": 40}, ""),
        ({"at_least": 45}, "expected power at least 45 kW, but the plan has 40: off by 5"),
    ],
)
def test_what_is_expected_of_power_speaks_of_its_highest_or_lowest_period(limit, said):
    plan = solved(pools=POOLS[1:], expect=[{"measure": "power_kw"} | limit])
    assert failures(plan) == ((said,) if said else ())


def test_power_that_is_not_known_is_doubted(tmp_path):
    path = tmp_path / "s.yaml"
    path.write_text(
        "calendar: {start: 2027-01, periods: 1}\naccelerators: {X: {speed: 1}}\nrequests: []\n"
        "pools: [{id: p, accelerator: X, gpus: 1}]\nrules: [{name: Hall, measure: power_kw, at_most: 9}]\n"
    )
    assert any("counts nothing for X, whose power is not known" in str(fault) for fault in read(path).warnings)
