"""A workbook of which cells and rows of one sheet change; all that does not speak of them keeps its bytes."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import unescape
from xml.sax.saxutils import escape

from planner.files.workbook import SheetPart
from planner.files.written.formulas import formulas
from planner.files.written.nodes import CannotSplice
from planner.files.written.sheet_xml import Cells, Inserted, with_changes
from planner.files.written.shifting import Shift

_TARGET = re.compile(r'<Relationship\b[^>]*?\bTarget="([^"]+)"')
_FOLLOWING = re.compile(r"(<(?:(?:\w+:)?f|definedName\b[^>]*)>)([^<]*)(</)")
"""Where charts name their cells, and names theirs."""
_FORMULA = re.compile(r"(<f\b(?![^>]*/>)[^>]*>)([^<]*)(</f>)")

_REF = re.compile(r'(\bref=")([^"]+)(")')
_BOX_ROW = re.compile(r"(<x:Row>)(\d+)(</x:Row>)")


@dataclass(frozen=True)
class Changes:
    """What becomes of one sheet."""

    cells: Cells = field(default_factory=dict)
    removed: set[int] = field(default_factory=set)
    """Rows that are taken out."""
    inserted: Mapping[int, Inserted] = field(default_factory=dict)
    """Rows that come below another one."""
    header: int = 1

    @property
    def shift(self) -> Shift:
        counts = {below: len(rows) for below, rows in self.inserted.items()}
        plain = Shift(self.removed, counts, self.header)
        moved = {
            fresh.was: place
            for below, rows in self.inserted.items()
            for place, fresh in enumerate(rows, plain.row(below) + 1)
            if fresh.was
        }
        return Shift(self.removed, counts, self.header, moved)


def with_made(data: bytes, sheet: SheetPart, changes: Changes) -> bytes:
    """The workbook with a sheet changed. Raises CannotSplice where something could follow that, or it is odd."""
    fresh = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(fresh, "w") as target:
            target.comment = book.comment
            parts = _Parts({about.filename: book.read(about) for about in book.infolist()}, sheet, changes)
            for about in book.infolist():
                content = parts.made(about.filename)
                if content is not None:
                    target.writestr(about, content)
    except (zipfile.BadZipFile, UnicodeError, NotImplementedError, RuntimeError) as error:
        raise CannotSplice(str(error)) from None
    return fresh.getvalue()


class _Parts:
    """The parts of a workbook, while one sheet of it changes."""

    def __init__(self, held: Mapping[str, bytes], sheet: SheetPart, changes: Changes) -> None:
        self._held, self._sheet, self._changes, self._shift = held, sheet, changes, changes.shift
        self._name = sheet.part.lstrip("/").casefold()
        folder, _, last = self._name.rpartition("/")
        rels = next(
            (content for name, content in held.items() if name.casefold() == f"{folder}/_rels/{last}.rels"), b""
        )
        targets = _TARGET.findall(rels.decode("utf-8"))
        self._own = {posixpath.normpath(posixpath.join("/", folder, each)).lstrip("/").casefold() for each in targets}
        text = next(content for name, content in held.items() if name.casefold() == self._name).decode("utf-8")
        self._loses_chain = bool(self._shift) and next(formulas(text), None) is not None

    def made(self, name: str) -> bytes | None:
        """What a part holds; None: it is not there any more."""
        content, known = self._held[name], name.casefold()
        if known == self._name:
            text = content.decode("utf-8")
            return with_changes(text, self._changes.cells, self._changes.removed, self._changes.inserted,
                                self._shift, self._sheet.name).encode("utf-8")  # fmt: skip
        if self._loses_chain and known == "xl/calcchain.xml":
            return None  # which cells have formulas, in an order that spreadsheets find anew
        if self._loses_chain and known in ("[content_types].xml", "xl/_rels/workbook.xml.rels"):
            return re.sub(rb"<(?:Override|Relationship)\b[^>]*calcChain[^>]*/>", b"", content)
        if self._shift:
            content = self._shifted(known, content)
        return _calculated(content) if known == "xl/workbook.xml" else content

    def _shifted(self, name: str, content: bytes) -> bytes:
        """A part whose references to the sheet follow its rows."""
        if name in self._own:
            return self._owned(name, content)
        if name == "xl/workbook.xml" or name.startswith("xl/charts/"):
            return _each(_FOLLOWING, content, self._follow)
        if name.startswith("xl/worksheets/sheet"):
            text = content.decode("utf-8")
            if any(self._follow(each) != each for _, each in formulas(text)) and 't="shared"' in text:
                raise CannotSplice("a formula that cells share looks at rows that move")
            return _each(_FORMULA, content, self._follow)
        if name.startswith("xl/pivotcache/") and self._sheet.name in content.decode("utf-8"):
            raise CannotSplice("a pivot table looks at rows that move")
        return content

    def _owned(self, name: str, content: bytes) -> bytes:
        """A part that belongs to the sheet: a table's frame, comments and where their boxes stand."""
        if "table" in name:
            return _each(_REF, content, self._shift.reference)
        if "comment" in name or "drawing" in name:
            if self._changes.removed and "drawing" not in name:
                raise CannotSplice("a comment may stand at a row that goes")
            content = _each(_REF, content, lambda ref: self._shift.reference(ref, grows=False))
            return _each(_BOX_ROW, content, lambda row: str(self._shift.row(int(row) + 1) - 1))
        return content

    def _follow(self, formula: str) -> str:
        return self._shift.formula(formula, self._sheet.name, is_here=False) if "!" in formula else formula


def _each(pattern: re.Pattern[str], content: bytes, change: Callable[[str], str]) -> bytes:
    """The second of three groups changed wherever a pattern is found."""

    def put(found: re.Match[str]) -> str:
        old = unescape(found[2])
        new = change(old)
        return found[0] if new == old else f"{found[1]}{escape(new)}{found[3]}"

    return pattern.sub(put, content.decode("utf-8")).encode("utf-8")


def _calculated(content: bytes) -> bytes:
    """The workbook's own part, asking that formulas on other sheets are worked out when it is opened."""
    if b"fullCalcOnLoad" in content:
        return content
    return content.replace(b"<calcPr ", b'<calcPr fullCalcOnLoad="1" ', 1)
