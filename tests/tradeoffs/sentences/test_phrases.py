"""Points are said with no more digits than are proved."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.sentences.phrases import points, ranged, span
from planner.words.amounts import figure, points_figure


@given(st.floats(1e-6, 1e6), st.floats(1e-6, 1e6))
def test_what_is_not_proved_is_said_as_a_range(low: float, high: float) -> None:
    interval = Interval.of(low, high)
    is_one = interval.exact() or points_figure(interval.low) == points_figure(interval.high)
    assert points(interval).startswith("between") is not is_one


def test_one_point_is_singular_and_thousands_are_separated() -> None:
    assert points(Interval(1.0, 1.0)) == "1.00 point"
    assert points(Interval(1234.5, 1234.5)) == "1,230 points"


RANGES = st.tuples(st.floats(-1e3, 1e3), st.floats(1e-3, 1e3)).map(lambda ends: Interval(ends[0], ends[0] + ends[1]))


@given(RANGES)
def test_a_range_shows_both_of_its_ends_and_nothing_between(amount: Interval) -> None:
    said = {text.replace("−", "-") for text in (ranged(amount), ranged(amount, points_figure))}
    ends = {f"between {say(amount.low)} and {say(amount.high)}" for say in (figure, points_figure)}
    alike = {say(amount.low) for say in (figure, points_figure) if say(amount.low) == say(amount.high)}
    assert said <= ends | alike


@given(RANGES)
def test_a_range_that_holds_gains_and_losses_is_not_proved(amount: Interval) -> None:
    assert (span(amount) == "not proved") is amount.straddles


def test_what_has_no_end_is_at_least_or_at_most_its_other_one() -> None:
    assert points(Interval(2.0, math.inf)) == "at least 2.00 points"
    assert points(Interval(-math.inf, 2.0)) == "at most 2.00 points"


def test_ends_that_are_written_alike_are_one_figure() -> None:
    assert points(Interval(74.9601, 74.9604)) == "75.0 points"
    assert span(Interval(0.2, 0.4)) == "0.200–0.400"
