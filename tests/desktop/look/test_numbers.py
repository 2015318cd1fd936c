"""Numbers as the app shows them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.desktop.look.numbers import compact, number_text, percent_text
from planner.files.numerals import number_of


@given(st.floats(-1e12, 1e12) | st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_a_number_that_is_shown_is_read_as_what_was_shown(value, digits):
    shown = number_text(value, digits)
    assert number_of(shown) == float(shown.replace(",", ""))
    assert number_of(percent_text(value)) == pytest.approx(value, rel=1e-5, abs=1e-7)
    assert number_of(compact(value)) == pytest.approx(value, rel=1e-3)
