"""A CSV as it is written: which characters are which cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planner.files.written.nodes import CannotSplice


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the text; ``end`` is behind its line break."""

    start: int
    end: int
    cells: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class CsvText:
    """The text of a table, and what separates its cells."""

    text: str
    separator: str
    lines: tuple[Line, ...]
    """Rows with something in them, the headings first."""

    def said(self, line: Line, index: int) -> str:
        """What a cell holds; nothing where the row is shorter."""
        if index >= len(line.cells):
            return ""
        written = self.text[slice(*line.cells[index])]
        return (written[1:-1].replace('""', '"') if written.startswith('"') else written).strip()

    def quoted(self, text: str, like: str = "") -> str:
        """A cell that holds a text, in quotes where it needs them, or the one that it replaces has them."""
        needed = (
            like.startswith('"') or text != text.strip() or any(each in text for each in (self.separator, '"', "\n"))
        )
        return '"' + text.replace('"', '""') + '"' if needed else text


def csv_text(text: str, separator: str, start: int) -> CsvText:
    """The cells of a text from a place on. Raises CannotSplice for what is no plain CSV."""
    cell = re.compile(rf'"(?:[^"]|"")*"|[^{re.escape(separator)}\r\n]*')
    lines: list[Line] = []
    at = begin = start
    cells: list[tuple[int, int]] = []
    while at < len(text) or cells:
        found = cell.match(text, at)
        end = found.end() if found else at
        cells.append((at, end))
        if text.startswith(separator, end) and end < len(text):
            at = end + 1
            continue
        if end < len(text) and text[end] not in "\r\n":
            raise CannotSplice("a quote is not at the end of its cell")
        at = end + (2 if text.startswith("\r\n", end) else 1)
        if any(text[slice(*each)].strip() for each in cells):
            lines.append(Line(begin, min(at, len(text)), tuple(cells)))
        begin, cells = at, []
    if not lines:
        raise CannotSplice("there is no row")
    return CsvText(text, separator, tuple(lines))
