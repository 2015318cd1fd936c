"""Fields that stand in no table: the scenario's own, weights, entitlements, the target, the parts of limits."""

from __future__ import annotations

from typing import Any

from planner.desktop.open.editing.checking import sound
from planner.desktop.open.editing.fields import FieldEdit, Steps, remade
from planner.desktop.open.editing.limits import with_part
from planner.desktop.open.editing.metrics import weighted
from planner.desktop.open.editing.rules import aimed, entitled
from planner.desktop.open.editing.wanted import number, part
from planner.domain.base import Noun
from planner.domain.scenario import Scenario
from planner.errors import InputError


def with_value(scenario: Scenario, edit: FieldEdit) -> Scenario:
    """The scenario with a value in a field of its own or of a rule; raises InputError where it does not fit."""
    value = edit.value
    match edit.cell:
        case ("rules", name, steps):
            return with_part(scenario, name, steps, value)
        case (_, _, ("expect", int(at), *steps)):
            return with_part(scenario, at, tuple(steps), value)
        case (_, _, ("value", "weights", metric)):
            return weighted(scenario, str(metric), number(value, least=0.0))
        case (_, _, ("entitlements", team)):
            return entitled(scenario, str(team), None if value is None else part(value))
        case (_, _, ("objective", *_)):
            return aimed(scenario, "cost", number(value))
    return with_property(scenario, edit.steps, value)


def with_property(scenario: Scenario, path: Steps, value: Any) -> Scenario:
    """The scenario with one field set; raises InputError where it does not fit, or others no longer do."""
    name, *inside = map(str, path)
    group = getattr(scenario, name)
    if isinstance(group, Noun):
        try:
            after = scenario.model_copy(update={name: remade(group, tuple(inside), value, scenario)})
        except InputError as error:
            raise InputError([fault.at(path=(name, *fault.path)) for fault in error.faults]) from None
    else:
        after = _with_text(scenario, name, value)
    return sound(scenario, after)


def _with_text(scenario: Scenario, name: str, value: Any) -> Scenario:
    text = "" if value is None else str(value)
    if name == "currency" and not (text.isalpha() and len(text) == 3):
        raise InputError(f"must be a code of three letters such as USD, not {text or 'nothing'}")
    return scenario.model_copy(update={name: text.upper() if name == "currency" else text})
