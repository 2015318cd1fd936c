"""What holds a request below the cut line, in the words of every table."""

import math

import pytest

from planner.words.held import held_word, held_words


@pytest.mark.parametrize(
    ("held_by", "index", "word"),
    [
        ("rule: Research protected", 0.4, "promised"),
        ("commitment: a; rule: Research protected", 0.4, "committed"),
        ("requirement: b", math.nan, "needed"),
        ("rule: Research protected", 1.0, ""),
        ("rule: Research protected", math.inf, ""),
        ("", 0.4, ""),
    ],
)
def test_only_what_is_held_below_the_cut_line_is_marked(held_by, index, word):
    assert held_word(held_by, index) == word


def test_all_that_holds_it_is_named_as_people_call_it():
    held_by = "commitment: a; requirement: b; rule: Research; but also: this; rule: Other"
    said = held_words(held_by, {"a": "Assistant", "b": "Video studio"})
    assert (
        said
        == "held by the rules Research; but also: this and Other, and held by its commitment, and needed by Video studio"
    )
