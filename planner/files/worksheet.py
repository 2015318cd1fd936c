"""The cells of one sheet of a workbook, as they are there: only those that hold something."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from planner.files.workbook import BrokenWorkbook, Handlers, SheetPart, TextCollector, Workbook, unescaped

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""How far a sheet of any spreadsheet goes."""
MOST_CELLS = 2_000_000
"""Cells with something in them that a sheet may have."""
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_EXACT = 2**53
"""Whole numbers below are exact as spreadsheets store them."""


class DateText(str):
    """A date as text, to what the cell shows of it: ``2027-01-18``, ``2027-01``, ``2027``, ``2027-01-18 14:00``."""

    __slots__ = ()


class Empty(NamedTuple):
    """A formula whose stored result is nothing, or an empty text."""

    formula: str
    stored: bool


class Wrong(NamedTuple):
    """An error of the spreadsheet's: ``#DIV/0!``."""

    code: str


class Merged(NamedTuple):
    """Cells that are one; rows from 1, columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        return f"{letters(self.left)}{self.top}:{letters(self.right)}{self.bottom}"


class Worksheet(NamedTuple):
    """What a sheet holds: cells by row and column, merged ranges, and the rows and columns that are not shown."""

    cells: dict[int, dict[int, Any]]
    merged: list[Merged]
    hidden_rows: list[int]
    hidden_columns: list[tuple[int, int]]


def read_worksheet(book: Workbook, sheet: SheetPart) -> Worksheet:
    """All of a sheet. Raises BrokenWorkbook where it can't be read, or holds too much."""
    reader = _Reader(book.texts(), book.date_styles(), book.counts_from_1904)
    book.parse(sheet.part, Handlers(reader.start, reader.end, reader.add))
    return Worksheet(dict(sorted(reader.rows.items())), reader.merged, reader.hidden_rows, reader.hidden_columns)


def letters(column: int) -> str:
    """The name of a column as spreadsheets show it: A, B … AA for 0, 1 … 26."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def place(reference: str) -> tuple[int, int]:
    """Row (from 1) and column (from 0) of a cell's name. Raises BrokenWorkbook for what is none."""
    found = _CELL.fullmatch(reference)
    column = 0
    for letter in found[1].upper() if found else "":
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2]) if found else 0
    if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
        raise BrokenWorkbook(f"is a damaged XLSX workbook: '{reference[:20]}' is no cell; save it anew")
    return row, column - 1


