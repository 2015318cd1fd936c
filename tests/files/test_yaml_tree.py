"""What YAML means here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import InputError
from planner.files.places import place_of
from planner.files.yaml_tree import read_yaml


def refused(text):
    with pytest.raises(InputError) as caught:
        read_yaml(text, "a.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("NO", "NO"), ("yes", "yes"), ("on", "on"), ("True", "True"), ("2027-01", "2027-01"), ("12:30", "12:30"),
        ("2027-01-01", "2027-01-01"), ("0123", "0123"), ("0x1F", "0x1F"), (".inf", ".inf"), ("1_", "1_"), ("-x", "-x"),
        ("true", True), ("false", False), ("null", None), ("", None), ("1_000", 1000), ("-5", -5), ("1e6", 1e6),
        ("1.5e-3", 1.5e-3), (".5", 0.5), ("5.", 5.0), ("+3", 3), ("0", 0), ("-0", -0.0), ("-0.0", -0.0), ("'5'", "5"), ('"true"', "true"),
    ],
)  # fmt: skip
def test_only_numbers_true_false_and_null_are_more_than_text(word, meaning):
    found = read_yaml(f"x: {word}")["x"]
    assert found == meaning and type(found) is type(meaning)


def test_text_fields_keep_numbers_as_they_are_written():
    data = read_yaml("id: 007\nstart: 2027\nwindow: [2027, 2028]\nmetrics: {name: 5}")
    assert data == {"id": "007", "start": "2027", "window": ["2027", "2028"], "metrics": {"name": 5}}
    assert read_yaml("runs_on: [4090, 12]") == {"runs_on": ["4090", "12"]}
    assert read_yaml("runs_on: {4090: 0.5}") == {"runs_on": {"4090": 0.5}}


def test_every_entry_knows_its_line():
    data = read_yaml("a: 1\nb:\n  - c: 2\n    d: [1,\n      2]\n", "a.yaml")
    lines = [place_of(data, path).line for path in (("a",), ("b",), ("b", 0), ("b", 0, "d"), ("b", 0, "d", 1))]
    assert lines == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: 2\na: 3", "a.yaml:3: the key 'a' is given twice, in lines 1 and 3"),
        ("a: 1\n---\nb: 2", "a.yaml:2: a second document"),
        ("a: 1\nb: !!python/name:os.system x", "a.yaml:2: the tag"),
        ("a:\n\tb: 1", "a.yaml:2: is no valid YAML"),
        ("a: &x [*x]", "a.yaml:1: *x stands inside"),
        ("a: *x", "nothing above is marked so"),
        ("[" * 5000, "nested more than"),
        ("? [1, 2]\n: 3", "a key must be text"),
        ('a: "x', "is not closed"),
    ],
)
def test_what_is_no_data_is_one_fault_with_its_line(text, said):
    assert said in refused(text)


def test_anchors_repeat_what_they_mark():
    data = read_yaml("a: &x {b: 1}\nc: *x\nd: [*x, *x]")
    assert data == {"a": {"b": 1}, "c": {"b": 1}, "d": [{"b": 1}, {"b": 1}]}


def test_a_merge_key_takes_over_what_a_mapping_does_not_say():
    data = read_yaml(
        "a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc:\n  <<: *a\n  x: 5\nd: {<<: [*b, *a], '<': 6}", "a.yaml"
    )
    assert data["c"] == {"x": 5, "y": 2} and data["d"] == {"y": 3, "z": 4, "x": 1, "<": 6}
    assert place_of(data, ("c", "y")).line == 1 and place_of(data, ("c", "x")).line == 5


def test_a_merge_key_in_quotes_is_a_key():
    assert read_yaml("a: {'<<': 1}") == {"a": {"<<": 1}}


@pytest.mark.parametrize("text", ["a: {<<: 3}", "a: {<<: [3]}", "a: {<<: }", "a: {<<: {b: 1}, <<: {c: 1}}"])
def test_a_merge_of_no_mapping_is_named(text):
    assert "a.yaml:1: " in refused(text) and "<<" in refused(text)


def test_a_number_cut_at_its_commas_says_how_to_write_it():
    assert refused("metrics: {points: 14,000,000}") == (
        "a.yaml:1: the key '000' is given twice, in line 1; if it belongs to a number, write that without commas:"
        " 14000 or 14_000"
    )


def test_a_billion_laughs_are_refused_before_they_are_told():
    lines = ["a: &a [" + ",".join("x" * 10) + "]"]
    lines += [f"{b}: &{b} [" + ",".join([f"*{a}"] * 10) + "]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    assert "1,000,000 entries" in refused("\n".join(lines))


@given(st.text())
def test_any_text_is_data_or_an_input_error(text):
    try:
        read_yaml(text)
    except InputError as error:
        assert str(error)
