"""A YAML text as it is written: what stands where.

The reader of `planner.files.yaml_tree` says what a text means; this one says which characters mean it, so that they
can be replaced and all others left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from planner.files.emitting import scalar
from planner.files.scalars import resolve

type Kind = Literal["scalar", "mapping", "list", "alias"]
MERGE = "<<"


class CannotSplice(Exception):
    """What is wanted can't be written into the text at this place without writing more of it anew."""


@dataclass(slots=True, eq=False)
class Node:
    """A value, from its first character to behind its last; what it is marked with (``&name``) stands before it."""

    kind: Kind
    start: int
    end: int
    style: str = ""
    """Of a scalar: its quote, or how its block begins; ``{`` of a mapping or list in brackets."""
    value: str = ""
    """Of a scalar: its text; of an alias: what it repeats."""
    anchor: str = ""
    marked: int = 0
    """Where its mark begins; where it has none, it begins itself."""
    keys: list[Node] = field(default_factory=list)
    """Of a mapping, beside its items."""
    items: list[Node] = field(default_factory=list)

    @property
    def in_brackets(self) -> bool:
        return self.style == "{"

    def at(self, key: str) -> int | None:
        """Where among its entries a mapping has a key."""
        return next((place for place, each in enumerate(self.keys) if each.value == key), None)

    @property
    def merges(self) -> bool:
        """Whether it takes entries over from elsewhere."""
        return any(key.value == MERGE and not key.style for key in self.keys)

    def walk(self) -> Iterator[Node]:
        """It and everything in it, as written."""
        yield self
        for key, item in zip(self.keys or self.items, self.items, strict=True):
            if key is not item:
                yield key
            yield from item.walk()


def nodes(text: str) -> Node:
    """The one document of a text. Raises CannotSplice for what is no plain tree."""
    loader = yaml.CSafeLoader(text)
    try:
        return _Builder(text).build(loader)
    except yaml.YAMLError as error:
        raise CannotSplice(str(error)) from None
    finally:
        loader.dispose()


class _Builder:
    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[tuple[Node, list[Node]]] = []
        self._root: Node | None = None

    def build(self, loader: Any) -> Node:
        while (event := loader.get_event()) is not None:
            self._take(event)
        if self._root is None:
            raise CannotSplice("there is nothing")
        return self._root

    def _take(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        match event:
            case yaml.ScalarEvent():
                node = self._node("scalar", event, start, end)
                node.style, node.value = event.style or "", event.value
                if node.style in ("|", ">"):
                    node.end = node.start + len(self._text[node.start : end].rstrip("\r\n \t"))
                self._put(node)
            case yaml.AliasEvent():
                self._put(Node("alias", start, end, value=str(event.anchor), marked=start))
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                kind: Kind = "mapping" if isinstance(event, yaml.MappingStartEvent) else "list"
                node = self._node(kind, event, start, end)
                node.style = "{" if event.flow_style else ""
                self._open.append((node, []))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close(end)

    def _node(self, kind: Kind, event: Any, start: int, end: int) -> Node:
        begin = start
        if event.anchor:
            begin += len(event.anchor) + 1
            while begin < end and self._text[begin] in " \t":
                begin += 1
        return Node(kind, begin, end, anchor=event.anchor or "", marked=start)

    def _close(self, end: int) -> None:
        node, parts = self._open.pop()
        if node.kind == "mapping":
            node.keys, node.items = parts[::2], parts[1::2]
        else:
            node.items = parts
        if node.in_brackets:
            node.end = end
        elif parts:
            node.end = parts[-1].end
            node.start = parts[0].marked if node.anchor else node.start
        self._put(node)

    def _put(self, node: Node) -> None:
        if self._open:
            self._open[-1][1].append(node)
        elif self._root is None:
            self._root = node
        else:
            raise CannotSplice("there are two documents")


def in_one_line(node: Node, text: str) -> str:
    """What a node says, as it can stand between brackets."""
    match node.kind:
        case "alias":
            return f"*{node.value}"
        case "mapping":
            pairs = zip(node.keys, node.items, strict=True)
            return "{" + ", ".join(f"{in_one_line(k, text)}: {in_one_line(v, text)}" for k, v in pairs) + "}"
        case "list":
            return "[" + ", ".join(in_one_line(item, text) for item in node.items) + "]"
    written = text[node.start : node.end]
    plain = not node.style and not set(written) & set(",[]{}\n")
    if plain or (node.style in ("'", '"') and "\n" not in written):
        return written
    return scalar(node.value, as_text=not node.style and isinstance(resolve(node.value), str))
