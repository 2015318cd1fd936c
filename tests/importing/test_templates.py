"""Templates that teams fill in: they are read as they are, merged, and what clashes is named."""

from __future__ import annotations

import openpyxl
import pytest

import planner
from planner.files.columns import named_by
from planner.files.inputs.dictionary import TITLES
from tests.cli.conftest import SMALL, cli, small  # noqa: F401

SCENARIO = SMALL.replace("calendar:", "people: [{role: eng, fte: 3}]\ncalendar:")


@pytest.fixture
def scenario(tmp_path):
    file = tmp_path / "plan.yaml"
    file.write_text(f"# kept\n{SCENARIO}", encoding="utf-8")
    return file


def filled(scenario, path, *rows, team=""):
    """A template with rows in it, each of cells by their columns."""
    planner.write_template(planner.load(scenario), path, team)
    book = openpyxl.load_workbook(path)
    sheet = book[TITLES["requests"]]
    heads = {named_by(cell.value): cell.column for cell in sheet[1]}
    for number, cells in enumerate(rows, start=sheet.max_row + 1):
        for name, value in cells.items():
            sheet.cell(number, heads[name]).value = value
    book.save(path)
    return path


NEW = {"id": "bot", "team": "red", "metrics.m": 20, "demand.gpus": 2, "window.from": "2027-01", "window.to": "2027-02"}
WAYS = [
    {"id": "ways", "team": "blue", "metrics.m": 5, "people.eng": 1},
    {"id": "ways", "option": "full", "demand.gpu_hours": 100, "runs_on.A": 1},
    {"id": "ways", "option": "small", "demand.gpu_hours": 50, "value": 0.5},
]


def test_what_teams_fill_in_comes_into_the_scenario_whole(cli, scenario, tmp_path):  # noqa: F811
    files = [filled(scenario, tmp_path / "a.xlsx", NEW), filled(scenario, tmp_path / "b.xlsx", *WAYS)]
    code, out, err = cli("import", *files, "--into", scenario)
    assert (code, err) == (0, "") and "2 new" in out
    found = planner.load(scenario).request_by_id
    assert found["bot"].window == ("2027-01", "2027-02") and found["bot"].demand.gpus == 2
    assert [(way.id, way.value) for way in found["ways"].options] == [("full", 1), ("small", 0.5)]
    assert found["ways"].people == {"eng": 1} and scenario.read_text().startswith("# kept")


def test_a_team_finds_its_own_requests_in_its_template_and_changes_them(cli, scenario, tmp_path):  # noqa: F811
    before = planner.load(scenario)
    file = filled(scenario, tmp_path / "blue.xlsx", team="blue")
    assert cli("import", file, "--into", scenario)[0] == 0
    assert planner.load(scenario) == before
    book = openpyxl.load_workbook(file)
    sheet = book[TITLES["requests"]]
    heads = {named_by(cell.value): cell.column for cell in sheet[1]}
    assert [sheet.cell(row, 1).value for row in (2, 3, 4)] == ["next", "last", None]
    sheet.cell(2, heads["demand.gpus"]).value = 3
    book.save(file)
    assert cli("import", file, "--into", scenario)[0] == 0
    changed = planner.vary(before, {"requests": {"next": {"demand": {"gpus": 3}}}})
    assert planner.load(scenario).requests == changed.requests


def test_what_two_files_say_differently_is_named_with_both_places_and_nothing_is_written(cli, scenario, tmp_path):  # noqa: F811
    one = filled(scenario, tmp_path / "a.xlsx", NEW)
    other = filled(scenario, tmp_path / "b.xlsx", *WAYS, NEW | {"metrics.m": 30, "demand.gpus": 4})
    before = scenario.read_bytes()
    code, _, err = cli("import", one, other, "--into", scenario)
    lines = err.splitlines()
    assert code == 2 and len(lines) == 2 and scenario.read_bytes() == before
    assert lines[0].startswith(f"{other}#Requests:5: column metrics.m: request bot: metrics.m is 30 here, and 20 in")
    assert f"{one}#Requests:2, column metrics.m" in lines[0] and "request bot: demand" in lines[1]


def test_what_two_files_say_alike_counts_once_and_parts_are_put_together(cli, scenario, tmp_path):  # noqa: F811
    one = filled(scenario, tmp_path / "a.xlsx", NEW)
    other = filled(scenario, tmp_path / "b.xlsx", {"id": "bot", "metrics.m": 20, "cost": 7})
    code, out, _ = cli("import", one, one, other, "--into", scenario)
    said = " ".join(out.split())
    assert code == 0 and "request bot is put together" in said
    bot = planner.load(scenario).request_by_id["bot"]
    assert (bot.cost, bot.metrics, bot.team) == (7, {"m": 20}, "red")


def test_every_wrong_cell_of_every_file_is_named(cli, scenario, tmp_path):  # noqa: F811
    one = filled(scenario, tmp_path / "a.xlsx", NEW | {"demand.gpus": -2, "kind": "inferense"})
    other = filled(scenario, tmp_path / "b.xlsx", {"team": "red"}, NEW | {"minimum": "half"})
    code, _, err = cli("import", one, other, "--into", scenario)
    assert code == 2
    for said in (
        "a.xlsx#Requests:2: column kind",
        "a.xlsx#Requests:2: column demand.gpus",
        "b.xlsx#Requests:2: column id",
    ):
        assert said in err
    assert "b.xlsx#Requests:3: column minimum" in err


def test_python_merges_them_as_well(scenario, tmp_path):
    files = [filled(scenario, tmp_path / "a.xlsx", NEW), filled(scenario, tmp_path / "b.xlsx", *WAYS)]
    found = planner.import_requests(files, scenario)
    assert {"bot", "ways"} <= found.after.request_by_id.keys() and not found.requests.unread


def test_the_requests_of_a_whole_book_come_in_too(scenario, tmp_path):
    book = planner.write_tables(planner.load(scenario), tmp_path / "book.xlsx")[0]
    assert not planner.import_requests(book, scenario).changes
