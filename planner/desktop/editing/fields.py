"""Single fields of a scenario's elements: reading them, and setting many of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from planner.desktop.editing.checking import faults_of
from planner.domain.base import Noun
from planner.domain.inventory import Pool
from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.errors import Fault, InputError
from planner.files.diagnosis import diagnose
from planner.files.merging import KINDS_OF_DEMAND

type Steps = tuple[str | int, ...]
"""A field inside an element: ``("demand", "gpus")``, ``("metrics", "revenue")``, ``("window", 0)``."""

NOUNS: dict[str, type[Noun]] = {"requests": Request, "pools": Pool}


@dataclass(frozen=True)
class FieldEdit:
    """One field of one element, and what it shall be; None takes it away."""

    collection: str
    name: str
    steps: Steps
    value: Any


@dataclass(frozen=True)
class Applied:
    """What became of a number of edits."""

    scenario: Scenario
    rejected: tuple[tuple[FieldEdit, str], ...] = ()
    """Edits that can't be, each with its reason; all others are in the scenario."""


def elements(scenario: Scenario, collection: str) -> Sequence[Any]:
    found: Sequence[Any] = getattr(scenario, collection)
    return found


def value_at(noun: Any, steps: Steps) -> Any:
    """The value of a field; None where it, or what it stands in, is left out."""
    for step in steps:
        if isinstance(noun, Mapping):
            noun = noun.get(step)
        elif isinstance(noun, tuple):
            noun = noun[int(step)] if int(step) < len(noun) else None
        else:
            noun = getattr(noun, str(step), None)
        if noun is None:
            return None
    return noun


def apply(scenario: Scenario, edits: Sequence[FieldEdit]) -> Applied:
    """All edits that fit their fields and the rest of the scenario, as one new scenario."""
    rejected: list[tuple[FieldEdit, str]] = []
    before = {(fault.path, fault.message) for fault in faults_of(scenario) if not fault.warning}
    left = list(edits)
    while True:
        after, bad = _each(scenario, left)
        if not bad:
            bad = _blamed(_new_faults(after, before), left)
        if not bad:
            return Applied(after, tuple(rejected))
        rejected += bad
        refused = {id(edit) for edit, _ in bad}
        left = [edit for edit in left if id(edit) not in refused]


def put(data: Any, steps: Steps, value: Any) -> Any:
    """Plain data with one entry set, or taken away where the value is None; nothing is shared with the old data."""
    step, *rest = steps
    if isinstance(step, int):
        entries = list(data or ())
        entries += [None] * (step + 1 - len(entries))
        entries[step] = put(entries[step], tuple(rest), value) if rest else value
        return entries
    found = dict(data) if isinstance(data, Mapping) else {}
    inner = put(found.get(step), tuple(rest), value) if rest else value
    if inner is None or inner in ({}, [], ""):
        found.pop(step, None)
    else:
        found[step] = inner
    return found


def remade(noun: Noun, steps: Steps, value: Any, scenario: Scenario) -> Noun:
    """The element with one field set. Raises InputError with the reason where the value does not fit."""
    data = put(noun.model_dump(exclude_defaults=True), steps, value)
    if isinstance(noun, Request):
        data = _completed(data, steps, scenario)
    return checked(type(noun), data)


def misfit(noun: Noun, steps: Steps, value: Any, scenario: Scenario) -> str:
    """Why a field can't hold a value, by itself; nothing where it can."""
    try:
        remade(noun, steps, value, scenario)
    except InputError as error:
        return _reason(error.faults, steps)
    return ""


def checked(noun: type[Noun], data: dict[str, Any]) -> Noun:
    """An element from plain data. Raises InputError with every reason why it can't be one."""
    try:
        return noun.model_validate(data)
    except (ValidationError, OverflowError):
        found = [Fault(message, path) for path, message in diagnose(noun, data)]
        raise InputError(found or "this value does not fit") from None


def _completed(data: dict[str, Any], steps: Steps, scenario: Scenario) -> dict[str, Any]:
    """A demand is of one kind, the one set last; a window has both its ends or none."""
    demand = data.get("demand")
    if steps[0] == "demand" and isinstance(demand, dict):
        if len(steps) > 1 and steps[1] in KINDS_OF_DEMAND and steps[1] in demand:
            demand = {k: v for k, v in demand.items() if k not in KINDS_OF_DEMAND or k == steps[1]}
        if KINDS_OF_DEMAND & demand.keys():
            data["demand"] = demand
        elif steps[-1] in KINDS_OF_DEMAND:
            del data["demand"]
    if steps[0] == "window" and len(steps) > 1:
        ends = [*(data.get("window") or ()), None, None][:2]
        labels = scenario.calendar.labels
        if ends[steps[1] == 1] is None:  # this end is taken away: so is the window
            data.pop("window", None)
        else:
            data["window"] = [ends[0] or labels[0], ends[1] or labels[-1]]
    return data


def _each(scenario: Scenario, edits: Iterable[FieldEdit]) -> tuple[Scenario, list[tuple[FieldEdit, str]]]:
    """The scenario with every edit, each looked at by itself; those that don't fit come back with the reason."""
    changed: dict[str, dict[str, Noun]] = {}
    bad: list[tuple[FieldEdit, str]] = []
    known: dict[str, dict[str, Noun]] = {}
    for edit in edits:
        if edit.collection not in known:
            known[edit.collection] = {e.id: e for e in elements(scenario, edit.collection)}
        mine = changed.setdefault(edit.collection, {})
        noun = mine.get(edit.name) or known[edit.collection].get(edit.name)
        if noun is None:
            bad.append((edit, f"there is no {edit.name} any more"))
            continue
        try:
            mine[edit.name] = remade(noun, edit.steps, edit.value, scenario)
        except InputError as error:
            bad.append((edit, _reason(error.faults, edit.steps)))
    update = {
        collection: tuple(mine.get(e.id, e) for e in elements(scenario, collection))
        for collection, mine in changed.items()
        if mine
    }
    return scenario.model_copy(update=update), bad


def _reason(found: Sequence[Fault], steps: Steps) -> str:
    """The sentence about the field itself, or else the first one."""
    own = [fault for fault in found if fault.path[: len(steps)] == steps]
    return (own or list(found))[0].message


def _new_faults(after: Scenario, before: set[tuple[Any, str]]) -> list[Fault]:
    return [f for f in faults_of(after) if not f.warning and (f.path, f.message) not in before]


def _blamed(found: Sequence[Fault], edits: Sequence[FieldEdit]) -> list[tuple[FieldEdit, str]]:
    """The edits that a scenario as a whole does not bear; where none is to blame by name, all of them."""
    bad: dict[int, tuple[FieldEdit, str]] = {}
    for fault in found:
        element = [e for e in edits if fault.path[:2] == (e.collection, e.name)]
        field = [e for e in element if fault.path[2:3] == e.steps[:1]]
        for edit in (field or element or edits)[-1:] if field or element else edits:
            bad.setdefault(id(edit), (edit, fault.message))
    return list(bad.values())
