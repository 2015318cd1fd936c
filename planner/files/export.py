"""Plans as CSV, XLSX and JSON.

Numbers are numbers, column names carry units, text can't run as a formula, and the same plan gives the same bytes.
"""

from __future__ import annotations

import io
import json
import math
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from planner.domain.plan import Plan
from planner.errors import InputError
from planner.files.atomic import replace_file

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet takes for a formula (OWASP, CSV Injection)."""
SHEETS = ("requests", "allocation", "served", "pools", "people", "kpis", "binding", "promises")
"""Frames of a plan, in the order in which they are exported."""
EPOCH = (2000, 1, 1, 0, 0, 0)
"""Time stamp inside workbooks: a real one would make equal plans differ."""
WIDEST, NARROWEST = 60, 8


def write_plan(plan: Plan, path: str | Path) -> None:
    """Write a plan: ``.csv`` the priority plan, ``.xlsx`` all frames as sheets, ``.json`` everything with its proof.

    Raises InputError for another ending, or where the file can't be written.
    """
    replace_file(path, lambda file: _writer(Path(path))(plan, file))


def check_ending(path: str | Path) -> None:
    """Raise InputError where a plan can't be written under this name."""
    _writer(Path(path))


def write_allocation(plan: Plan, path: str | Path) -> None:
    """Write who gets which GPUs when, as CSV."""
    replace_file(path, lambda file: _csv(plan.allocation, file))


def _writer(path: Path) -> Callable[[Plan, Path], None]:
    writers: dict[str, Callable[[Plan, Path], None]] = {
        ".csv": lambda plan, file: _csv(plan.requests, file),
        ".xlsx": _xlsx,
        ".json": lambda plan, file: _write_text(plan_json(plan), file),
    }
    if path.suffix.lower() not in writers:
        found = path.suffix or "no ending"
        raise InputError(f"{path}: a plan is written as .csv, .xlsx or .json, not {found}")
    return writers[path.suffix.lower()]


def _write_text(text: str, file: Path) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


def _csv(frame: pd.DataFrame, file: Path) -> None:
    """UTF-8 with a byte-order mark, by which spreadsheets know it; uncontested indexes read ``inf``."""
    safe(frame).to_csv(file, index=False, encoding="utf-8-sig", lineterminator="\n")


def safe(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with an apostrophe before each text that a spreadsheet would run."""
    found = frame.copy()
    for column in found.columns:
        if not pd.api.types.is_numeric_dtype(found[column]):
            found[column] = [defused(cell) if isinstance(cell, str) else cell for cell in found[column]]
    return found


def defused(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def plan_json(plan: Plan) -> str:
    """The whole plan as JSON: frames as lists of objects, ``null`` for what is missing, "inf" for uncontested."""
    certificate = asdict(plan.certificate)
    del certificate["seconds"]
    document: dict[str, Any] = {
        "format": 1,
        "scenario": plan.scenario.name,
        "currency": plan.scenario.currency,
        "certificate": {name: _plain(value) for name, value in certificate.items()},
    }
    for name in SHEETS:
        frame: pd.DataFrame = getattr(plan, name)
        columns = list(frame.columns)
        rows = frame.itertuples(index=False, name=None)
        document[name] = [dict(zip(columns, map(_plain, row), strict=True)) for row in rows]
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return value if math.isfinite(value) else "inf" if value > 0 else "-inf"
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.item() if hasattr(value, "item") else value


def _xlsx(plan: Plan, file: Path) -> None:
    from openpyxl import Workbook  # heavy, and only this needs it

    book = Workbook()
    book.remove(book.worksheets[0])
    for name in SHEETS:
        _sheet(book, name.capitalize() if name != "kpis" else "KPIs", getattr(plan, name))
    _sheet(book, "Certificate", _certificate_frame(plan))
    memory = io.BytesIO()
    book.save(memory)
    file.write_bytes(_without_time(memory.getvalue()))


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
        longest = max(
            [
                len(str(column)),
                *(len(f"{value:.6g}" if isinstance(value, float) else str(value)) for value in frame[column]),
            ]
        )
        sheet.column_dimensions[get_column_letter(k)].width = min(max(longest + 2, NARROWEST), WIDEST)


def _cell(value: Any) -> Any:
    plain = _plain(value)
    return "uncontested" if plain == "inf" else plain


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
