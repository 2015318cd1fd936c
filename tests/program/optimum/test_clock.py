"""A plan that is found in time is the same plan, and explained alike, however late it is by then."""

import numpy as np

import planner
from planner.program.optimum import optimise as chapter
from planner.program.optimum.optimise import load, optimise
from planner.program.solving import build, effort_of, read_plan
from tests.test_samples import SCENARIOS


def reasons(scenario, *, is_late):
    """The reasons of a plan that was found in time, the time being up, or not, when they are worked out."""
    effort = effort_of(scenario)
    loaded = load(build(scenario, effort), effort)
    optimum = optimise(loaded, effort)
    if is_late:
        loaded.budget.renew(0.0, None)
    return read_plan(loaded, optimum).requests[["id", "decision", "reason"]].to_dict("records")


def test_a_plan_found_in_time_is_explained_alike_when_the_time_is_up():
    scenario = planner.load(SCENARIOS / "baseline.yaml")
    assert reasons(scenario, is_late=True) == reasons(scenario, is_late=False)


def test_of_equally_good_plans_it_is_the_same_one_when_the_time_is_up(monkeypatch):
    scenario = planner.load(SCENARIOS / "baseline.yaml")
    effort, settled = effort_of(scenario), chapter.break_ties
    in_time = optimise(load(build(scenario, effort), effort), effort)

    def late(loaded, *of):
        loaded.budget.renew(0.0, None)
        return settled(loaded, *of)

    monkeypatch.setattr(chapter, "break_ties", late)
    found = optimise(load(build(scenario, effort), effort), effort)
    assert found.solution.proved and np.array_equal(found.solution.values, in_time.solution.values)
