"""A table as rows of cells that can be changed, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from planner.files.sheets import Sheet
from planner.files.workbook import SheetPart
from planner.files.written.book import Changes, with_made
from planner.files.written.sheet_xml import Cell, Fresh


@dataclass(frozen=True, slots=True)
class Line:
    """A row: where it begins in a text and ends, and where its cells do; of a workbook, its number."""

    start: int
    end: int = 0
    cells: tuple[tuple[int, int], ...] = ()


class Grid(Protocol):
    """Raises CannotSplice for what can't be done to it."""

    lines: Sequence[Line]
    """Rows with something in them, the headings first."""
    width: int
    """How many columns there are."""

    def said(self, line: Line, index: int) -> str:
        """What a cell holds; nothing where the row is shorter."""

    def put(self, line: Line, index: int, text: str, is_text: bool) -> None:
        """Let a cell hold something else."""

    def remove(self, line: Line) -> None:
        """Take a row out."""

    def insert(self, below: Line, cells: Sequence[Cell]) -> None:
        """Put a row below another one, and below those that were put there before."""

    def move(self, line: Line, below: Line, cells: Mapping[int, Cell]) -> None:
        """Put a row below another one, with some of its cells changed."""

    def append(self, line: Line, cells: Sequence[str]) -> None:
        """Put cells behind the last column."""


class BookGrid:
    """A sheet of a workbook; what names its cells elsewhere follows its rows."""

    def __init__(self, data: bytes, part: SheetPart, sheet: Sheet) -> None:
        self._data, self._part = data, part
        self._held = {row.number: row.cells for row in sheet.rows}
        self.lines: Sequence[Line] = [Line(row.number) for row in sheet.rows]
        self.width = max(sheet.rows[0].cells, default=-1) + 1
        self._cells: dict[tuple[int, int], Cell] = {}
        self._removed: set[int] = set()
        self._inserted: dict[int, list[Fresh]] = {}

    def said(self, line: Line, index: int) -> str:
        return str(self._held[line.start].get(index, ""))

    def put(self, line: Line, index: int, text: str, is_text: bool) -> None:
        self._cells[line.start, index] = text, is_text

    def append(self, line: Line, cells: Sequence[str]) -> None:
        for index, text in enumerate(cells, self.width):
            if text:
                self._cells[line.start, index] = text, line is self.lines[0]

    def remove(self, line: Line) -> None:
        self._removed.add(line.start)

    def insert(self, below: Line, cells: Sequence[Cell]) -> None:
        self._inserted.setdefault(below.start, []).append(Fresh(dict(enumerate(cells))))

    def move(self, line: Line, below: Line, cells: Mapping[int, Cell]) -> None:
        self._removed.add(line.start)
        self._inserted.setdefault(below.start, []).append(Fresh(cells, line.start))

    def made(self) -> bytes:
        """The workbook with all changes made."""
        cells = {place: said for place, said in self._cells.items() if place[0] not in self._removed}
        changes = Changes(cells, self._removed, self._inserted, self.lines[0].start)
        return with_made(self._data, self._part, changes)
