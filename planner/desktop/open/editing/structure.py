"""Adding, copying, renaming and removing elements, with everything that refers to them."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from planner.desktop.open.editing.checking import sound
from planner.desktop.open.editing.collections import OwnAccelerator, data_of, elements, key_of, name_of, with_elements
from planner.desktop.open.editing.references import refer
from planner.domain.base import Noun
from planner.domain.ids import free
from planner.domain.inventory import Pool, Role
from planner.domain.request import Demand, Request
from planner.domain.scenario import Scenario
from planner.domain.ways import REFERENCE
from planner.errors import InputError

COPY = " (copy)"
"""Behind the name of a copy."""
_NEW, _COPIED = re.compile(r"new-(request|pool)(-\d+)?"), re.compile(r".*-copy(-\d+)?")


def added(scenario: Scenario, collection: str, at: int | None = None) -> tuple[Scenario, str]:
    """The scenario with a new, empty element behind the one at an index, and its id."""
    present = elements(scenario, collection)
    noun = _new(scenario, collection, {name_of(e) for e in present})
    where = len(present) if at is None else at + 1
    return with_elements(scenario, collection, (*present[:where], noun, *present[where:])), name_of(noun)


def _new(scenario: Scenario, collection: str, taken: Collection[str]) -> Noun:
    match collection:
        case "requests":
            return Request(id=free("new-request", taken), demand=Demand(gpus=1.0))
        case "pools":
            hardware = scenario.pools[0].accelerator if scenario.pools else REFERENCE
            return Pool(id=free("new-pool", taken), accelerator=hardware, gpus=0.0)
        case "people":
            return Role(role=free("new-role", taken), fte=1.0)
        case _:
            return OwnAccelerator(id=free("new-accelerator", taken), speed=1.0)


def is_made_up(noun: Noun) -> bool:
    """Whether an id was made up for an element that has not been named since: a new one, or a copy."""
    name, title = name_of(noun), getattr(noun, "name", "")
    return bool(_NEW.fullmatch(name) and not title) or bool(_COPIED.fullmatch(name) and title.endswith(COPY))


def duplicated(scenario: Scenario, collection: str, names: Collection[str]) -> tuple[Scenario, list[str]]:
    """The scenario with a copy of each named element behind it, and the copies' ids."""
    taken = {name_of(e) for e in elements(scenario, collection)}
    found: list[Any] = []
    made: list[str] = []
    for element in elements(scenario, collection):
        found.append(element)
        if name_of(element) in names:
            new = free(f"{name_of(element)}-copy", taken)
            taken.add(new)
            made.append(new)
            update = {key_of(collection): new}
            if title := getattr(element, "name", ""):
                update["name"] = f"{title}{COPY}"
            found.append(element.model_copy(update=update))
    return with_elements(scenario, collection, found), made


def removed(scenario: Scenario, collection: str, names: Collection[str]) -> Scenario:
    """The scenario without some elements, and without what names them.

    Raises InputError where what is left would not stand: a rule that speaks of nothing else.
    """
    kept = [e for e in elements(scenario, collection) if name_of(e) not in names]
    after = with_elements(scenario, collection, kept)
    if collection != "accelerators":  # what names one may mean the catalogue's, or is an error
        after = refer(after, collection, lambda name: None if name in names else name)
    return sound(scenario, after)


def left_out(scenario: Scenario, parent: Scenario, collection: str) -> list[str]:
    """Elements of the scenario that is extended which are not in this one."""
    kept = {name_of(e) for e in elements(scenario, collection)}
    return [name for e in elements(parent, collection) if (name := name_of(e)) not in kept]


def brought_back(scenario: Scenario, parent: Scenario, collection: str) -> Scenario:
    """The scenario with everything again that it leaves out of the one that it extends, each behind its neighbour.

    Raises InputError where an element names what is not there.
    """
    found = {name_of(e): e for e in elements(scenario, collection)}
    order = [name_of(e) for e in elements(scenario, collection)]
    above = ""
    for element in elements(parent, collection):
        name = name_of(element)
        if name not in found:
            found[name] = element
            order.insert(order.index(above) + 1 if above else 0, name)
        above = name
    return sound(scenario, with_elements(scenario, collection, [found[name] for name in order]))


def renamed(scenario: Scenario, collection: str, old: str, new: str) -> Scenario:
    """The scenario with an element called otherwise, everywhere. Raises InputError where the name is taken or none."""
    if new in {name_of(e) for e in elements(scenario, collection)} - {old}:
        raise InputError(f"the id is used already; each needs one of its own: {new}")
    called = {old: new}
    key = key_of(collection)
    changed = [
        type(e).model_validate({**data_of(e), key: new}) if name_of(e) == old else e
        for e in elements(scenario, collection)
    ]
    after = with_elements(scenario, collection, changed)
    return sound(scenario, refer(after, collection, lambda name: called.get(name, name)))
