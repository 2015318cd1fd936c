"""Data to Scenario: every fault at once, each with its place.

Requests, pools, people, rules, accelerators and expectations are validated one by one, and every other field by
itself; what does not fit is left out, and what remains is still checked for what no field can know by itself.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from planner.domain.base import Date, Noun
from planner.domain.calendar import Calendar
from planner.domain.checks import faults as cross_faults
from planner.domain.family import Family
from planner.domain.inventory import Accelerator, Pool, Role
from planner.domain.names import suggestion
from planner.domain.request import Request
from planner.domain.rule import Expectation, Rule
from planner.domain.scenario import Scenario
from planner.domain.scope import ALL, bad_date, calendar_faults
from planner.errors import Code, Fault, Path
from planner.files.annotations import fields_of
from planner.files.diagnosis import diagnose, fits
from planner.files.money import in_own_currency
from planner.files.places import KEY_OF, Place, named, place_of
from planner.files.wants import found

LISTS: dict[str, type[Noun]] = {
    "pools": Pool,
    "people": Role,
    "requests": Request,
    "rules": Rule,
    "expect": Expectation,
}
_ADAPTERS: dict[str, TypeAdapter[Any]] = {}


def validated(
    data: dict[str, Any],
    catalogue: dict[str, Accelerator],
    file: str = "",
    unsure: Collection[str] = (),
    family: Family | None = None,
) -> tuple[Scenario | None, list[Fault]]:
    """The scenario, or None, and all faults and warnings in the order of their lines.

    ``unsure`` names the collections of which something could not even be read, so that more may be in them;
    ``family`` is that of the scenario that this one is a change of.
    """
    reading = _Reading(in_own_currency(data))
    reading.unreadable.update({collection: {ALL} for collection in LISTS if collection in unsure})
    scenario = reading.scenario(catalogue, family)
    index = {key: _index(key, reading.data.get(key)) for key in LISTS}
    faults = [_located(fault, index, reading.data, file) for fault in reading.faults]
    faults.sort(key=lambda fault: (fault.file != file, fault.file, fault.line or 0))
    return (None if any(not fault.warning for fault in faults) else scenario), faults


class _Reading:
    """One reading of a scenario's data, with what went wrong so far."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.faults: list[Fault] = []
        self.unreadable: dict[str, set[str]] = {}

    def scenario(self, catalogue: dict[str, Accelerator], family: Family | None) -> Scenario | None:
        """What can be read, checked as a whole; its faults are complete afterwards."""
        fields = fields_of(Scenario)
        parts: dict[str, Any] = {}
        for key, value in self.data.items():
            if key not in fields:
                self._fault((key,), f"unknown key '{key}'{suggestion(str(key), fields)}")
            elif key in LISTS:
                parts[key] = self._elements(key, LISTS[key], value)
            elif key == "accelerators" and isinstance(value, dict):
                parts[key] = self._accelerators(value)
            else:
                self._field(key, fields[key], value, parts)
        self._calendar(parts)
        scenario = Scenario.read({**parts, "catalogue": catalogue, "family": family})
        known = {collection: frozenset(names) for collection, names in self.unreadable.items()}
        self.faults += cross_faults(scenario, known)
        return scenario

    def _elements(self, key: str, noun: type[Noun], value: Any) -> tuple[Noun, ...]:
        if not isinstance(value, list | tuple):
            table = ", or the name of a table (.csv, .tsv, .xlsx)" if key in KEY_OF else ""
            self._fault((key,), f"must be a list{table}, not {found(value)}")
            self.unreadable[key] = {ALL}
            return ()
        read: list[Noun] = []
        for index, element in enumerate(value):
            try:
                read.append(noun.model_validate(element))
            except (ValidationError, OverflowError, RecursionError):
                read += self._salvaged(noun, element, (key, index))
                name = element.get(KEY_OF.get(key, "")) if isinstance(element, dict) else None
                self.unreadable.setdefault(key, set()).add(name if isinstance(name, str) else "")
        return tuple(read)

    def _salvaged(self, noun: type[Noun], element: Any, path: Path) -> list[Noun]:
        """What is right about an element that is not right as a whole, so that the rest of it is checked too."""
        before = len(self.faults)
        self._refused(noun, element, path)
        if not isinstance(element, dict):
            return []
        wrong = {fault.path[len(path)] for fault in self.faults[before:] if len(fault.path) > len(path)}
        try:
            return [noun.model_validate({k: v for k, v in element.items() if k not in wrong})]
        except (ValidationError, OverflowError, RecursionError):
            return []

    def _accelerators(self, value: dict[str, Any]) -> dict[str, Accelerator]:
        read: dict[str, Accelerator] = {}
        names = get_args(fields_of(Scenario)["accelerators"])[0]
        for name, entry in value.items():
            try:
                read[name] = Accelerator.model_validate(entry)
                TypeAdapter(names).validate_python(name)
            except (ValidationError, OverflowError):
                read.pop(name, None)
                self._refused(dict[names, Accelerator], {name: entry}, ("accelerators",))  # type: ignore[valid-type]
                self.unreadable.setdefault("accelerators", set()).add(str(name))
        return read

    def _field(self, key: str, annotation: Any, value: Any, parts: dict[str, Any]) -> None:
        adapter = _ADAPTERS.setdefault(key, TypeAdapter(annotation))
        try:
            parts[key] = adapter.validate_python(value)
        except (ValidationError, OverflowError):
            self._refused(annotation, value, (key,))
            self.unreadable[key] = {ALL}

    def _calendar(self, parts: dict[str, Any]) -> None:
        """A stand-in for a calendar that is missing or no calendar, so that all else can be checked."""
        if "calendar" not in parts and "calendar" not in self.unreadable:
            self._fault((), "'calendar' is missing: calendar: {start: 2027-01, periods: 6, unit: month}")
        elif self._dated(parts.get("calendar")):
            return
        self.unreadable["calendar"] = {ALL}
        parts["calendar"] = Calendar(start="2000-01", periods=1)

    def _dated(self, calendar: Calendar | None) -> bool:
        """Whether a calendar lies within what dates can say."""
        written = self.data.get("calendar")
        start = calendar.start if calendar else written.get("start") if isinstance(written, dict) else None
        if not isinstance(start, str) or not fits(Date, start):
            return False
        bad = list(calendar_faults(calendar) if calendar else bad_date(start, ("calendar", "start")))
        self.faults += bad
        return calendar is not None and not bad

    def _refused(self, wanted: Any, value: Any, path: Path) -> None:
        before = len(self.faults)
        for where, message in diagnose(wanted, value, path):
            self._fault(where, message)
        if len(self.faults) == before:
            self._fault(path, f"must be something else than {found(value)}")

    def _fault(self, path: Path, message: str) -> None:
        self.faults.append(Fault(message, path, code=_code(message)))


def _code(message: str) -> Code:
    """What kind of fault the sentence of a field is."""
    if message.startswith("unknown key"):
        return "unknown-key"
    return "missing" if " is missing" in message else "value"


def _index(collection: str, elements: Any) -> dict[str, int]:
    """Where each named element of a list stands; the last one, where two have the same name."""
    key = KEY_OF.get(collection, "")
    if not isinstance(elements, list | tuple):
        return {}
    names = [element.get(key) if isinstance(element, dict) else None for element in elements]
    return {name: at for at, name in enumerate(names) if isinstance(name, str)}


def _located(fault: Fault, index: dict[str, dict[str, int]], data: Any, file: str) -> Fault:
    path = fault.path
    if len(path) > 1 and isinstance(path[1], str) and path[1] in index.get(str(path[0]), {}):
        path = (path[0], index[str(path[0])][path[1]], *path[2:])
    place, spoken = place_of(data, path), named(data, path)
    if fault.file:
        return fault.at(path=spoken)
    if place == Place():
        return fault.at(path=spoken, file=file)
    return fault.at(path=spoken, file=place.file, line=place.line, column=place.column)
