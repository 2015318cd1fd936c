"""Tales: what they gain at the true value."""

from __future__ import annotations

from planner.domain.scenario import Scenario
from planner.tradeoffs.many_solves.gaming import gaming
from planner.tradeoffs.parallel.processes import Crew
from tests.tradeoffs.one_scenario.test_truth import TINY, value

ONE = Crew(workers=1)


def test_a_tale_gains_at_the_true_value(small: Scenario) -> None:
    found = gaming(small, 0.3, crew=ONE)
    assert {(t.team, t.tale) for t in found.temptations} == {
        (team, tale) for team in ("red", "blue") for tale in ("overstates value", "understates GPUs")
    }
    honest = value(small)
    assert honest is not None
    for told in found.temptations:
        if told.tale == "overstates value":
            # at true values nobody's tale makes the whole better than the best plan
            assert told.gain - told.others <= TINY
