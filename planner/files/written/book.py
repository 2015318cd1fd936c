"""A workbook in which only cells of one sheet are written anew; all other parts keep their bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from planner.files.scalars import resolve
from planner.files.workbook import SheetPart
from planner.files.worksheet import letters, place
from planner.files.written.nodes import CannotSplice

_CELL = re.compile(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_NAME = re.compile(r'\br="([A-Z]+[0-9]+)"')
_SPANS = re.compile(r'\s+spans="[^"]*"')
"""Between which columns a row is filled, which may not be so any more; nobody needs it."""
_STYLE = re.compile(r'\bs="[0-9]+"')

type Cells = Mapping[tuple[int, int], tuple[str, bool]]
"""What cells are to hold, by row from 1 and column from 0, and whether that is text."""


def with_cells(data: bytes, sheet: SheetPart, cells: Cells) -> bytes:
    """The workbook with cells of a sheet changed. Raises CannotSplice where a formula is in the way, or it is odd."""
    fresh = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(fresh, "w") as target:
            target.comment = book.comment
            for about in book.infolist():
                target.writestr(about, _part(about.filename.casefold(), book.read(about), sheet, cells))
    except (zipfile.BadZipFile, UnicodeError, NotImplementedError, RuntimeError) as error:
        raise CannotSplice(str(error)) from None
    return fresh.getvalue()


def _part(name: str, content: bytes, sheet: SheetPart, cells: Cells) -> bytes:
    if name == sheet.part.lstrip("/").casefold():
        return _sheet(content, cells)
    return _calculated(content) if name == "xl/workbook.xml" else content


def _sheet(content: bytes, cells: Cells) -> bytes:
    text = content.decode("utf-8")
    if re.search(r"<f[ >/]|<mergeCell\b|<\w+:c[ >]", text):
        raise CannotSplice("formulas or merged cells could follow what changes")
    for number in {row for row, _ in cells}:
        here = {column: said for (row, column), said in cells.items() if row == number}
        found = re.search(rf'(<row\b[^>]*\br="{number}"[^>]*(?<!/)>)(.*?)(</row>)', text, re.DOTALL)
        if found is None:
            raise CannotSplice("there is no such row")
        head = _SPANS.sub("", found[1])
        text = text[: found.start()] + head + _row(found[2], number, here) + text[found.end(2) :]
    return text.encode("utf-8")


def _row(written: str, number: int, cells: Mapping[int, tuple[str, bool]]) -> str:
    pieces, at, left = list[str](), 0, dict(sorted(cells.items()))
    for found in _CELL.finditer(written):
        name = _NAME.search(found[1])
        if name is None:
            raise CannotSplice("a cell has no name")
        column = place(name[1])[1]
        pieces.append(written[at : found.start()])
        pieces += [_cell(number, k, left.pop(k), "") for k in [*left] if k < column]
        style = _STYLE.search(found[1])
        own = left.pop(column, None)
        pieces.append(found[0] if own is None else _cell(number, column, own, f" {style[0]}" if style else ""))
        at = found.end()
    return "".join([*pieces, *(_cell(number, k, said, "") for k, said in left.items()), written[at:]])


def _cell(row: int, column: int, said: tuple[str, bool], style: str) -> str:
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


def _calculated(content: bytes) -> bytes:
    """The workbook's own part, asking that formulas on other sheets are worked out when it is opened."""
    if b"fullCalcOnLoad" in content:
        return content
    return content.replace(b"<calcPr ", b'<calcPr fullCalcOnLoad="1" ', 1)
