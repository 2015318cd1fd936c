"""Adding, copying, renaming and removing elements, with everything that refers to them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from planner.desktop.editing.checking import sound
from planner.desktop.editing.fields import elements
from planner.domain.base import Noun
from planner.domain.inventory import Pool
from planner.domain.request import Demand, Request
from planner.domain.rule import Expectation, Rule, Selection
from planner.domain.scenario import Scenario
from planner.errors import InputError

DIMENSION = {"requests": "id", "pools": "pool"}
"""What selections call the elements of a collection."""


def fresh_name(wanted: str, taken: Collection[str]) -> str:
    """The name, or the name with the first number that is free behind it."""
    stem, number = wanted, 2
    while wanted in taken:
        wanted, number = f"{stem}-{number}", number + 1
    return wanted


def added(scenario: Scenario, collection: str, at: int | None = None) -> tuple[Scenario, str]:
    """The scenario with a new, empty element behind the one at an index, and its id."""
    present = elements(scenario, collection)
    taken = {e.id for e in present}
    noun: Noun
    if collection == "requests":
        noun = Request(id=fresh_name("new-request", taken), demand=Demand(gpus=1.0))
    else:
        hardware = scenario.pools[0].accelerator if scenario.pools else sorted(scenario.hardware)[0]
        noun = Pool(id=fresh_name("new-pool", taken), accelerator=hardware, gpus=0.0)
    where = len(present) if at is None else at + 1
    return _with(scenario, collection, (*present[:where], noun, *present[where:])), noun.id


def duplicated(scenario: Scenario, collection: str, names: Collection[str]) -> tuple[Scenario, list[str]]:
    """The scenario with a copy of each named element behind it, and the copies' ids."""
    taken = {e.id for e in elements(scenario, collection)}
    found: list[Any] = []
    made: list[str] = []
    for element in elements(scenario, collection):
        found.append(element)
        if element.id in names:
            new = fresh_name(f"{element.id}-copy", taken)
            taken.add(new)
            made.append(new)
            title = f"{element.name} (copy)" if element.name else ""
            found.append(element.model_copy(update={"id": new, "name": title}))
    return _with(scenario, collection, tuple(found)), made


def removed(scenario: Scenario, collection: str, names: Collection[str]) -> Scenario:
    """The scenario without some elements, and without what names them.

    Raises InputError where what is left would not stand: a rule that speaks of nothing else.
    """
    kept = tuple(e for e in elements(scenario, collection) if e.id not in names)
    after = _renamed(_with(scenario, collection, kept), collection, lambda name: None if name in names else name)
    return sound(scenario, after)


def renamed(scenario: Scenario, collection: str, old: str, new: str) -> Scenario:
    """The scenario with an element called otherwise, everywhere. Raises InputError where the name is taken or none."""
    if new in {e.id for e in elements(scenario, collection)} - {old}:
        raise InputError(f"the id is used already; each needs one of its own: {new}")
    called = {old: new}
    changed = tuple(_called(e, called.get(e.id, e.id)) for e in elements(scenario, collection))
    return sound(
        scenario, _renamed(_with(scenario, collection, changed), collection, lambda name: called.get(name, name))
    )


def _called(element: Any, name: str) -> Any:
    from_data = type(element).model_validate
    return element if element.id == name else from_data({**element.model_dump(exclude_defaults=True), "id": name})


def _with(scenario: Scenario, collection: str, found: tuple[Any, ...]) -> Scenario:
    return scenario.model_copy(update={collection: found})


type _Call = Callable[[str], str | None]


def _renamed(scenario: Scenario, collection: str, call: _Call) -> Scenario:
    """The scenario with every reference to an element called by another name, or dropped for None."""
    update: dict[str, Any] = {
        "rules": tuple(rule for old in scenario.rules for rule in _rule(old, DIMENSION[collection], call)),
        "expect": tuple(e for old in scenario.expect for e in _expectation(old, collection, call)),
    }
    if collection == "requests":
        update["requests"] = tuple(_referring(request, call) for request in scenario.requests)
    return scenario.model_copy(update=update)


def _names(old: Iterable[str], call: _Call) -> tuple[str, ...]:
    return tuple(name for each in old if (name := call(each)) is not None)


def _referring(request: Request, call: _Call) -> Request:
    requires, conflicts = _names(request.requires, call), _names(request.conflicts, call)
    if (requires, conflicts) == (request.requires, request.conflicts):
        return request
    return request.model_copy(update={"requires": requires, "conflicts": conflicts})


def _selection(of: Selection, dimension: str, call: _Call) -> Selection | None:
    """The selection with its names called otherwise; None where none of them is left."""
    names = of.names(dimension)
    if names is None:
        return of
    kept = _names(names, call)
    if kept == names:
        return of
    single = isinstance(getattr(of, dimension), str) and len(kept) == 1
    return of.model_copy(update={dimension: kept[0] if single else kept}) if kept else None


def _rule(rule: Rule, dimension: str, call: _Call) -> Iterable[Rule]:
    """The rule; nothing, where it spoke of what is gone and of nothing else."""
    of = _selection(rule.of, dimension, call)
    if of is not None:
        yield rule if of is rule.of else rule.model_copy(update={"of": of})


def _expectation(expected: Expectation, collection: str, call: _Call) -> Iterable[Expectation]:
    of = _selection(expected.of, DIMENSION[collection], call)
    if of is None:
        return
    update: dict[str, Any] = {"of": of}
    for field in ("funds", "declines"):
        name = getattr(expected, field)
        if collection == "requests" and name is not None:
            update[field] = call(name)
            if update[field] is None:
                return
    yield expected.model_copy(update=update)
