"""A scenario has changed that others extend: the changes that they make, made of what it is now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.desktop.editing.collections import NOUNS, data_of, elements, key_of, name_of
from planner.desktop.editing.metrics import changed_metric, removed_metric
from planner.desktop.editing.structure import removed, renamed
from planner.domain.scenario import Metric, Scenario
from planner.files.rebasing import rebased

type Moves = Mapping[tuple[str, str], str | None]
"""By collection and name: what an element is called now; None where it is gone."""


def moves(before: Scenario, after: Scenario) -> Moves:
    """What of a scenario's elements and metrics is called otherwise or gone.

    Nobody keeps track of names: one that is gone is taken for one that has come where all else is the same, or the
    title is, or a metric's figures.
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
    fresh = [name for name in after.metrics if name not in before.metrics]
    for name in [name for name in before.metrics if name not in after.metrics]:
        match = next((other for other in fresh if _figures(after, other) == _figures(before, name)), None)
        fresh = [other for other in fresh if other != match]
        found["metrics", name] = match
    named = {rule.name: rule for rule in before.rules}
    new_rules = [rule for rule in after.rules if rule.name not in named]
    for name in named.keys() - {rule.name for rule in after.rules}:
        same = next((r.name for r in new_rules if r == named[name].model_copy(update={"name": r.name})), None)
        found["rules", name] = same
    return found


def followed(before: Scenario, child: Scenario, after: Scenario) -> Scenario:
    """The child that extended what was before, extending what is after. Raises InputError where that can't be."""
    found = moves(before, after)
    return rebased(carried(before, found), carried(child, found), after)


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


def _figures(scenario: Scenario, metric: str) -> list[float]:
    return [request.metrics[metric] for request in scenario.requests if metric in request.metrics]


def _is_same(collection: str, old: Any, new: Any) -> bool:
    key = key_of(collection)
    a, b = ({k: v for k, v in data_of(each).items() if k != key} for each in (old, new))
    return a == b or (bool(a.get("name")) and a.get("name") == b.get("name"))
