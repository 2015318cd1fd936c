"""What rules and expectations have in common, a limit on a measure, changed part by part; each a new scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from planner.desktop.look.words import tr
from planner.desktop.open.editing.fields import Steps
from planner.desktop.open.editing.rules import expecting, made, with_rule
from planner.desktop.open.editing.wanted import number, part
from planner.domain.ids import free
from planner.domain.rule import Expectation, Rule
from planner.domain.scenario import Scenario
from planner.errors import InputError

type Key = str | int
"""A rule by its name, or an expectation by its place among them."""
type Limited = Rule | Expectation

SIDES = ("at_least", "at_most")
UNSAID = 2.0**-40
"""Stands for a limit that is not given yet; nobody types it [any unit]."""


def limit_at(scenario: Scenario, key: Key) -> Limited:
    return scenario.rule_by_name[key] if isinstance(key, str) else scenario.expect[key]


def is_there(scenario: Scenario, key: Key) -> bool:
    if isinstance(key, str):
        return key in scenario.rule_by_name
    return key < len(scenario.expect)


def with_limit(scenario: Scenario, limit: Limited) -> tuple[Scenario, Key]:
    """The scenario with a rule or an expectation more, and its key. Raises InputError where it can't be there."""
    if isinstance(limit, Rule):
        return with_rule(scenario, limit), limit.name
    return expecting(scenario, limit), len(scenario.expect)


def new_rule(scenario: Scenario) -> Rule:
    """A rule without a limit yet, by a name that is free."""
    name = free(tr("New rule"), {rule.name for rule in scenario.rules})
    return Rule(name=name, measure="cost", at_most=UNSAID)


def new_expectation(_: Scenario) -> Expectation:
    """An expectation without a limit yet."""
    return Expectation(measure="value", at_least=UNSAID)


def is_unsaid(limit: Limited) -> bool:
    """Whether its limit is not given yet."""
    return UNSAID in (limit.at_least, limit.at_most)


def changed_limit(scenario: Scenario, key: Key, fields: Mapping[str, Any]) -> Scenario:
    """The scenario with some fields of one set, or taken away for None. Raises InputError where that can't be."""
    known = limit_at(scenario, key)
    data = known.model_dump(exclude_defaults=True) | dict(fields)
    if isinstance(key, str):
        return with_rule(scenario, made(Rule, data), key)
    return expecting(scenario, made(Expectation, data), key)


def with_part(scenario: Scenario, key: Key, steps: Steps, value: Any) -> Scenario:
    """The scenario with a value that was read for a part of one. Raises InputError where it can't be that."""
    match steps:
        case ("of", dimension):
            return narrowed(scenario, key, str(dimension), [str(name) for name in value or ()])
        case (("funds" | "declines") as kind,):
            return about_request(scenario, key, kind, value or "")
        case (side,):
            return limited(scenario, key, str(side), value)
    raise InputError(tr("there is nothing to be said there"))


def limited(scenario: Scenario, key: Key, side: str, value: object) -> Scenario:
    """The scenario with another ``at_most`` or ``at_least``. Raises InputError where neither is left."""
    limit = limit_at(scenario, key)
    amount = amount_of(limit.measure, value)
    if amount is None and all(getattr(limit, each) is None for each in SIDES if each != side):
        raise InputError(tr("a rule needs a limit") if isinstance(key, str) else tr("a figure needs a limit"))
    return changed_limit(scenario, key, {side: amount})


def amount_of(measure: str | None, value: object) -> float | None:
    """A limit as it was read; None for nothing. Raises InputError for what is none."""
    if value is None:
        return None
    return part(value) if measure == "gpu_share" else number(value)


def turned(scenario: Scenario, key: Key, side: str) -> Scenario:
    """The scenario with a limit on one side only, whichever side it was on."""
    limit = limit_at(scenario, key)
    amount = limit.at_least if limit.at_most is None else limit.at_most
    return changed_limit(scenario, key, {each: amount if each == side else None for each in SIDES})


def narrowed(scenario: Scenario, key: Key, dimension: str, names: Sequence[str]) -> Scenario:
    """The scenario with a limit that counts only what is called so in a dimension; for no names, all of it."""
    of = limit_at(scenario, key).of.model_dump(exclude_defaults=True)
    of.pop(dimension, None)
    if names:
        of[dimension] = names[0] if len(names) == 1 else list(names)
    return changed_limit(scenario, key, {"of": of or None})


def measured(scenario: Scenario, key: Key, measure: str) -> Scenario:
    """The scenario with a limit on another measure; a share is of one at most.

    A limit that is not given yet goes to the side on which there can be one.
    """
    limit = limit_at(scenario, key)
    sides = {side: amount for side in SIDES if (amount := getattr(limit, side)) is not None}
    if measure == "gpu_share":
        sides = {side: min(amount, 1.0) for side, amount in sides.items()}
    try:
        return changed_limit(scenario, key, {"measure": measure, **sides})
    except InputError:
        if limit.at_most != UNSAID:
            raise
        return changed_limit(scenario, key, {"measure": measure, "at_least": UNSAID, "at_most": None})


def expected_of(limit: Limited) -> str:
    """The request of which something is expected; nothing where a figure keeps a limit."""
    return (limit.funds or limit.declines or "") if isinstance(limit, Expectation) else ""


def outcome_of(limit: Limited) -> str:
    """``funds`` or ``declines``."""
    return "declines" if isinstance(limit, Expectation) and limit.declines is not None else "funds"


def about_request(scenario: Scenario, key: Key, kind: str, request: str) -> Scenario:
    """The scenario with an expectation that a request is served (``funds``), or is not (``declines``)."""
    assert isinstance(key, int)
    return expecting(scenario, made(Expectation, {kind: request}), key)
