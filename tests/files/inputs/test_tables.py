"""A scenario's inputs as tables say the same scenario, whatever it holds; and what they look like."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

import planner
from planner.domain.digest import digest
from planner.files.columns import heading_of, named_by
from planner.files.inputs.dictionary import TITLES
from planner.files.writing import data_of
from tests.strategies import scenarios

SAMPLES = sorted((Path(__file__).parents[3] / "scenarios").glob("*.yaml"))
COMPLETE = Path(__file__).parents[1] / "complete.yaml"
ODD = """\
format: 1
name: "007"
notes: |
  Two lines, and a [bracket].
  = not a formula
calendar: {start: 2027-01, periods: 3}
accelerators: {npu.v2: {memory_gb: 64, speed: 0.1234567890123456789, notes: "_x0041_"}}
pools:
  - {id: "007", accelerator: npu.v2, region: "=SUM(A1)", gpus: {2027-01: 5, 2027-03: 9}, availability: [0.5, 0.6, 0.7]}
  - {id: "1e5", accelerator: H100-SXM, nodes: {2027-02: 3}, gpus_per_node: 8, cost_per_node_hour: 0.30000000000000004}
people: [{role: ml.engineer, fte: 2}, {role: sre, fte: [1, 2, 3]}]
value: {weights: {"a.b": 1, c: 2, " d ": 3}, metrics: {c: {unit: "USD [k]", notes: "of: all"}}, discount: confidence}
objective: {cost: {target_value: 1}}
entitlements: {t.1: 0.5}
requests:
  - id: a;b
    name: " spaces at its ends "
    notes: "line\\r\\nend\\n"
    team: t.1
    metrics: {"a.b": 1, c: -2, " d ": 3, "reach [k]": 4}
    demand: {serve: {users: {2027-01: 1, 2027-02: 2}, queries_per_user_day: [1, 2, 3], tokens_per_query: 5,
             tokens_per_second_per_gpu: 100}}
    people: {ml.engineer: 1, sre: {2027-02: 1}}
    cost: {2027-02: 40_000, 2027-03: 10_000}
  - {id: "[b]", runs_on: [H100-SXM], requires: ["a;b"], window: [2027-01, 2027-03-15], value_curve: [[0.5, 0.8], [1, 1]],
     options: [{id: x, demand: {gpus: 1}}, {id: "true", demand: {gpu_hours: 2}, shards: false, regions: []}]}
  - {id: c, demand: {gpus: {2027-02: 1}}, people: {sre: {2027-01: 1}}, latest_start: 2027-02, shards: true}
rules:
  - {name: "-5", measure: cost, of: {team: [t.1], period: 2027-01}, at_most: 1e9, each: team, enabled: false}
