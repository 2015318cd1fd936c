"""A solve, stage by stage, with the seconds that each takes: what the benchmarks measure."""

from __future__ import annotations

import time

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.program.optimum.optimise import load, optimise
from planner.program.solving import build, effort_of, read_plan


def solve_in_stages(scenario: Scenario) -> tuple[Plan, dict[str, float]]:
    """The plan, and seconds by stage: build, hand over, solve, read back; ``HiGHS`` is its part of solve [s]."""
    effort = effort_of(scenario)
    marks = [time.perf_counter()]
    program = build(scenario, effort)
    marks.append(time.perf_counter())
    loaded = load(program, effort)
    marks.append(time.perf_counter())
    optimum = optimise(loaded, effort)
    marks.append(time.perf_counter())
    plan = read_plan(loaded, optimum)
    marks.append(time.perf_counter())
    names = ("build", "hand over", "solve", "read back")
    seconds = {name: b - a for name, a, b in zip(names, marks[:-1], marks[1:], strict=True)}
    return plan, seconds | {"HiGHS": loaded.seconds}
