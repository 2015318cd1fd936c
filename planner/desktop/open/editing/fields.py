"""Single fields of a scenario's elements: reading them, and setting many of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from planner.desktop.open.editing.checking import faults_of
from planner.desktop.open.editing.collections import data_of, elements, name_of, with_elements
from planner.desktop.open.editing.draft import Cell
from planner.domain.base import Noun
from planner.domain.inventory import RIVALS, Pool
from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.errors import Fault, InputError
from planner.files.diagnosis import diagnose
from planner.files.merging import KINDS_OF_DEMAND

type Steps = tuple[str | int, ...]
"""A field inside an element: ``("demand", "gpus")``, ``("metrics", "revenue")``, ``("window", 0)``.

An entry of a list is named by its index, or by its id where it has one: ``("options", "distilled", "value")``.
"""


@dataclass(frozen=True)
class FieldEdit:
    """One field of one element, and what it shall be; None takes it away."""

    collection: str
    name: str
    steps: Steps
    value: Any

    @property
    def cell(self) -> Cell:
        return (self.collection, self.name, self.steps)


@dataclass(frozen=True)
class Applied:
    """What became of a number of edits."""

    scenario: Scenario
    rejected: tuple[tuple[FieldEdit, Fault], ...] = ()
    """Edits that can't be, each with what is wrong; all others are in the scenario."""


def value_at(noun: Any, steps: Steps) -> Any:
    """The value of a field; None where it, or what it stands in, is left out."""
    for step in steps:
        if isinstance(noun, Mapping):
            noun = noun.get(step)
        elif isinstance(noun, tuple):
            noun = _entry(noun, step)
        else:
            noun = getattr(noun, str(step), None)
        if noun is None:
            return None
    return noun


def _entry(found: tuple[Any, ...], step: str | int) -> Any:
    """An entry of a list, by its index or its id; None where there is none."""
    if isinstance(step, int):
        return found[step] if step < len(found) else None
    return next((each for each in found if getattr(each, "id", None) == step), None)


def apply(scenario: Scenario, edits: Sequence[FieldEdit]) -> Applied:
    """All edits that fit their fields and the rest of the scenario, as one new scenario."""
    rejected: list[tuple[FieldEdit, Fault]] = []
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
    if isinstance(step, int) or isinstance(data, list | tuple):
        entries = list(data or ())
        at = step if isinstance(step, int) else _index(entries, step)
        entries += [None] * (at + 1 - len(entries))
        entries[at] = put(entries[at], tuple(rest), value) if rest else value
        return entries
    found = dict(data) if isinstance(data, Mapping) else {}
    inner = put(found.get(step), tuple(rest), value) if rest else value
    if inner is None or inner in ({}, [], ""):
        found.pop(step, None)
    else:
        found[step] = inner
    return found


def _index(entries: Sequence[Any], name: str) -> int:
    """Where in a list the entry with an id stands. Raises InputError where there is none."""
    for index, entry in enumerate(entries):
        if isinstance(entry, Mapping) and entry.get("id") == name:
            return index
    raise InputError(f"there is no {name} any more")


def remade(noun: Noun, steps: Steps, value: Any, scenario: Scenario) -> Noun:
    """The element with one field set. Raises InputError with the reason where the value does not fit."""
    data = put(data_of(noun), steps, value)
    if isinstance(noun, Request):
        data = _completed(data, steps, scenario)
    if isinstance(noun, Pool):
        data = _rentable(data, steps, scenario) if steps[0] == "on_demand" else _counted_once(noun, data, steps)
    try:
        return checked(type(noun), data)
    except InputError as error:
        missing = (f"'{steps[-1]}' is missing", f"must give exactly one of {steps[-1]} ")
        if value is None and any(fault.message.startswith(missing) for fault in error.faults):
            raise InputError([Fault("must be given", steps)]) from None
        raise


def misfit(noun: Noun, steps: Steps, value: Any, scenario: Scenario) -> str:
    """Why a field can't hold a value, by itself; nothing where it can."""
    try:
        remade(noun, steps, value, scenario)
    except InputError as error:
        return _worst(error.faults, steps).message
    return ""


def checked[Kind: Noun](noun: type[Kind], data: dict[str, Any]) -> Kind:
    """An element from plain data. Raises InputError with every reason why it can't be one."""
    try:
        return noun.model_validate(data)
    except (ValidationError, OverflowError):
        found = [Fault(message, path) for path, message in diagnose(noun, data)]
        raise InputError(found or "this value does not fit") from None


def _completed(data: dict[str, Any], steps: Steps, scenario: Scenario) -> dict[str, Any]:
    """A demand is of one kind, the one set last, an option's too; a window has both its ends or none."""
    if steps[0] == "demand":
        _keep_one_kind(data, steps)
    if steps[0] == "options" and steps[2:3] == ("demand",):
        options = data["options"]
        at = steps[1] if isinstance(steps[1], int) else _index(options, steps[1])
        _keep_one_kind(options[at], steps[2:])
    if steps[0] == "window" and len(steps) > 1:
        _close_window(data, scenario.calendar.window)
    return data