class _Reader:
    """Cells, while the XML of a sheet goes by."""

    def __init__(self, texts: list[str], styles: Mapping[int, str], from_1904: bool) -> None:
        self._texts, self._styles, self._from_1904 = texts, styles, from_1904
        self.rows: dict[int, dict[int, Any]] = {}
        self.merged: list[Merged] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self._row, self._column, self._count = 0, -1, 0
        self._inline = TextCollector()
        self._in_cell = False
        self._value: list[str] | None = None
        self._formula: list[str] | None = None
        self._into: list[str] | None = None
        self._kind, self._style = "n", 0

    def start(self, name: str, attrs: dict[str, str]) -> None:
        if name == "c":
            self._begin_cell(attrs)
        elif name == "v":
            self._value = self._into = []
        elif name == "f":
            self._formula = self._into = []
        elif name == "row":
            self._begin_row(attrs)
        elif name == "mergeCell":
            first, _, last = attrs.get("ref", "").partition(":")
            (top, left), (bottom, right) = place(first), place(last or first)
            self.merged.append(Merged(min(top, bottom), min(left, right), max(top, bottom), max(left, right)))
        elif name == "col" and _yes(attrs.get("hidden")):
            self.hidden_columns.append((int(attrs["min"]) - 1, int(attrs["max"]) - 1))
        elif self._in_cell:
            self._inline.start(name)

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name in ("v", "f"):
            self._into = None
        elif self._in_cell:
            self._inline.end(name)

    def add(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)
        elif self._in_cell:
            self._inline.add(text)

    def _begin_row(self, attrs: dict[str, str]) -> None:
        self._row = int(attrs["r"]) if "r" in attrs else self._row + 1
        if not 1 <= self._row <= LAST_ROW:
            raise BrokenWorkbook(f"is a damaged XLSX workbook: it has a row {self._row}; save it anew")
        self._column = -1
        if _yes(attrs.get("hidden")):
            self.hidden_rows.append(self._row)

    def _begin_cell(self, attrs: dict[str, str]) -> None:
        reference = attrs.get("r")
        self._row, self._column = place(reference) if reference else (self._row, self._column + 1)
        if self._column >= LAST_COLUMN:
            raise BrokenWorkbook(f"is a damaged XLSX workbook: row {self._row} never ends; save it anew")
        self._kind, self._style = attrs.get("t", "n"), int(attrs.get("s", 0))
        self._value = self._formula = None
        self._in_cell = True
        self._inline.clear()

    def _end_cell(self) -> None:
        self._in_cell = False
        value = self._meaning()
        if value is None or value == "":
            return
        row = self.rows.setdefault(self._row, {})
        if self._column in row:
            name = f"{letters(self._column)}{self._row}"
            raise BrokenWorkbook(f"is a damaged XLSX workbook: it has two cells {name}; save it anew")
        row[self._column] = value
        self._count += 1
        if self._count > MOST_CELLS:
            raise BrokenWorkbook(
                f"has more than {MOST_CELLS:,} cells in one sheet; copy the table to a sheet of its own"
            )

    def _meaning(self) -> Any:
        """What the cell that ends here holds."""
        text = "".join(self._value) if self._value is not None else ""
        found = self._inline.text if self._kind == "inlineStr" else self._typed(text)
        if isinstance(found, str) and not isinstance(found, DateText):
            found = found.strip()
        if self._formula is not None and found in (None, ""):
            return Empty("=" + "".join(self._formula), stored=self._kind == "str" and self._value is not None)
        return found

    def _typed(self, text: str) -> Any:
        if self._kind == "s":
            index = int(text) if text.strip().isdecimal() else len(self._texts)
            if text and index >= len(self._texts):
                raise BrokenWorkbook(f"is a damaged XLSX workbook: it lacks the text {text[:20]}; save it anew")
            return self._texts[index] if text else None
        if self._kind == "e":
            return Wrong(text)
        if self._kind == "b":
            return text.strip() in ("1", "true")
        if self._kind == "d":
            return _iso(text.strip(), self._styles.get(self._style, "d"))
        return unescaped(text) if self._kind == "str" else self._number(text.strip())

    def _number(self, text: str) -> Any:
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            return text
        if not math.isfinite(number):
            return text
        shown = self._styles.get(self._style)
        moment = _moment(number, self._from_1904) if shown else None
        if shown and moment is not None:
            return _shown(moment, shown, timed=number < 1)
        negative_zero = number == 0 and math.copysign(1, number) < 0
        return int(number) if number.is_integer() and abs(number) < _EXACT and not negative_zero else number


def _yes(flag: str | None) -> bool:
    return flag in ("1", "true")


def _moment(days: float, from_1904: bool) -> datetime | None:
    """What a spreadsheet's count of days means; None where it is no date."""
    if not 0 <= days < 2_958_466:
        return None
    start = datetime(1899, 12, 30 if days >= 60 else 31)  # spreadsheets hold 1900 for a leap year
    if from_1904:
        start = datetime(1904, 1, 1)
    try:
        return start + timedelta(seconds=round(days * 86_400))
    except OverflowError:
        return None


def _iso(text: str, shown: str) -> str:
    try:
        return _shown(datetime.fromisoformat(text).replace(tzinfo=None), shown)
    except ValueError:
        return text


def _shown(moment: datetime, shown: str, timed: bool = False) -> DateText:
    """A moment to what its cell shows: never less than it holds, so a month or a year only on its first day."""
    day = date(moment.year, moment.month, moment.day)
    clock = moment.strftime("%H:%M" if not moment.second else "%H:%M:%S")
    if timed and "h" in shown and "d" not in shown:
        return DateText(clock)
    if clock != "00:00":
        return DateText(f"{day.isoformat()} {clock}")
    if "d" in shown or day.day > 1 or ("m" not in shown and day.month > 1) or shown == "h":
        return DateText(day.isoformat())
    return DateText(day.isoformat()[:7] if "m" in shown else day.isoformat()[:4])
