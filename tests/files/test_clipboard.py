"""What is copied is pasted as it was, whatever spreadsheets would make of it."""

from hypothesis import example, given
from hypothesis import strategies as st

from planner.files.clipboard import read_cells, write_cells
from planner.files.export import as_it_was, defused

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=30)


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=3), min_size=1, max_size=3))
@example([["- bullet one\n- bullet two", "-5 % latency"], ["@home", "'=1+1"], ["''-x", "'quoted'"]])
@example([["-5", "+3e4"], ["=1+1", "\ttab"]])
def test_cells_are_read_back_as_they_were(rows):
    assert read_cells(write_cells(rows)) == rows


@given(st.text())
def test_a_text_that_was_made_safe_is_restored(text):
    assert as_it_was(defused(text)) == text


@given(st.text())
def test_any_text_can_be_pasted(text):
    assert all(isinstance(cell, str) for row in read_cells(text) for cell in row)


def test_a_quote_that_never_closes_is_a_character():
    assert read_cells('"' + "x" * 200_000 + "\ny") == [['"' + "x" * 200_000], ["y"]]
