"""Cells as spreadsheets copy them: rows end with line breaks, cells with tabs, quotes around what has either."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from planner.files.export import defused


def read_cells(text: str) -> list[list[str]]:
    """The cells of a copied block, row by row; the break behind the last row begins no other one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return list(csv.reader(io.StringIO(text), delimiter="\t"))


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
