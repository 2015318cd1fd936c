"""No command writes over what was read for it, nor two outputs into one file; its own tables it reads back."""

from __future__ import annotations

import os
import re
from importlib import import_module
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from planner.cli.app import COMMANDS
from tests.cli.conftest import SMALL

PARTS = {
    "base.yaml": SMALL.replace("requests:\n", "requests: asked.csv\n").partition("  - {id: best")[0],
    "asked.csv": "id,team,metrics.m,demand.gpus\nbest,red,60,6\nnext,blue,30,4\n",
    "middle.yaml": "format: 1\nextends: base.yaml\nchanges: {pools: more.csv}\n",
    "more.csv": "id,gpus\np,12\n",
    "top.yaml": "format: 1\nextends: middle.yaml\nname: Top\n",
}
NEEDS = {"frontier": ["--vary", "pools"], "sweep": ["--vary", "calendar.periods=1,2"], "worth": ["--pool", "p"]}
APART = {"repair", "import"}
"""Commands that write over nothing at all, and that change the scenario which they are given."""


def outputs() -> list[tuple[str, str]]:
    """Every option of every command that names a file, found in its signature."""
    found: list[tuple[str, str]] = []
    for name in sorted({*COMMANDS} - APART):
        hints = get_type_hints(getattr(import_module(f"planner.cli.commands.{name}"), name), include_extras=True)
        for kind, *marks in filter(None, map(get_args, hints.values())):
            options = (mark for mark in marks if type(mark).__name__ == "OptionInfo" and "Path" in str(kind))
            found += [(name, (option.default, *option.param_decls)[0]) for option in options]  # as Typer takes them
    return found


def test_the_signatures_are_understood() -> None:
    assert {("solve", "-o"), ("solve", "--write-model"), ("tornado", "--chart"), ("robustness", "--draws-in")} < {
        *outputs()
    }


@pytest.fixture
def family(tmp_path: Path) -> Path:
    for name, text in PARTS.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def command(name: str, folder: Path) -> list[Any]:
    scenarios = [folder / "top.yaml"] * (2 if name == "compare" else 1)
    return [name, *scenarios, *NEEDS.get(name, [])]


FOLDER_OF = "answers"
CSV = [(name, option) for name, option in outputs() if option != "--write-model" and name != FOLDER_OF]


@pytest.mark.parametrize(("name", "option"), CSV)
@pytest.mark.parametrize("read", ["asked.csv", "more.csv"])
def test_a_table_that_is_read_is_not_written_over(cli: Any, family: Path, name: str, option: str, read: str) -> None:
    before = contents(family)
    code, out, err = cli(*command(name, family), option, family / read)
    assert (code, out) == (2, "") and "is read for this" in err
    assert contents(family) == before


@pytest.mark.parametrize("how", [os.symlink, os.link])
def test_nor_is_it_under_another_name(cli: Any, family: Path, how: Any) -> None:
    how(family / "asked.csv", family / "other.csv")
    before = contents(family)
    assert cli("solve", family / "top.yaml", "-q", "-o", family / "other.csv")[0] == 2
    assert contents(family) == before


def test_nor_is_a_scenario_or_what_it_extends_whatever_it_is_called(cli: Any, family: Path) -> None:
    (family / "base.yaml").rename(family / "base.csv")
    (family / "middle.yaml").write_text("format: 1\nextends: base.csv\n")
    (family / "top.yaml").rename(family / "red.md")
    before = contents(family)
    for arguments in (
        ["solve", family / "red.md", "-o", family / "base.csv"],
        ["answers", family / "red.md", "-o", family],
    ):
        code, _, err = cli(*arguments)
        assert code == 2 and "is read for this" in err
        assert contents(family) == before


def pairs() -> list[tuple[str, str, str]]:
    by_name: dict[str, list[str]] = {}
    for name, option in CSV:
        by_name.setdefault(name, []).append(option)
    return [(n, a, b) for n, options in by_name.items() for k, a in enumerate(options) for b in options[k + 1 :]]


@pytest.mark.parametrize(("name", "one", "other"), pairs())
def test_two_outputs_are_two_files(cli: Any, family: Path, name: str, one: str, other: str) -> None:
    before = contents(family)
    code, out, err = cli(*command(name, family), one, family / "new.csv", other, family / "." / "new.csv")
    assert (code, out) == (2, "") and "is named twice" in err
    assert contents(family) == before


# -- tables that are gone on with -----------------------------------------------------------------------------------

VALUES = ["-5", "=x", "+1", "@y", "NA", "null", "nan", "'z'", "'=z'", "'''=z'", "true", "1.0", "1e3", "日本", 'a"b']


