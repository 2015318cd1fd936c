"""Plans as files: numbers are numbers, text can't run, the same plan gives the same bytes."""

import csv
import io
import json
import math
import os

import openpyxl
import pandas as pd
import pytest

import planner
from planner.errors import InputError
from planner.files.export import SHEETS, defused, plan_json, rounded, write_allocation, write_plan

EVIL = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0")
NAMES = ("検索の回答", "שלום, עולם", 'say "hi"', "Ünïcode 🎉", "two\nlines", "return\r=1+1", "\x07bell", *EVIL)
ENDINGS = ("csv", "xlsx", "json")


def build():
    requests = [
        {"id": f"r{k:02}", "name": name, "team": name, "metrics": {"m": 1}, "demand": {"gpus": 3}}
        for k, name in enumerate(NAMES)
    ]
    return planner.parse(
        {
            "format": 1,
            "name": "=Plan",
            "calendar": {"start": "2027-01", "periods": 3},
            "accelerators": {"A": {"speed": 1, "watts": 500}},
            "pools": [{"id": "p", "accelerator": "A", "gpus": 20, "cost_per_gpu_hour": 2}],
            "people": [{"role": "ml", "fte": 3}],
            "requests": [
                *requests,
                {"id": "loss", "metrics": {"m": -2}, "demand": {"gpus": 1}},
                {"id": "free"},
                {"id": "easy", "metrics": {"m": 1}, "commitment": "must"},
            ],
        }
    )


@pytest.fixture(scope="module")
def plan():
    return planner.solve(build())


def rows(file):
    text = file.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def cells(sheet):
    heads, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in body]


@pytest.fixture
def book(plan, tmp_path):
    write_plan(plan, tmp_path / "plan.xlsx")
    return openpyxl.load_workbook(tmp_path / "plan.xlsx")


# -- CSV ------------------------------------------------------------------------------------------------------------


def test_csv_opens_with_a_mark_and_keeps_names_of_every_script(plan, tmp_path):
    write_plan(plan, tmp_path / "plan.csv")
    assert (tmp_path / "plan.csv").read_bytes().startswith(b"\xef\xbb\xbfrank,id,name,")
    assert {"検索の回答", "שלום, עולם", 'say "hi"', "Ünïcode 🎉", "two\nlines"} <= {
        row["name"] for row in rows(tmp_path / "plan.csv")
    }


def test_no_cell_of_a_csv_runs_as_a_formula(plan, tmp_path):
    write_plan(plan, tmp_path / "plan.csv")
    for row in rows(tmp_path / "plan.csv"):
        for column, cell in row.items():
            if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")):
                assert math.isfinite(float(cell)), f"{column}: {cell!r}"
    assert {f"'{name}" for name in EVIL} <= {row["name"] for row in rows(tmp_path / "plan.csv")}


def test_a_carriage_return_in_a_name_begins_no_row(plan, tmp_path):
    """Spreadsheets end a row at one that is not quoted, and would run what follows it."""
    write_plan(plan, tmp_path / "plan.csv")
    assert b',"return\r=1+1",' in (tmp_path / "plan.csv").read_bytes()
    assert [row["id"] for row in rows(tmp_path / "plan.csv")] == plan.requests["id"].tolist()


def test_numbers_of_a_csv_stay_numbers_negative_ones_too(plan, tmp_path):
    write_plan(plan, tmp_path / "plan.csv")
    read = pd.read_csv(tmp_path / "plan.csv", encoding="utf-8-sig").set_index("id")
    known = plan.requests.set_index("id")
    assert (
        read.loc["loss", "value_points"] == pytest.approx(known.loc["loss", "value_points"])
        and known.loc["loss", "value_points"] < 0
    )
    for column in known.select_dtypes("number").columns:
        pd.testing.assert_series_equal(read[column], known[column], check_dtype=False, rtol=1e-11, atol=0)


def test_the_allocation_adds_up_to_what_is_given(plan, tmp_path):
    write_allocation(plan, tmp_path / "a.csv")
    hours = sum(float(row["gpu_hours"]) for row in rows(tmp_path / "a.csv"))
    assert hours == pytest.approx(plan.requests["given_gpu_hours"].sum())


# -- XLSX -----------------------------------------------------------------------------------------------------------


def test_a_workbook_has_a_sheet_for_each_frame_and_the_proof(book, plan):
    assert book.sheetnames == [
        "Plan", "Allocation", "Served", "Pools", "People", "KPIs", "Binding", "Promises", "Certificate"]  # fmt: skip
    for name, sheet in zip(SHEETS, book.worksheets, strict=False):
        assert [cell.value for cell in sheet[1]] == list(getattr(plan, name).columns)
        assert sheet.max_row == len(getattr(plan, name)) + 1


def test_headings_stay_in_sight(book):
    assert {sheet.freeze_panes for sheet in book.worksheets} == {"B2"}
    assert all(cell.font.bold for sheet in book.worksheets for cell in sheet[1])


def test_numbers_of_a_workbook_are_numbers(book, plan):
    found = {row["id"]: row for row in cells(book["Plan"])}
    for row in plan.requests.to_dict("records"):
        for column in ("rank", "share", "value_points", "given_gpu_hours", "cost_usd"):
            assert found[row["id"]][column] == pytest.approx(row[column], rel=1e-11)
    assert found["loss"]["value_points"] < 0
    assert {type(row["used_gpus"]) for row in cells(book["Pools"])} <= {int, float}


