"""Mappings and lists in brackets: ``{a: 1, b: 2}``, in one line or in several."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from planner.files.written.lines import Lines, Replacements
from planner.files.written.nodes import CannotSplice, Node

_TO_LINE_END = re.compile(r"[ \t]*(,?)[ \t]*(?:#[^\n]*)?(?:\r?\n)")


class Brackets:
    """Entries with commas between them."""

    def __init__(self, node: Node, lines: Lines, made: Replacements) -> None:
        self._lines, self._made = lines, made
        begins = node.keys or node.items
        self._spans = [(first.marked, item.end) for first, item in zip(begins, node.items, strict=True)]

    def remove(self, places: Collection[int]) -> None:
        """Take entries out. Raises CannotSplice where none would be left, or a comment stands in the way."""
        if places and len(places) == len(self._spans):
            raise CannotSplice("nothing is left")
        stays = min((place for place in range(len(self._spans)) if place not in places), default=0)
        for place in places:
            begin, end = self._spans[place]
            whole = _TO_LINE_END.match(self._lines.text, end) if self._lines.begins(begin) else None
            if whole:
                self._made.put(self._lines.start(begin), whole.end(), "")
                continue
            start, end = (self._spans[place - 1][1], end) if place > stays else (begin, self._spans[place + 1][0])
            if "#" in self._lines.text[start:end]:
                raise CannotSplice("a comment stands between")
            self._made.put(start, end, "")

    def insert(self, above: int | None, removed: Collection[int], fresh: Sequence[str]) -> None:
        """Put an entry behind another one, or before the first that stays. Raises CannotSplice where there is none."""
        (written,) = fresh
        first = next((place for place in range(len(self._spans)) if place not in removed), None)
        if first is None:
            raise CannotSplice("nothing is left")
        begin, end = self._spans[first if above is None else above]
        if above is None:
            self._made.put(begin, begin, f"{written}, ")
            return
        rest = _TO_LINE_END.match(self._lines.text, end) if self._lines.begins(begin) else None
        if rest and rest[1]:
            margin = self._lines.text[self._lines.start(begin) : begin]
            self._made.put(rest.end(), rest.end(), f"{margin}{written},{self._lines.end_of_line}")
        else:
            self._made.put(end, end, f", {written}")
