"""Boxes around a solve: they hold every plan, with room to spare."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from planner.domain.scenario import Scenario
from planner.program.formulation.assembly import Program
from planner.program.formulation.grid import Grid
from planner.program.highs.boxed import boxed
from planner.program.highs.loaded import Loaded
from planner.program.optimum.optimise import Effort, load
from tests.strategies import scenarios


def loaded(scenario: Scenario) -> Loaded:
    found = load(Program(Grid(scenario)), Effort(0.0))
    found.require_whole(False)
    found.aim(found.program.goals[0])
    return found


@given(scenarios())
def test_the_best_point_in_boxes_is_that_without_and_touches_no_side(scenario: Scenario) -> None:
    free, inside = loaded(scenario), loaded(scenario)
    without = free.run()
    with boxed(inside):
        within, ceiling = inside.run(), inside.bounds.limits().ceiling
    assert within.outcome is without.outcome
    if within.values is not None:
        assert within.objective == pytest.approx(without.objective, rel=1e-9, abs=1e-9)
        boxes = np.isinf(free.bounds.limits().ceiling) & np.isfinite(ceiling)
        assert np.all(within.values[boxes] < ceiling[boxes])
