"""Data that remembers where it was written: every entry of a mapping or list keeps its file and line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from planner.domain.scenario import KEYS
from planner.errors import Path

KEY_OF = {**KEYS, "options": "id"}
"""The field by which the elements of each collection are told apart."""


class Place(NamedTuple):
    """Where an entry was written."""

    file: str = ""
    line: int | None = None
    column: str = ""


NOWHERE = Place()


class Map(dict[str, Any]):
    """A mapping whose entries know where they were written."""

    __slots__ = ("places",)

    def __init__(self, entries: Any = (), places: dict[str, Place] | None = None) -> None:
        super().__init__(entries)
        self.places: dict[str, Place] = {} if places is None else places

    def put(self, key: str, value: Any, place: Place) -> None:
        self[key] = value
        self.places[key] = place

    def without(self, key: str) -> Map:
        """A copy that lacks one key."""
        return Map({k: v for k, v in self.items() if k != key}, dict(self.places))


class Seq(list[Any]):
    """A list whose elements know where they were written."""

    __slots__ = ("places",)

    def __init__(self, elements: Iterable[Any] = (), places: list[Place] | None = None) -> None:
        super().__init__(elements)
        self.places: list[Place] = [] if places is None else places

    def add(self, value: Any, place: Place) -> None:
        self.append(value)
        self.places.append(place)


def tree(data: Any) -> Any:
    """Data made in Python as what is read from a file is: mappings and lists, of no place."""
    if isinstance(data, dict):
        return Map({key: tree(value) for key, value in data.items()})
    return Seq(tree(value) for value in data) if isinstance(data, list | tuple) else data


def placed(container: Any, step: str | int) -> Place:
    """Where one entry of a mapping or list was written; data made in Python has no place."""
    if isinstance(container, Map):
        return container.places.get(str(step), NOWHERE)
    if isinstance(container, Seq) and isinstance(step, int) and step < len(container.places):
        return container.places[step]
    return NOWHERE


def place_of(tree: Any, path: Path) -> Place:
    """The place of the last entry of a path that was written down; elements may be named by id or by index."""
    found, at, collection = NOWHERE, tree, ""
    for step in path:
        index = position(at, step, collection) if isinstance(at, list | tuple) else step
        if index is None:
            break
        found = placed(at, index) if placed(at, index) != NOWHERE else found
        try:
            at = at[index]
        except (KeyError, IndexError, TypeError):
            break
        collection = str(step)
    return found


def position(elements: Any, step: str | int, collection: str) -> int | None:
    """Index of the element that a step names; the last one, where two have the same name."""
    if isinstance(step, int):
        return step
    key = KEY_OF.get(collection, "id")
    for index in range(len(elements) - 1, -1, -1):
        if isinstance(elements[index], dict) and elements[index].get(key) == step:
            return index
    return None


def named(tree: Any, path: Path) -> Path:
    """The path with elements called by their id instead of their index, where they have one."""
    called: list[str | int] = []
    at, collection = tree, ""
    for step in path:
        try:
            at = at[step] if isinstance(step, int) or isinstance(at, dict) else at[position(at, step, collection) or 0]
        except (KeyError, IndexError, TypeError):
            at = None
        name = at.get(KEY_OF.get(collection, "id")) if isinstance(at, dict) and isinstance(step, int) else None
        called.append(name if isinstance(name, str) and name else step)
        collection = str(step)
    return tuple(called)