def _close_window(data: dict[str, Any], calendar: tuple[str, str]) -> None:
    """An end that is left open is the calendar's; a window that is open at both is left out."""
    first, last = [*(data.get("window") or ()), None, None][:2]
    window = [first or calendar[0], last or calendar[1]]
    is_open = not (first and last)
    if is_open and window == [*calendar]:
        data.pop("window", None)
    else:
        data["window"] = window


def _keep_one_kind(site: dict[str, Any], steps: Steps) -> None:
    """Leave in the demand of a request or an option only the kind that was set; nothing where it was taken away."""
    demand = site.get("demand")
    if steps[0] != "demand" or not isinstance(demand, dict):
        return
    if len(steps) > 1 and steps[1] in KINDS_OF_DEMAND and steps[1] in demand:
        demand = {k: v for k, v in demand.items() if k not in KINDS_OF_DEMAND or k == steps[1]}
    if KINDS_OF_DEMAND & demand.keys():
        site["demand"] = demand
    elif steps[-1] in KINDS_OF_DEMAND:
        del site["demand"]


def _counted_once(pool: Pool, data: dict[str, Any], steps: Steps) -> dict[str, Any]:
    """GPUs and their price are counted one by one or in nodes, as was set last; without nodes the GPUs stay."""
    field = str(steps[0])
    if field == "nodes" and field not in data:
        return {**data, "gpus": data_of(pool).get("gpus", pool.gpus)}
    return {k: v for k, v in data.items() if k != RIVALS.get(field) or field not in data}


def _rentable(data: dict[str, Any], steps: Steps, scenario: Scenario) -> dict[str, Any]:
    """What can be rented has a number and a price: the first one set brings the other, the number takes both away."""
    rented = data.get("on_demand")
    if len(steps) < 2 or not isinstance(rented, dict):
        return data
    if "gpus" not in rented and steps[1] == "gpus":
        return {key: value for key, value in data.items() if key != "on_demand"}
    device = scenario.hardware.get(data.get("accelerator", ""))
    usual = device.on_demand_per_hour if device else None
    price = data.get("cost_per_gpu_hour", 0.0) if usual is None else usual
    return {**data, "on_demand": {"gpus": 0.0, "cost_per_gpu_hour": price, **rented}}


def _each(scenario: Scenario, edits: Iterable[FieldEdit]) -> tuple[Scenario, list[tuple[FieldEdit, Fault]]]:
    """The scenario with every edit, each looked at by itself; those that don't fit come back with the reason."""
    changed: dict[str, dict[str, Noun]] = {}
    bad: list[tuple[FieldEdit, Fault]] = []
    known: dict[str, dict[str, Noun]] = {}
    for edit in edits:
        if edit.collection not in known:
            known[edit.collection] = {name_of(e): e for e in elements(scenario, edit.collection)}
        mine = changed.setdefault(edit.collection, {})
        noun = mine.get(edit.name) or known[edit.collection].get(edit.name)
        if noun is None:
            bad.append((edit, Fault(f"there is no {edit.name} any more")))
            continue
        try:
            mine[edit.name] = remade(noun, edit.steps, edit.value, scenario)
        except InputError as error:
            worst = _worst(error.faults, edit.steps)
            bad.append((edit, worst.at(path=(edit.collection, edit.name, *worst.path))))
    for collection, mine in changed.items():
        if mine:
            found = [mine.get(name_of(e), e) for e in elements(scenario, collection)]
            scenario = with_elements(scenario, collection, found)
    return scenario, bad


def _worst(found: Sequence[Fault], steps: Steps) -> Fault:
    """What is wrong with the field itself, or else the first fault."""
    own = [fault for fault in found if fault.path[: len(steps)] == steps]
    return (own or list(found))[0]


def _new_faults(after: Scenario, before: set[tuple[Any, str]]) -> list[Fault]:
    return [f for f in faults_of(after) if not f.warning and (f.path, f.message) not in before]


def _blamed(found: Sequence[Fault], edits: Sequence[FieldEdit]) -> list[tuple[FieldEdit, Fault]]:
    """The edits that a scenario as a whole does not bear; where none is to blame by name, all of them."""
    bad: dict[int, tuple[FieldEdit, Fault]] = {}
    for fault in found:
        element = [e for e in edits if fault.path[:2] == (e.collection, e.name)]
        field = [e for e in element if fault.path[2:3] == e.steps[:1]]
        for edit in (field or element or edits)[-1:] if field or element else edits:
            bad.setdefault(id(edit), (edit, fault))
    return list(bad.values())
