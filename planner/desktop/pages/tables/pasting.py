"""A copied block meets the rows and columns on screen: what goes where, and what can't."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.desktop.fields.columns import Column
from planner.desktop.fields.entry import Entry, Prepared, prepare
from planner.desktop.look.words import tr
from planner.desktop.open.editing.collections import elements, key_of, name_of
from planner.desktop.open.editing.draft import Draft
from planner.desktop.open.editing.structure import added

FILE_KEYS = {"window.0": "window.from", "window.1": "window.to"}
"""What tables beside a scenario's file call a column, where that is something else than its key."""


@dataclass(frozen=True)
class Pasting:
    """What a paste would do."""

    prepared: Prepared
    rows_added: int
    left_out: int
    """Cells right of the last column."""
    planned: tuple[str, ...] = ()
    """Titles of columns that come from the plan, which are left as they are."""
    unknown: tuple[str, ...] = ()
    """Titles in the block's first row that no column has."""
    found_by: str = ""
    """Title of the column by which rows are found, wherever they stand."""
    rows_found: int = 0

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing that the user should look at first."""
        is_whole = not (self.rows_added or self.left_out or self.planned or self.unknown)
        return is_whole and not (self.prepared.rejected or self.rows_found)


def plan_paste(
    draft: Draft,
    collection: str,
    names: Sequence[str | None],
    columns: Sequence[Column | None],
    block: Sequence[Sequence[str | None]],
    unknown: Sequence[str] = (),
) -> Pasting:
    """Lay a block over rows (by id) and columns from its top left; rows that lack, or are None, become new elements.

    What stands below None is no column's, and goes nowhere.
    """
    scenario, rows = draft.scenario, [*names, *[None] * (len(block) - len(names))]
    found: list[str] = []
    for name in rows:
        if name is None:
            scenario, name = added(scenario, collection)
        found.append(name)
    width = max(map(len, block), default=0)
    entries = [
        Entry(name, column, text)
        for name, cells in zip(found, block, strict=False)
        for column, text in zip(columns, cells, strict=False)
        if column is not None and column.editable and text is not None
    ]
    planned = tuple(tr(column.title) for column in columns[:width] if column is not None and not column.editable)
    left_out = sum(max(len(cells) - len(columns), 0) for cells in block)
    prepared = prepare(Draft(scenario, draft.refused), collection, entries)
    return Pasting(prepared, rows.count(None), left_out, planned, tuple(unknown))


def plan_paste_by_key(
    draft: Draft,
    collection: str,
    columns: Sequence[Column | None],
    block: Sequence[Sequence[str]],
    unknown: Sequence[str] = (),
) -> Pasting:
    """Lay each row of a block over the element that it names; one that names none, or one named already, is new."""
    at = place_of_key(collection, columns)
    key = columns[at]
    assert key is not None
    free = {name_of(each) for each in elements(draft.scenario, collection)}
    names: list[str | None] = []
    rows: list[list[str | None]] = []
    for cells in block:
        if not any(text.strip() for text in cells):
            continue
        wanted = "".join(cells[at : at + 1]).strip()
        is_known = wanted in free
        free.discard(wanted)
        names.append(wanted if is_known else None)
        rows.append([None if k == at and (is_known or not wanted) else text for k, text in enumerate(cells)])
    pasting = plan_paste(draft, collection, names, columns, rows, unknown)
    return replace(pasting, found_by=tr(key.title), rows_found=len(names) - pasting.rows_added)


def place_of_key(collection: str, columns: Sequence[Column | None]) -> int:
    """Which of the columns is the one by which elements are called, or -1."""
    key = (key_of(collection),)
    return next((k for k, column in enumerate(columns) if column is not None and column.steps == key), -1)


def headed(head: Sequence[str], columns: Sequence[Column]) -> list[Column | None] | None:
    """The columns that a block's first row names, None where it names none; or None where it is no such row."""
    known = {name.casefold(): column for column in reversed(columns) for name in _names(column)}
    found = [known.get(text.strip().casefold()) for text in head]
    named, hits = sum(bool(text.strip()) for text in head), sum(column is not None for column in found)
    return found if hits and (hits == named or (hits > 1 and 2 * hits >= named)) else None


def _names(column: Column) -> tuple[str, ...]:
    """What a spreadsheet may call a column: its title, with its unit or without, its field, or as the Plan tab does."""
    title, also = tr(column.title), (tr(column.also),) if column.also else ()
    return title, f"{title} [{column.unit}]", column.key, FILE_KEYS.get(column.key, column.key), *also


def spread(block: Sequence[Sequence[str]], rows: int, columns: int) -> list[list[str]]:
    """The block repeated over a selection that is a multiple of it; else the block itself."""
    height, width = len(block), max(map(len, block), default=0)
    if not height or not width or rows % height or columns % width:
        return [list(row) for row in block]
    wide = [[*row, *[""] * (width - len(row))] * (columns // width) for row in block]
    return [list(row) for _ in range(rows // height) for row in wide]
