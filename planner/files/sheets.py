"""CSV and XLSX files as rows of cells, nothing yet understood of them."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

from planner.errors import Fault, InputError
from planner.files.places import Place
from planner.files.text import read_bytes, read_text, refusal

ENDINGS = (".csv", ".tsv", ".xlsx")
LARGEST_SHEET = 500_000_000
"""An XLSX that unpacks to more than this is refused [bytes]."""


class Row(NamedTuple):
    """One row that is not empty, with its number as a spreadsheet shows it."""

    number: int
    cells: list[Any]


def read_rows(path: Path, label: str, sheet: str = "") -> list[Row]:
    """All rows with something in them. Raises InputError for a file that is no table."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise refusal(label, f"is no table: wanted is a file that ends in {', '.join(ENDINGS)}")
    found = list(_sheet_rows(path, label, sheet) if ending == ".xlsx" else _csv_rows(path, label))
    if not found:
        raise refusal(label, "has no rows; the first one names the columns")
    return found


def _csv_rows(path: Path, label: str) -> Iterator[Row]:
    text = read_text(path, label)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Row(line, [cell.strip() for cell in cells])
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError([Fault(f"is no valid CSV: {error}; check the quotes", file=label, line=line)]) from None


def _separator(text: str) -> str:
    """Tab, semicolon or comma, whichever the first row has most of outside of quotes."""
    bare = "".join(text.lstrip("\r\n").split("\n", 1)[0].split('"')[::2])
    return max("\t;,", key=bare.count)


def _sheet_rows(path: Path, label: str, sheet: str) -> Iterator[Row]:
    import openpyxl  # heavy, and most scenarios have no XLSX

    data = read_bytes(path, label)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_SHEET:
                raise refusal(label, f"unpacks to more than {LARGEST_SHEET // 1_000_000} MB")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            values = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            formulas = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
            yield from _cells(_named(values, sheet, label), _named(formulas, sheet, label), label)
    except InputError:
        raise
    except Exception as error:  # openpyxl lets through whatever its parsers raise
        raise refusal(label, f"is no XLSX workbook that can be read ({type(error).__name__}); save it anew") from None


def _named(book: Any, sheet: str, label: str) -> Any:
    if sheet and sheet not in book.sheetnames:
        raise refusal(label, f"has no sheet '{sheet}'; it has {', '.join(book.sheetnames)}")
    return book[sheet] if sheet else book.worksheets[0]


def _cells(values: Any, formulas: Any, label: str) -> Iterator[Row]:
    faults: list[Fault] = []
    both = zip(values.iter_rows(), formulas.iter_rows(values_only=True), strict=False)
    for number, (row, written) in enumerate(both, start=1):
        cells: list[Any] = []
        for cell, formula in zip(row, written, strict=False):
            place = Place(label, number, getattr(cell, "column_letter", None) or _letter(len(cells)))
            fault = _bad_cell(cell, formula)
            if fault:
                faults.append(Fault(fault, file=place.file, line=place.line, column=place.column))
            cells.append(_plain(cell.value))
        if any(cell not in (None, "") for cell in cells):
            yield Row(number, cells)
    if faults:
        raise InputError(faults)


def _letter(index: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(index + 1))


def _bad_cell(cell: Any, formula: Any) -> str:
    if cell.value is None and isinstance(formula, str) and formula.startswith("="):
        return f"the formula {formula} has no stored result; open the workbook in a spreadsheet and save it"
    if getattr(cell, "data_type", "") == "e":
        return f"holds the spreadsheet error {cell.value}"
    return ""


def _plain(value: Any) -> Any:
    """A cell as a scenario would write it: dates as ``2027-01`` or ``2027-01-18``, 256.0 as 256."""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m" if value.day == 1 else "%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, bool | int | float) or value is None:
        return value
    return value.isoformat() if isinstance(value, time) else str(value).strip()
