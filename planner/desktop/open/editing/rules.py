"""Changes to rules, weights and the objective, each a new scenario."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.desktop.look.words import tr
from planner.desktop.open.draft import Cell
from planner.desktop.open.editing.amounts import number, part
from planner.desktop.open.editing.checking import faults_of, sound
from planner.desktop.open.editing.fields import checked
from planner.domain.request import Commitment
from planner.domain.rule import Dimension, Expectation, Measure, Rule
from planner.domain.scenario import CheapestFor, CostObjective, Objective, Scenario
from planner.errors import InputError

USUAL_TARGET = 70.0
"""What a plan of least cost captures until another value is wanted [points]."""


def with_rule(scenario: Scenario, rule: Rule, instead_of: str = "") -> Scenario:
    """The scenario with a rule more, or in place of another; raises InputError where it speaks of what is not there."""
    names = [each.name for each in scenario.rules]
    if rule.name in names and rule.name != instead_of:
        raise InputError(f"there is a rule '{rule.name}' already")
    rules = [rule if each.name == instead_of else each for each in scenario.rules]
    if instead_of not in names:
        rules.append(rule)
    return _sound(scenario.model_copy(update={"rules": tuple(rules)}), "rules", rule.name)


def without_rule(scenario: Scenario, name: str) -> Scenario:
    return scenario.model_copy(update={"rules": tuple(rule for rule in scenario.rules if rule.name != name)})


def as_in_parent(scenario: Scenario, parent: Scenario, name: str) -> Scenario:
    """The scenario with a rule as the one that it extends has it."""
    return with_rule(scenario, rule_named(parent, name), name)


def committed(scenario: Scenario, name: str, commitment: Commitment) -> Scenario:
    """The scenario with a request forced in, forced out, or open."""
    requests = (r.model_copy(update={"commitment": commitment}) if r.id == name else r for r in scenario.requests)
    return scenario.model_copy(update={"requests": tuple(requests)})


def switched(scenario: Scenario, name: str, enabled: bool) -> Scenario:
    """The scenario with a rule on or off."""
    rules = (rule.model_copy(update={"enabled": enabled}) if rule.name == name else rule for rule in scenario.rules)
    return scenario.model_copy(update={"rules": tuple(rules)})


def rule_named(scenario: Scenario, name: str) -> Rule:
    return next(rule for rule in scenario.rules if rule.name == name)


def changed_rule(scenario: Scenario, name: str, fields: dict[str, Any]) -> Scenario:
    """The scenario with some fields of a rule set, or taken away for None; raises InputError where that can't be."""
    data = rule_named(scenario, name).model_dump(exclude_defaults=True) | fields
    return with_rule(scenario, rule_from(data), name)


def limit_cell(name: str, side: str) -> Cell:
    """Where a text that is no limit of a rule is kept."""
    return ("rules", name, (side,))


def limit_of(measure: Measure, value: object) -> float | None:
    """The limit that was read; None for nothing. Raises InputError for what is none."""
    if value is None:
        return None
    return part(value) if measure == "gpu_share" else number(value)


def limited(scenario: Scenario, value: object, *, name: str, side: str) -> Scenario:
    """The scenario with another ``at_most`` or ``at_least`` of a rule; raises InputError where neither is left."""
    rule = rule_named(scenario, name)
    amount = limit_of(rule.measure, value)
    if amount is None and None in (rule.at_least, rule.at_most):
        raise InputError(tr("a rule needs a limit"))
    return changed_rule(scenario, name, {side: amount})


def narrowed(scenario: Scenario, name: str, dimension: Dimension, names: Sequence[str]) -> Scenario:
    """The scenario with a rule that counts only what is called so in a dimension; for no names, all of it."""
    of = rule_named(scenario, name).of.model_dump(exclude_defaults=True)
    of.pop(dimension, None)
    if names:
        of[dimension] = names[0] if len(names) == 1 else list(names)
    return changed_rule(scenario, name, {"of": of or None})


def measured(scenario: Scenario, name: str, measure: Measure) -> Scenario:
    """The scenario with a rule on another measure; a share is of one at most."""
    rule = rule_named(scenario, name)
    sides = {side: amount for side in ("at_least", "at_most") if (amount := getattr(rule, side)) is not None}
    if measure == "gpu_share":
        sides = {side: min(amount, 1.0) for side, amount in sides.items()}
    return changed_rule(scenario, name, {"measure": measure, **sides})


def rule_from(data: dict[str, Any]) -> Rule:
    """A rule from plain data; raises InputError with what is wrong."""
    found = checked(Rule, {key: value for key, value in data.items() if value is not None})
    assert isinstance(found, Rule)
    return found


def expecting(scenario: Scenario, expected: Expectation) -> Scenario:
    """The scenario with one expectation more; raises InputError where it speaks of what is not there."""
    after = scenario.model_copy(update={"expect": (*scenario.expect, expected)})
    return _sound(after, "expect", len(scenario.expect))


def not_expecting(scenario: Scenario, at: int) -> Scenario:
    """The scenario without one of its expectations."""
    return scenario.model_copy(update={"expect": (*scenario.expect[:at], *scenario.expect[at + 1 :])})


def entitled(scenario: Scenario, team: str, share: float | None) -> Scenario:
    """The scenario with a team entitled to a part of every pool, or to an equal one for None.

    Raises InputError where the teams together would be entitled to more than there is.
    """
    others = {name: known for name, known in scenario.entitlements.items() if name != team}
    after = others if share is None else {**others, team: share}
    return sound(scenario, scenario.model_copy(update={"entitlements": after}))


def aimed(scenario: Scenario, objective: str, target: float = USUAL_TARGET) -> Scenario:
    """The scenario after another objective: value, fair, or the least cost that captures a target [points]."""
    aim: Objective = CostObjective(cost=CheapestFor(target_value=target))
    if objective == "value":
        aim = "value"
    elif objective == "fair":
        aim = "fair"
    return scenario.model_copy(update={"objective": aim})


def doubts(scenario: Scenario, *path: str | int) -> str:
    """What is suspicious about a place in a scenario, such as a team that nobody is in; a line for each."""
    return "\n".join(fault.message for fault in faults_of(scenario) if fault.warning and fault.path[:2] == path)


def _sound(scenario: Scenario, *path: str | int) -> Scenario:
    wrong = [fault for fault in faults_of(scenario) if not fault.warning and fault.path[:2] == path]
    if wrong:
        raise InputError(wrong)
    return scenario
