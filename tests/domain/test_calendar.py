"""Periods have their true hours, and a date names the period that it falls in."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.calendar import Calendar, span

STARTS = st.dates().filter(lambda day: 1900 < day.year < 2900).map(str)
UNITS = st.sampled_from(["week", "month", "quarter"])


def test_january_has_744_hours_and_february_of_a_leap_year_696():
    assert Calendar(start="2028-01", periods=2).hours == (744, 696)


def test_labels_follow_the_unit():
    assert Calendar(start="2027-11", periods=3).labels == ("2027-11", "2027-12", "2028-01")
    assert Calendar(start="2027-Q4", periods=2, unit="quarter").labels == ("2027-Q4", "2028-Q1")
    assert Calendar(start="2027-W01", periods=2, unit="week").labels == ("2027-01-04", "2027-01-11")


@given(STARTS, st.integers(1, 60), UNITS)
def test_periods_follow_each_other_without_a_gap(start, periods, unit):
    steps = Calendar(start=start, periods=periods, unit=unit).steps
    assert len(steps) == periods
    assert all(a.end == b.start and a.hours > 0 for a, b in itertools.pairwise(steps))


@given(STARTS, st.integers(1, 30), UNITS)
def test_a_label_names_its_own_period(start, periods, unit):
    calendar = Calendar(start=start, periods=periods, unit=unit)
    assert [calendar.first(label) for label in calendar.labels] == list(range(periods))


def test_a_window_over_all_weeks_ends_on_the_last_day_and_not_on_its_monday():
    assert Calendar(start="2027-01-04", periods=2, unit="week").window == ("2027-01-04", "2027-01-17")
    assert Calendar(start="2027-01", periods=2, unit="month").window == ("2027-01", "2027-02")


def test_a_longer_date_begins_and_ends_in_the_periods_of_its_ends():
    weeks = Calendar(start="2027-06-07", periods=10, unit="week")
    assert (weeks.first("2027-06-30"), weeks.last("2027-06")) == (3, 3)
    months = Calendar(start="2027-01", periods=6)
    assert (months.first("2026"), months.last("2027"), months.last("2027-Q2")) == (-1, 6, 5)


@pytest.mark.parametrize("when", ["2027-13", "2027-02-30", "2027-W54", "0000", "2027-00"])
def test_what_is_no_date_has_no_span(when):
    with pytest.raises(ValueError):
        span(when)


def test_a_series_is_a_number_a_list_or_steps():
    calendar = Calendar(start="2027-01", periods=4)
    assert calendar.over(2.0) == (2, 2, 2, 2)
    assert calendar.over([1, 2, 3, 4]) == (1, 2, 3, 4)
    assert calendar.over({"2027-04": 7, "2027-02": 5}) == (0, 5, 5, 7)
    assert calendar.over({"2026-06": 7}) == (7, 7, 7, 7)
    assert calendar.over({"2026-08": 3, "2026-06": 7}) == (3, 3, 3, 3)  # the latest, not the largest
    with pytest.raises(ValueError, match="a list of 4 numbers, one for each period, not 2"):
        calendar.over([1, 2])
