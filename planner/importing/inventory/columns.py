"""Which column of a list is what: by its heading, or as a user says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from planner.domain.names import suggestion
from planner.errors import InputError
from planner.files.sheets import Row, Sheet
from planner.files.worksheet import letters
from planner.importing.backlog.mapping import corrected
from planner.importing.inventory.headings import LOOKED_AT, columns_of, plain_heading

IGNORE = "ignore"
"""What a column is said to be that is not read."""
SAMPLE = 24
"""Letters of a cell that are shown as a sample."""
SAID, HEADED, UNREAD = "as you say", "its heading", "is not read"
"""Why a column is what it is."""

type Known = Mapping[str, Sequence[str]]
"""Headings by field."""
type Places = dict[str, int]
"""Where each field stands."""


@dataclass(frozen=True)
class ListColumn:
    """One column of a list, and what it is."""

    index: int
    heading: str
    field: str
    """``ignore``: nothing."""
    why: str
    sample: str


class Layout(NamedTuple):
    """A list by its columns."""

    first: int
    """The row of the headings, among those that hold something."""
    columns: tuple[ListColumn, ...] = ()

    @property
    def at(self) -> Places:
        return {column.field: column.index for column in self.columns if column.field != IGNORE}

    @property
    def unread(self) -> list[str]:
        """Headings of columns that are not read, and of which nobody says that they are not to be."""
        return [column.heading for column in self.columns if column.field == IGNORE and column.why == UNREAD]

    @property
    def signature(self) -> str:
        """What lists of one kind have in common: their headings."""
        return "|".join(sorted(plain_heading(column.heading) for column in self.columns))


def laid_out(
    sheet: Sheet,
    known: Known,
    told: Mapping[str, str],
    settle: Callable[[Places, Sequence[Row]], Places] = lambda at, rows: at,
) -> Layout:
    """The columns of a list; ``told`` names fields by heading, ``settle`` what headings alone leave open.

    Headings that no column has are passed over. Raises InputError for a field that is none of the known.
    """
    for field in told.values():
        if field not in (*known, IGNORE):
            raise InputError(f"'{field}' is no column of such a list{suggestion(field, frozenset(known))};"
                             f" wanted is {', '.join(known)} or {IGNORE}")  # fmt: skip
    first = _header(sheet.rows, known, told)
    header, rows = sheet.rows[first], sheet.rows[first + 1 :]
    places = [*header.cells]
    headings = [" ".join(str(header.cells[index]).split()) for index in places]
    said = {places[k]: field for k, field in _held(headings, told).items()}
    at = {f: k for f, k in settle(columns_of(header, known), rows).items() if k not in said and f not in said.values()}
    fields = {index: field for field, index in at.items()} | said
    return Layout(
        first,
        tuple(
            ListColumn(
                index,
                heading or f"column {letters(index)}",
                fields.get(index, IGNORE),
                SAID if index in said else HEADED if index in fields else UNREAD,
                _sample(rows, index),
            )
            for index, heading in zip(places, headings, strict=True)
        ),
    )


def headings_held(layout: Layout, told: Collection[str]) -> set[str]:
    """Which of some headings a list has."""
    return {each for each in told if _held([column.heading for column in layout.columns], {each: IGNORE})}


def _header(rows: Sequence[Row], known: Known, told: Mapping[str, str]) -> int:
    """The row that names the most columns, the first of several."""
    named = [
        len(columns_of(row, known)) + len(_held([str(cell) for cell in row.cells.values()], told))
        for row in rows[:LOOKED_AT]
    ]
    return named.index(max(named)) if named else 0


def _held(headings: Sequence[str], told: Mapping[str, str]) -> dict[int, str]:
    """The fields that are told of some headings, by their place; of one that stands twice, the first."""
    found: dict[int, str] = {}
    for heading, field in told.items():
        try:
            found[min(corrected(headings, {heading: field}))] = field
        except InputError:
            continue
    return found


def _sample(rows: Sequence[Row], index: int) -> str:
    cell: Any = next((row.cells[index] for row in rows if row.cells.get(index, "") != ""), "")
    text = " ".join(str(cell).split())
    return text if len(text) <= SAMPLE else f"{text[: SAMPLE - 1]}…"
