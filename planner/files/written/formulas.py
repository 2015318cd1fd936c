"""What the formulas of a sheet look at: whether a change would change their values, too."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import unescape

from planner.files.worksheet import letters, place
from planner.files.written.nodes import CannotSplice
from planner.files.written.shifting import MOVING, Shift, columns_of, is_reference, rows_of, tokens

_CELL = re.compile(r'<c\b[^>]*?\br="([A-Z]+[0-9]+)"[^>]*?>\s*<f\b([^>]*?)(?:/>|>(.*?)</f>)', re.DOTALL)
_INDEX = re.compile(r'\bsi="(\d+)"')


def formulas(text: str) -> Iterator[tuple[str, str]]:
    """Each cell of a sheet's XML that has a formula, and that; one that several share is written out for each.

    Raises CannotSplice for formulas of several cells at once.
    """
    shared: dict[str, tuple[str, str]] = {}
    for found in _CELL.finditer(text):
        cell, about, written = found[1], found[2], unescape(found[3] or "")
        if 't="array"' in about or 't="dataTable"' in about:
            raise CannotSplice("a formula fills several cells")
        index = _INDEX.search(about) if 't="shared"' in about else None
        if index is None:
            yield cell, written
        elif written:
            shared[index[1]] = cell, written
            yield cell, written
        elif index[1] in shared:
            origin, first = shared[index[1]]
            from openpyxl.formula.translate import Translator  # heavy, as the words of formulas are

            yield cell, Translator(f"={first}", origin).translate_formula(cell)[1:]
        else:
            raise CannotSplice("a formula is shared with none")


def check_independent(text: str, cells: Collection[tuple[int, int]], shift: Shift) -> None:
    """Raises CannotSplice where the value of a formula could follow a changed cell, or rows that come and go."""
    for cell, written in formulas(text):
        row, column = place(cell)
        if shift.is_gone(row):
            continue
        if (row, column) in cells:
            raise CannotSplice("a formula stands in a cell that changes")
        for token in tokens(written):
            if token.type == "FUNC" and token.value.upper() in MOVING:
                raise CannotSplice("a formula depends on where it stands")
            if is_reference(token):
                _check(token.value, cells, shift)


def _check(area: str, cells: Collection[tuple[int, int]], shift: Shift) -> None:
    rows, columns = rows_of(area), columns_of(area)
    if rows is None:  # another sheet, or a name: what it holds may follow in its turn
        raise CannotSplice("a formula looks at what is not in its sheet")
    if shift.touches(rows):
        raise CannotSplice("a formula looks at rows that come or go")
    for row, column in cells:
        inside = columns is None or _number(columns[0]) <= column <= _number(columns[1])
        if rows[0] <= row <= rows[1] and inside:
            raise CannotSplice(f"a formula looks at {letters(column)}{row}, which changes")


def _number(column: str) -> int:
    return place(f"{column}1")[1]
