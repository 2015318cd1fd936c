"""Going on from where another program's solver stands."""

from __future__ import annotations

from pathlib import Path

import pytest

import planner
from planner.program.again.sweeping import Sweeping
from planner.program.again.what_if import WhatIf
from planner.tradeoffs.one_scenario.changes import Changes, committed, more_gpus, ruled_out

BASELINE = planner.load(Path(__file__).parents[3] / "scenarios" / "baseline.yaml")
ASKED = BASELINE.requests[3]
SHAPES: list[Changes] = [
    ruled_out(ASKED),
    committed(ASKED),
    more_gpus(BASELINE, BASELINE.pools[0].id, -1e6),
    more_gpus(BASELINE, BASELINE.pools[0].id, 64.0),
    {"rules": {rule.name: {"enabled": False} for rule in BASELINE.rules}},
]


@pytest.mark.parametrize("changes", SHAPES)
def test_a_program_of_another_shape_has_the_same_answer_from_wherever_it_starts(changes: Changes) -> None:
    _, memory, start = WhatIf(BASELINE).base()
    scenario = planner.vary(BASELINE, changes)
    from_nothing = Sweeping(0.0).solve(scenario)
    from_there = Sweeping(0.0, memory=memory, start=start).solve(scenario)
    assert from_there.feasible == from_nothing.feasible
    if from_nothing.feasible:
        assert from_there.objective == pytest.approx(from_nothing.objective, rel=1e-9)
        assert from_there.parts == pytest.approx(from_nothing.parts, abs=1e-6)
