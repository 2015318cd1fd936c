"""A YAML text in which only that is written anew in which two scenarios differ.

What a text says is given as plain data, before and after. Both are gone through beside the nodes of the text; where
they differ, the smallest part of the text that says so is replaced. Nothing here knows what data mean: whether the new
text says what it should is for the caller to see, by reading it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.domain.base import Noun, canonical
from planner.files.emitting import block, entry, flow, key_text
from planner.files.places import KEY_OF
from planner.files.scalars import is_text
from planner.files.written.aligning import aligned
from planner.files.written.anchors import Anchors
from planner.files.written.brackets import Brackets
from planner.files.written.lines import Lines, Replacements
from planner.files.written.nodes import CannotSplice, Node, nodes
from planner.files.written.notation import scalar_like
from planner.files.written.stacks import Stack


@dataclass(frozen=True, slots=True)
class Spot:
    """A value in the text, and what it is the value of."""

    node: Node
    key: str
    holder: str
    head: int
    """Behind the colon or the dash before it."""
    indent: int
    """Column of its key or dash."""
    inside: bool
    """Whether it stands in brackets."""


class Splicer:
    """One text, while it is changed."""

    def __init__(self, text: str) -> None:
        self._lines = Lines(text)
        self._root = nodes(text)
        self._made = Replacements(self._lines)
        self._anchors = Anchors(self._root, self._lines, self._made)
        self.loses_comments = False
        """Whether something was written anew as a whole that has comments in it."""

    def spliced(self, before: Mapping[str, Any], after: Mapping[str, Any], noun: Noun | None) -> str:
        """The text that says the new data; ``noun`` is the scenario that they are of, where they are all of it.

        Raises CannotSplice where it can't be.
        """
        if self._root.kind != "mapping" or self._root.in_brackets:
            raise CannotSplice("it is no mapping in lines")
        self._mapping(Spot(self._root, "", "", 0, self._lines.column(self._root.start), False), before, after, noun)
        self._anchors.keep()
        return self._made.made()

    def _change(self, spot: Spot, before: Any, after: Any, noun: Any) -> None:
        """Make a value say something else, in as little of it as possible."""
        if _same(before, after):
            return
        node, mark = spot.node, len(self._made)
        self._anchors.meet(node)
        try:
            if node.kind == "mapping" and isinstance(after, dict):  # it may say what goes without saying
                self._mapping(spot, before if isinstance(before, dict) else {}, after, noun)
            elif node.kind == "list" and _listed(before) and _listed(after):
                self._list(spot, before, after, noun)
            else:
                self._replace(spot, after)
        except CannotSplice:
            self._made.back_to(mark)
            self._replace(spot, after)

    def _mapping(self, spot: Spot, before: Mapping[str, Any], after: Mapping[str, Any], noun: Any) -> None:
        node = spot.node
        gone = [key for key in before if key not in after]
        fresh = [key for key in after if node.at(key) is None and not _same(before.get(key), after[key])]
        if gone and node.merges and any(node.at(key) is None for key in gone):
            raise CannotSplice("what is gone comes from elsewhere")
        gone, fresh, renamed = self._renamed(node, before, after, gone, fresh)
        for key in after:
            if (place := node.at(key)) is not None:
                self._change(self._entry(spot, place), before.get(key), after[key], _inside(noun, key))
        removed = [place for key in gone if (place := self._unset(spot, key, before, noun)) is not None]
        if not removed and not fresh:
            return
        self._holder_of(spot).remove(removed)
        known = [*after]
        for key in fresh:
            ahead = known[: known.index(key)]
            places = (node.at(renamed.get(other, other)) for other in reversed(ahead))
            above = next((place for place in places if place is not None and place not in removed), None)
            self._holder_of(spot).insert(above, removed, self._written(spot, key, after[key]))

    def _renamed(
        self, node: Node, before: Mapping[str, Any], after: Mapping[str, Any], gone: list[str], fresh: list[str]
    ) -> tuple[list[str], list[str], dict[str, str]]:
        """Give entries that only have another name that name; what is gone and fresh besides, and the old names."""
        renamed: dict[str, str] = {}
        for key in list(fresh):
            same = next((old for old in gone if node.at(old) is not None and _same(before[old], after[key])), None)
            if same is not None:
                old = node.keys[node.at(same) or 0]
                self._made.put(old.start, old.end, key_text(key))
                gone, fresh = [each for each in gone if each != same], [each for each in fresh if each != key]
                renamed[key] = same
        return gone, fresh, renamed

    def _unset(self, spot: Spot, key: str, before: Mapping[str, Any], noun: Any) -> int | None:
        """Which entry to take out; None where it is given the value that it has when left out, in its place."""
        place = spot.node.at(key)
        if place is None:
            raise CannotSplice("what is gone is not there")
        default, item = _inside(noun, key), spot.node.items[place]
        if isinstance(default, Noun) and item.kind == "mapping" and {each.value for each in item.keys} - {*before[key]}:
            self._change(self._entry(spot, place), before[key], {}, default)
            return None
        if isinstance(default, bool | int | float | str) and default != "":
            self._change(self._entry(spot, place), before[key], default, None)
            return None
        return place

    def _list(self, spot: Spot, before: Sequence[Any], after: Sequence[Any], noun: Any) -> None:
        node = spot.node
        if len(node.items) != len(before):
            raise CannotSplice("the list is of another length")
        origin, stays = aligned(before, after, KEY_OF.get(spot.key, ""))
        removed = [place for place in range(len(before)) if place not in stays]
        holder = self._holder_of(spot)
        above: int | None = None
        for place, element in enumerate(after):
            old = origin[place]
            if old is not None and old in stays:
                self._change(self._item(spot, old, element), before[old], element, _inside(noun, place))
                above = old
            else:
                source = old if old is not None and _same(before[old], element) else None
                holder.insert(above, removed, self._moved(spot, source, element))
        holder.remove(removed)

    def _entry(self, spot: Spot, place: int) -> Spot:
        key, value = spot.node.keys[place], spot.node.items[place]
        inside = spot.inside or spot.node.in_brackets
        head = self._lines.colon(key, value)
        return Spot(value, key.value, spot.key, head, self._lines.column(key.start), inside)

    def _item(self, spot: Spot, place: int, element: Any) -> Spot:
        """An element of a list; what a mapping in a list holds is not held by the list's field."""
        item = spot.node.items[place]
        key, holder = ("", "") if isinstance(element, dict) else (spot.key, spot.holder)
        if spot.inside or spot.node.in_brackets:
            return Spot(item, key, holder, item.marked, spot.indent, True)
        dash = self._lines.dash(item.marked)
        return Spot(item, key, holder, dash + 1, self._lines.column(dash), False)

    def _holder_of(self, spot: Spot) -> Brackets | Stack:
        """How entries are put into a mapping or list, and taken out."""
        kind = Brackets if spot.inside or spot.node.in_brackets else Stack
        return kind(spot.node, self._lines, self._made)

    def _written(self, spot: Spot, key: str, value: Any) -> list[str]:
        """A new entry of a mapping, as lines without their indentation, or in one line for brackets."""
        if spot.inside or spot.node.in_brackets:
            return [f"{key_text(key)}: {flow(value, key, spot.key)}"]
        return entry(f"{key_text(key)}:", key, value, 0, spot.key)

    def _moved(self, spot: Spot, source: int | None, element: Any) -> list[str]:
        """An element of a list as it is written elsewhere, or as a new one."""
        if spot.inside or spot.node.in_brackets:
            node = spot.node.items[source] if source is not None else None
            key = "" if isinstance(element, dict) else spot.key
            return [self._lines.text[node.marked : node.end]] if node else [flow(element, key, "")]
        stack = Stack(spot.node, self._lines, self._made)
        return stack.source(source) if source is not None else stack.element(element, spot.key)

    def _replace(self, spot: Spot, value: Any) -> None:
        """Write a value anew as a whole."""
        node, text = spot.node, self._lines.text
        begin = node.marked if self._anchors.is_repeated(node) else node.start
        if node.kind == "scalar" and node.start < node.end and not isinstance(value, dict | list | tuple):
            as_text = is_text(spot.key, spot.holder)
            fresh = scalar_like(node, text, value, as_text, spot.indent, spot.inside)
            self._made.put(begin, node.end, fresh)
        elif spot.inside:
            self.loses_comments |= self._lines.has_comment(node.marked, node.end, node)
            space = "" if text[node.marked - 1].isspace() or text[node.marked - 1] in "[{" else " "
            self._made.put(node.marked, node.end, f"{space}{flow(value, spot.key, spot.holder)}")
        else:
            self._replace_lines(spot, value)

    def _replace_lines(self, spot: Spot, value: Any) -> None:
        node, lines = spot.node, self._lines
        first, *rest = self._fresh_lines(spot, value)
        below, at = lines.start(node.marked) > spot.head, lines.end(node.end)
        if below:
            self._made.put(spot.head, spot.head, first)
            self._made.put(lines.start(node.marked), at, "")
        else:
            self._made.put(spot.head, node.end, first)
        self.loses_comments |= lines.has_comment(node.marked, at if below else node.end, node)
        if rest:
            self._made.put_lines(at, rest)

    def _fresh_lines(self, spot: Spot, value: Any) -> list[str]:
        """What comes behind the colon or dash, and the lines below."""
        if self._lines.text[spot.head - 1] == "-" and isinstance(value, dict) and value:
            first, *rest = block(value, spot.indent + 2, "")
            return [f" {first.lstrip()}", *rest]
        return entry("", spot.key, value, spot.indent, spot.holder)


def _inside(noun: Any, step: str | int) -> Any:
    """A part of a noun; None where there is none."""
    if isinstance(noun, Noun) and isinstance(step, str):
        return getattr(noun, step, None)
    if isinstance(noun, dict):
        return noun.get(step)
    return noun[step] if isinstance(noun, tuple) and isinstance(step, int) and step < len(noun) else None


def _listed(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _same(one: Any, other: Any) -> bool:
    return one is other or (one == other and canonical(one) == canonical(other))
