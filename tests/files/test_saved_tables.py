"""A save leaves tables tables, and changes in a CSV only the cells that were edited."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from planner.domain.request import Demand, Request
from planner.domain.scenario import Scenario
from planner.files import load
from planner.files.saving import save

SCENARIO = """format: 1  # tables beside it
calendar: {start: 2027-01, periods: 3}
accelerators: {A: {speed: 1}}
pools: pools.csv
requests: requests.csv
"""
POOLS = "id,accelerator,gpus.2027-01,gpus.2027-03,cost_per_gpu_hour\r\nmain,A,256,384,2.10\r\nother,A,8,16,1.20\r\n"
REQUESTS = (
    "sep=;\nid;name;team;window.from;window.to;metrics.users;demand.gpus;option;value;requires\n"
    'search;"Search; all of it";one;2027-01;2027-03;14_000_000;8;;;\n'
    "bot;Bot;two;2027-01;2027-02;3e6;;;;search\n"
    ";;;;;;4;full;1;\n"
    ";;;;;;2;small;0.5;\n"
    "\n"
    "code;Code;two;;;5;1;;;search"
)


@pytest.fixture
def file(tmp_path):
    (tmp_path / "pools.csv").write_bytes(POOLS.encode())
    (tmp_path / "requests.csv").write_bytes(b"\xef\xbb\xbf" + REQUESTS.encode())
    (tmp_path / "s.yaml").write_text(SCENARIO, encoding="utf-8")
    return tmp_path / "s.yaml"


def saved(file: Path, after: Scenario) -> tuple[str, str]:
    """What pools and requests hold once a scenario is saved."""
    save(after, file)
    assert load(file) == after
    assert file.read_text(encoding="utf-8") == SCENARIO
    assert not list(file.parent.glob("*.original"))
    pools, requests = (file.with_name(name).read_bytes().decode("utf-8-sig") for name in ("pools.csv", "requests.csv"))
    return pools, requests


def changed(scenario: Scenario, called: str, /, **update: object) -> Scenario:
    request = scenario.request_by_id[called].model_copy(update=update)
    return scenario.model_copy(update=scenario.parts_with(request))


def test_a_cell_that_is_edited_is_all_that_changes_and_comes_back(file):
    before = load(file)
    after = changed(before, "search", metrics={"users": 15e6}, name='Search; "new"')
    wanted = REQUESTS.replace("14_000_000", "15_000_000").replace("Search; all of it", 'Search; ""new""')
    assert saved(file, after) == (POOLS, wanted)
    assert file.with_name("requests.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    pool = before.pools[0].model_copy(update={"gpus": {"2027-01": 256.0, "2027-03": 400.0}, "cost_per_gpu_hour": 2.5})
    both = after.model_copy(update={"pools": (pool, before.pools[1])})
    assert saved(file, both) == (POOLS.replace("384,2.10", "400,2.50"), wanted)


def test_rows_come_and_go_with_their_options(file):
    before = load(file)
    fresh = Request(id="new", name="New", metrics={"users": 7.0}, demand=Demand(gpus=3.0))
    rest = tuple(each for each in before.requests if each.id != "bot")
    pools, requests = saved(file, before.model_copy(update={"requests": (*rest, fresh)}))
    lines = REQUESTS.split("\n")
    assert (pools, requests.split("\n")) == (POOLS, [*lines[:3], "", lines[-1], "new;New;;;;7;3;;;"])


def test_a_field_without_a_column_gets_one_and_other_cells_stay(file):
    pools, requests = saved(file, changed(load(file), "code", minimum=0.5, requires=("search", "bot")))
    assert pools == POOLS
    assert requests.splitlines()[1].endswith(";requires;minimum")
    assert requests.splitlines()[-1] == "code;Code;two;;;5;1;;;search; bot;0.5".replace("search; bot", '"search; bot"')


def test_an_option_and_a_name_are_edited_in_their_rows(file):
    before = load(file)
    options = before.request_by_id["bot"].options
    after = changed(before, "bot", options=(options[0], options[1].model_copy(update={"value": 0.6})))
    renamed = tuple(each.model_copy(update={"id": "robot"}) if each.id == "bot" else each for each in after.requests)
    wanted = REQUESTS.replace("small;0.5", "small;0.6").replace("bot;Bot", "robot;Bot")
    assert saved(file, after.model_copy(update={"requests": renamed}))[1] == wanted


def book(path: Path) -> None:
    """A workbook with a bold heading, a column width, a second sheet with a formula, and a dated cell."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Pools"
    sheet.append(["id", "name", "accelerator", "gpus", "cost_per_gpu_hour"])
    sheet.append(["main", None, "A", 256, 2.1])
    sheet.append(["other", "Other & more", "A", 8, 1.2])
    sheet["A1"].font = Font(bold=True)
    sheet["E2"].number_format = "0.00"
    sheet.column_dimensions["B"].width = 40
    other = made.create_sheet("Sums")
    other["A1"] = "=SUM(Pools!D2:D3)"
    made.save(path)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as found:
        return {name: found.read(name) for name in found.namelist()}


def test_a_workbook_keeps_all_but_the_cells_that_are_edited(tmp_path):
    file, tables = tmp_path / "s.yaml", tmp_path / "pools.xlsx"
    text = SCENARIO.replace("pools.csv", "pools.xlsx#Pools").replace("requests: requests.csv\n", "")
    file.write_text(text, encoding="utf-8")
    book(tables)
    before, original = load(file), parts(tables)
    one, other = before.pools
    one = one.model_copy(update={"gpus": 300.0, "name": "<Main>", "region": "eu"})
    after = before.model_copy(update={"pools": (one, other.model_copy(update={"cost_per_gpu_hour": 1.5}))})
    save(after, file)
    assert load(file) == after and file.read_text(encoding="utf-8") == text
    now = parts(tables)
    assert {name for name in now if now[name] != original[name]} == {"xl/worksheets/sheet1.xml"}
    sheet = openpyxl.load_workbook(tables)["Pools"]
    assert [cell.value for cell in sheet[1]][-1] == "region" and sheet["F2"].value == "eu"
    assert sheet["A1"].font.bold and sheet["E2"].number_format == "0.00" and sheet["E3"].value == 1.5
    save(before, file)
    assert load(file) == before


def test_a_row_that_a_workbook_would_lose_is_written_into_the_file_and_the_original_kept(tmp_path):
    file = tmp_path / "s.yaml"
    text = SCENARIO.replace("pools.csv", "pools.xlsx").replace("requests: requests.csv\n", "")
    file.write_text(text, encoding="utf-8")
    book(tmp_path / "pools.xlsx")
    before, tables = load(file), (tmp_path / "pools.xlsx").read_bytes()
    after = before.model_copy(update={"pools": before.pools[:1]})
    save(after, file)
    assert load(file) == after
    assert (tmp_path / "s.yaml.original").read_text(encoding="utf-8") == text
    assert (tmp_path / "pools.xlsx").read_bytes() == tables
