"""Files that nobody would write on purpose, made at random, and what every reader owes them."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.files import dump, load, parse
from planner.files.columns import column_of
from planner.files.yaml_tree import read_yaml
from tests.files.books import MAIN, cell, row, sheet, write_book

PLAIN = [
    "name",
    "team",
    "metrics.points",
    "demand.gpus",
    "window.from",
    "window.to",
    "kind",
    "commitment",
    "cost",
    "notes",
]
HEAD = """\
format: 1
calendar: {start: 2027-01, periods: 4}
pools: [{id: p, accelerator: H100-SXM, gpus: 9, region: us}]
people: [{role: eng, fte: 2}]
"""
COMPLETE = (Path(__file__).parent / "complete.yaml").read_text(encoding="utf-8")
COLUMNS = [
    "id", "name", "team", "option", "options", "metrics.points", "metrics", "metrics.", "demand", "demand.gpus",
    "demand.gpus.2027-01", "demand.gpus.2027-02", "demand.gpus.2027-04", "demand.gpus.2027-13", "demand.gpus.x",
    "demand.gpu_hours", "demand.train.tokens", "window", "window.from", "window.to", "window.x", "latest_start",
    "requires", "conflicts", "regions", "runs_on", "runs_on.H100-SXM", "value_curve", "people.eng", "people", "cost",
    "minimum", "decay", "value", "kind", "commitment", "notes", "unknown", "a..b", "2027-01",
]  # fmt: skip
WORDS = [
    "", "0", "-0", "1", "2", "3.5", "1.200", "14.000", "1,200", "14,000,000", "1e999", "1e-400", "-5", "NaN", "inf", "007",
    "9" * 400, "1_000", "1__0", "0x1F", "TRUE", "false", "null", "~", "[", "{", "]", "}", "[1, 2]", "[a, b]", "{a: 1}",
    "{2027-01: 3}", "{from: 2027-01, to: 2027-02}", "[[0.5, 0.8], [1, 1]]", "[[1, 1], [0.5, 0.8]]", "a;b", "a; c;", ";", ",",
    "2027-01", "2027-02-30", "2027-13-45", "2027-W99", "2027-Q4", "9999-12", "0000-00", "Mar-05", "1.2E+15", "a", "b", "c",
    "us", "eng", "H100-SXM", "H100", "must", "training", "Total", "'", '"', "''", '"x', "=1+1", "-x", "é", "\u202e", "\x07",
    "x" * 300, "*x", "&x 1", "<<", "!!python/name:os.system", "- a", "# x", "a: b", "a: ", ": ", "%", "@", "`", "|", ">", "🙂",
    "\ufeff", "\u2028", "a\tb", "a\nb", "point,5", "5 %", "5 GPUs", "2.10 EUR", "01.02.2027",
]  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(WORDS),
    st.none(),
    st.integers(-3, 60_000),
    st.floats(),
    st.text(max_size=4),
)


@st.composite
def yaml_texts(draw: st.DrawFn) -> str:
    """A complete scenario with a few of its lines lost, moved, doubled, or said otherwise; or any text at all."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.text())
    lines = COMPLETE.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        match draw(st.sampled_from(["lose", "double", "move", "say", "cut", "put", "again"])):
            case "lose":
                del lines[at]
            case "double":
                lines.insert(at, line)
            case "move":
                lines[at] = draw(st.sampled_from(["  ", "    ", "\t", "- "])) + line
            case "say":
                lines[at] = line.partition(":")[0] + ": " + draw(st.sampled_from(WORDS))
            case "cut":
                start, end = sorted((draw(st.integers(0, len(line))), draw(st.integers(0, len(line)))))
                lines[at] = line[:start] + draw(st.sampled_from(WORDS)) + line[end:]
            case "put":
                lines.insert(at, draw(st.sampled_from(WORDS)))
            case "again":
                lines[at] = draw(st.sampled_from(lines))
        lines = lines or [""]
    return "\n".join(lines)


@st.composite
def grids(draw: st.DrawFn, odd: st.SearchStrategy[Any]) -> list[list[Any]]:
    """A row of headings, and rows of what may stand below them, with a few odd ones among both."""
    known = draw(st.integers(0, 2)) > 0
    headings = draw(st.lists(st.sampled_from(PLAIN if known else COLUMNS), min_size=1, max_size=8, unique=True))
    rows: list[list[Any]] = [["id", *headings]]
    for k in range(draw(st.integers(0, 5))):
        cells = [f"r{k}", *(_sane(heading) for heading in headings)]
        for _ in range(draw(st.sampled_from([0, 0, 1, 1, 3]))):
            cells[draw(st.integers(0, len(cells) - 1))] = draw(odd)
        rows.append(cells + draw(st.lists(odd, max_size=1)) if draw(st.integers(0, 20)) == 0 else cells)
    return rows


def _sane(heading: str) -> Any:
    """What may stand below a heading."""
    column = column_of("requests", 0, heading)
    if column.numeric:
        return 1
    return "2027-02" if column.dated else {"kind": "training", "commitment": "open"}.get(heading, "")


