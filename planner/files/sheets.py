"""CSV and XLSX files as rows of cells, nothing yet understood of them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from planner.errors import Fault, InputError
from planner.files.encodings import encoded
from planner.files.text import read_bytes, refusal
from planner.files.workbook import BrokenWorkbook, SheetPart, Workbook
from planner.files.worksheet import Empty, Merged, Worksheet, letters, read_worksheet

TEXTS, WORKBOOKS = (".csv", ".tsv"), (".xlsx", ".xlsm")
ENDINGS = (*TEXTS, *WORKBOOKS)
MOST_NAMED = 8
"""Rows, sheets or columns that one message lists."""
LINES_LOOKED_AT = 20
"""Lines of a CSV in which its separator is looked for: a title may stand above the headings."""
MOST_SPANS = 100
"""Spans of hidden columns that are looked at."""
_SEPARATOR_LINE = re.compile(r'"?sep=([^\w\s"]|\t)"?\r?(?:\n|$)', re.IGNORECASE)
"""A first line by which a file tells spreadsheets what separates its cells."""


class Row(NamedTuple):
    """One row that is not empty: its number as a spreadsheet shows it, and its filled cells by column from 0."""

    number: int
    cells: dict[int, Any]
    written: int = 0
    """How many cells a text has for it, filled or not; 0 for a workbook's."""


class Sheet(NamedTuple):
    """A table as it is written."""

    rows: list[Row]
    separator: str = ""
    """What separates the cells of a text file; empty for a workbook."""
    merged: Sequence[Merged] = ()
    doubts: Sequence[Fault] = ()
    """What is doubtful of it as a whole, where whoever reads it keeps that with it."""


def read_sheet(path: Path, label: str, sheet: str, faults: list[Fault]) -> Sheet:
    """All rows with something in them; what is doubtful of the sheet as a whole is added to the faults.

    Raises InputError for a file that is no table.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise refusal(label, f"is no table: wanted is a file that ends in {', '.join(ENDINGS)}")
    if ending in WORKBOOKS:
        return _filled(_workbook(read_bytes(path, label), label, sheet, faults), label)
    return _filled(_csv(read_bytes(path, label), label, faults), label)


def sheet_of(data: bytes, label: str, sheet: str, faults: list[Fault]) -> Sheet:
    """The same of bytes that came without a file's name: a workbook where they are one, else a CSV."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _filled(_workbook(data, label, sheet, faults), label)
    return _filled(_csv(data, label, faults), label)


def sheet_of_cells(rows: Sequence[Sequence[str]]) -> Sheet:
    """Cells that were copied, as a table; without any rows where nothing is in them."""
    found = (
        (number, {k: cell.strip() for k, cell in enumerate(row) if cell.strip()}) for number, row in enumerate(rows, 1)
    )
    return Sheet([Row(number, cells) for number, cells in found if cells], "\t")


def _filled(sheet: Sheet, label: str) -> Sheet:
    if not sheet.rows:
        raise refusal(label, "has no rows; the first one names the columns")
    return sheet


def dialect(text: str) -> tuple[str, int]:
    """What separates the cells of a CSV, and where its first row begins: behind a line that says so."""
    told = _SEPARATOR_LINE.match(text)
    return (told[1], told.end()) if told else (_separator(text), 0)


def _csv(data: bytes, label: str, faults: list[Fault]) -> Sheet:
    text, *_, doubt = encoded(data, label)
    if doubt:
        faults.append(Fault(doubt, file=label, warning=True, code="table"))
    separator, start = dialect(text)
    return Sheet(list(_csv_rows(text[start:], separator, label, start > 0)), separator)


def _csv_rows(text: str, separator: str, label: str, before: int) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = before + 1
    try:
        for written in reader:
            cells = {index: cell for index, cell in enumerate(map(str.strip, written)) if cell}
            if cells:
                yield Row(line, cells, len(written))
            line = before + reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            [Fault(f"is no valid CSV: {error}; check the quotes", file=label, line=line, code="syntax")]
        ) from None


def _separator(text: str) -> str:
    """Tab, semicolon or comma, whichever the first row that has any has most of outside of quotes."""
    for line in text.split("\n", LINES_LOOKED_AT)[:LINES_LOOKED_AT]:
        bare = "".join(line.split('"')[::2])
        if any(each in bare for each in "\t;,"):
            return max("\t;,", key=bare.count)
    return ","


def part_of(data: bytes, label: str, name: str) -> SheetPart:
    """The sheet of a workbook that is read. Raises InputError where there is none."""
    return _chosen(Workbook(data).sheets, name, label, [])


def named_sheets(path: Path, label: str) -> list[str]:
    """What the sheets of a workbook are called, in their order. Raises InputError for what is no workbook."""
    try:
        return [sheet.name for sheet in Workbook(read_bytes(path, label)).sheets]
    except BrokenWorkbook as error:
        raise refusal(label, str(error)) from None


def _workbook(data: bytes, label: str, name: str, faults: list[Fault]) -> Sheet:
    try:
        book = Workbook(data)
        sheet = _chosen(book.sheets, name, label, faults)
        found = read_worksheet(book, sheet)
    except BrokenWorkbook as error:
        raise refusal(label, str(error)) from None
    rows = [Row(number, cells) for number, cells in found.cells.items() if any(map(_is_said, cells.values()))]
    faults += _unseen(found, rows, label)
    return Sheet(rows, merged=found.merged)


def _is_said(cell: Any) -> bool:
    """Whether a cell makes its row one that is not empty; a formula that gives an empty text does not."""
    return not (isinstance(cell, Empty) and cell.stored)


def _chosen(sheets: list[SheetPart], name: str, label: str, faults: list[Fault]) -> SheetPart:
    """The sheet that is named, or the first that is shown."""
    found = next((sheet for sheet in sheets if sheet.name == name or not (name or sheet.hidden)), None)
    if name and found is None:
        raise refusal(label, f"has no sheet '{name}'; it has {listed([sheet.name for sheet in sheets])}")
    if found is None:
        names = listed([sheet.name for sheet in sheets])
        raise refusal(label, f"has no sheet that is shown; name the one that is meant behind a #: {names}")
    if not name and sheets[0].hidden:
        message = (
            f"the first sheet, '{sheets[0].name}', is hidden, and '{found.name}' is read;"
            f" name the one that is meant: {label}#{found.name}"
        )
        faults.append(Fault(message, file=label, warning=True, code="table"))
    return found


def _unseen(sheet: Worksheet, rows: list[Row], label: str) -> Iterator[Fault]:
    """Rows and columns that a spreadsheet does not show, and that count all the same."""
    shown = {row.number: row.cells for row in rows}
    hidden = [f"{number}" for number in dict.fromkeys(sheet.hidden_rows) if number in shown]
    if hidden:
        message = f"rows are hidden, and are read like the others: {listed(hidden)}; delete those that don't count"
        yield Fault(message, file=label, line=int(hidden[0]), warning=True, code="table")
    filled = {column for row in rows for column in row.cells} if sheet.hidden_columns else set()
    hidden = [
        letters(c) for c in sorted(filled) if any(first <= c <= last for first, last in sheet.hidden_columns[:99])
    ]
    if hidden:
        message = f"columns are hidden, and are read like the others: {listed(hidden)}; delete those that don't count"
        yield Fault(message, file=label, warning=True, code="table")


def listed(names: Sequence[str]) -> str:
    """Names with commas between; of many, the first and how many more there are."""
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")
