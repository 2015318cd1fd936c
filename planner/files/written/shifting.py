"""Where the rows of a sheet are once some were taken out and others put in, for all that names them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from planner.files.worksheet import LAST_ROW

if TYPE_CHECKING:
    from openpyxl.formula.tokenizer import Token

_AREA = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})(?::(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7}))?")
_ROWS = re.compile(r"(\$?)(\d{1,7}):(\$?)(\d{1,7})")
_COLUMNS = re.compile(r"\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}")
MOVING = frozenset({"OFFSET(", "INDIRECT(", "ROW(", "ROWS(", "ADDRESS(", "CELL("})
"""Functions whose value depends on where something stands."""
GONE = "#REF!"

type Area = tuple[int, int]
"""First and last row."""


class Shift:
    """The rows of one sheet, before and after."""

    def __init__(
        self, removed: Collection[int], inserted: Mapping[int, int], header: int, moved: Mapping[int, int] | None = None
    ) -> None:
        """``inserted``: how many rows come below a row that stays; ``header``: the row of the headings.

        ``moved``: new numbers of rows that are taken out and put in again, by their old ones.
        """
        self._moved = dict(moved or {})
        self._removed, self._gone = sorted(removed), set(removed)
        self._inserted, self._header = dict(sorted(inserted.items())), header

    def __bool__(self) -> bool:
        return bool(self._gone or self._inserted)

    def row(self, number: int) -> int:
        """The new number of an old row."""
        above = sum(count for below, count in self._inserted.items() if below < number)
        return min(number - bisect_left(self._removed, number) + above, LAST_ROW)

    def is_gone(self, number: int) -> bool:
        return number in self._gone

    def touches(self, area: Area) -> bool:
        """Whether rows come or go inside of an area, or right below it."""
        top, bottom = area
        grown = any(top <= below < bottom or (below == bottom > top) for below in self._inserted)
        return grown or any(top <= each <= bottom for each in self._gone)

    def area(self, area: Area, *, grows: bool = True) -> Area | None:
        """The same rows afterwards, with those that come below the last of them; None where all are gone.

        Rows that change places take along what covers several of them; what covered all that was below the headings
        covers what comes there.
        """
        top, bottom = area
        elsewhere = [new for old, new in self._moved.items() if top <= old <= bottom] if top < bottom else []
        while top <= bottom and top in self._gone:
            top += 1
        last = bottom
        while last >= top and last in self._gone:
            last -= 1
        if last < top:
            fresh = self._inserted.get(self._header, 0) if grows and area[0] == self._header + 1 < area[1] else 0
            elsewhere += [self._header + 1, self._header + fresh] if fresh else []
            return (min(elsewhere), max(elsewhere)) if elsewhere else None
        more = self._inserted.get(last, 0) if grows and last != self._header else 0
        if bottom == LAST_ROW:
            return self.row(top), bottom
        return min([self.row(top), *elsewhere]), max([min(self.row(last) + more, LAST_ROW), *elsewhere])

    def reference(self, text: str, *, grows: bool = True) -> str:
        """``A2:C7`` afterwards; ``#REF!`` where its rows are gone. One cell never grows to several in a formula."""
        if found := _AREA.fullmatch(text):
            top, bottom = int(found[4]), int(found[8] or found[4])
            if top == bottom and top in self._moved:
                first = f"{found[1]}{found[2]}{found[3]}{self._moved[top]}"
                return first if found[8] is None else f"{first}:{found[5]}{found[6]}{found[7]}{self._moved[top]}"
            area = self.area((top, bottom), grows=grows)
            if area is None:
                return GONE
            first = f"{found[1]}{found[2]}{found[3]}{area[0]}"
            if found[8] is None and area[0] == area[1]:
                return first
            return f"{first}:{found[5] or found[1]}{found[6] or found[2]}{found[7] or found[3]}{area[1]}"
        if found := _ROWS.fullmatch(text):
            area = self.area((int(found[2]), int(found[4])), grows=grows)
            return GONE if area is None else f"{found[1]}{area[0]}:{found[3]}{area[1]}"
        return text

    def references(self, text: str) -> str:
        """Several, with blanks between, without those that are gone."""
        return " ".join(each for each in map(self.reference, text.split()) if each != GONE)

    def formula(self, text: str, sheet: str, *, is_here: bool) -> str:
        """A formula without its ``=``, whose references to a sheet follow; ``is_here``: it stands in that sheet."""
        found = tokens(text)
        for token in found:
            if is_reference(token):
                named, mark, area = token.value.rpartition("!")
                if (not mark and is_here) or (mark and unquoted(named) == sheet.casefold()):
                    several = rows_of(area) is not None and len(set(rows_of(area) or ())) > 1
                    token.value = f"{named}{mark}{self.reference(area, grows=several)}"
        return "".join(token.value for token in found)


def tokens(formula: str) -> list[Token]:
    """The words of a formula without its ``=``."""
    from openpyxl.formula import Tokenizer  # heavy, and only workbooks have formulas

    return list(Tokenizer(f"={formula}").items)


def is_reference(token: Token) -> bool:
    """Whether a word of a formula names cells, or something that stands for some."""
    return bool(token.type == "OPERAND" and token.subtype == "RANGE")


def rows_of(area: str) -> Area | None:
    """The rows of a reference; None where that names none that can be told."""
    if found := _AREA.fullmatch(area):
        rows = int(found[4]), int(found[8] or found[4])
        return min(rows), max(rows)
    if found := _ROWS.fullmatch(area):
        return int(found[2]), int(found[4])
    return (1, LAST_ROW) if _COLUMNS.fullmatch(area) else None


def columns_of(area: str) -> tuple[str, str] | None:
    """The first and the last column of a reference, in letters; None for all of them."""
    if found := _AREA.fullmatch(area):
        return found[2].upper(), (found[6] or found[2]).upper()
    if _COLUMNS.fullmatch(area):
        first, _, last = area.replace("$", "").upper().partition(":")
        return first, last
    return None


def unquoted(sheet: str) -> str:
    """The name of a sheet in small letters, as a reference has it in quotes or without."""
    return (sheet[1:-1].replace("''", "'") if sheet.startswith("'") and sheet.endswith("'") else sheet).casefold()
