"""Merged cells: what stands in the first of them is said of all that they cover, or nobody can know."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from planner.files.columns import Column
from planner.files.sheets import Row
from planner.files.worksheet import Merged


def spread(header: Row, rows: Sequence[Row], columns: Mapping[int, Column], merged: Sequence[Merged]) -> Iterator[str]:
    """Write each merged value into every cell that it covers, or say why that can't be done.

    Rows that hold nothing but their part of merged cells are left as they are.
    """
    numbers = [row.number for row in rows]
    left = len(rows) * len(columns)  # cells that there are to be covered
    for area in merged:
        covered = range(bisect_left(numbers, area.top), bisect_right(numbers, area.bottom))
        across = [columns[k] for k in sorted(columns) if area.left <= k <= area.right]
        left -= len(covered) * len(across)
        if left < 0:
            yield f"the merged cells {area} lie over others; unmerge them"
            return
        if area.top <= header.number <= area.bottom:
            yield f"the cells {area} are merged; each column needs a heading of its own, in one row"
            continue
        if not covered or numbers[covered[0]] != area.top or area.left not in rows[covered[0]].cells:
            continue
        if reason := _unclear(area, [rows[k] for k in covered], across):
            yield f"the cells {area} are merged, and {reason}; unmerge them, and fill each cell"
            continue
        value = rows[covered[0]].cells[area.left]
        for row in (rows[k] for k in covered):
            row.cells.update({column.index: value for column in across})


def _unclear(area: Merged, rows: Sequence[Row], across: Sequence[Column]) -> str:
    """Why a merged value can't be meant for each of its cells; empty where it can."""
    if area.bottom > area.top and any(column.numeric for column in across):
        return "a figure may be meant for each row, or for all of them together" if len(rows) > 1 else ""
    if area.right > area.left and len({column.parts[:-1] if column.period else column.parts for column in across}) > 1:
        return "columns of different meaning can't share a value"
    return ""
