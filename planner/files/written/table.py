"""A table in which only those cells, rows and columns are written in which two lists of elements differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from planner.domain.base import canonical
from planner.errors import InputError
from planner.files.columns import Column, column_of, heading_of, named_by
from planner.files.emitting import flow, scalar
from planner.files.places import KEY_OF, NOWHERE
from planner.files.written.aligning import aligned
from planner.files.written.grids import Grid, Line
from planner.files.written.nodes import CannotSplice
from planner.files.written.notation import number_like
from planner.files.written.sheet_xml import Cell

type Element = Mapping[str, Any]
OPTION = "option"


class Table:
    """One table, while it is changed."""

    def __init__(self, table: Grid, collection: str) -> None:
        self._table, self._collection, self._key = table, collection, KEY_OF[collection]
        self._header, *self._rows = table.lines
        names = (named_by(table.said(self._header, index)) for index in range(table.width))
        self._columns = [column_of(collection, index, name) for index, name in enumerate(names) if name]
        self._width = table.width
        self._fresh: list[Column] = []
        """Columns that are put behind those that are there."""
        self._in_fresh: dict[int, dict[int, str]] = {}
        """What stands in them, by where a row begins."""
        self._gone: set[int] = set()
        """Where the rows begin that are taken out."""
        self._moving: dict[int, dict[int, Cell]] = {}
        """What changes in rows that are put elsewhere, by where they begin."""

    def change(self, before: Sequence[Element], after: Sequence[Element]) -> None:
        """Let it hold the new elements. Raises CannotSplice where it can't be."""
        groups = self._groups()
        if len(groups) != len(before):
            raise CannotSplice("a row is no element")
        origin, stays = aligned(before, after, self._key)
        for place, element in zip(origin, after, strict=True):
            self._cover({} if place is None else before[place], element)
        kept = {each for each in origin if each is not None}
        for place, rows in enumerate(groups):
            if place not in kept:
                self._remove(rows)
        below = self._header
        for place, element in zip(origin, after, strict=True):
            if place is None:
                self._insert(below, element)
            elif place not in stays:
                self._move(below, groups[place], before[place], element)
            else:
                self._change_all(groups[place], before[place], element)
                below = groups[place][-1]
        if self._fresh:
            self._append_columns()

    def _groups(self) -> list[list[Line]]:
        """The rows of each element: its own, and those of its options below it."""
        option = next((column.index for column in self._columns if column.name == OPTION), None)
        groups: list[list[Line]] = []
        for row in self._rows:
            if option is None or not self._table.said(row, option):
                groups.append([row])
            elif groups and self._name(row) in ("", self._name(groups[-1][0])):
                groups[-1].append(row)
            else:
                raise CannotSplice("an option stands elsewhere")
        return groups

    def _name(self, row: Line) -> str:
        return next(self._table.said(row, column.index) for column in self._columns if column.name == self._key)

    def _change_all(self, rows: Sequence[Line], before: Element, after: Element) -> None:
        """Change an element, and its options, which are in order."""
        self._change(rows[0], before, after)
        if before[self._key] != after[self._key]:
            for row in rows[1:]:
                if self._name(row):
                    self._change(row, {self._key: before[self._key]}, {self._key: after[self._key]})
        old, new = before.get("options", ()), after.get("options", ())
        if canonical(old) != canonical(new):
            self._change_options(rows, old, new, after[self._key])

    def _change_options(
        self, rows: Sequence[Line], before: Sequence[Element], after: Sequence[Element], name: str
    ) -> None:
        if len(before) != len(rows) - 1:
            raise CannotSplice("an option has no row")
        origin, stays = aligned(before, after, "id")
        if len(stays) < len({each for each in origin if each is not None}):
            raise CannotSplice("options have changed places")
        for index, row in enumerate(rows[1:]):
            if index not in stays:
                self._remove([row])
        below = rows[0]
        for place, option in zip(origin, after, strict=True):
            if place is None:
                self._insert_row(below, _as_row(option) | {self._key: name})
            else:
                self._change(rows[1 + place], _as_row(before[place]), _as_row(option))
                below = rows[1 + place]

    def _remove(self, rows: Sequence[Line]) -> None:
        for row in rows:
            self._table.remove(row)
            self._gone.add(row.start)

    def _move(self, below: Line, rows: Sequence[Line], before: Element, after: Element) -> None:
        """Put an element below another one, with its options."""
        if len(before.get("options", ())) != len(after.get("options", ())):
            raise CannotSplice("options come or go where rows change places")
        self._moving = {row.start: {} for row in rows}
        self._change_all(rows, before, after)
        for row in rows:
            beside = {column.index: ("", False) for column in self._fresh}
            self._table.move(row, below, beside | self._moving[row.start])
            self._gone.add(row.start)
        self._moving = {}

    def _insert(self, below: Line, element: Element) -> None:
        self._insert_row(below, {key: value for key, value in element.items() if key != "options"})
        for option in element.get("options", ()):
            self._insert_row(below, _as_row(option) | {self._key: element[self._key]})

    def _insert_row(self, below: Line, element: Element) -> None:
        self._cover({}, element)
        cells = [("", False)] * (self._width + len(self._fresh))
        for column in (*self._columns, *self._fresh):
            cells[column.index] = _said(_at(element, column.parts), column, ""), column.text
        self._table.insert(below, cells)

    def _change(self, row: Line, before: Element, after: Element) -> None:
        """Write the cells of a row in which two elements differ."""
        if before == after and not self._fresh:
            return
        self._cover(before, after)
        for column in self._columns:
            old, new = _at(before, column.parts), _at(after, column.parts)
            if canonical(old) == canonical(new):
                continue
            text = _said(new, column, self._table.said(row, column.index))
            if row.start in self._moving:
                self._moving[row.start][column.index] = text, column.text
            else:
                self._table.put(row, column.index, text, column.text)
        for column in self._fresh:
            text = _said(_at(after, column.parts), column, "")
            if row.start in self._moving:
                self._moving[row.start][column.index] = text, column.text
            else:
                self._in_fresh.setdefault(row.start, {})[column.index] = text

    def _cover(self, before: Element, after: Element) -> None:
        """See to it that there is a column for all that differs."""
        known = [column.parts for column in (*self._columns, *self._fresh)]
        for path in _differing(before, after, ()):
            if any(parts[: len(path)] == path[: len(parts)] for parts in known):
                continue
            if any("." in part for part in path):
                raise CannotSplice("a name has a point")
            at = self._width + len(self._fresh)
            self._fresh.append(column_of(self._collection, at, ".".join(path)))
            known.append(path)

    def _append_columns(self) -> None:
        names = {column.index: heading_of(column.name) for column in self._fresh}
        for row in (self._header, *self._rows):
            if row.start not in self._gone:
                held = names if row is self._header else self._in_fresh.get(row.start, {})
                self._table.append(row, [held.get(index, "") for index in names])


