"""Plans as CSV, XLSX and JSON.

Numbers are numbers, column names carry units, text can't run as a formula, and the same plan gives the same bytes.
"""

from __future__ import annotations

import io
import json
import math
import re
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from planner import atomic
from planner.atomic import replace_file
from planner.domain.plan import Plan
from planner.letters import in_json, shown
from planner.words.names import started

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""Beginnings that a spreadsheet takes for a formula (OWASP, CSV Injection; ASVS 5.0, 1.2.10)."""
DIGITS = 12
"""Significant digits of a number: what lies behind them is the noise of the solver's arithmetic."""
SHEETS = ("requests", "allocation", "served", "pools", "people", "kpis", "binding", "promises")
"""Frames of a plan, in the order in which they are exported."""
TITLES = {"requests": "Plan", "kpis": "KPIs"}
"""Sheets that are called otherwise than their frames."""
EPOCH = (2000, 1, 1, 0, 0, 0)
"""Time stamp inside workbooks: a real one would make equal plans differ."""
WIDEST, NARROWEST = 60, 8
"""Widths of columns in workbooks [characters]."""
LONGEST = 32_767
"""Characters that a cell of a workbook holds."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML can't hold."""


def write_plan(plan: Plan, path: str | Path, note: str = "") -> None:
    """Write a plan: ``.csv`` the priority plan, ``.xlsx`` all frames as sheets, ``.json`` everything with its proof.

    ``note`` is what to know before it is read; a CSV file has no place for it.

    Raises InputError for another ending, or where the file can't be written.
    """
    check_ending(path)
    replace_file(path, WRITERS[Path(path).suffix.lower()](plan, note))


def check_ending(path: str | Path) -> None:
    """Raise InputError where a plan can't be written under this name."""
    atomic.check_ending(path, "a plan", [*WRITERS])


def write_allocation(plan: Plan, path: str | Path) -> None:
    """Write who gets which GPUs when, as CSV. Raises InputError as ``write_plan`` does."""
    check_allocation_ending(path)
    replace_file(path, _csv(plan.allocation))


def check_allocation_ending(path: str | Path) -> None:
    """Raise InputError where an allocation can't be written under this name."""
    atomic.check_ending(path, "an allocation", [".csv"])


def write_frame(frame: pd.DataFrame, path: str | Path) -> None:
    """Write one table as CSV. Raises InputError for another ending, or where the file can't be written."""
    check_frame_ending(path)
    replace_file(path, _csv(frame))


def check_frame_ending(path: str | Path) -> None:
    """Raise InputError where a table can't be written under this name."""
    atomic.check_ending(path, "a table", [".csv"])


def _csv(frame: pd.DataFrame) -> bytes:
    """UTF-8 with a byte-order mark, by which spreadsheets know it; uncontested indexes read ``inf``.

    Lines end as RFC 4180 has it: only then is a lone carriage return in a text quoted, and can't begin a row.
    """
    headed = [defused(str(name)) for name in frame.columns]
    text: str = safe(frame).to_csv(index=False, header=headed, lineterminator="\r\n")
    return shown(text).encode("utf-8-sig", errors="replace")


def safe(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its numbers rounded, and an apostrophe before each text that a spreadsheet would run."""
    columns = [frame.iloc[:, k] for k in range(frame.shape[1])]  # two may bear one name
    made = [c if pd.api.types.is_integer_dtype(c) else pd.Series(map(_safe, c), c.index, object) for c in columns]
    found = pd.concat(made, axis=1) if made else frame.copy()
    found.columns = frame.columns
    return found


def _safe(cell: Any) -> Any:
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
    """The whole plan as JSON: frames as lists of objects, ``null`` for what is missing, "inf" for uncontested.

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
        frame: pd.DataFrame = getattr(plan, name)
        columns = list(frame.columns)
        rows = frame.itertuples(index=False, name=None)
        document[name] = [dict(zip(columns, map(_plain, row), strict=True)) for row in rows]
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
        _sheet(book, "Note", pd.DataFrame({"note": [note]}))
    for name in SHEETS:
        _sheet(book, TITLES.get(name, started(name)), getattr(plan, name))
    _sheet(book, "Certificate", _certificate_frame(plan))
    memory = io.BytesIO()
    book.save(memory)
    return _without_time(memory.getvalue())


def _certificate_frame(plan: Plan) -> pd.DataFrame:
    proof = plan.certificate
    rows = [
        ("scenario", plan.scenario.name),
        ("status", proof.status),
        ("objective", proof.objective),
        ("bound", proof.bound),
        ("gap", proof.gap),
        ("violations", "; ".join(map(str, proof.violations)) or "none"),
        ("largest violation", proof.largest_violation),
        ("solver", proof.solver),
        ("digest of the input (SHA-256)", proof.digest),
    ]
    return pd.DataFrame(rows, columns=["proof", "found"])


def _sheet(book: Any, title: str, frame: pd.DataFrame) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    sheet.append(list(frame.columns))
    for row in safe(frame).itertuples(index=False, name=None):
        sheet.append([_cell(value) for value in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "B2"
    if len(frame):
        sheet.auto_filter.ref = sheet.dimensions
    for k, column in enumerate(frame.columns, start=1):
        longest = max(map(len, [str(column), *map(_shown, frame[column])]))
        sheet.column_dimensions[get_column_letter(k)].width = min(max(longest + 2, NARROWEST), WIDEST)


def _shown(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _cell(value: Any) -> Any:
    """A value as a workbook can hold it; infinite numbers become text, which is all that it has for them."""
    plain = _plain(value)
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", plain)[:LONGEST] if isinstance(plain, str) else plain


def _without_time(workbook: bytes) -> bytes:
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
    ".csv": lambda plan, note: _csv(plan.requests),
    ".xlsx": _xlsx,
    ".json": lambda plan, note: plan_json(plan, note).encode(errors="replace"),
}
"""What a plan can be written as, by the file's ending."""
