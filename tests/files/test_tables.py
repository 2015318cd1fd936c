"""Tables beside a scenario."""

import datetime
from pathlib import Path

import openpyxl
import pytest

from planner.domain.inventory import Pool
from planner.errors import InputError
from planner.files import load

HEAD = """\
format: 1
calendar: {start: 2027-01, periods: 6}
accelerators: {A: {speed: 1}}
"""
POOLS = "id,accelerator,gpus.2027-01,gpus.2027-04,region\np,A,256,384,NO\n"
REQUESTS = """\
id,option,name,team,metrics.rev,window.from,window.to,demand.gpus,demand.gpu_hours,runs_on.A,requires,value_curve
a,,"Name, with",007,14_000_000,2027-01,2027-03,5,,1,,"[[0.5, 0.8], [1, 1]]"
b,,1e6,t,,,,,,,a; c,
b,x,,,,,,,500,1,,
,y,Why,,,,,,100,0.5,,
c,,C,t,5,,,,,,,
"""


@pytest.fixture
def scenario(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(pools=POOLS, requests=REQUESTS, more=""):
        Path("p.csv").write_text(pools, encoding="utf-8")
        Path("r.csv").write_text(requests, encoding="utf-8")
        Path("s.yaml").write_text(HEAD + "pools: p.csv\nrequests: r.csv\n" + more, encoding="utf-8")
        return "s.yaml"

    return write


def refused(path):
    with pytest.raises(InputError) as caught:
        load(path)
    return str(caught.value)


def test_columns_are_fields_with_dots_into_their_parts(scenario):
    s = load(scenario())
    a, b, c = s.requests
    assert s.pools == (Pool(id="p", accelerator="A", gpus={"2027-01": 256, "2027-04": 384}, region="NO"),)
    assert (a.name, a.team, a.metrics, a.window) == ("Name, with", "007", {"rev": 14e6}, ("2027-01", "2027-03"))
    assert (
        a.demand is not None and a.demand.gpus == 5 and a.runs_on == {"A": 1} and a.value_curve == ((0.5, 0.8), (1, 1))
    )
    assert b.name == "1e6" and b.requires == ("a", "c") and b.demand is None
    assert c.metrics == {"rev": 5}


def test_rows_with_an_option_belong_to_the_request_above(scenario):
    options = load(scenario()).requests[1].options
    assert [(o.id, o.name, o.demand.gpu_hours if o.demand else 0) for o in options] == [
        ("x", "", 500),
        ("y", "Why", 100),
    ]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_semicolons_and_tabs_separate_too(scenario, separator):
    plain = load(scenario())
    assert load(scenario(POOLS.replace(",", separator))).pools == plain.pools


def test_a_byte_order_mark_is_no_part_of_the_first_column(scenario):
    assert load(scenario("\ufeff" + POOLS)).pools[0].id == "p"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (",256,", ",'2,5',", "p.csv:2"),
        (",256,", ',"1,256",', "p.csv:2: column gpus.2027-01: pool p: gpus.2027-01 must be a number of 0 or more, not the"
                                " text '1,256'; write it without separators, or with _"),
        (",256,", ",-1,", "p.csv:2: column gpus.2027-01: pool p: gpus.2027-01 must be 0 or more, not -1"),
        ("region", "regoin", "p.csv:1: column regoin: pools: unknown column 'regoin'; did you mean 'region'?"),
        ("region", "id", "p.csv:1: column id: pools: the column 'id' is given twice"),
        ("id,", "ident,", "p.csv:1: pools has no column 'id'"),
        (",NO", ",NO,5", "in a column without a name"),
        ("A,", '"A,', "is no valid CSV"),
        ("region", "gpus", "can't both be filled"),
    ],
)  # fmt: skip
def test_a_fault_of_a_table_names_row_and_column(scenario, old, new, said):
    assert said in refused(scenario(POOLS.replace(old, new, 1)))


def test_all_faults_of_a_table_are_reported_at_once(scenario):
    text = REQUESTS.replace(",5,,1,", ",-5,,1,").replace(",500,", ",-500,").replace("2027-03", "")
    assert [line.split(":")[1] for line in refused(scenario(requests=text)).splitlines()] == ["2", "2", "4"]


def test_an_option_needs_its_request_first(scenario):
    assert "the request comes first" in refused(scenario(requests="id,option\na,x\n"))


def test_a_table_that_is_missing_is_told_where_it_is_named(scenario):
    path = scenario()
    Path("p.csv").unlink()
    assert refused(path) == "s.yaml:4: pools: p.csv is not there"


def test_a_workbook_is_read_by_sheet_with_dates_as_text(scenario):
    book = openpyxl.Workbook()
    book.active.append(["nothing here"])
    rules = book.create_sheet("Rules")
    rules.append(["name", "measure", "at_most", "of.period", "of.team", "enabled"])
    rules.append(["B", "cost", 5000.0, datetime.date(2027, 1, 1), "t", False])
    book.save("book.xlsx")
    rule = load(scenario(more="rules: book.xlsx#Rules\n")).rules[0]
    assert rule.of.period == "2027-01-01" and rule.at_most == 5000 and not rule.enabled
    assert "has no sheet 'Rulez'; it has Sheet, Rules" in refused(scenario(more="rules: book.xlsx#Rulez\n"))


def test_a_formula_without_a_result_is_told_by_its_cell(scenario):
    book = openpyxl.Workbook()
    book.active.append(["name", "measure", "at_most"])
    book.active.append(["B", "cost", "=1+1"])
    book.save("book.xlsx")
    assert "book.xlsx:2: column at_most: rules: the formula =1+1 in C2 has no stored result" in refused(
        scenario(more="rules: book.xlsx\n")
    )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nonsense", b"name,measure\n"])
def test_what_is_no_workbook_is_refused(scenario, content):
    Path("book.xlsx").write_bytes(content)
    assert "s.yaml:6: rules: book.xlsx is" in refused(scenario(more="rules: book.xlsx\n"))
