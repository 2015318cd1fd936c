"""A save leaves tables tables, and changes in a CSV only the cells that were edited."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from planner.domain.inventory import Pool
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


def test_rows_that_change_places_keep_what_is_written_in_them(file):
    before = load(file)
    search, bot, code = before.requests
    lines = REQUESTS.split("\n")
    there = saved(file, before.model_copy(update={"requests": (code, search, bot)}))[1]
    assert there.split("\n") == [*lines[:2], lines[-1], *lines[2:6], "", ""]
    edited = changed(load(file), "bot", name="Robot", minimum=0.5)
    search, bot, code = (edited.request_by_id[each] for each in ("search", "bot", "code"))
    there = saved(file, edited.model_copy(update={"requests": (bot, code, search)}))[1].split("\n")
    assert there[2].startswith("bot;Robot;two;2027-01;2027-02;3e6;") and there[3] == ";;;;;;4;full;1;;"
    assert there[6] == lines[2] + ";" if there[5].startswith("code") else lines[2] in "\n".join(there)


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


def rich(path: Path) -> None:
    """A workbook as teams keep it: a filter, a list to choose from, colours by value, names, sums, a chart, a total elsewhere."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "GPU pools"
    sheet.append(["id", "accelerator", "gpus", "cost_per_gpu_hour"])
    for k in range(4):
        sheet.append([f"p{k}", "A", 8 * (k + 1), 1.5])
        sheet.cell(k + 2, 3).number_format = "#,##0"
        sheet.row_dimensions[k + 2].height = 20
    sheet.cell(1, 1).font = Font(bold=True)
    sheet.column_dimensions["A"].width = 33
    sheet.auto_filter.ref = "A1:D5"
    sheet.freeze_panes = "A2"
    chosen = DataValidation(type="list", formula1='"A,B"', allow_blank=True)
    chosen.add("B2:B5")
    sheet.add_data_validation(chosen)
    sheet.conditional_formatting.add("C2:C5", CellIsRule("greaterThan", ["$C$3"], font=Font(color="FF0000")))
    sums = made.create_sheet("Sums")
    sums["A1"] = "=SUM('GPU pools'!C2:C5)"
    sums["A2"] = "='GPU pools'!C4*2"
    sums["A3"] = '=COUNTIF(Total,">8")&" of \'GPU pools\'!C4"'
    made.defined_names["Total"] = DefinedName("Total", attr_text="'GPU pools'!$C$2:$C$5")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=2, max_row=5))
    sums.add_chart(chart, "D2")
    made.save(path)


def sheets(path: Path) -> tuple[openpyxl.Workbook, str]:
    """The workbook, and the cells that its chart names."""
    chart = next(content for name, content in parts(path).items() if name.startswith("xl/charts/"))
    return openpyxl.load_workbook(path), re.search(rb"<(?:c:)?f>([^<]+)</", chart)[1].decode()


@pytest.fixture
def rich_file(tmp_path):
    rich(tmp_path / "pools.xlsx")
    file = tmp_path / "s.yaml"
    file.write_text(
        SCENARIO.replace("pools.csv", "pools.xlsx").replace("requests: requests.csv\n", ""), encoding="utf-8"
    )
    return file


def pooled(scenario: Scenario, *pools: Pool) -> Scenario:
    return scenario.model_copy(update={"pools": pools})


def written(file: Path, after: Scenario) -> tuple[openpyxl.Workbook, str]:
    text = file.read_text(encoding="utf-8")
    save(after, file)
    assert load(file) == after
    assert file.read_text(encoding="utf-8") == text and not list(file.parent.glob("*.original"))
    return sheets(file.with_name("pools.xlsx"))


def test_a_row_that_goes_from_a_workbook_takes_nothing_else_with_it(rich_file):
    before = load(rich_file)
    book, chart = written(rich_file, pooled(before, before.pools[0], *before.pools[2:]))
    sheet, sums = book["GPU pools"], book["Sums"]
    assert [row[0].value for row in sheet.iter_rows(max_row=4)] == ["id", "p0", "p2", "p3"] and sheet.max_row == 4
    assert sheet.auto_filter.ref == "A1:D4" and chart == "'GPU pools'!$C$2:$C$4"
    assert sums["A1"].value == "=SUM('GPU pools'!C2:C4)" and sums["A2"].value == "='GPU pools'!C3*2"
    assert sums["A3"].value == '=COUNTIF(Total,">8")&" of \'GPU pools\'!C4"'
    assert book.defined_names["Total"].attr_text == "'GPU pools'!$C$2:$C$4"
    assert [str(each.sqref) for each in sheet.data_validations.dataValidation] == ["B2:B4"]
    assert [str(each.sqref) for each in sheet.conditional_formatting] == ["C2:C4"]
    assert sheet["A1"].font.bold and sheet.column_dimensions["A"].width == 33 and sheet.freeze_panes == "A2"


