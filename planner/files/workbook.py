"""The parts of an XLSX workbook: its sheets, the texts that their cells share, and how cells show dates.

A workbook is a zip of XML. It is read part by part as a stream, and nothing that it says of its own size is believed:
what is not there takes neither time nor memory, and what is there is not overlooked.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable
from typing import Any, NamedTuple
from xml.parsers import expat

LARGEST_PART = 200_000_000
"""A part that unpacks to more than this is refused [bytes]."""
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_UNSHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]|general|am/pm|a/p', re.IGNORECASE | re.DOTALL)
"""What of a number format stands for itself, and for no part of a date."""
_BUILTIN = {
    **dict.fromkeys((14, 15, 16, 22, *range(27, 32), 36, *range(50, 55), 57, 58), "d"),
    17: "my",
    **dict.fromkeys((18, 19, 20, 21, *range(32, 36), 45, 46, 47, 55, 56), "h"),
}
"""What the formats that every spreadsheet knows by number show of a date."""


class BrokenWorkbook(Exception):
    """A file that is no workbook, or one that can't be read; its text goes on from the file's name."""


class SheetPart(NamedTuple):
    """One worksheet of a workbook."""

    name: str
    part: str
    hidden: bool


class Handlers(NamedTuple):
    """What to do where an element begins and ends; names come without their namespace."""

    start: Callable[[str, dict[str, str]], None]
    end: Callable[[str], None] = lambda name: None
    text: Callable[[str], None] = lambda text: None


class Workbook:
    """An open workbook. Raises BrokenWorkbook for what is none."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise BrokenWorkbook(
                "is protected by a password, or of an older format; save it as .xlsx without a password"
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except Exception as error:  # zipfile lets through whatever it stumbles over
            raise BrokenWorkbook(f"is no XLSX workbook ({type(error).__name__}); save it anew") from None
        self._names = {_plain_name(name): name for name in self._zip.namelist()}
        self._book = self._related("", "officeDocument", "xl/workbook.xml")
        self.counts_from_1904 = False
        self.sheets = self._sheets()

    def parse(self, part: str, handlers: Handlers) -> None:
        """Go through the XML of one part. Raises BrokenWorkbook where it can't be read."""
        stored = self._names.get(_plain_name(part))
        if stored is None:
            raise BrokenWorkbook(f"is no XLSX workbook: it lacks its part {part}; save it anew")
        if self._zip.getinfo(stored).file_size > LARGEST_PART:
            raise BrokenWorkbook(
                f"unpacks to more than {LARGEST_PART // 1_000_000} MB; copy the table to a new workbook"
            )
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, attrs: handlers.start(name.rpartition(":")[2], attrs)
        parser.EndElementHandler = lambda name: handlers.end(name.rpartition(":")[2])
        parser.CharacterDataHandler = handlers.text
        parser.StartDoctypeDeclHandler = _refuse_doctype
        try:
            with self._zip.open(stored) as stream:
                parser.ParseFile(stream)
        except BrokenWorkbook:
            raise
        except Exception as error:  # zlib, zipfile and expat have each their own
            raise BrokenWorkbook(f"is a damaged XLSX workbook ({part}: {error}); save it anew") from None

    def texts(self) -> list[str]:
        """The texts that cells refer to by number."""
        found: list[str] = []
        collector = TextCollector()

        def start(name: str, attrs: dict[str, str]) -> None:
            if name == "si":
                collector.clear()
            collector.start(name)

        def end(name: str) -> None:
            collector.end(name)
            if name == "si":
                found.append(collector.text)

        part = self._related(self._book, "sharedStrings", "")
        if part:
            self.parse(part, Handlers(start, end, collector.add))
        return found

    def date_styles(self) -> dict[int, str]:
        """What is shown of a date by each cell style that shows one: letters of ``d``, ``m``, ``y`` and ``h``."""
        shown, styles, inside = dict(_BUILTIN), list[int](), False

        def start(name: str, attrs: dict[str, str]) -> None:
            nonlocal inside
            if name == "numFmt":
                shown[int(attrs["numFmtId"])] = shown_by(attrs.get("formatCode", ""))
            elif name == "cellXfs":
                inside = True
            elif name == "xf" and inside:
                styles.append(int(attrs.get("numFmtId", 0)))

        def end(name: str) -> None:
            nonlocal inside
            inside = inside and name != "cellXfs"

        part = self._related(self._book, "styles", "")
        if part:
            self.parse(part, Handlers(start, end))
        return {index: shown[style] for index, style in enumerate(styles) if shown.get(style)}

    def _sheets(self) -> list[SheetPart]:
        targets = self._relations(self._book)
        found: list[SheetPart] = []

        def start(name: str, attrs: dict[str, str]) -> None:
            if name == "workbookPr":
                self.counts_from_1904 = attrs.get("date1904", "0") in ("1", "true")
            elif name == "sheet":
                key = next((value for key, value in attrs.items() if key.rpartition(":")[2] == "id"), "")
                kind, part = targets.get(key, ("", ""))
                if kind == "worksheet":
                    found.append(SheetPart(attrs.get("name", ""), part, attrs.get("state", "visible") != "visible"))

        self.parse(self._book, Handlers(start))
        if not found:
            raise BrokenWorkbook("has no worksheet; save it anew")
        return found

    def _related(self, part: str, kind: str, otherwise: str) -> str:
        """The part of a kind that another one refers to."""
        found = (target for known, target in self._relations(part).values() if known == kind)
        return next(found, otherwise)

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: kind and part by the key that it is called by there."""
        folder, _, name = part.rpartition("/")
        found: dict[str, tuple[str, str]] = {}

        def start(element: str, attrs: dict[str, str]) -> None:
            if element == "Relationship":
                target = attrs.get("Target", "").replace("\\", "/")
                kind = attrs.get("Type", "").rpartition("/")[2]
                found[attrs.get("Id", "")] = (kind, posixpath.normpath(posixpath.join("/", folder, target)))

        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if _plain_name(rels) in self._names:
            self.parse(rels, Handlers(start))
        return found


class TextCollector:
    """The text of an element, without the reading aids that some languages have beside it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._open = self._aside = False

    def clear(self) -> None:
        self._pieces, self._open, self._aside = [], False, False

    def start(self, name: str) -> None:
        if name == "rPh":
            self._aside = True
        elif name == "t":
            self._open = not self._aside

    def end(self, name: str) -> None:
        if name == "rPh":
            self._aside = False
        elif name == "t":
            self._open = False

    def add(self, text: str) -> None:
        if self._open:
            self._pieces.append(text)

    @property
    def text(self) -> str:
        return unescaped("".join(self._pieces))


def unescaped(text: str) -> str:
    """A text whose control characters were written as ``_x000D_``, as XML can't hold them."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def shown_by(code: str) -> str:
    """Which parts of a date a number format shows: letters of ``d``, ``m``, ``y`` and ``h``; none for a number."""
    letters = _UNSHOWN.sub("", code.partition(";")[0]).lower()
    timed = "h" if re.search("[hs]", letters) else ""
    if "d" in letters:
        return f"d{timed}"
    if "y" in letters or ("m" in letters and not timed):
        return ("my" if "m" in letters else "y") + timed
    return timed


def _plain_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _refuse_doctype(*_: Any) -> None:
    raise BrokenWorkbook("is no XLSX workbook: its XML declares a document type; save it anew")
