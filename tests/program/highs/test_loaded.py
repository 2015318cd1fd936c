"""The solver that stays alive between runs."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from pathlib import Path

import pytest

import planner
from planner.errors import PlannerError
from planner.program.again.what_if import WhatIf
from planner.program.highs.loaded import Loaded, Outcome
from tests.program.formulation.golden_scenarios import scenario

BASELINE = Path(__file__).parents[3] / "scenarios" / "baseline.yaml"


def test_a_run_that_was_stopped_does_not_stop_the_runs_after_it() -> None:
    what_if = WhatIf(planner.load(BASELINE))
    loaded = Loaded(what_if.program)
    loaded.aim(what_if.program.goals[0])
    loaded.require_whole(True)
    loaded.budget.renew(1e-6, None)
    assert loaded.run().outcome is Outcome.TIME_LIMIT
    loaded.budget.renew(None, None)
    assert loaded.run().proved


def test_a_what_if_answers_after_an_answer_that_took_too_long() -> None:
    what_if = WhatIf(planner.load(BASELINE))
    effort = what_if._effort
    what_if._effort = replace(effort, time_limit=1e-6)
    with pytest.raises(PlannerError):
        what_if.solve()
    what_if._effort = replace(effort, time_limit=None)
    assert what_if.solve().exact


def test_a_solver_is_let_go_with_its_last_user() -> None:
    """Megabytes each: a window that solves after every edit can't wait until Python looks for rings."""
    loaded = Loaded(WhatIf(planner.load(BASELINE)).program)
    loaded.aim(loaded.program.goals[0])
    assert loaded.run().proved
    gone = weakref.ref(loaded)
    gc.disable()
    try:
        del loaded
        assert gone() is None
    finally:
        gc.enable()


def test_a_rule_on_value_that_has_faded_to_nothing_still_has_a_plan() -> None:
    request = {"id": "a", "metrics": {"points": 10.0}, "demand": {"gpus": 40.0}, "runs_on": {"H": 1.0}, "decay": 1.0}
    rule = {"name": "Later", "measure": "value", "of": {"period": "2027-02"}, "at_most": 5.0}
    assert planner.solve(scenario(requests=[request], rules=[rule])).value == pytest.approx(10.0)
