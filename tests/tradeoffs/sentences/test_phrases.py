"""Points are said with no more digits than are proved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.sentences.phrases import points


@given(st.floats(1e-6, 1e6), st.floats(1e-6, 1e6))
def test_what_is_not_proved_is_said_as_a_range(low: float, high: float) -> None:
    said = points(Interval.of(low, high))
    assert said.startswith("between") is not Interval.of(low, high).exact()


def test_one_point_is_singular_and_thousands_are_separated() -> None:
    assert points(Interval(1.0, 1.0)) == "1.00 point"
    assert points(Interval(1234.5, 1234.5)) == "1,230 points"
