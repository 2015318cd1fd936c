"""Periods are spoken as people say them."""

from planner.domain.calendar import Calendar
from planner.words.periods import some_periods, spoken_window


def test_windows_are_spoken_as_people_say_them():
    calendar = Calendar(start="2027-11", periods=6)
    assert spoken_window(calendar, 0, 0) == "Nov 2027"
    assert spoken_window(calendar, 2, 4) == "Jan–Mar 2028"
    assert spoken_window(calendar, 1, 2) == "Dec 2027–Jan 2028"


def test_some_periods_are_named_and_many_are_counted():
    calendar = Calendar(start="2027-01", periods=4)
    assert some_periods(calendar, ["2027-02"]) == "2027-02"
    assert some_periods(calendar, {"2027-03", "2027-02"}) == "2027-02 and 2027-03"
    assert some_periods(calendar, calendar.labels[1:]) == "3 of 4 months"
    assert some_periods(calendar, calendar.labels) == "every month"
    assert some_periods(Calendar(start="2027-01", periods=1), ["2027-01"]) == "every month"
