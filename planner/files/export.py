"""Plans as CSV, XLSX and JSON.

Numbers are numbers, column names carry units, text can't run as a formula, and the same plan gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner import atomic
from planner.atomic import replace_file
from planner.domain.plan import Plan
from planner.domain.table import Table
from planner.letters import in_json, shown
from planner.words.names import started

if TYPE_CHECKING:
    import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""Beginnings that a spreadsheet takes for a formula (OWASP, CSV Injection; ASVS 5.0, 1.2.10)."""
DIGITS = 12
"""Significant digits of a number: what lies behind them is the noise of the solver's arithmetic."""
SHEETS = ("requests", "allocation", "served", "pools", "people", "kpis", "binding", "promises")
"""Tables of a plan, in the order in which they are exported."""
TITLES = {"requests": "Plan", "kpis": "KPIs"}
"""Sheets that are called otherwise than their tables."""
EPOCH = (2000, 1, 1, 0, 0, 0)
"""Time stamp inside workbooks: a real one would make equal plans differ."""
WIDEST, NARROWEST = 60, 8
"""Widths of columns in workbooks [characters]."""
LONGEST = 32_767
"""Characters that a cell of a workbook holds."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML can't hold."""


def write_plan(plan: Plan, path: str | Path, note: str = "") -> None:
    """Write a plan: ``.csv`` the priority plan, ``.xlsx`` all tables as sheets, ``.json`` everything with its proof.

    ``note`` is what to know before it is read; a CSV file has no place for it.

    Raises InputError for another ending, or where the file can't be written.
    """
    check_ending(path)
    replace_file(path, WRITERS[Path(path).suffix.lower()](plan, note))


def plan_csv(plan: Plan) -> bytes:
    """The priority plan as CSV."""
    return _csv(plan.tables.requests.columns.items())


def check_ending(path: str | Path) -> None:
    """Raise InputError where a plan can't be written under this name."""
    atomic.check_ending(path, "a plan", [*WRITERS])


def write_allocation(plan: Plan, path: str | Path) -> None:
    """Write who gets which GPUs when, as CSV. Raises InputError as ``write_plan`` does."""
    check_allocation_ending(path)
    replace_file(path, _csv(plan.tables.allocation.columns.items()))


def check_allocation_ending(path: str | Path) -> None:
    """Raise InputError where an allocation can't be written under this name."""
    atomic.check_ending(path, "an allocation", [".csv"])


def write_frame(frame: pd.DataFrame, path: str | Path) -> None:
    """Write one table as CSV. Raises InputError for another ending, or where the file can't be written."""
    check_frame_ending(path)
    replace_file(path, _csv((str(name), column.tolist()) for name, column in frame.items()))  # two may bear one name


def check_frame_ending(path: str | Path) -> None:
    """Raise InputError where a table can't be written under this name."""
    atomic.check_ending(path, "a table", [".csv"])


def _csv(columns: Iterable[tuple[str, list[Any]]]) -> bytes:
    """Columns by their names, as UTF-8 with a byte-order mark, by which spreadsheets know it.

    An uncontested index reads ``inf``. Lines end as RFC 4180 has it: only then is a lone carriage return in a text
    quoted, and can't begin a row.
    """
    text, named = io.StringIO(), list(columns)
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(defused(name) for name, _ in named)
    table.writerows(zip(*(map(_written, cells) for _, cells in named), strict=True))
    return shown(text.getvalue()).encode("utf-8-sig", errors="replace")


def _written(cell: Any) -> Any:
    """A cell as CSV has it: empty where a figure is missing."""
    return "" if cell is None or cell != cell else _safe(cell)


def _safe(cell: Any) -> Any:
    """A number rounded; an apostrophe before a text that a spreadsheet would run."""
    return defused(cell) if isinstance(cell, str) else rounded(cell) if isinstance(cell, float) else cell


