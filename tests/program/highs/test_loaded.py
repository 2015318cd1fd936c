"""The solver that stays alive between runs."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from pathlib import Path

import pytest

import planner
from planner.errors import PlannerError
from planner.program.again.what_if import Resolver
from planner.program.highs.loaded import Live, Outcome
from tests.program.formulation.golden_scenarios import scenario

BASELINE = Path(__file__).parents[3] / "scenarios" / "baseline.yaml"


def test_a_run_that_was_stopped_does_not_stop_the_runs_after_it() -> None:
    resolver = Resolver(planner.load(BASELINE))
    live = Live(resolver.program)
    live.aim(resolver.program.goals[0])
    live.require_whole(True)
    live.restart_clock(1e-6)
    assert live.run().outcome is Outcome.TIME_LIMIT
    live.restart_clock(None)
    assert live.run().proved


def test_a_resolver_answers_after_an_answer_that_took_too_long() -> None:
    resolver = Resolver(planner.load(BASELINE))
    limits = resolver._limits
    resolver._limits = replace(limits, time_limit=1e-6)
    with pytest.raises(PlannerError):
        resolver.solve()
    resolver._limits = replace(limits, time_limit=None)
    assert resolver.solve().exact


def test_a_solver_is_let_go_with_its_last_user() -> None:
    """Megabytes each: a window that solves after every edit can't wait until Python looks for rings."""
    live = Live(Resolver(planner.load(BASELINE)).program)
    live.aim(live.program.goals[0])
    assert live.run().proved
    gone = weakref.ref(live)
    gc.disable()
    try:
        del live
        assert gone() is None
    finally:
        gc.enable()


def test_a_rule_on_value_that_has_faded_to_nothing_still_has_a_plan() -> None:
    request = {"id": "a", "metrics": {"points": 10.0}, "demand": {"gpus": 40.0}, "runs_on": {"H": 1.0}, "decay": 1.0}
    rule = {"name": "Later", "measure": "value", "of": {"period": "2027-02"}, "at_most": 5.0}
    assert planner.solve(scenario(requests=[request], rules=[rule])).value == pytest.approx(10.0)
