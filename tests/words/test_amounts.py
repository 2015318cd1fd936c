"""Amounts carry the digits that they are shown with, and fit where they stand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

import planner
from planner.words.amounts import (
    behind,
    count,
    figure,
    narrow,
    narrow_points,
    points_figure,
    short,
    signed,
    whole,
    within,
)


@given(st.floats(-1e12, 1e12, allow_nan=False))
def test_a_figure_is_the_number_to_three_digits(number: float) -> None:
    shown = float(figure(number).replace(",", ""))
    assert abs(shown - number) <= 0.005 * abs(number)


def test_large_numbers_are_short_and_nothing_is_0():
    assert [short(n) for n in (4_200_000.0, 850_000.0, -2.5e9, 12.0, 0.0)] == ["4.2 M", "850 k", "-2.5 bn", "12", "0"]
    assert short(3_512_000.0, 4) == "3.512 M"
    assert figure(math.inf) == figure(math.nan) == "no figure"


def test_a_difference_has_its_sign():
    assert [signed(n) for n in (1.234, -45.0, 0.0, 4.2e6)] == ["+1.23", "−45.0", "0", "+4.2 M"]


@pytest.mark.parametrize("amount", [0, 12.3, 999.99, 999.999, 123456, 9_999_999, 1e9, 2.5e15, 1e300, -5.2, -98765.4])
def test_amounts_keep_to_their_columns(amount):
    assert len(narrow_points(amount)) <= 7 if amount < 0 else len(narrow_points(amount)) <= 6
    assert len(narrow(amount, 9)) <= 9


@pytest.mark.parametrize(
    ("amount", "columns", "words"),
    [
        (9_999_999, 9, "9,999,999"),
        (10_594_123, 9, "10,594 k"),
        (1_234_567_890, 9, "1,235 M"),
        (123_456, 6, "123 k"),
        (-98_765, 6, "-99 k"),
        (2.5e20, 9, "2.500e20"),
    ],
)
def test_large_amounts_are_shown_in_thousands_or_millions(amount, columns, words):
    assert narrow(amount, columns) == words


@pytest.mark.parametrize(
    ("value", "change", "metrics", "said"),
    [
        ({"weights": {"revenue": 3, "users": 1}}, 100.0, {"revenue": 4e6, "users": 9.0}, "about 4.0 M revenue"),
        ({"weights": {"revenue": 3, "users": 1}}, -50.0, {"revenue": -3e6}, "about 3.0 M revenue"),
        ({"weights": {"revenue": 1, "users": 3}}, 75.0, {"revenue": 4e6, "users": 300.0}, "about 300 users"),
        ({"weights": {"revenue": 3, "users": 1}}, 5.0, {"revenue": -2e6}, "though 2.0 M less revenue"),
        ({"weights": {"revenue": 3, "users": 1}}, 5.0, {"users": 9.0}, ""),  # the revenue is the same
        ({"scale": "raw", "weights": {"revenue": 1}}, 1.0, {"revenue": 1.0}, ""),  # points are revenue
    ],
)
def test_a_difference_is_said_in_the_metric_that_weighs_most(value, change, metrics, said):
    scenario = planner.parse(
        {
            "format": 1,
            "calendar": {"start": "2027-01", "periods": 1},
            "pools": [{"id": "p", "accelerator": "A", "gpus": 1}],
            "accelerators": {"A": {"speed": 1}},
            "value": value,
            "requests": [{"id": "a", "metrics": {"revenue": 3e6, "users": 300}, "demand": {"gpus": 1}}],
        }
    )
    assert behind(scenario, change, metrics) == said


@given(st.floats(1e-12, 9.0))
def test_a_gap_is_rounded_up_to_a_digit_and_never_to_nothing(gap: float):
    said = float(within(gap).removesuffix(" %").replace(",", ""))
    assert said >= 100 * gap * (1 - 1e-4)
    assert said <= max(2 * 100 * gap, 0.001)


def test_what_is_said_of_a_gap_has_no_needless_digit():
    assert [within(gap) for gap in (2.92e-8, 0.0041, 0.0124, 0.31, math.inf)] == [
        "0.001 %", "0.5 %", "2 %", "31 %", "more than 1,000 %",
    ]  # fmt: skip


def test_small_points_have_fewer_digits():
    assert [points_figure(p) for p in (75.03, 0.794, 0.0660, 0.00242, 0.0)] == ["75.0", "0.794", "0.066", "0.002", "0"]


def test_people_and_gpus_are_counted_without_needless_parts():
    assert [count(n) for n in (44.0, 43.5, 0.25, 1234.5)] == ["44", "43.5", "0.25", "1,234"]
    assert [whole(n) for n in (480.2, 31.1, 9.6)] == ["480", "31", "9.6"]
