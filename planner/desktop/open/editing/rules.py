"""Changes to rules, weights and the objective, each a new scenario."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from planner.desktop.open.editing.checking import faults_of, sound
from planner.desktop.open.editing.fields import checked
from planner.domain.base import Noun
from planner.domain.request import Commitment
from planner.domain.rule import Expectation, Rule
from planner.domain.scenario import CheapestFor, CostObjective, Objective, Scenario
from planner.errors import InputError

USUAL_TARGET = 70.0
"""What a plan of least cost captures until another value is wanted [points]."""


def with_rule(scenario: Scenario, rule: Rule, instead_of: str = "") -> Scenario:
    """The scenario with a rule more, or in place of another; raises InputError where it speaks of what is not there."""
    names = scenario.rule_by_name
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
    return with_rule(scenario, parent.rule_by_name[name], name)


def committed(
    scenario: Scenario, name: str, commitment: Commitment, said: Mapping[str, str] = MappingProxyType({})
) -> Scenario:
    """The scenario with a request forced in, forced out, or open; ``said``: its owner and the reason, where given."""
    return scenario.replacing(scenario.request_by_id[name].model_copy(update={"commitment": commitment, **said}))


def switched(scenario: Scenario, name: str, enabled: bool) -> Scenario:
    """The scenario with a rule on or off."""
    return scenario.replacing(scenario.rule_by_name[name].model_copy(update={"enabled": enabled}))


def made[Kind: Noun](kind: type[Kind], data: Mapping[str, Any]) -> Kind:
    """A rule or an expectation from plain data without what is None; raises InputError with what is wrong."""
    return checked(kind, {key: value for key, value in data.items() if value is not None})


def expecting(scenario: Scenario, expected: Expectation, at: int | None = None) -> Scenario:
    """The scenario with an expectation more, or in place of another; raises InputError as `with_rule` does."""
    at = len(scenario.expect) if at is None else at
    after = (*scenario.expect[:at], expected, *scenario.expect[at + 1 :])
    return _sound(scenario.model_copy(update={"expect": after}), "expect", at)


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
