"""Names stand in a sentence as people write them."""

import pytest

from planner.words.names import (
    counted,
    field_words,
    going_on,
    listed,
    metric_title,
    people_of,
    plural,
    some,
    started,
    who,
)


@pytest.mark.parametrize(
    ("text", "first", "further"),
    [("gpus of A", "Gpus of A", "gpus of A"), ("GPUs", "GPUs", "GPUs"), ("Raise it", "Raise it", "raise it"), ("", "", ""),
     ("A", "A", "a")],
)  # fmt: skip
def test_a_sentence_begins_with_a_capital_and_goes_on_without(text, first, further):
    assert (started(text), going_on(text)) == (first, further)


def test_several_names_are_listed_and_many_are_counted():
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert listed(["a", "b", "c"], "or") == "a, b or c"
    assert some(["a", "b", "c"], 3) == ["a", "b", "c"]
    assert some(["a", "b", "c", "d"], 3) == ["a", "b", "2 others"]


def test_one_is_singular_however_it_is_written():
    assert [plural("point", n) for n in (0, 1, 1.0, 1.001, 1.01, -1, 2)] == [
        "points", "point", "point", "point", "points", "point", "points"]  # fmt: skip


def test_a_metric_is_called_as_people_call_it():
    assert [metric_title(name) for name in ("daily_active_users", "NPS")] == ["Daily active users", "NPS"]


def test_a_field_has_the_name_that_people_use_or_its_own_words():
    assert [field_words(name) for name in ("cost_per_gpu_hour", "gpus", "latest_start")] == [
        "price",
        "GPUs",
        "latest start",
    ]


def test_people_are_called_as_their_role_is_said() -> None:
    assert people_of("ml-engineer", 44.0) == "44 full-time ml-engineers"
    assert people_of("ml-engineer", 1.0) == "1 full-time ml-engineer"
    assert people_of("site-reliability", 43.5) == "43.5 full-time site-reliability people"
    assert (who("site-reliability", 1), who("ml-engineer")) == ("site-reliability person", "ml-engineers")


def test_one_gpu_is_singular() -> None:
    assert (counted(1, "GPU"), counted(1024, "GPU")) == ("1 GPU", "1,024 GPUs")
