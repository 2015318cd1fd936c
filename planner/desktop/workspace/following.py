"""A scenario has changed that others extend: the changes that they make, made of what it is now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.desktop.editing.collections import NOUNS, data_of, elements, key_of, name_of
from planner.desktop.editing.structure import removed, renamed
from planner.domain.scenario import Scenario
from planner.files.rebasing import rebased

type Moves = Mapping[tuple[str, str], str | None]
"""By collection and name: what an element is called now; None where it is gone."""


def moves(before: Scenario, after: Scenario) -> Moves:
    """What of a scenario's elements is called otherwise or gone.

    Nobody keeps track of names: one that is gone is taken for one that has come where all else is the same, or the
    title is.
    """
    found: dict[tuple[str, str], str | None] = {}
    for collection in NOUNS:
        old = {name_of(each): each for each in elements(before, collection)}
        new = {name_of(each): each for each in elements(after, collection)}
        come = {name: each for name, each in new.items() if name not in old}
        for name in old.keys() - new.keys():
            match = next((other for other in come if _is_same(collection, old[name], come[other])), None)
            come.pop(match or "", None)
            found[collection, name] = match
    for rule in {rule.name for rule in before.rules} - {rule.name for rule in after.rules}:
        found["rules", rule] = None
    return found


def followed(before: Scenario, child: Scenario, after: Scenario) -> Scenario:
    """The child that extended what was before, extending what is after. Raises InputError where that can't be."""
    found = moves(before, after)
    return rebased(carried(before, found), carried(child, found), after)


def carried(scenario: Scenario, found: Moves) -> Scenario:
    """The scenario with the same elements renamed and gone. Raises InputError where something else needs one."""
    gone = {name for (collection, name), other in found.items() if collection == "rules" and other is None}
    scenario = scenario.model_copy(update={"rules": tuple(r for r in scenario.rules if r.name not in gone)})
    for collection in NOUNS:
        there = {name_of(each) for each in elements(scenario, collection)}
        mine = {name: other for (of, name), other in found.items() if of == collection and name in there}
        for name, other in mine.items():
            if other is not None and other not in there:
                scenario = renamed(scenario, collection, name, other)
        if lost := [name for name, other in mine.items() if other is None]:
            scenario = removed(scenario, collection, lost)
    return scenario


def _is_same(collection: str, old: Any, new: Any) -> bool:
    key = key_of(collection)
    a, b = ({k: v for k, v in data_of(each).items() if k != key} for each in (old, new))
    return a == b or (bool(a.get("name")) and a.get("name") == b.get("name"))
