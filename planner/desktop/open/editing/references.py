"""What refers to the elements of a scenario: rules, expectations, requirements, people, hardware."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from planner.domain.request import Option, Request
from planner.domain.rule import Dimension, Expectation, Rule, Selection
from planner.domain.scenario import Scenario

DIMENSION: dict[str, Dimension] = {"requests": "id", "pools": "pool", "accelerators": "accelerator"}
"""What selections call the elements of a collection."""

type _Call = Callable[[str], str | None]
"""What an element is called from now on; None where it is gone."""


def refer(scenario: Scenario, collection: str, call: _Call) -> Scenario:
    """The scenario with every reference to an element called by another name, or dropped for None."""
    update: dict[str, Any] = {}
    if dimension := DIMENSION.get(collection):
        update["rules"] = tuple(rule for old in scenario.rules for rule in _rule(old, dimension, call))
        update["expect"] = tuple(e for old in scenario.expect for e in _expectation(old, collection, call))
    match collection:
        case "requests":
            update["requests"] = tuple(_referring(request, call) for request in scenario.requests)
        case "people":
            update["requests"] = tuple(_each_way(request, _staffed, call) for request in scenario.requests)
        case "accelerators":
            update["requests"] = tuple(_each_way(request, _running, call) for request in scenario.requests)
            update["pools"] = tuple(
                pool.model_copy(update={"accelerator": call(pool.accelerator)}) for pool in scenario.pools
            )
    return scenario.model_copy(update=update)


def _each_way(request: Request, change: Callable[[Any, _Call], Any], call: _Call) -> Request:
    """The request with itself and each of its options changed."""
    options = tuple(change(option, call) for option in request.options)
    after: Request = change(request, call)
    return after if options == request.options else after.model_copy(update={"options": options})


def _staffed(way: Request | Option, call: _Call) -> Request | Option:
    people = _keys(way.people, call)
    return way if people == way.people else way.model_copy(update={"people": people})


def _running(way: Request | Option, call: _Call) -> Request | Option:
    runs_on: Any = way.runs_on
    if isinstance(runs_on, dict):
        runs_on = _keys(runs_on, call)
    elif runs_on is not None:
        runs_on = _names(runs_on, call)
    reference = None if way.reference is None else call(way.reference)
    if (runs_on, reference) == (way.runs_on, way.reference):
        return way
    return way.model_copy(update={"runs_on": runs_on, "reference": reference})


def _keys[Amount](old: Mapping[str, Amount], call: _Call) -> dict[str, Amount]:
    return {name: amount for each, amount in old.items() if (name := call(each)) is not None}


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
