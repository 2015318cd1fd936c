"""A table by its columns: where its headings stand, and what is below each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from planner.errors import Fault, InputError
from planner.files.sheets import Row, Sheet
from planner.files.worksheet import Empty, Wrong, letters
from planner.importing.backlog.headings import BOOKKEEPING, FIELDS, METRICS, SCORES, plain_heading
from planner.importing.backlog.scales import is_unset

LOOKED_AT = 20
"""Rows among which headings are looked for: a title may stand above them."""
SAMPLE = 24
"""Letters of a cell that are shown as a sample."""
_KNOWN = BOOKKEEPING.union(*FIELDS.values(), *METRICS.values(), *SCORES.values())


@dataclass(frozen=True)
class SheetColumn:
    """One column with its filled cells."""

    index: int
    heading: str
    filled: tuple[tuple[int, Any], ...]
    """Row number and cell."""

    @cached_property
    def cells(self) -> tuple[Any, ...]:
        """What can be read of it: no errors of the spreadsheet, no formulas without a result, no ``n/a``."""
        return tuple(cell for _, cell in self.filled if not isinstance(cell, Empty | Wrong) and not is_unset(cell))

    @cached_property
    def plain(self) -> str:
        return plain_heading(self.heading)

    @property
    def letters(self) -> str:
        """What a spreadsheet calls it."""
        return letters(self.index)

    @property
    def sample(self) -> str:
        text = " ".join(str(next(iter(self.cells), "")).split())
        return text if len(text) <= SAMPLE else f"{text[: SAMPLE - 1]}…"


@dataclass(frozen=True)
class Table:
    """A sheet with its headings found."""

    label: str
    header: Row
    rows: tuple[Row, ...]
    above: tuple[Row, ...]
    """Rows above the headings: a title, say."""
    columns: tuple[SheetColumn, ...]
    doubts: tuple[Fault, ...] = ()
    """What is doubtful of the sheet as a whole."""

    @cached_property
    def signature(self) -> str:
        """What tables of one kind have in common: their headings."""
        return "|".join(sorted(column.plain for column in self.columns))


def table_of(sheet: Sheet, label: str) -> Table:
    """A sheet by its columns. Raises InputError where nothing stands below its headings."""
    known = [_known(row) for row in sheet.rows[:LOOKED_AT]]
    first = known.index(max(known)) if known else 0
    header, rows = sheet.rows[first], tuple(sheet.rows[first + 1 :])
    if not rows:
        raise InputError([Fault("has headings and nothing below them", file=label, line=header.number)])
    above, columns = tuple(sheet.rows[:first]), tuple(_columns(header, rows))
    return Table(label, header, rows, above, columns, tuple(sheet.doubts))


def named(sheet: Sheet) -> set[str]:
    """The plain headings of a sheet."""
    known = [_known(row) for row in sheet.rows[:LOOKED_AT]]
    header = sheet.rows[known.index(max(known))]
    return {plain_heading(cell) for cell in header.cells.values()}


def is_headed(sheet: Sheet) -> bool:
    """Whether a table begins with headings of a backlog: what its requests are called, and something else of them."""
    if len(sheet.rows) < 2:
        return False
    plain = {plain_heading(cell) for cell in sheet.rows[0].cells.values() if isinstance(cell, str)}
    calling = {*FIELDS["id"], *FIELDS["name"]}
    return bool(plain & calling) and len(plain & _KNOWN) > 1


def _known(row: Row) -> int:
    return len(
        {plain for cell in row.cells.values() if isinstance(cell, str) and (plain := plain_heading(cell)) in _KNOWN}
    )


def _columns(header: Row, rows: Sequence[Row]) -> Iterator[SheetColumn]:
    filled: dict[int, list[tuple[int, Any]]] = {index: [] for index in header.cells}
    for row in rows:
        for index, cell in row.cells.items():
            if not (isinstance(cell, Empty) and cell.stored):
                filled.setdefault(index, []).append((row.number, cell))
    for index, cells in sorted(filled.items()):
        heading = header.cells.get(index, "")
        text = heading if isinstance(heading, str) else str(heading) if isinstance(heading, int | float) else ""
        yield SheetColumn(index, " ".join(text.split()) or f"column {letters(index)}", tuple(cells))
