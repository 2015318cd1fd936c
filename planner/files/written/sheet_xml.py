"""The XML of a sheet with other cells and rows: each keeps its style, and what names rows follows them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from xml.sax.saxutils import escape

from planner.files.scalars import resolve
from planner.files.worksheet import letters, place
from planner.files.written.formulas import check_independent
from planner.files.written.nodes import CannotSplice
from planner.files.written.shifting import Shift

_ROW = re.compile(r"<row\b([^>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_CELL = re.compile(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_NAME = re.compile(r'\br="([A-Z]+)([0-9]+)"')
_NUMBER = re.compile(r'\br="([0-9]+)"')
_STYLE = re.compile(r'\bs="[0-9]+"')
_SPANS = re.compile(r'\s+spans="[^"]*"')
"""Between which columns a row is filled, which may not be so any more; nobody needs it."""
_OWN = re.compile(r'\s+(?:r|spans|hidden|collapsed|outlineLevel|thickBot|thickTop)="[^"]*"')
"""What a new row does not take from the one that it is like."""
_REFERENCES = re.compile(r'(<(?!sheetView|selection|pane)[\w:]+\b[^<>]*?\s(?:sqref|ref)=")([^"]+)(")')
_LISTED = re.compile(r"(<xm:sqref>)([^<]+)(</xm:sqref>)")
_FORMULAS = re.compile(r"(<(?:f|formula|formula1|formula2|xm:f)\b(?![^>]*/>)[^>]*>)([^<]+)(</)")

type Cell = tuple[str, bool]
"""What a cell is to hold, and whether that is text."""
type Cells = Mapping[tuple[int, int], Cell]
"""By row from 1 and column from 0."""


@dataclass(frozen=True)
class Fresh:
    """A row that comes: a new one, or one that stood elsewhere."""

    cells: Mapping[int, Cell]
    """By column from 0; of one that stood elsewhere, those that change."""
    was: int = 0
    """Where it stood; 0: it is new."""


type Inserted = Sequence[Fresh]


def with_changes(
    text: str, cells: Cells, removed: Collection[int], inserted: Mapping[int, Inserted], shift: Shift, sheet: str
) -> str:
    """The sheet with other cells; rows go, and others come below those that stay.

    Raises CannotSplice where a formula could follow what changes, or it is odd.
    """
    if re.search(r"<mergeCell\b|<\w+:c[ >]", text):
        raise CannotSplice("merged cells could follow what changes")
    check_independent(text, cells.keys(), shift)
    if shift and re.search(r'<f\b[^>]*t="shared"', text):
        raise CannotSplice("cells share a formula")
    head, begin, rest = text.partition("<sheetData>")
    body, end, tail = rest.partition("</sheetData>")
    if not end:
        raise CannotSplice("there are no rows")
    made = _Rows(body, cells, removed, inserted, shift).made()
    if not shift:
        return "".join((head, begin, made, end, tail))
    parts = (head, begin, _FORMULAS.sub(lambda f: _formula(f, shift, sheet), made), end, tail)
    return "".join(_following(part, shift, sheet) if part in (head, tail) else part for part in parts)


class _Rows:
    """The rows of a sheet, while they change."""

    def __init__(
        self, body: str, cells: Cells, removed: Collection[int], inserted: Mapping[int, Inserted], shift: Shift
    ) -> None:
        self._body, self._removed, self._inserted, self._shift = body, removed, inserted, shift
        self._cells: dict[int, dict[int, Cell]] = {}
        for (row, column), said in cells.items():
            self._cells.setdefault(row, {})[column] = said
        self._found = {self._number(each): each for each in _ROW.finditer(body)}
        if missing := (self._cells.keys() | inserted.keys()) - self._found.keys():
            raise CannotSplice(f"there is no row {min(missing)}")

    def made(self) -> str:
        pieces, at = list[str](), 0
        for number, row in self._found.items():
            pieces.append(self._body[at : row.start()])
            at = row.end()
            if number in self._removed:
                continue
            pieces.append(self._kept(number, row))
            for new, fresh in enumerate(self._inserted.get(number, ()), self._shift.row(number) + 1):
                if fresh.was:
                    pieces.append(self._placed(self._found[fresh.was], new, fresh.cells))
                else:
                    pieces.append(self._fresh(new, fresh.cells, self._like(number)))
        return "".join([*pieces, self._body[at:]])

    def _kept(self, number: int, row: re.Match[str]) -> str:
        """A row that stays, at its new place."""
        here, new = self._cells.get(number, {}), self._shift.row(number)
        return row[0] if not here and new == number else self._placed(row, new, here)

    def _placed(self, row: re.Match[str], new: int, here: Mapping[int, Cell]) -> str:
        about = _NUMBER.sub(f'r="{new}"', _SPANS.sub("", row[1]), count=1)
        return f"<row{about}>{self._with(row[2] or '', new, here)}</row>"

    def _with(self, written: str, number: int, cells: Mapping[int, Cell]) -> str:
        pieces, at, left = list[str](), 0, dict(sorted(cells.items()))
        for found in _CELL.finditer(written):
            name = _NAME.search(found[1])
            if name is None:
                raise CannotSplice("a cell has no name")
            column = place(f"{name[1]}1")[1]
            pieces.append(written[at : found.start()])
            pieces += [_cell(number, k, left.pop(k), "") for k in [*left] if k < column]
            style = _STYLE.search(found[1])
            own = left.pop(column, None)
            renamed = found[0].replace(name[0], f'r="{name[1]}{number}"', 1)
            pieces.append(renamed if own is None else _cell(number, column, own, f" {style[0]}" if style else ""))
            at = found.end()
        return "".join([*pieces, *(_cell(number, k, said, "") for k, said in left.items()), written[at:]])

    def _like(self, number: int) -> re.Match[str]:
        """The row whose looks new ones take: the one above, or below the headings the first."""
        first = next(iter(self._found))
        after = next((each for each in self._found if each > number), number)
        return self._found[after if number == first else number]

    def _fresh(self, number: int, cells: Mapping[int, Cell], like: re.Match[str]) -> str:
        styles: dict[int, str] = {}
        for found in _CELL.finditer(like[2] or ""):
            name, style = _NAME.search(found[1]), _STYLE.search(found[1])
            if name is not None and style is not None:
                styles[place(f"{name[1]}1")[1]] = f" {style[0]}"
        said = {column: cell for column, cell in cells.items() if cell[0] or column in styles}
        said |= {column: ("", False) for column in styles if column not in said}
        written = "".join(_cell(number, k, said[k], styles.get(k, "")) for k in sorted(said))
        return f'<row r="{number}"{_OWN.sub("", like[1])}>{written}</row>'

    def _number(self, row: re.Match[str]) -> int:
        found = _NUMBER.search(row[1])
        if found is None:
            raise CannotSplice("a row has no number")
        return int(found[1])


def _cell(row: int, column: int, said: Cell, style: str) -> str:
    text, is_text = said
    head = f'<c r="{letters(column)}{row}"{style}'
    if not text:
        return f"{head}/>"
    value = text if is_text else resolve(text)
    if isinstance(value, bool):
        return f'{head} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f"{head}><v>{value!r}</v></c>"
    return f'{head} t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _following(text: str, shift: Shift, sheet: str) -> str:
    """What stands beside the rows and names them: formats, checks of cells, filters, links."""

    def put(found: re.Match[str]) -> str:
        return f"{found[1]}{shift.references(found[2]) or 'A1048576'}{found[3]}"

    moved = _LISTED.sub(put, _REFERENCES.sub(put, text))
    return _FORMULAS.sub(lambda found: _formula(found, shift, sheet), moved)


def _formula(found: re.Match[str], shift: Shift, sheet: str) -> str:
    old = unescape(found[2])
    new = shift.formula(old, sheet, is_here=True)
    return found[0] if new == old else f"{found[1]}{escape(new)}{found[3]}"
