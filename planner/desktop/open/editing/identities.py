"""Who is who after an edit: what is called otherwise, what is gone, what is new."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from planner.desktop.open.editing.collections import NOUNS, data_of, elements, key_of, name_of
from planner.domain.scenario import Scenario

type Name = tuple[str, str]
"""A collection (requests, pools, people, accelerators, rules, metrics), and what one of it is called."""
type Moves = Mapping[Name, str | None]
"""What each is called now; None where it is gone. What stayed is not in it."""

COLLECTIONS = (*NOUNS, "rules", "metrics")


def moves(before: Scenario, after: Scenario) -> Moves:
    """What one edit calls otherwise or takes away.

    One that is gone is taken for one that has come where all else is the same, or the title is, or else where it
    stands at the same place among as many.
    """
    found: dict[Name, str | None] = {}
    for collection in COLLECTIONS:
        if {*_names(before, collection)} == {*_names(after, collection)}:
            continue
        old, new = _described(before, collection), _described(after, collection)
        come = [name for name in new if name not in old]
        for name in [name for name in old if name not in new]:
            same = next((other for other in come if _is_same(old[name], new[other])), None)
            other = same or _at_its_place(name, list(old), list(new), come)
            come = [each for each in come if each != other]
            found[collection, name] = other
    return found


@dataclass(frozen=True)
class Identities:
    """Which element is which, through any number of edits, back and forth.

    An element that is called as it was when the file was read is its name; only others are listed.
    """

    listed: Mapping[Name, str] = field(default_factory=lambda: MappingProxyType({}))

    def after(self, before: Scenario, after: Scenario) -> Identities:
        """The same once an edit has been made."""
        if all(_names(before, collection) == _names(after, collection) for collection in COLLECTIONS):
            return self
        renamed = {(c, other): name for (c, name), other in moves(before, after).items() if other is not None}
        listed: dict[Name, str] = {}
        for collection in COLLECTIONS:
            known = set(_names(before, collection))
            names = _names(after, collection)
            kept = {n: renamed.get((collection, n), n) for n in names if n in known or (collection, n) in renamed}
            found = {name: self._identity(collection, earlier) for name, earlier in kept.items()}
            for name in names:
                if name not in found:
                    found[name] = _free(name, found.values())
            listed |= {(collection, name): identity for name, identity in found.items() if identity != name}
        return Identities(MappingProxyType(listed))

    def moves_to(self, mine: Scenario, others: Identities, theirs: Scenario) -> Moves:
        """What is called otherwise or gone in another state of the scenario."""
        found: dict[Name, str | None] = {}
        for collection in COLLECTIONS:
            there = {others._identity(collection, name): name for name in _names(theirs, collection)}
            for name in _names(mine, collection):
                now = there.get(self._identity(collection, name))
                if now != name:
                    found[collection, name] = now
        return found

    def _identity(self, collection: str, name: str) -> str:
        return self.listed.get((collection, name), name)


def _names(scenario: Scenario, collection: str) -> tuple[str, ...]:
    match collection:
        case "metrics":
            return tuple(scenario.metrics)
        case "accelerators":
            return tuple(scenario.accelerators)
        case _:
            return tuple(map(name_of, elements(scenario, collection)))


def _described(scenario: Scenario, collection: str) -> dict[str, Any]:
    """Everything of each element but what it is called by."""
    return dict(_descriptions(scenario, collection))


def _descriptions(scenario: Scenario, collection: str) -> Iterator[tuple[str, Any]]:
    if collection == "metrics":
        for name in scenario.metrics:
            yield name, [request.metrics[name] for request in scenario.requests if name in request.metrics]
        return
    key = key_of(collection)
    for each in elements(scenario, collection):
        yield name_of(each), {k: v for k, v in data_of(each).items() if k != key}


def _is_same(old: Any, new: Any) -> bool:
    titled = isinstance(old, dict) and isinstance(new, dict) and old.get("name")
    return bool(old == new or (titled and old["name"] == new.get("name")))


def _at_its_place(name: str, old: list[str], new: list[str], come: Collection[str]) -> str | None:
    """What has come where another was, among as many."""
    other = new[old.index(name)] if len(old) == len(new) else None
    return other if other in come else None


def _free(name: str, taken: Collection[str]) -> str:
    found, number = name, 2
    while found in taken:
        found, number = f"{name}#{number}", number + 1
    return found