expect: [{funds: c}, {measure: value, of: {id: [c, "a;b"]}, at_least: 0}]
solver: {gap: 1.0e-3, seed: 7}
"""
KINDS = ("book.xlsx", "folder")


def again(scenario, path):
    """The scenario that its tables are read as."""
    return planner.read(planner.write_tables(scenario, path)[0])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("file", [*SAMPLES, COMPLETE], ids=lambda file: file.stem)
def test_reading_the_tables_back_gives_the_same_digest(tmp_path, file, kind):
    scenario = planner.load(file)
    assert digest(again(scenario, tmp_path / kind).scenario) == digest(scenario)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_a_cell_can_not_hold_is_lost(tmp_path, kind):
    (tmp_path / "odd.yaml").write_text(ODD, encoding="utf-8")
    scenario = planner.load(tmp_path / "odd.yaml")
    found = again(scenario, tmp_path / kind)
    assert digest(found.scenario) == digest(scenario)
    assert data_of(found.scenario) == data_of(scenario)  # but for the order of names
    assert not [fault for fault in found.warnings if "blank cell" in fault.message]


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=8, suppress_health_check=list(HealthCheck), deadline=None)
@given(scenario=scenarios())
def test_any_scenario_comes_back(tmp_path_factory, kind, scenario):
    assert digest(again(scenario, tmp_path_factory.mktemp("any") / kind).scenario) == digest(scenario)


def test_the_same_scenario_gives_the_same_bytes(tmp_path):
    scenario = planner.load(COMPLETE)
    one, other = (planner.write_tables(scenario, tmp_path / name)[0] for name in ("a.xlsx", "b.xlsx"))
    assert one.read_bytes() == other.read_bytes()


def test_an_edit_in_the_workbook_is_an_edit_of_the_scenario(tmp_path):
    book = planner.write_tables(planner.load(COMPLETE), tmp_path / "book.xlsx")[0]
    opened = openpyxl.load_workbook(book)
    sheet, fields = opened["Requests"], opened["Scenario"]
    heads = {named_by(cell.value): cell.column for cell in sheet[1]}
    sheet.cell(2, heads["team"]).value = "other"
    row = next(row for row in fields.iter_rows(min_row=2) if row[0].value == "value.weights.revenue")
    row[1].value = 51
    opened.save(book)
    scenario = planner.load(book)
    assert scenario.requests[0].team == "other" and scenario.value.weights["revenue"] == 51


def test_headings_have_units_and_notes_and_cells_their_choices(tmp_path):
    book = openpyxl.load_workbook(planner.write_tables(planner.load(COMPLETE), tmp_path / "book.xlsx")[0])
    assert book.sheetnames == ["Scenario", *TITLES.values(), "Dictionary", "Choices"]
    sheet = book["Pools"]
    heads = {cell.value: cell for cell in sheet[1]}
    assert "cost_per_gpu_hour [USD per GPU·h]" in heads and sheet.freeze_panes == "B2"
    assert "Usable part after failures" in heads["availability"].comment.text
    offered = {str(rule.sqref).partition("2:")[0]: rule for rule in sheet.data_validations.dataValidation}
    rule = offered[heads["accelerator"].column_letter]
    column = rule.formula1.partition("$")[2].partition("$")[0]
    words = [cell.value for cell in book["Choices"][column][1:] if cell.value]
    assert words[:2] == ["H100-SXM", "A100-80GB"] and "custom-npu" in words and rule.showErrorMessage


@pytest.mark.parametrize("text", ["=1+1", "@x", "-1 or less", "+"])
def test_no_text_is_a_formula(tmp_path, text):
    scenario = planner.vary(planner.load(COMPLETE), {"requests": {"search-answers": {"notes": text}}})
    book = planner.write_tables(scenario, tmp_path / "book.xlsx")[0]
    cells = [cell for row in openpyxl.load_workbook(book)["Requests"].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == text] == ["s"]


@pytest.mark.parametrize("name", ["demand.gpus", "metrics.reach [k]", "x []", "a b", "[x]", "metrics.[x]", "a  [b]"])
@pytest.mark.parametrize("unit", ["", "GPU", "USD per GPU·h"])
def test_a_heading_gives_its_name_back(name, unit):
    assert named_by(heading_of(name, unit)) == name


def test_a_unit_in_a_heading_says_nothing(tmp_path):
    (tmp_path / "r.csv").write_text("id,demand.gpus [GPU],metrics.revenue [USD]\na,3,4\n")
    (tmp_path / "s.yaml").write_text("format: 1\ncalendar: {start: 2027-01, periods: 1}\nrequests: r.csv\n")
    (request,) = planner.load(tmp_path / "s.yaml").requests
    assert request.metrics == {"revenue": 4} and request.demand.gpus == 3


def test_what_else_a_row_says_stands_as_yaml_and_not_twice(tmp_path):
    head = "format: 1\ncalendar: {start: 2027-01, periods: 1}\nrequests: r.csv\n"
    (tmp_path / "s.yaml").write_text(head)
    (tmp_path / "r.csv").write_text('id\tmetrics.m\tas_yaml\na\t1\t{notes: "x\\n", metrics: {a.b: 2}}\n')
    (request,) = planner.load(tmp_path / "s.yaml").requests
    assert request.notes == "x\n" and request.metrics == {"m": 1, "a.b": 2}
    (tmp_path / "r.csv").write_text("id\tnotes\tas_yaml\na\ty\t{notes: x}\nb\t\tx\n")
    with pytest.raises(planner.InputError) as caught:
        planner.load(tmp_path / "s.yaml")
    assert [(fault.line, fault.column) for fault in caught.value.faults] == [(2, "as_yaml"), (3, "as_yaml")]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("calendar.perods", 3, "did you mean"),
        ("requests", "x", "sheet of its own"),
        ("solver.gap", "[1", "book.xlsx#Scenario:"),
        ("calendar", "{start: 2027-01, periods: 1}", "and a part of it too"),
        ("name", "again", "is given twice"),
    ],
)
def test_what_is_wrong_in_the_sheet_of_fields_is_said_with_its_row(tmp_path, field, value, said):
    book = planner.write_tables(planner.load(COMPLETE), tmp_path / "book.xlsx")[0]
    opened = openpyxl.load_workbook(book)
    opened["Scenario"].append([field, value])
    opened.save(book)
    with pytest.raises(planner.InputError) as caught:
        planner.load(book)
    assert said in str(caught.value) and caught.value.faults[0].line


def test_a_workbook_is_extended_as_a_file_is_and_never_written_over(tmp_path):
    book = planner.write_tables(planner.load(COMPLETE), tmp_path / "book.xlsx")[0]
    (tmp_path / "v.yaml").write_text("format: 1\nextends: book.xlsx\nchanges: {requests: {support-bot: null}}\n")
    assert len(planner.load(tmp_path / "v.yaml").requests) == len(planner.load(COMPLETE).requests) - 1
    with pytest.raises(planner.InputError, match="is a workbook"):
        planner.save(planner.load(COMPLETE), book)


def test_a_workbook_that_is_no_scenario_is_said_to_be_none(tmp_path):
    planner.write_template(planner.load(COMPLETE), tmp_path / "t.xlsx")
    with pytest.raises(planner.InputError, match="without a sheet 'Scenario'"):
        planner.load(tmp_path / "t.xlsx")
