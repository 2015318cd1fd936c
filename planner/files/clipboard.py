"""Cells as spreadsheets copy them: rows end with line breaks, cells with tabs, quotes around what has either."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from planner.files.export import as_it_was, defused


def read_cells(text: str) -> list[list[str]]:
    """The cells of a copied block, row by row; the break behind the last row begins no other one.

    What ``write_cells`` has made safe comes back as it was.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter="\t"))
    except csv.Error:  # a quote that never closes, over more than a cell may hold
        rows = [line.split("\t") for line in text.split("\n")]
    return [[as_it_was(cell) for cell in row] for row in rows]


def write_cells(rows: Iterable[Sequence[str]], *, safe: bool = True) -> str:
    """A block that spreadsheets paste as cells; no text in it runs as a formula where it is ``safe``."""
    memory = io.StringIO()
    writer = csv.writer(memory, delimiter="\t", lineterminator="\n")
    writer.writerows([[_harmless(cell) if safe else cell for cell in row] for row in rows])
    return memory.getvalue()


def _harmless(cell: str) -> str:
    try:
        float(cell)
    except ValueError:
        return defused(cell)
    return cell
