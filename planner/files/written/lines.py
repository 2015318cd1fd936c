"""Lines and columns of a text, and what is to be replaced in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planner.files.written.nodes import CannotSplice, Node

_COMMENT = re.compile(r"(?:^|(?<=\s))#")
_OWN_COMMENT = re.compile(r"[ \t]*#")


class Lines:
    """Where lines begin and end around a place in a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.end_of_line = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"

    def start(self, at: int) -> int:
        """Where the line of a place begins."""
        return self.text.rfind("\n", 0, at) + 1

    def end(self, at: int) -> int:
        """Behind the line break of a place's line."""
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found + 1

    def column(self, at: int) -> int:
        return at - self.start(at)

    def begins(self, at: int) -> bool:
        """Whether nothing stands before a place in its line."""
        return not self.text[self.start(at) : at].strip()

    def is_blank(self, at: int) -> bool:
        """Whether the line that begins at a place is there, and empty."""
        return at < len(self.text) and not self.text[at : self.end(at)].strip()

    def tail(self, end: int, column: int) -> int:
        """Behind the lines of an entry that ends at a place, with comments below it that are indented deeper."""
        found = self.end(end)
        while (comment := _OWN_COMMENT.match(self.text, found)) and comment.end() - 1 - found > column:
            found = self.end(found)
        return found

    def above(self, at: int) -> int:
        """Where the comments begin that stand directly above the line of a place, indented as it is."""
        begin, indent = self.start(at), self.column(at)
        while begin and (comment := _OWN_COMMENT.match(self.text, self.start(begin - 1))):
            if comment.end() - 1 - comment.start() != indent:
                break
            begin = comment.start()
        return begin

    def dash(self, marked: int) -> int:
        """The dash of a list's entry. Raises CannotSplice where it is not found."""
        at = marked
        while True:
            begin = self.start(at)
            bare = _COMMENT.split(self.text[begin:at])[0].rstrip()
            if bare.endswith("-"):
                return begin + len(bare) - 1
            if bare or not begin:
                raise CannotSplice("an entry has no dash")
            at = begin - 1

    def colon(self, key: Node, value: Node) -> int:
        """Behind the colon between a key and its value. Raises CannotSplice where there is none."""
        found = self.text.find(":", key.end, max(value.marked, key.end + 1))
        if found < 0 or self.text[key.end : found].strip():
            raise CannotSplice("a key has no colon")
        return found + 1

    def has_comment(self, start: int, end: int, node: Node) -> bool:
        """Whether comments stand in a part of the text, outside of the texts of a node in it."""
        spans = [(each.start, each.end) for each in node.walk() if each.kind == "scalar"]
        found = (at.start() for at in _COMMENT.finditer(self.text, start, end))
        return any(not any(first <= at < last for first, last in spans) for at in found)


class Replacements:
    """Parts of a text with what comes in their place."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._made: list[tuple[int, int, str]] = []

    def put(self, start: int, end: int, fresh: str) -> None:
        self._made.append((start, end, fresh))

    def put_lines(self, at: int, fresh: Sequence[str]) -> None:
        """Insert whole lines where a line begins, or behind the last one."""
        end_of_line = self._lines.end_of_line
        text = end_of_line.join(fresh)
        unended = at == len(self._lines.text) and not self._lines.text.endswith("\n")
        self.put(at, at, end_of_line + text if unended else text + end_of_line)

    def cover(self, start: int, end: int) -> bool:
        """Whether all of a part is replaced."""
        return any(first <= start and end <= last and first < last for first, last, _ in self._made)

    def touch(self, start: int, end: int) -> bool:
        """Whether anything in a part is replaced."""
        return any((first < end and start < last) or start <= first == last <= end for first, last, _ in self._made)

    def back_to(self, count: int) -> None:
        """Forget what was put after so many."""
        del self._made[count:]

    def __len__(self) -> int:
        return len(self._made)

    def made(self) -> str:
        """The text with all of them made. Raises CannotSplice where two are in each other's way."""
        text, pieces, at = self._lines.text, list[str](), 0
        for start, end, fresh in sorted(self._made, key=lambda each: each[:2]):
            if start < at:
                raise CannotSplice("two changes meet")
            pieces += [text[at:start], fresh]
            at = end
        return "".join([*pieces, text[at:]])
