"""Mappings and lists of which each entry has lines of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from planner.files.emitting import WIDEST, block, flow, items
from planner.files.written.lines import Lines, Replacements
from planner.files.written.nodes import CannotSplice, Node


class Stack:
    """Entries below each other."""

    def __init__(self, node: Node, lines: Lines, made: Replacements) -> None:
        self._node, self._lines, self._made = node, lines, made

    def remove(self, places: Collection[int]) -> None:
        """Take entries out, with their lines. Raises CannotSplice where none would be left."""
        if places and len(places) == len(self._node.items):
            raise CannotSplice("nothing is left")
        for place in places:
            self._made.put(*self._lines_of(place), "")

    def insert(self, above: int | None, removed: Collection[int], fresh: Sequence[str]) -> None:
        """Put an entry below another one, or before the first that stays. Raises CannotSplice where there is none."""
        lines = self._lines
        first = next((place for place in range(len(self._node.items)) if place not in removed), None)
        if first is None:
            raise CannotSplice("nothing is left")
        begin = self._begin(first if above is None else above)
        column = lines.column(begin)
        written = [" " * column + line if line else "" for line in fresh]
        if above is None and lines.begins(begin):
            self._made.put_lines(lines.above(begin), [*written, ""] if self._is_spaced(first) else written)
            return
        place = first if above is None else above
        self._made.put_lines(
            lines.tail(self._end(place), column), ["", *written] if self._is_spaced(place) else written
        )

    def source(self, place: int) -> list[str]:
        """The lines of an entry as they are, without their indentation."""
        start, end = self._lines_of(place, with_blanks=False)
        column = self._lines.column(self._begin(place))
        return [line[column:] for line in self._lines.text[start:end].splitlines()]

    def element(self, value: Any, key: str) -> list[str]:
        """The lines of a new element of a list, as those that are there are written."""
        like = self._node.items[-1]
        if not isinstance(value, dict) or not value:
            return [f"- {flow(value, key, '')}"]
        line = f"- {flow(value)}"
        if like.kind != "mapping" or (like.in_brackets and len(line) <= WIDEST):
            return [line] if like.in_brackets else items([value], 0, key)
        dash = self._begin(len(self._node.items) - 1)
        near = not like.in_brackets and self._lines.start(dash) == self._lines.start(like.start)
        offset = like.start - dash if near else 2
        first, *rest = block(value, 0, "")
        return [f"-{' ' * (offset - 1)}{first}", *(" " * offset + each if each else "" for each in rest)]

    def _begin(self, place: int) -> int:
        """Where the key or dash of an entry stands. Raises CannotSplice for what has none."""
        return self._node.keys[place].marked if self._node.keys else self._lines.dash(self._node.items[place].marked)

    def _end(self, place: int) -> int:
        return self._node.items[place].end

    def _lines_of(self, place: int, with_blanks: bool = True) -> tuple[int, int]:
        """All of an entry; with the blank lines below it where there are some above as well."""
        begin, lines = self._begin(place), self._lines
        if not lines.begins(begin):
            return begin, self._next_key(place, begin)
        start, end = lines.start(begin), lines.tail(self._end(place), lines.column(begin))
        above = start == 0 or not lines.text[lines.start(start - 1) : start].strip()
        while with_blanks and above and lines.is_blank(end):
            end = lines.end(end)
        return start, end

    def _next_key(self, place: int, begin: int) -> int:
        """Up to where the first entry behind a dash is taken out."""
        if place + 1 >= len(self._node.keys):
            raise CannotSplice("it shares its line")
        end = self._node.keys[place + 1].marked
        if "#" in self._lines.text[begin:end]:
            raise CannotSplice("a comment stands behind it")
        return end

    def _is_spaced(self, place: int) -> bool:
        """Whether a blank line stands between an entry and the next one, or the one before if it is the last."""
        last = len(self._node.items) - 1
        upper = place if place < last else place - 1
        if upper < 0:
            return False
        return self._lines.is_blank(self._lines.tail(self._end(upper), self._lines.column(self._begin(upper))))