def test_a_grid_goes_on_with_its_own_table_whatever_its_values(cli: Any, small: Path, tmp_path: Path) -> None:
    table = tmp_path / "grid.csv"
    line = ["sweep", small, "--vary", f"name={','.join(VALUES)}", "-o", table, "--workers", "1"]
    assert cli(*line)[0] == 0
    before = table.read_bytes()
    code, out, err = cli(*line)
    assert (code, err) == (0, "") and f"{len(VALUES)} of {len(VALUES)}" in out
    assert table.read_bytes() == before


def test_draws_go_on_whatever_the_requests_are_called(cli: Any, small: Path, tmp_path: Path) -> None:
    text = small.read_text()
    for old, new in (("id: best", 'id: "=1+1"'), ("id: next", "id: status"), ("id: last", "id: 'NA'")):
        text = text.replace(old, new)
    small.write_text(text)
    line = ["robustness", small, "--draws", 3, "--draws-in", tmp_path / "draws.csv", "--workers", 1]
    first, second = cli(*line), cli(*line)
    assert first == second and first[0] == 0
    assert cli(*line, "--draws", 2)[0] == 2, "more draws are there than are asked for"


DAMAGED = [
    ("point", ""), ("point", "x"), ("point", "inf"), ("point", "-1"), ("point", "1.5"), ("point", "9" * 5000),
    ("point", "0"), ("status", "good"), ("value_points", "many"), ("funded", "-1"), ("cost_usd", "1,5"),
]  # fmt: skip


@pytest.mark.parametrize(("column", "cell"), DAMAGED)
def test_a_damaged_table_is_named_and_set_aside(cli: Any, small: Path, tmp_path: Path, column: str, cell: str) -> None:
    table = tmp_path / "grid.csv"
    line = ["sweep", small, "--vary", "calendar.periods=1,2", "-o", table, "--workers", "1"]
    cli(*line)
    good = table.read_bytes()
    head, first, second = table.read_text(encoding="utf-8-sig").splitlines()
    cells = second.split(",")
    cells[head.split(",").index(column)] = f'"{cell}"'
    table.write_text("\n".join([head, first, ",".join(cells), ""]))
    broken = table.read_bytes()
    code, _, err = cli(*line)
    assert code == 0 and f"grid.csv:3: column {column}: " in err and "grid.damaged.csv" in err
    assert (tmp_path / "grid.damaged.csv").read_bytes() == broken and table.read_bytes() == good


@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"\xff\xfe", b'a,"b\n', b"point,scenario\n1\n"])
def test_so_is_what_is_no_table_at_all(cli: Any, small: Path, tmp_path: Path, content: bytes) -> None:
    table = tmp_path / "grid.csv"
    table.write_bytes(content)
    code, _, err = cli("sweep", small, "--vary", "calendar.periods=1", "-o", table, "--workers", "1")
    assert code == 0 and "grid.csv" in err and (tmp_path / "grid.damaged.csv").read_bytes() == content


def test_a_table_of_something_else_stays_where_it_is(cli: Any, small: Path, tmp_path: Path) -> None:
    table = tmp_path / "grid.csv"
    table.write_text("id,name\n1,mine\n")
    code, out, err = cli("sweep", small, "--vary", "calendar.periods=1", "-o", table)
    assert (code, out) == (2, "") and "grid.csv: " in err and table.read_text() == "id,name\n1,mine\n"


# -- what is varied -------------------------------------------------------------------------------------------------

LONG = "1" * 5000
WRONG = [
    "a=,", "=1", "calendar.periods", "calendar.periods=", "calendar.periods=0:inf:1", "calendar.periods=1:2:1e-320",
    "calendar.periods=-1e308:1e308:1e-5", "calendar.periods=1:2:0", "calendar.periods=1,1", "calendar.periods=1:2:nan",
    f"pools.{LONG}=3", f"expect.{LONG}=3", f"pools.p.gpus={LONG}", f"pools.p.gpus={LONG}:2:3", f"{LONG}=1",
]  # fmt: skip


@pytest.mark.parametrize("name", ["sweep", "frontier"])
@pytest.mark.parametrize("vary", WRONG, ids=range(len(WRONG)))
def test_what_can_not_be_varied_is_a_usage_error(cli: Any, small: Path, name: str, vary: str) -> None:
    code, out, err = cli(name, small, "--vary", vary)
    assert (code, out) == (2, "") and len(re.sub(LONG, "", err)) < 600


def test_nothing_is_varied_twice(cli: Any, small: Path) -> None:
    twice = [part for value in "12" for part in ("--vary", f"calendar.periods={value}")]
    code, out, err = cli("sweep", small, *twice)
    assert (code, out) == (2, "") and "varied twice" in err
