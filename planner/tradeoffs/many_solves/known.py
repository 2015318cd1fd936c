"""Tables of runs that were stopped, read cell by cell: what can't have been written there is named with its place."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pandas as pd

from planner.domain.plan import SOLVED
from planner.errors import DamagedError, Fault, InputError

type Reader = Callable[[Any], Any]
"""A cell's value; raises ValueError, which says what is wanted, where it can't have been written so."""

LINE = "line"
"""What the index of a frame is called that says in which lines of a file its rows stand."""
_WHOLE = re.compile(r"\d{1,9}(\.0)?", re.ASCII)
_NUMBER = re.compile(r"[-+]?[0-9.]+(e[-+]?[0-9]+)?|nan|[-+]?inf", re.ASCII)


def known_rows(
    known: pd.DataFrame, names: Sequence[str], readers: Sequence[Reader], what: str
) -> Iterator[tuple[int | None, tuple[Any, ...]]]:
    """Every row with its line, its cells read; the first column numbers the rows.

    ``what``: the run that the table is of, in words. Raises InputError for a table of other columns, and DamagedError
    for a cell that nobody wrote so.
    """
    if list(known.columns) != list(names):
        raise InputError(f"The table that is there has other columns: it is of another {what}. Name a new file.")
    lines, seen = known.index if known.index.name == LINE else [None] * len(known), set[Any]()
    for line, row in zip(lines, known.itertuples(index=False, name=None), strict=True):
        cells = []
        for name, read, cell in zip(names, readers, row, strict=True):
            try:
                cells.append(read(cell))
            except ValueError as error:
                raise damaged(str(error), line, name) from None
        if cells[0] in seen:
            raise damaged(f"is {cells[0]} a second time", line, names[0])
        seen.add(cells[0])
        yield line, tuple(cells)


def damaged(message: str, line: int | None, column: str) -> DamagedError:
    """One cell that is not as it was written."""
    return DamagedError([Fault(message, line=line, column=column)])


def text(cell: Any) -> str:
    return str(cell)


def whole(cell: Any) -> int:
    """A number that counts: 0, 1, 2, …"""
    if not _WHOLE.fullmatch(str(cell)):
        raise ValueError(f"must be a whole number, not {_quoted(cell)}")
    return int(float(str(cell)))


def number(cell: Any) -> float:
    """A number; nan where there is none."""
    if (written := str(cell)) == "":
        return math.nan
    if not _NUMBER.fullmatch(written):
        raise ValueError(f"must be a number or empty, not {_quoted(cell)}")
    return float(written)


def status(cell: Any) -> str:
    """How a solve ended."""
    if str(cell) not in (*SOLVED, "infeasible", "stopped"):
        raise ValueError(f"must be how a solve ended ({SOLVED[0]}, infeasible, …), not {_quoted(cell)}")
    return str(cell)


def _quoted(cell: Any) -> str:
    written = str(cell)
    return f"'{written[:40]}{'…' if len(written) > 40 else ''}'"
