"""The lists of a scenario that are edited as tables: requests, pools, people and accelerators of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.desktop.look.words import tr
from planner.domain.base import Id, Noun
from planner.domain.inventory import Accelerator, Pool, Role
from planner.domain.request import Request
from planner.domain.rule import Rule
from planner.domain.scenario import Scenario


class OwnAccelerator(Accelerator):
    """An accelerator of the scenario's own with its name, which is a key in the file."""

    id: Id
    """Of a new kind of hardware, or of one in the catalogue that is put right."""


NOUNS: dict[str, type[Noun]] = {
    "requests": Request,
    "pools": Pool,
    "people": Role,
    "accelerators": OwnAccelerator,
}
KEYS = {"people": "role", "rules": "name"}
"""The fields that hold what others call an element, where that is no id."""
_KEYS: dict[type[Noun], str] = {Role: KEYS["people"], Rule: KEYS["rules"]}


def elements(scenario: Scenario, collection: str) -> Sequence[Any]:
    """What a collection holds, in its order."""
    if collection == "accelerators":
        given = scenario.accelerators.items()
        return [OwnAccelerator(id=name, **each.model_dump(exclude_unset=True)) for name, each in given]
    found: Sequence[Any] = getattr(scenario, collection)
    return found


def with_elements(scenario: Scenario, collection: str, found: Sequence[Any]) -> Scenario:
    """The scenario with other elements in a collection."""
    if collection != "accelerators":
        return scenario.model_copy(update={collection: tuple(found)})
    plain = (each.model_dump(exclude_unset=True, exclude={"id"}) for each in found)
    made = {each.id: Accelerator(**data) for each, data in zip(found, plain, strict=True)}
    return scenario.model_copy(update={"accelerators": made})


def data_of(element: Noun) -> dict[str, Any]:
    """An element as plain data; of an accelerator all that is given, as a default may overrule the catalogue, too."""
    given = isinstance(element, OwnAccelerator)
    return element.model_dump(exclude_unset=given, exclude_defaults=not given)


def name_of(element: Any) -> str:
    """What others call an element: its id, its role, or the name of a rule."""
    return str(getattr(element, _KEYS.get(type(element), "id")))


def title_of(scenario: Scenario, collection: str, name: str) -> str:
    """What people call an element: its name where it has one."""
    found = next((each for each in elements(scenario, collection) if name_of(each) == name), None)
    return str(getattr(found, "title", name))


def rows_text(scenario: Scenario, collection: str, names: Sequence[str]) -> str:
    """Some rows in a few words: what the one is called, or how many there are."""
    return title_of(scenario, collection, names[0]) if len(names) == 1 else tr("{count} rows", count=len(names))


def key_of(collection: str) -> str:
    """The field that holds what others call an element."""
    return KEYS.get(collection, "id")
