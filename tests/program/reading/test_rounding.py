"""Twelve significant digits: all at once, and yet the same as one by one."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.program.reading.rounding import tidied, tidy

plain = st.floats(width=64)
decimals = st.builds(lambda digits, power: float(f"{digits}e{power}"), st.integers(0, 10**13), st.integers(-25, 12))
halves = st.builds(lambda whole, power: (whole + 0.5) * 10.0**power, st.integers(10**11, 10**12), st.integers(-20, 3))
powers = st.builds(lambda power, step: 10.0**power * (1 + step * 2.0**-52), st.integers(-13, 14), st.integers(-4, 4))


def same(a: float, b: float) -> bool:
    return (math.isnan(a) and math.isnan(b)) or (a == b and math.copysign(1, a) == math.copysign(1, b))


@given(st.lists(st.one_of(plain, decimals, halves, powers), max_size=40))
def test_numbers_are_the_same_together_and_alone(numbers):
    together = tidied(np.array(numbers, dtype=float)).tolist()
    assert all(same(a, tidy(b)) for a, b in zip(together, numbers, strict=True))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0.1 + 0.2, 0.3),
        (-1e-300 / 1e300, 0.0),
        (1234567.890123456, 1234567.89012),
        (99999999999.96, 100000000000.0),
        (math.inf, math.inf),
    ],
)
def test_noise_behind_the_twelfth_digit_goes(number, expected):
    assert same(tidied(np.array([number]))[0], expected)


def test_a_table_of_numbers_keeps_its_shape():
    table = np.array([[1 / 3, 2.0], [5e-324, 0.0]])
    assert tidied(table).tolist() == [[0.333333333333, 2.0], [5e-324, 0.0]]
