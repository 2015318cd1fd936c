"""Columns of node lists and price lists, by what people head them with."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from planner.errors import Fault
from planner.files.columns import Column
from planner.files.merged_cells import spread
from planner.files.sheets import Row, Sheet
from planner.files.worksheet import Empty, Wrong, letters

LOOKED_AT = 20
"""Rows among which headings are looked for: a title may stand above them."""
_UNITS = re.compile(r"[(\[].*?[)\]]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def plain_heading(heading: Any) -> str:
    """``GPU_Type (USD)`` as ``gpu type``, ``AcceleratorName`` as ``accelerator name``."""
    bare = _CAMEL.sub(" ", _UNITS.sub(" ", str(heading))).casefold()
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def columns_of(header: Row, known: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Where each field stands: the column whose heading comes first among the field's own."""
    at: dict[str, int] = {}
    for index, heading in header.cells.items():
        at.setdefault(plain_heading(heading), index)
    found = {field: next((at[name] for name in names if name in at), None) for field, names in known.items()}
    return {field: index for field, index in found.items() if index is not None}


def header_of(rows: Sequence[Row], known: Mapping[str, Sequence[str]]) -> int:
    """The row that names the most columns, the first of several; 0 where none names any."""
    named = [len(columns_of(row, known)) for row in rows[:LOOKED_AT]]
    return named.index(max(named)) if named else 0


def number_of(cell: Any) -> float | None:
    """A figure with what stands around it: ``$1.23``, ``80 GB``, ``1,523``; None for what is none, or is two ways.

    A comma with three figures behind it parts thousands, any other is a decimal one.
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell) if abs(cell) < 1e15 else None
    found = re.fullmatch(r"[^\d.,+-]{0,6}([\d.,]{1,24})[^\d.,]{0,12}", str(cell).strip(), re.ASCII)
    if found is None:
        return None
    text = found[1]
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    elif re.fullmatch(r"\d+,\d{1,2}", text):
        text = text.replace(",", ".")
    return float(text) if re.fullmatch(r"\d+(\.\d+)?|\.\d+", text) else None


def in_gb(cell: Any, heading: Any) -> float | None:
    """An amount of memory [GB]; MiB and MB by the cell's own unit or the heading's."""
    amount = number_of(cell)
    if amount is None or amount <= 0:
        return None
    units = f"{cell} {heading}".casefold()
    return amount / 1024 if re.search(r"(?<![a-z])mi?b(?![a-z])", units.replace("_", " ")) else amount


def unmerged(sheet: Sheet, first: int, figures: Collection[int], label: str) -> Iterator[Fault]:
    """Write each merged value into the cells that it covers, and blank what a spreadsheet could not work out.

    ``figures`` are the columns in which a figure may be meant for each row or for all. What can't be done is said.
    """
    header, rows = sheet.rows[first], sheet.rows[first + 1 :]
    columns = {index: _column(index, str(name), index in figures) for index, name in header.cells.items()}
    for message in spread(header, rows, columns, sheet.merged):
        yield Fault(message, (), label, warning=True)
    for row in rows:
        for index, cell in row.cells.items():
            if isinstance(cell, Wrong) or (isinstance(cell, Empty) and not cell.stored):
                found = f"{letters(index)}{row.number} has no value: a formula without a result, or with an error"
                yield Fault(f"{found}; it is read as blank", (), label, row.number, warning=True)
            if isinstance(cell, Wrong | Empty):
                row.cells[index] = ""


def _column(index: int, name: str, numeric: bool) -> Column:
    return Column(index, name, (name,), not numeric, numeric, False, False, True, "", True)