@st.composite
def csv_texts(draw: st.DrawFn) -> str:
    """A table of odd cells, in any of the ways in which spreadsheets write them."""
    separator, quoted = draw(st.sampled_from(",;\t")), draw(st.booleans())
    words = st.one_of(st.sampled_from(WORDS), st.integers(0, 99), st.text(max_size=4))
    rows = [[str(cell) for cell in row] for row in draw(grids(words))]
    if quoted:
        rows = [[f'"{each.replace(chr(34), chr(34) * 2)}"' for each in row] for row in rows]
    text = "\n".join(map(separator.join, rows))
    return draw(st.sampled_from(["", "", f"sep={separator}\n", "sep=\n", "\n\n", "\ufeff"])) + text


@st.composite
def books(draw: st.DrawFn) -> bytes:
    """A workbook of odd cells; sometimes with bytes of it, or letters of its XML, lost or changed."""
    odd = st.tuples(VALUES, st.integers(0, 4), _NAMES, _FORMULAS).map(lambda made: cell(_escaped(made[0]), *made[1:]))
    rows = [row(*map(_plain, values)) for values in draw(grids(odd))]
    text = sheet(rows, draw(_AREAS), draw(st.lists(_AREAS.filter(bool), max_size=1)))
    if draw(st.integers(0, 5)) == 0:
        start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        text = (
            text[:start]
            + draw(st.sampled_from(["", "<", "</c>", '<c t="s"><v>9</v></c>', '<row r="0"/>']))
            + text[end:]
        )
    memory = io.BytesIO()
    write_book(
        memory, {"A": text, "B": f'<worksheet xmlns="{MAIN}"/>'}, draw(st.sampled_from([(), (), ("A",), ("A", "B")]))
    )
    return _damaged(draw, memory.getvalue()) if draw(st.integers(0, 3)) == 0 else memory.getvalue()


def _plain(value: Any) -> Any:
    return None if value == "" else value


_NAMES = st.sampled_from([*[""] * 12, "B2", "A2", "C3", "XFD1048576", "XFE1", "A0", "1", "AAAA1"])
_FORMULAS = st.sampled_from([*[""] * 9, "A1*2", "x &amp; y"])
_AREAS = st.sampled_from(
    ["", "", "A1", "A1:B1", "A2:A3", "B2:D2", "A2:C4", "A1:XFD1048576", "B2:B1048576", "nonsense", "C3:A1"]
)


def _escaped(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return value.replace("&", "&amp;").replace("<", "&lt;").encode("utf-8", "replace").decode()


def _damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """Some bytes of the packed file changed, or its end cut off."""
    changed = bytearray(data)
    for _ in range(draw(st.integers(1, 4))):
        changed[draw(st.integers(0, len(changed) - 1))] = draw(st.integers(0, 255))
    return bytes(changed[: draw(st.integers(1, len(changed)))] if draw(st.booleans()) else changed)


def read_as_yaml(folder: Path, text: str) -> bool:
    """Reads a scenario file; whether it is one."""
    (folder / "s.yaml").write_text(text, encoding="utf-8", errors="replace", newline="")
    return _read(folder / "s.yaml")


def read_as_csv(folder: Path, text: str) -> bool:
    """Reads a scenario whose requests are a CSV; whether it is one."""
    (folder / "r.csv").write_text(text, encoding="utf-8", errors="replace", newline="")
    (folder / "s.yaml").write_text(f"{HEAD}requests: r.csv\n", encoding="utf-8")
    return _read(folder / "s.yaml")


def read_as_book(folder: Path, data: bytes) -> bool:
    """Reads a scenario whose requests are a workbook; whether it is one."""
    (folder / "r.xlsx").write_bytes(data)
    (folder / "s.yaml").write_text(f"{HEAD}requests: r.xlsx\n", encoding="utf-8")
    return _read(folder / "s.yaml")


def _read(path: Path) -> bool:
    """A scenario that survives a save, or errors with words; anything else is a fault of ours."""
    try:
        scenario = load(path)
    except InputError as error:
        assert error.faults and all(str(fault) and not fault.warning for fault in error.faults)
        return False
    again = parse(read_yaml(dump(scenario)))
    assert _said(again) == _said(scenario)
    return True


def _said(scenario: Scenario) -> list[Any]:
    return [scenario.calendar, scenario.pools, scenario.people, scenario.requests, scenario.rules, scenario.value]


READERS: dict[str, tuple[st.SearchStrategy[Any], Callable[[Path, Any], bool]]] = {
    "YAML": (yaml_texts(), read_as_yaml),
    "CSV": (csv_texts(), read_as_csv),
    "XLSX": (books(), read_as_book),
}
"""What is made for each reader, and how it is read."""


def effort(work: Callable[[], object]) -> int:
    """Calls that a piece of work makes: the same on every machine."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


def packed(text: str) -> bytes:
    """A workbook of one sheet."""
    memory = io.BytesIO()
    write_book(memory, {"A": text})
    return memory.getvalue()


def size_of(data: str | bytes) -> int:
    """Bytes of a file, a workbook's once they are unpacked."""
    if isinstance(data, str):
        return len(data.encode("utf-8", "replace"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return max(len(data), sum(part.file_size for part in parts.infolist()))
    except Exception:  # damaged, and then its own size counts
        return len(data)
