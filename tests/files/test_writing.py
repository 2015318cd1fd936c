"""What is saved is what was there, and reads well."""

import math
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.base import LARGEST
from planner.domain.request import Request
from planner.errors import InputError
from planner.files import dump, load, parse
from planner.files.emitting import emit, number
from planner.files.saving import save
from planner.files.validation import validated
from planner.files.yaml_tree import read_yaml

COMPLETE = Path(__file__).parent / "complete.yaml"
TEXT = st.text(min_size=1, max_size=30)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
AMOUNT = st.floats(0, LARGEST) | st.integers(0, 10**9).map(float)
SERIES = AMOUNT | st.lists(AMOUNT, min_size=6, max_size=6).map(tuple) | st.just({"2027-01": 256.0, "2027-04": 1e-7})


def test_the_complete_example_comes_back_whole(tmp_path):
    scenario = load(COMPLETE)
    save(scenario, tmp_path / "s.yaml")
    assert load(tmp_path / "s.yaml") == scenario
    assert dump(load(tmp_path / "s.yaml")) == dump(scenario)


def test_numbers_and_short_mappings_are_written_as_people_write_them():
    text = dump(load(COMPLETE))
    for line in (
        "calendar: {start: 2027-01, periods: 6}",
        "    gpus: {2027-01: 256, 2027-04: 384}",
        "    metrics: {revenue: 14000000, daily_active_users: 900000}",
        "    demand: {train: {parameters: 7e9, tokens: 1.4e12}}",
        "  - {name: Budget, measure: cost, at_most: 3500000}",
        "    value_curve: [[0.5, 0.8], [1, 1]]",
    ):
        assert f"\n{line}\n" in text


@given(NUMBER)
def test_no_digit_of_a_number_is_lost(value):
    found = read_yaml(f"x: {number(value)}")["x"]
    assert found == value and math.copysign(1, found) == math.copysign(1, value)


def test_a_zero_below_nothing_survives_a_save():
    scenario = parse(
        {"calendar": {"start": "2027-01", "periods": 1}, "requests": [{"id": "a", "metrics": {"m": -0.0}}]}
    )
    assert "m: -0" in dump(scenario) and parse(read_yaml(dump(scenario))).requests == scenario.requests
    assert math.copysign(1, parse(read_yaml(dump(scenario))).requests[0].metrics["m"]) == -1


@given(st.dictionaries(TEXT, TEXT, min_size=1), TEXT)
def test_any_text_is_read_back_as_it_was(metrics, notes):
    data = {"notes": notes, "id": notes, "sources": metrics, "other": list(metrics.values())}
    assert read_yaml(emit(data)) == data


@given(
    name=TEXT,
    metrics=st.dictionaries(TEXT, st.floats(-LARGEST, LARGEST), max_size=3),
    gpus=SERIES,
    minimum=st.none() | st.floats(0, 1),
    notes=st.text() | st.sampled_from(["a\nb", "a\n\nb\n", " a\nb ", "a\n\n", "# no comment", "a: b", "- x", "x #y"]),
)
def test_any_request_is_read_back_as_it_was(name, metrics, gpus, minimum, notes):
    request = Request(id="r", name=name, metrics=metrics, demand={"gpus": gpus}, minimum=minimum, notes=notes)
    base = parse({"calendar": {"start": "2027-01", "periods": 6}})
    scenario = base.model_copy(update={"requests": (request,)})
    again, faults = validated(read_yaml(dump(scenario)), {})
    assert [str(fault) for fault in faults if not fault.warning] == []
    assert again is not None and again.requests == (request,)


def test_saving_keeps_the_mode_and_leaves_nothing_else_behind(tmp_path):
    path = tmp_path / "s.yaml"
    path.write_text("old")
    path.chmod(0o640)
    save(load(COMPLETE), path)
    assert path.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["s.yaml"]


def test_saving_through_a_link_replaces_what_it_points_at(tmp_path):
    (tmp_path / "real.yaml").write_text("old")
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    save(load(COMPLETE), tmp_path / "link.yaml")
    assert (tmp_path / "link.yaml").is_symlink()
    assert load(tmp_path / "real.yaml") == load(COMPLETE)


def test_a_place_that_cannot_be_written_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="can't be written"):
        save(load(COMPLETE), tmp_path / "none" / "s.yaml")
    assert os.listdir(tmp_path) == []


def test_an_accelerator_that_overrules_the_catalogue_with_a_default_says_so_after_a_save():
    data = {"calendar": {"start": "2027-01", "periods": 1}, "accelerators": {"X": {"cpu": False, "speed": 1}}}
    assert "X: {speed: 1, cpu: false}" in dump(parse(data))
