"""What is written once and repeated elsewhere stays there, where the place that it was written in changes."""

from __future__ import annotations

from collections import defaultdict

from planner.files.written.lines import Lines, Replacements
from planner.files.written.nodes import CannotSplice, Node, in_one_line


class Anchors:
    """The marks of a text, and what repeats them."""

    def __init__(self, root: Node, lines: Lines, made: Replacements) -> None:
        self._lines, self._made = lines, made
        self._marked: dict[str, list[Node]] = defaultdict(list)
        self._repeats: dict[str, list[Node]] = defaultdict(list)
        self._met: list[Node] = []
        for node in root.walk():
            if node.kind == "alias":
                self._repeats[node.value].append(node)
            elif node.anchor:
                self._marked[node.anchor].append(node)

    def meet(self, node: Node) -> None:
        """A value is to change."""
        if self.is_repeated(node):
            self._met.append(node)

    def is_repeated(self, node: Node) -> bool:
        return bool(node.anchor) and node.anchor in self._repeats

    def keep(self) -> None:
        """Write what changes or goes, and is repeated by what stays, at the first place that repeats it.

        Raises CannotSplice where a mark is given twice.
        """
        for name, marked in self._marked.items():
            node = marked[-1]
            written = self._lines.text[node.start : node.end]
            gone = any(self._made.cover(each.marked, each.end) for each in marked)
            first = next((each for each in self._repeats[name] if not self._made.touch(each.start, each.end)), None)
            if first is None or not (gone or (node in self._met and "\n" not in written)):
                continue
            if len(marked) > 1:
                raise CannotSplice("a mark is given twice")
            self._made.put(first.start, first.end, f"&{name} {in_one_line(node, self._lines.text)}")
            if not gone:
                self._made.put(node.marked, node.start, "")
