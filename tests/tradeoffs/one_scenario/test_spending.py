"""What a plan and a change of it cost, with what is paid for whether used or not and what is paid once."""

from __future__ import annotations

import pytest

import planner
from planner.tradeoffs.one_scenario.serving import spent
from planner.tradeoffs.one_scenario.study import Study

SCENARIO = {
    "format": 1,
    "currency": "EUR",
    "calendar": {"start": "2027-01", "periods": 2},
    "accelerators": {"A": {"speed": 1}},
    "pools": [{"id": "p", "name": "Own", "accelerator": "A", "gpus": 10, "cost_per_gpu_hour": 2, "paid": "always"}],
    "requests": [
        {"id": "first", "metrics": {"m": 60}, "demand": {"gpus": 8}, "minimum": 1, "cost": 9000},
        {"id": "second", "name": "Second", "metrics": {"m": 40}, "demand": {"gpus": 6}, "minimum": 1, "cost": 5000},
    ],
}


def test_a_study_spends_what_the_plan_costs() -> None:
    scenario = planner.parse(SCENARIO)
    study, changes = Study(scenario), {"requests": {"second": {"commitment": "must"}}}
    cost = planner.solve(scenario).kpi("cost")
    assert cost > 9000, "GPUs are paid for whether used or not"
    more = planner.solve(planner.vary(scenario, changes)).kpi("cost") - cost
    assert spent(study, changes, study.what_if(changes, settle=True)) == pytest.approx(more)


def test_more_gpus_that_are_paid_for_anyway_cost_their_hours_and_what_is_then_served() -> None:
    scenario = planner.parse(SCENARIO)
    explained = planner.explain(scenario, "second")
    move = next(move for move in explained.moves if move.kind == "gpus")
    before, after = (planner.solve(s).kpi("cost") for s in (scenario, planner.vary(scenario, move.changes)))
    assert after - before == pytest.approx(4 * 2 * (744 + 672) + 5000)
    assert move.spend == pytest.approx(after - before)
    said = next(sentence for part, sentence in explained.sentences if part == "move" and "GPUs" in sentence)
    assert said == "Adding 4 GPUs to Own would have it served: that would bring 40.0 points, at a cost of 16 k EUR."