def _as_row(option: Element) -> dict[str, Any]:
    """An option as the row that it has: its name stands under ``option``."""
    return {OPTION: option["id"], **{key: value for key, value in option.items() if key != "id"}}


def _at(element: Element, parts: Sequence[str]) -> Any:
    """What a column holds of an element; None for nothing."""
    found: Any = element
    for part in parts:
        if part in ("from", "to") and isinstance(found, list | tuple) and len(found) == 2:
            found = found[part == "to"]
        else:
            found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _differing(before: Any, after: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The fields in which two elements differ, down to what is no mapping any more."""
    for key in dict.fromkeys((*after, *before)):
        old, new = before.get(key), after.get(key)
        if key == "options" or canonical(old) == canonical(new):
            continue
        if isinstance(new, Mapping) and new:
            yield from _differing(old if isinstance(old, Mapping) else {}, new, (*path, key))
        else:
            yield (*path, key)


def _said(value: Any, column: Column, old: str) -> str:
    """The text of a cell that means a value. Raises CannotSplice where there is none."""
    if value is None:
        return ""
    texts = [_plainly(value, old)]
    if isinstance(value, list | tuple):
        texts = ["; ".join(map(str, value)), flow(value, column.key)][:: -1 if old[:1] == "[" else 1]
    for text in texts:
        try:
            if text and _plain(column.meaning(text, NOWHERE)) == _plain(value):
                return text
        except InputError:
            continue
    raise CannotSplice("no cell means this")


def _plainly(value: Any, old: str) -> str:
    if isinstance(value, Mapping):
        return flow(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_like(old, value)
    return value if isinstance(value, str) else scalar(value)


def _plain(value: Any) -> Any:
    """The same with lists as tuples, so that only what they hold counts."""
    return tuple(map(_plain, value)) if isinstance(value, list | tuple) else value
