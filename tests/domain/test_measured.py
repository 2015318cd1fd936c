"""A plan is measured as rules limit it."""

import pytest

import planner
from planner.domain.measured import measure
from planner.domain.rule import EVERYTHING, Selection
from planner.errors import InputError

DATA = {
    "format": 1,
    "name": "Expected",
    "currency": "EUR",
    "calendar": {"start": "2027-01", "periods": 3},
    "accelerators": {"A": {"speed": 1, "watts": 500}, "B": {"speed": 0.5, "watts": 300}},
    "pools": [
        {"id": "own", "accelerator": "A", "region": "us", "gpus": 10, "availability": 0.9, "cost_per_gpu_hour": 2,
         "carbon_g_per_kwh": 400, "on_demand": {"gpus": 4, "cost_per_gpu_hour": 5}},
        {"id": "old", "name": "Old cards", "accelerator": "B", "region": "eu", "gpus": 6, "cost_per_gpu_hour": 1, "paid": "always",
         "carbon_g_per_kwh": 100},
    ],
    "requests": [
        {"id": "a", "team": "red", "product": "x", "metrics": {"m": 50}, "demand": {"gpus": 8}, "cost": 3000,
         "runs_on": {"A": 1}, "minimum": 0.1},
        {"id": "b", "team": "blue", "product": "x", "kind": "training", "metrics": {"m": 30}, "runs_on": {"A": 1, "B": 0.5},
         "demand": {"gpu_hours": 6000}},
        {"id": "c", "team": "blue", "product": "y", "metrics": {"m": 15}, "demand": {"gpus": 6}, "runs_on": {"B": 1},
         "window": ["2027-02", "2027-03"]},
        {"id": "d", "team": "red", "metrics": {"m": 5}, "demand": {"gpus": 30}, "runs_on": {"A": 1}, "minimum": 1},
    ],
}  # fmt: skip


def solve(**more):
    return planner.solve(planner.parse({**DATA, **more}))


@pytest.fixture(scope="module")
def plan():
    return solve()


def test_measures_of_everything_are_the_plans_key_figures(plan):
    assert measure(plan, "value", EVERYTHING) == pytest.approx(plan.kpi("value_captured"))
    assert measure(plan, "cost", EVERYTHING) == pytest.approx(plan.kpi("cost"))
    assert measure(plan, "energy_kwh", EVERYTHING) == pytest.approx(plan.kpi("energy_kwh"))
    assert measure(plan, "power_kw", EVERYTHING) == pytest.approx(plan.kpi("peak_power_kw"))
    assert measure(plan, "carbon_kg", EVERYTHING) == pytest.approx(plan.kpi("carbon_kg"))
    assert measure(plan, "gpu_hours", EVERYTHING) == pytest.approx(
        plan.kpi("gpu_hours_used") + plan.kpi("on_demand_gpu_hours")
    )


@pytest.mark.parametrize("name", ["value", "gpu_hours", "energy_kwh", "carbon_kg", "funded"])
def test_the_measures_of_all_teams_add_up_to_that_of_everything(plan, name):
    teams = sum(measure(plan, name, Selection(team=team)) for team in ("red", "blue"))
    assert teams == pytest.approx(measure(plan, name, EVERYTHING))


@pytest.mark.parametrize("name", ["gpu_hours", "energy_kwh", "carbon_kg", "cost"])
def test_the_measures_of_all_periods_add_up_to_that_of_everything(plan, name):
    periods = sum(measure(plan, name, Selection(period=label)) for label in plan.scenario.calendar.labels)
    assert periods == pytest.approx(measure(plan, name, EVERYTHING))


SELECTIONS = (
    {}, {"id": "a"}, {"team": "blue"}, {"product": ["x", "y"]}, {"kind": "training"}, {"accelerator": "A"},
    {"pool": "own"}, {"region": "us"}, {"period": "2027-02"}, {"team": "blue", "pool": "own"},
    {"team": ["red", "blue"], "period": ["2027-01", "2027-03"]}, {"region": "us", "period": "2027-Q1"},
)  # fmt: skip


@pytest.mark.parametrize("name", ["cost", "gpu_hours", "gpu_share", "energy_kwh", "carbon_kg"])
@pytest.mark.parametrize("of", SELECTIONS, ids=str)
def test_an_expectation_measures_what_a_rule_limits(plan, name, of):
    before = measure(plan, name, Selection(**of))
    fixed = (
        6 * 2160
        if name == "cost" and not {"id", "team", "product", "kind", "accelerator", "pool", "region"} & {*of}
        else 0
    )
    if "period" in of:
        fixed *= 672 / 2160
    limit = fixed + 0.6 * (before - fixed)
    limited = solve(rules=[{"name": "R", "measure": name, "of": of, "at_most": limit}])
    assert before > 0
    assert measure(limited, name, Selection(**of)) == pytest.approx(limit, rel=1e-5)


@pytest.mark.parametrize("of", [{"id": "a"}, {"team": "blue"}, {"product": "x"}, {}], ids=str)
def test_an_expected_value_is_the_one_that_a_rule_limits(plan, of):
    limit = 0.6 * measure(plan, "value", Selection(**of))
    limited = solve(rules=[{"name": "R", "measure": "value", "of": of, "at_most": limit}])
    assert measure(limited, "value", Selection(**of)) == pytest.approx(limit, rel=1e-5)


@pytest.mark.parametrize(
    ("expected", "message"),
    [
        ({"measure": "value", "of": {"period": "2027-01"}, "at_least": 1},
         "expect[1].of.period must not be given: a plan's value is known by request, not by period"),
        ({"measure": "value", "of": {"pool": "own"}, "at_least": 1}, "expect[1].of.pool must not be given"),
        ({"funds": "e"}, "there is no request 'e'"),
        ({"measure": "value"}, "at_most or at_least"),
        ({"funds": "a", "declines": "b"}, "exactly one of funds, declines and measure"),
        ({"measure": "value", "at_least": 5, "at_most": 4}, "not 4 below 5"),
    ],
)  # fmt: skip
def test_what_can_not_be_expected_is_refused_when_it_is_read(expected, message):
    with pytest.raises(InputError) as caught:
        planner.parse({**DATA, "expect": [expected]})
    assert message in str(caught.value)
