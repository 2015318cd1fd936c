"""A value as people type it into a cell, read and written."""

import pytest

from planner.files.cells import cell_text, cell_value
from planner.files.numerals import number_of


@pytest.mark.parametrize(
    ("text", "path", "listed", "value"),
    [
        ("2027-01: 256, 2027-04: 384", ("gpus",), True, {"2027-01": 256, "2027-04": 384}),
        ("256", ("gpus",), True, 256),
        ("14,000,000", ("metrics", "revenue"), False, 14_000_000),
        ("1,500", ("metrics", "revenue"), False, 1500),
        ("−1,234.5", ("metrics", "revenue"), False, -1234.5),
        ("1,5", ("metrics", "revenue"), False, "1,5"),
        ("1,00", ("metrics", "revenue"), False, "1,00"),
        ("1000,000", ("metrics", "revenue"), False, "1000,000"),
        ("0123", ("metrics", "revenue"), False, "0123"),
        ("6.5 M", ("metrics", "revenue"), False, 6_500_000),
        ("720.7k", ("metrics", "revenue"), False, 720_700),
        ("1.2 bn", ("metrics", "revenue"), False, 1_200_000_000),
        ("5x", ("metrics", "revenue"), False, "5x"),
        ("1,000", ("gpus",), True, 1000),
        ("1,000, 2,000", ("gpus",), True, [1000, 2000]),
        ("256, 384", ("gpus",), True, [256, 384]),
        ("2027-01: 1,000, 2027-04: 2,500", ("gpus",), True, {"2027-01": 1000, "2027-04": 2500}),
        ("2027-01: 90 %, 2027-04: 92.5 %", ("availability",), True, {"2027-01": 0.9, "2027-04": 0.925}),
        ("7 %", ("minimum",), False, 0.07),
        ("1,000", ("name",), False, "1,000"),
        ("50 %", ("minimum",), False, 0.5),
        ("us-east, NO", ("regions",), True, ["us-east", "NO"]),
        ("007", ("name",), False, "007"),
        ("H100-SXM: 1, A100-80GB: 0.45", ("runs_on",), True, {"H100-SXM": 1, "A100-80GB": 0.45}),
        ("4090", ("runs_on",), True, "4090"),
        ("4090, A100-80GB", ("runs_on",), True, ["4090", "A100-80GB"]),
        ("4090: 0.5", ("runs_on",), True, {"4090": 0.5}),
        ("  ", ("minimum",), False, None),
    ],
)
def test_a_cell_reads_what_people_type(text, path, listed, value):
    assert cell_value(text, path, listed=listed) == value


@pytest.mark.parametrize("text", ["", "1,5", "1, 000", "1,00,000", "5x", "five", "M", "%", "1e999", ".", "--1", "true"])
def test_what_is_no_number_is_none_and_never_a_part_of_it(text):
    assert number_of(text) is None


@pytest.mark.parametrize(
    "names",
    [
        ["Search, Ads"],
        ["Search, Ads", "x"],
        ["O'Brien", "a; b"],
        ['say "hi"', "x"],
        ["a: b"],
        {"Custom, X": 0.5, "b": 1},
    ],
)
def test_a_name_reads_back_as_one_whatever_is_in_it(names):
    path = ("runs_on",)
    assert cell_value(cell_text(names, path), path, listed=True) == names
