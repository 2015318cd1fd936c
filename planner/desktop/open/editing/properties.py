"""Fields of the scenario itself: its name, calendar, currency, scale and solver."""

from __future__ import annotations

from typing import Any

from planner.desktop.open.editing.checking import sound
from planner.desktop.open.editing.fields import remade
from planner.domain.base import Noun
from planner.domain.scenario import Scenario
from planner.errors import InputError


def property_at(scenario: Scenario, path: tuple[str, ...]) -> Any:
    """The value of a field such as ``("calendar", "start")``."""
    found: Any = scenario
    for step in path:
        found = getattr(found, step)
    return found


def with_property(scenario: Scenario, path: tuple[str, ...], value: Any) -> Scenario:
    """The scenario with one field set; raises InputError where it does not fit, or others no longer do."""
    name, *inside = path
    part = getattr(scenario, name)
    if isinstance(part, Noun):
        try:
            after = scenario.model_copy(update={name: remade(part, tuple(inside), value, scenario)})
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
