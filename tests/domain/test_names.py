"""A misspelt name finds the one that was meant."""

import pytest

from planner.domain.names import nearest, suggestion


@pytest.mark.parametrize("size", [10, 5000])
def test_one_letter_too_many_too_few_or_wrong_is_found_among_few_and_many(size):
    known = [f"request-{k}" for k in range(size)] + ["video-generation"]
    for wrong in ("video-generatin", "video-generationn", "vidio-generation", "Video-Generation"):
        assert nearest(wrong, known) == "video-generation"
    assert nearest("something-else", known) is None


def test_a_few_names_are_listed_where_none_is_near():
    assert suggestion("xyz", ["b", "a"]) == "; known: a, b"
    assert suggestion("xyz", [str(k) * 5 for k in range(100)]) == ""


def test_all_names_that_begin_so_are_asked_between():
    known = {"h100-us", "h100-eu", "p100"}
    assert suggestion("H100", known) == "; did you mean 'h100-eu' or 'h100-us'?"
    assert nearest("h100", known) == "h100-eu"
