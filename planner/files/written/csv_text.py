"""A CSV as it is written: which characters are which cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from planner.files.written.grids import Line
from planner.files.written.lines import Lines, Replacements
from planner.files.written.nodes import CannotSplice
from planner.files.written.sheet_xml import Cell


class CsvText:
    """The text of a table, while it is changed."""

    def __init__(self, text: str, separator: str, lines: Sequence[Line]) -> None:
        self.text, self.separator, self.lines = text, separator, lines
        self.width = len(lines[0].cells)
        self._made = Replacements(Lines(text))

    def said(self, line: Line, index: int) -> str:
        if index >= len(line.cells):
            return ""
        written = self.text[slice(*line.cells[index])]
        return (written[1:-1].replace('""', '"') if written.startswith('"') else written).strip()

    def put(self, line: Line, index: int, text: str, is_text: bool) -> None:
        if index >= len(line.cells):
            raise CannotSplice("the row is cut short")
        start, end = line.cells[index]
        self._made.put(start, end, self._quoted(text, self.text[start:end]))

    def remove(self, line: Line) -> None:
        self._made.put(line.start, line.end, "")

    def insert(self, below: Line, cells: Sequence[Cell]) -> None:
        self._made.put_lines(below.end, [self.separator.join(self._quoted(text) for text, _ in cells)])

    def move(self, line: Line, below: Line, cells: Mapping[int, Cell]) -> None:
        written = [self.text[slice(*each)] for each in line.cells]
        for index, (text, _) in sorted(cells.items()):
            if index >= len(line.cells) and index < self.width:
                raise CannotSplice("the row is cut short")
            written += [""] * (index + 1 - len(written))
            written[index] = self._quoted(text, written[index])
        self.remove(line)
        self._made.put_lines(below.end, [self.separator.join(written)])

    def append(self, line: Line, cells: Sequence[str]) -> None:
        end, gap = line.cells[-1][1], self.separator * (self.width - len(line.cells))
        self._made.put(end, end, gap + "".join(self.separator + self._quoted(text) for text in cells))

    def made(self) -> str:
        """The text with all changes made."""
        return self._made.made()

    def _quoted(self, text: str, like: str = "") -> str:
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
    return CsvText(text, separator, lines)
