"""Tornados: each input a little smaller and a little larger."""

from __future__ import annotations

import pytest

from planner.domain.scenario import Scenario
from planner.tradeoffs.many_solves.scaling import scaled
from planner.tradeoffs.many_solves.tornado import tornado
from planner.tradeoffs.parallel.processes import Crew
from tests.tradeoffs.one_scenario.test_truth import TINY, value

ONE = Crew(workers=1)


def test_every_bar_is_what_solving_with_the_input_so_gives(small: Scenario) -> None:
    found = tornado(small, 0.2, crew=ONE)
    assert found.complete
    for bar in found.bars:
        for end, factor in ((bar.low, 0.8), (bar.high, 1.2)):
            assert end.points == pytest.approx(value(scaled(small, bar.input, factor)), abs=TINY)
    assert [bar.swing for bar in found.bars] == sorted((bar.swing for bar in found.bars), reverse=True)
