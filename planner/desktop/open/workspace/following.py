"""A scenario has changed that others extend: the changes that they make, made of what it is now."""

from __future__ import annotations

from typing import Any

from planner.desktop.open.editing.collections import NOUNS, elements, name_of
from planner.desktop.open.editing.identities import Moves
from planner.desktop.open.editing.metrics import changed_metric, removed_metric
from planner.desktop.open.editing.structure import removed, renamed
from planner.domain.scenario import Metric, Scenario
from planner.files.rebasing import rebased


def followed(before: Scenario, child: Scenario, after: Scenario, found: Moves) -> Scenario:
    """The child that extended what was before, extending what is after. Raises InputError where that can't be."""
    return rebased(carried(before, found), carried(child, found), after).as_change_of(after)


def carried(scenario: Scenario, found: Moves) -> Scenario:
    """The scenario with the same elements renamed and gone. Raises InputError where something else needs one."""
    rules = {name: other for (collection, name), other in found.items() if collection == "rules"}
    kept = [rule for rule in scenario.rules if rules.get(rule.name, rule.name) is not None]
    called = [rule.model_copy(update={"name": rules.get(rule.name, rule.name)}) for rule in kept]
    scenario = scenario.model_copy(update={"rules": tuple(called)})
    for collection in NOUNS:
        there = {name_of(each) for each in elements(scenario, collection)}
        mine = {name: other for (of, name), other in found.items() if of == collection and name in there}
        for name, other in mine.items():
            if other is not None and other not in there:
                scenario = renamed(scenario, collection, name, other)
        if lost := [name for name, other in mine.items() if other is None]:
            scenario = removed(scenario, collection, lost)
    for (collection, name), other in found.items():
        if collection == "metrics" and name in scenario.metrics and other not in scenario.metrics:
            about = scenario.value.metrics.get(name, Metric())
            scenario = changed_metric(scenario, name, other, about) if other else removed_metric(scenario, name)
    return scenario


def let_go(before: Scenario, child: Scenario, found: Moves) -> list[str]:
    """What the child has made of elements that are gone, by their titles."""
    lost = [name for name, other in found.items() if other is None]
    pairs = [(name, _element(before, *name), _element(child, *name)) for name in lost]
    return [_title(name, mine) for name, theirs, mine in pairs if mine is not None and mine != theirs]


def _element(scenario: Scenario, collection: str, name: str) -> Any:
    if collection == "metrics":
        given = {request.id: request.metrics[name] for request in scenario.requests if name in request.metrics}
        counted = (scenario.value.weights.get(name), scenario.yardstick.get(name))
        return (counted, given) if name in scenario.metrics else None
    if collection == "rules":
        return scenario.rule_by_name.get(name)
    return next((each for each in elements(scenario, collection) if name_of(each) == name), None)


def _title(name: tuple[str, str], element: Any) -> str:
    return str(getattr(element, "title", "") or name[1])
