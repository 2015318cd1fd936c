"""``tables`` and ``new --tables``."""

import pytest

import planner
from planner.domain.digest import digest
from planner.files.inputs.page import columns_page
from tests.cli.conftest import written


def test_a_workbook_of_inputs_is_solved_as_its_scenario(cli, small, tmp_path):
    code, out, _ = cli("tables", small, "-o", tmp_path / "book.xlsx")
    assert code == 0 and digest(planner.load(small)) in out
    ours, theirs = (cli("solve", file, "-o", "-", "--quick")[1] for file in (small, tmp_path / "book.xlsx"))
    assert ours == theirs and "Best of all" in ours


def test_a_folder_of_tables_is_too(cli, small, tmp_path):
    assert cli("tables", small, "-o", tmp_path / "made")[0] == 0
    assert written(tmp_path / "made") == ["pools.csv", "requests.csv", "scenario.yaml"]
    assert digest(planner.load(tmp_path / "made" / "scenario.yaml")) == digest(planner.load(small))
    code, _, err = cli("tables", small, "-o", tmp_path / "made")
    assert code == 2 and "is there already" in err


def test_what_is_set_is_written(cli, small, tmp_path):
    cli("tables", small, "-o", tmp_path / "book.xlsx", "--set", "pools.p.gpus=11")
    assert planner.load(tmp_path / "book.xlsx").pools[0].gpus == 11


def test_every_column_can_be_printed(cli):
    assert cli("tables", "--columns") == (0, columns_page(), "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name the scenario"),
        (["-o", "x.ods"], "written as .xlsx"),
        (["-o", "t.csv", "--template"], ".xlsx"),
        (["-o", "t.xlsx", "--team", "red"], "--template"),
        (["-o", "t.xlsx", "--team", "rde", "--template"], "teams are blue, red"),
    ],
)
def test_what_can_not_be_written_is_said(cli, small, arguments, said):
    code, _, err = cli("tables", small, *arguments)
    assert code == 2 and said in err


def test_no_table_of_the_scenario_is_written_over(cli, tmp_path):
    cli("new", tmp_path / "w", "--tables", "xlsx")
    before = (tmp_path / "w" / "tables.xlsx").read_bytes()
    code, _, err = cli("tables", tmp_path / "w" / "baseline.yaml", "-o", tmp_path / "w" / "tables.xlsx")
    assert code == 2 and "read" in err and (tmp_path / "w" / "tables.xlsx").read_bytes() == before


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_new_workspace_with_tables_says_the_same_as_one_without(cli, tmp_path, kind):
    assert cli("new", tmp_path / "a")[0] == cli("new", tmp_path / "b", "--tables", kind)[0] == 0
    assert any(name.endswith(kind) for name in written(tmp_path / "b"))
    for name in ("baseline.yaml", "late-delivery.yaml"):
        plain, tabled = (planner.read(tmp_path / folder / name) for folder in "ab")
        assert digest(plain.scenario) == digest(tabled.scenario) and not tabled.warnings


def test_a_kind_of_table_that_there_is_not_is_said(cli, tmp_path):
    code, _, err = cli("new", tmp_path / "w", "--tables", "ods")
    assert code == 2 and "csv or xlsx" in err and not (tmp_path / "w").exists()