def test_rows_that_come_into_a_workbook_look_like_those_above_and_are_summed_with_them(rich_file):
    before = load(rich_file)
    fresh = [Pool(id=name, accelerator="A", gpus=100.0, region="eu") for name in ("x", "y", "z")]
    book, chart = written(rich_file, pooled(before, before.pools[0], *fresh[:2], *before.pools[1:], fresh[2]))
    sheet, sums = book["GPU pools"], book["Sums"]
    names = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert names == ["p0", "x", "y", "p1", "p2", "p3", "z"] and sheet["E1"].value == "region"
    assert sheet["C3"].number_format == "#,##0" and sheet.row_dimensions[4].height == 20
    assert sheet["C4"].value == 100 and sheet["D5"].value == 1.5
    assert sums["A1"].value == "=SUM('GPU pools'!C2:C8)" and sums["A2"].value == "='GPU pools'!C6*2"
    assert sheet.auto_filter.ref == "A1:D8" and chart == "'GPU pools'!$C$2:$C$8"
    assert [str(each.sqref) for each in sheet.data_validations.dataValidation] == ["B2:B8"]
    (rule,) = next(iter(sheet.conditional_formatting)).rules
    assert rule.formula == ["$C$5"]
    again = load(rich_file)
    book, _ = written(rich_file, pooled(again, *(each for each in again.pools if each.id not in ("x", "y", "z"))))
    assert book["Sums"]["A1"].value == "=SUM('GPU pools'!C2:C5)" and book["Sums"]["A2"].value == "='GPU pools'!C4*2"


def test_rows_of_a_workbook_change_places(rich_file):
    before = load(rich_file)
    one, two, three, four = before.pools
    book, _ = written(rich_file, pooled(before, three, one, four, two))
    sheet = book["GPU pools"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["p2", "p0", "p3", "p1"]
    assert book["Sums"]["A1"].value == "=SUM('GPU pools'!C2:C5)" and book["Sums"]["A2"].value == "='GPU pools'!C2*2"
    assert [str(each.sqref) for each in sheet.data_validations.dataValidation] == ["B2:B5"]


def test_what_covers_all_rows_of_a_workbook_covers_those_that_replace_them(rich_file):
    before = load(rich_file)
    fresh = [Pool(id=name, accelerator="A", gpus=5.0) for name in ("x", "y", "z")]
    for pools in (fresh, [fresh[2], fresh[0]]):
        book, chart = written(rich_file, pooled(before, *pools))
        last = 1 + len(pools)
        assert book["Sums"]["A1"].value == f"=SUM('GPU pools'!C2:C{last})" and chart.endswith(f"$C${last}")
        assert [str(each.sqref) for each in book["GPU pools"].data_validations.dataValidation] == [f"B2:B{last}"]


def test_a_formula_in_the_table_stays_where_nothing_that_it_looks_at_changes(tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text(
        SCENARIO.replace("pools.csv", "pools.xlsx").replace("requests: requests.csv\n", ""), encoding="utf-8"
    )
    book(tmp_path / "pools.xlsx")
    content = parts(tmp_path / "pools.xlsx")
    name = "xl/worksheets/sheet1.xml"
    content[name] = content[name].replace(b'<c r="D3" t="n"><v>8</v></c>', b'<c r="D3"><f>4*2+0*E3</f><v>8</v></c>')
    assert b"<f>" in content[name]
    with zipfile.ZipFile(tmp_path / "pools.xlsx", "w") as target:
        for each, data in content.items():
            target.writestr(each, data)
    before = load(file)
    save(pooled(before, before.pools[1]), file)
    sheet = openpyxl.load_workbook(tmp_path / "pools.xlsx")["Pools"]
    assert sheet["D2"].value == "=4*2+0*E2" and not list(tmp_path.glob("*.original"))


def test_a_workbook_that_can_t_be_changed_alone_is_written_into_the_file_and_the_original_kept(tmp_path):
    file = tmp_path / "s.yaml"
    text = SCENARIO.replace("pools.csv", "pools.xlsx").replace("requests: requests.csv\n", "")
    file.write_text(text, encoding="utf-8")
    book(tmp_path / "pools.xlsx")
    made = openpyxl.load_workbook(tmp_path / "pools.xlsx")
    made["Pools"].merge_cells("A9:B9")
    made.save(tmp_path / "pools.xlsx")
    before, tables = load(file), (tmp_path / "pools.xlsx").read_bytes()
    after = before.model_copy(update={"pools": before.pools[:1]})
    save(after, file)
    assert load(file) == after
    assert (tmp_path / "s.yaml.original").read_text(encoding="utf-8") == text
    assert (tmp_path / "pools.xlsx").read_bytes() == tables
