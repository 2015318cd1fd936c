"""A copied block meets the rows and columns on screen: what goes where, and what can't."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.desktop.document import Draft
from planner.desktop.editing.structure import added
from planner.desktop.tables.columns import Column
from planner.desktop.tables.entry import Entry, Prepared, prepare


@dataclass(frozen=True)
class Pasting:
    """What a paste would do."""

    prepared: Prepared
    rows_added: int
    left_out: int
    """Cells right of the last column."""

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing that the user should look at first."""
        return not (self.prepared.rejected or self.rows_added or self.left_out)


def plan_paste(
    draft: Draft,
    collection: str,
    names: Sequence[str],
    columns: Sequence[Column],
    block: Sequence[Sequence[str]],
) -> Pasting:
    """Lay a block over rows (by id) and columns from its top left; rows that lack become new elements.

    A block of one row or one column goes on over as many rows or columns as are given.
    """
    scenario, names = draft.scenario, list(names)
    rows_added = max(len(block) - len(names), 0)
    for _ in range(rows_added):
        scenario, made = added(scenario, collection)
        names.append(made)
    width = max(map(len, block), default=0)
    entries = [
        Entry(name, column, text)
        for name, cells in zip(names, block, strict=False)
        for column, text in zip(columns, cells, strict=False)
    ]
    left_out = sum(max(len(cells) - len(columns), 0) for cells in block) if width > len(columns) else 0
    return Pasting(prepare(Draft(scenario, draft.refused), collection, entries), rows_added, left_out)


def spread(block: Sequence[Sequence[str]], rows: int, columns: int) -> list[list[str]]:
    """The block repeated over a selection that is a multiple of it; else the block itself."""
    height, width = len(block), max(map(len, block), default=0)
    if not height or not width or rows % height or columns % width:
        return [list(row) for row in block]
    wide = [[*row, *[""] * (width - len(row))] * (columns // width) for row in block]
    return [list(row) for _ in range(rows // height) for row in wide]
