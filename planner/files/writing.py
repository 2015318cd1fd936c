"""A scenario as the text of a file, whole or as changes to another one."""

from __future__ import annotations

from typing import Any

from planner.domain.scenario import Scenario
from planner.domain.worth import alone
from planner.files.emitting import emit
from planner.files.merging import KINDS_OF_DEMAND, is_replaced, missing
from planner.files.places import KEY_OF

TOP_OF_VARIANT = ("name", "notes", "expect")


def dump(scenario: Scenario) -> str:
    """The scenario as YAML: fields in the order of the domain, defaults left out, everything in one file.

    One that is measured by what it is a change of states that yardstick, as its file stands by itself.
    """
    return emit(data_of(alone(scenario)))


def dump_variant(parent: Scenario, child: Scenario, extends: str) -> str:
    """The child as the fewest changes to its parent; ``extends`` is the parent's path as seen from the new file.

    Elements keep the parent's order and new ones come last, whatever their order in the child.
    """
    return emit(data_of_variant(parent, child, extends))


def data_of_variant(parent: Scenario, child: Scenario, extends: str) -> dict[str, Any]:
    """The same as plain data."""
    old, new = data_of(parent), data_of(child)
    variant: dict[str, Any] = {"format": 1, "extends": extends}
    empty: dict[str, Any] = {"name": "", "notes": "", "expect": []}
    for key in TOP_OF_VARIANT:
        if old.get(key) != new.get(key):
            variant[key] = new.get(key, empty[key])
    changes = difference(old, new)
    if changes:
        variant["changes"] = changes
    return variant


def difference(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """The ``changes`` that make the new data of the old."""
    changes: dict[str, Any] = {}
    for key in _keys(old, new):
        if key in TOP_OF_VARIANT or old.get(key) == new.get(key):
            continue
        if key in KEY_OF:
            changes[key] = _elements(old.get(key, ()), new.get(key, ()), key)
            if not changes[key]:
                del changes[key]
        else:
            changes[key] = _changed(key, "", old.get(key), new.get(key))
    return changes


def data_of(scenario: Scenario) -> dict[str, Any]:
    """The scenario as plain data, as a file holds it."""
    data = {"format": scenario.format, **scenario.model_dump(mode="python", exclude_defaults=True)}
    if scenario.accelerators:  # a figure that equals the default may still overrule the catalogue's
        data["accelerators"] = {
            name: {k: v for k, v in own.model_dump(exclude_unset=True).items() if v is not None}
            for name, own in scenario.accelerators.items()
        }
    for collection, key in KEY_OF.items():
        if collection in data:
            data[collection] = [{key: element[key], **element} for element in data[collection]]
    return {name: data[name] for name in Scenario.model_fields if name in data}


def _keys(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """The keys of both, in the new one's order, then those that are gone."""
    return [*new, *(key for key in old if key not in new)]


def _elements(old: Any, new: Any, collection: str) -> dict[str, Any]:
    key = KEY_OF[collection]
    before = {element[key]: element for element in old}
    after = {element[key]: element for element in new}
    changes: dict[str, Any] = {}
    for name, element in after.items():
        if name not in before:
            fresh = {k: v for k, v in element.items() if k != key}
            changes[name] = {key: name, **fresh} if missing(collection, fresh) else fresh
        elif element != before[name]:
            changes[name] = _mapping(before[name], element)
    return changes | {name: None for name in before if name not in after}


def _mapping(old: dict[str, Any], new: dict[str, Any], holder: str = "") -> dict[str, Any]:
    differing = [key for key in _keys(old, new) if old.get(key) != new.get(key)]
    return {key: _changed(key, holder, old.get(key), new.get(key)) for key in differing}


def _changed(key: str, holder: str, old: Any, new: Any) -> Any:
    """The change of one entry of what ``holder`` names; None removes it."""
    if not isinstance(old, dict) or not isinstance(new, dict) or is_replaced(key, holder):
        return new
    changes = _mapping(old, new, key)
    if key == "demand" and any(changes.get(kind) is not None for kind in KINDS_OF_DEMAND):
        return {k: v for k, v in changes.items() if k not in KINDS_OF_DEMAND or v is not None}
    return changes