def rounded(number: float) -> float:
    """A number without the digits that differ from machine to machine; no zero is negative."""
    return float(f"{number:.{DIGITS}g}") + 0.0


def defused(text: str) -> str:
    """Text that no spreadsheet takes for a formula.

    What begins with such an apostrophe already gets one more, so that taking one away gives the text back.
    """
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_STARTS) else text


def as_it_was(text: str) -> str:
    """What a text was before it was defused."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA_STARTS) else text


def plan_json(plan: Plan, note: str = "") -> str:
    """The whole plan as JSON: tables as lists of objects, ``null`` for what is missing, "inf" for uncontested.

    ``note`` is what to know before it is read; without one there is no such field.
    """
    certificate = asdict(plan.certificate)
    del certificate["seconds"]
    document: dict[str, Any] = {
        "format": 1,
        **({"note": note} if note else {}),
        "scenario": plan.scenario.name,
        "currency": plan.scenario.currency,
        "certificate": {name: _plain(value) for name, value in certificate.items()},
    }
    for name in SHEETS:
        table: Table = getattr(plan.tables, name)
        document[name] = _plain(table.records())
    return in_json(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return rounded(value) if math.isfinite(value) else "inf" if value > 0 else "-inf"
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.item() if hasattr(value, "item") else value


def _xlsx(plan: Plan, note: str) -> bytes:
    from openpyxl import Workbook  # heavy, and only this needs it

    book = Workbook()
    book.remove(book.worksheets[0])
    if note:
        _sheet(book, "Note", Table({"note": [note]}))
    for name in SHEETS:
        _sheet(book, TITLES.get(name, started(name)), getattr(plan.tables, name))
    _sheet(book, "Certificate", _certificate(plan))
    memory = io.BytesIO()
    book.save(memory)
    return without_time(memory.getvalue())


def _certificate(plan: Plan) -> Table:
    proof = plan.certificate
    found = {
        "scenario": plan.scenario.name,
        "status": proof.status,
        "objective": proof.objective,
        "bound": proof.bound,
        "gap": proof.gap,
        "violations": "; ".join(map(str, proof.violations)) or "none",
        "largest violation": proof.largest_violation,
        "solver": proof.solver,
        "digest of the input (SHA-256)": proof.digest,
    }
    return Table({"proof": [*found], "found": [*found.values()]})


def _sheet(book: Any, title: str, table: Table) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    sheet.append(list(table.columns))
    for row in table.rows():
        sheet.append([_cell(_safe(value)) for value in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "B2"
    if len(table):
        sheet.auto_filter.ref = sheet.dimensions
    for k, column in enumerate(table.columns, start=1):
        longest = max(map(len, [column, *map(_shown, table[column])]))
        sheet.column_dimensions[get_column_letter(k)].width = min(max(longest + 2, NARROWEST), WIDEST)


def _shown(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _cell(value: Any) -> Any:
    """A value as a workbook can hold it; infinite numbers become text, which is all that it has for them."""
    plain = _plain(value)
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", plain)[:LONGEST] if isinstance(plain, str) else plain


def without_time(workbook: bytes) -> bytes:
    """The workbook with every time stamp in it fixed."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as before, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as after:
        for item in before.infolist():
            content = before.read(item)
            if item.filename == "docProps/core.xml":
                content = _fixed_properties()
            after.writestr(zipfile.ZipInfo(item.filename, EPOCH), content, zipfile.ZIP_DEFLATED)
    return found.getvalue()


def _fixed_properties() -> bytes:
    return (
        b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>GPU Planner</dc:creator></cp:coreProperties>'
    )


WRITERS: dict[str, Callable[[Plan, str], bytes]] = {
    ".csv": lambda plan, note: plan_csv(plan),
    ".xlsx": _xlsx,
    ".json": lambda plan, note: plan_json(plan, note).encode(errors="replace"),
}
"""What a plan can be written as, by the file's ending."""