def test_what_has_no_number_is_left_empty_or_said(book):
    found = {row["id"]: row for row in cells(book["Plan"])}
    assert found["easy"]["scarcity_index"] == "inf" and found["free"]["scarcity_index"] is None


def test_no_cell_of_a_workbook_is_a_formula(book):
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert {f"'{name}" for name in EVIL} - {"'\r=1"} <= {row["name"] for row in cells(book["Plan"])}


def test_what_a_workbook_can_not_hold_is_replaced(book):
    assert "\N{REPLACEMENT CHARACTER}bell" in {row["name"] for row in cells(book["Plan"])}


def test_the_certificate_names_bound_and_input(book, plan):
    found = {row["proof"]: row["found"] for row in cells(book["Certificate"])}
    assert found["bound"] == pytest.approx(plan.certificate.bound, rel=1e-11) and found["violations"] == "none"
    assert found["digest of the input (SHA-256)"] == plan.certificate.digest and found["scenario"] == "'=Plan"


# -- JSON -----------------------------------------------------------------------------------------------------------


def strict(text):
    def refuse(constant):
        raise AssertionError(f"{constant} is no JSON")

    return json.loads(text, parse_constant=refuse)


def test_json_holds_every_frame_whole(plan, tmp_path):
    write_plan(plan, tmp_path / "plan.json")
    found = strict((tmp_path / "plan.json").read_text(encoding="utf-8"))
    for name in SHEETS:
        frame = getattr(plan, name)
        assert len(found[name]) == len(frame)
        assert all(list(row) == list(frame.columns) for row in found[name])
    assert {row["name"] for row in found["requests"]} >= set(NAMES)


def test_json_says_null_for_missing_and_inf_for_uncontested(plan):
    found = {row["id"]: row for row in strict(plan_json(plan))["requests"]}
    assert found["easy"]["scarcity_index"] == "inf"
    assert found["free"]["scarcity_index"] is None


def test_json_tells_nothing_that_changes_from_run_to_run(plan):
    assert "seconds" not in strict(plan_json(plan))["certificate"]


# -- all of them ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_input_gives_the_same_bytes(plan, tmp_path, ending):
    again = planner.solve(build())
    write_plan(plan, tmp_path / f"a.{ending}")
    write_plan(again, tmp_path / f"b.{ending}")
    assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_older_file_is_replaced_and_keeps_its_permissions(plan, tmp_path, ending):
    file = tmp_path / f"plan.{ending}"
    file.write_text("old")
    file.chmod(0o640)
    write_plan(plan, file)
    assert file.stat().st_size > 100 and file.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == [file.name]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_write_that_fails_leaves_the_older_file_whole_and_nothing_else(plan, tmp_path, ending, monkeypatch):
    file = tmp_path / f"plan.{ending}"
    file.write_text("old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match=rf"plan\.{ending}: can't be written: No space left on device"):
        write_plan(plan, file)
    assert file.read_text() == "old" and os.listdir(tmp_path) == [file.name]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("plan.pdf", "a plan is written as .csv, .xlsx or .json, not .pdf"),
        ("plan", "a plan is written as .csv, .xlsx or .json, not without an ending"),
        ("none/plan.csv", "none does not exist; make it first"),
        ("file/plan.csv", "file is no folder"),
        ("folder.csv", "is a folder; name a file in it"),
    ],
)
def test_where_a_plan_can_not_be_written_is_said(plan, tmp_path, name, message):
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError) as caught:
        write_plan(plan, tmp_path / name)
    assert str(caught.value).startswith(f"{tmp_path / name}: ") and message in str(caught.value)
    assert sorted(os.listdir(tmp_path)) == ["file", "folder.csv"]


def test_an_allocation_is_refused_under_another_ending(plan, tmp_path):
    with pytest.raises(InputError, match=r"an allocation is written as \.csv, not \.xlsx"):
        write_allocation(plan, tmp_path / "a.xlsx")


@pytest.mark.parametrize("text", ["", "plain", "a=b", "1-2", "'quoted'"])
def test_harmless_text_is_left_alone(text):
    assert defused(text) == text


@pytest.mark.parametrize("text", [*EVIL, "'=1", "''=1", "＝1"])
def test_text_that_would_run_can_be_had_back(text):
    assert defused(text) == f"'{text}"


def test_the_noise_of_arithmetic_is_not_written():
    assert [rounded(0.1 + 0.2), rounded(-0.0), rounded(1e300), rounded(float("inf"))] == [0.3, 0.0, 1e300, math.inf]


def test_what_to_know_of_a_plan_stands_in_the_files_that_have_a_place_for_it(plan, tmp_path):
    note = "This is the plan of an earlier state."
    for ending in ENDINGS:
        write_plan(plan, tmp_path / f"noted.{ending}", note)
        write_plan(plan, tmp_path / f"plain.{ending}")
    book = openpyxl.load_workbook(tmp_path / "noted.xlsx")
    assert (book.worksheets[0].title, book.worksheets[0]["A2"].value) == ("Note", note)
    assert "Note" not in openpyxl.load_workbook(tmp_path / "plain.xlsx").sheetnames
    noted, plain = (json.loads((tmp_path / f"{name}.json").read_text("utf-8")) for name in ("noted", "plain"))
    assert noted.pop("note") == note and noted == plain
    assert (tmp_path / "noted.csv").read_bytes() == (tmp_path / "plain.csv").read_bytes()
