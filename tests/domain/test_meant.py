"""What somebody means who writes an id, a title, or a part of one."""

from __future__ import annotations

import pytest

from planner.domain.names import meant
from planner.errors import InputError

TITLES = {
    "search-answers": "Generated answers in search",
    "search": "Extracted answers in search",
    "video-gen": "Training of the video generator",
    "video-studio": "Video studio for creators",
    "Ada": "ada",
    "twin": "Twins",
    "twin-2": "Twins",
}


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        ("search", "search"),
        ("Generated answers in search", "search-answers"),
        ("generated  ANSWERS in search", "search-answers"),
        ("VIDEO-GEN", "video-gen"),
        ("gener", "search-answers"),
        ("studio", "video-studio"),
        ("video studio", "video-studio"),
        ("training of", "video-gen"),
        ("Ada", "Ada"),
    ],
)
def test_ids_come_before_titles_and_wholes_before_parts(written, id_):
    assert meant(written, TITLES, "request") == id_


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("video", ["video-gen (Training of the video generator)", "video-studio (Video studio for creators)"]),
        ("Twins", ["twin (Twins)", "twin-2 (Twins)"]),
        ("answers in search", ["search-answers", "search (Extracted"]),
    ],
)
def test_what_could_be_several_is_asked_for_with_all_of_them(written, said):
    with pytest.raises(InputError) as error:
        meant(written, TITLES, "request")
    assert f"'{written}' could be several requests" in str(error.value)
    assert all(each in str(error.value) for each in said)


@pytest.mark.parametrize(
    ("written", "near"),
    [("serch-answers", "search-answers"), ("Vidoe studio for creators", "Video studio for creators")],
)
def test_a_misspelt_name_is_refused_with_the_nearest_id_or_title(written, near):
    with pytest.raises(InputError, match=f"there is no request '{written}'; did you mean '{near}'"):
        meant(written, TITLES, "request")


def test_a_letter_or_two_stand_for_nothing():
    with pytest.raises(InputError, match="there is no request 'vi'"):
        meant("vi", TITLES, "request")


def test_any_one_name_is_found_by_its_id_whatever_the_others_are():
    for name in TITLES:
        assert meant(name, TITLES, "request") == name
