"""Two people have changed one scenario: both their changes on one, and where they contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planner.domain.scenario import Scenario
from planner.errors import Path
from planner.files.merging import merged
from planner.files.places import tree
from planner.files.reading import parse
from planner.files.writing import TOP_OF_VARIANT, data_of, difference


def rebased(base: Scenario, mine: Scenario, theirs: Scenario) -> Scenario:
    """What I have made of the base, made of theirs instead; where both changed one field, mine holds.

    Raises InputError where my changes can't be made of theirs.
    """
    changes = tree(difference(data_of(base), data_of(mine)))
    result = merged(tree(data_of(theirs)), changes, [])
    old, new = data_of(base), data_of(mine)
    for key in TOP_OF_VARIANT:
        if old.get(key) != new.get(key):
            result.pop(key, None)
            result.update({key: new[key]} if key in new else {})
    return parse(result).model_copy(update={"family": theirs.family})


def clashes(base: Scenario, mine: Scenario, theirs: Scenario) -> list[Path]:
    """The fields to which both gave a value of their own, and not the same."""
    old = data_of(base)
    return list(_both(_changes(old, data_of(mine)), _changes(old, data_of(theirs)), ()))


def _changes(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    top = {key: new.get(key) for key in TOP_OF_VARIANT if old.get(key) != new.get(key)}
    return {**top, **difference(old, new)}


def _both(mine: dict[str, Any], theirs: dict[str, Any], path: Path) -> Iterator[Path]:
    for key in mine.keys() & theirs.keys():
        a, b = mine[key], theirs[key]
        if isinstance(a, dict) and isinstance(b, dict):
            yield from _both(a, b, (*path, key))
        elif a != b:
            yield (*path, key)
