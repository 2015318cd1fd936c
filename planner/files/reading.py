"""Reading a scenario: from a file with all that it names, or from data made in Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from planner.domain.family import extended
from planner.domain.scenario import Scenario
from planner.errors import Fault, InputError
from planner.files.annotations import HIDDEN
from planner.files.catalogue import catalogue
from planner.files.merging import merged
from planner.files.places import Map, tree
from planner.files.settings import with_setting
from planner.files.standard_input import LABEL, NAME, standard_input
from planner.files.text import instead
from planner.files.validation import validated
from planner.files.variants import Source, assemble, metrics_of
from planner.files.writing import data_of


@dataclass(frozen=True)
class Reading:
    """A scenario as it was read, with what is legal but suspicious about it."""

    scenario: Scenario
    warnings: tuple[Fault, ...]
    path: Path
    sources: tuple[Source, ...]
    """The file and those that it extends, the nearest first."""

    @property
    def extends(self) -> Path | None:
        """The file that it extends, wherever a link to it leads; None where it stands by itself."""
        return self.sources[1].file.resolve() if len(self.sources) > 1 else None


def read(path: str | PathLike[str], sets: Iterable[str] = ()) -> Reading:
    """Read a scenario file, its tables and the files that it extends; then set single values (``path=value``).

    ``-`` is standard input: what it extends, and its tables, are looked for from the current folder. Raises InputError
    with all faults.
    """
    file = fspath(path)
    faults: list[Fault] = []
    if file == NAME:
        file = LABEL
        with instead({Path(LABEL): standard_input()}):
            data, sources, family = assemble(file, faults)
    else:
        data, sources, family = assemble(file, faults)
    sets = [*sets]
    family = extended(family, metrics_of(data)) if sets else family
    for setting in sets:
        try:
            data = with_setting(data, setting)
        except InputError as error:
            faults += error.faults
    unsure = {str(step) for fault in faults if not fault.warning for step in fault.path[:2]}
    scenario, found = validated(data, catalogue(), file, unsure, family)
    warnings = tuple(fault for fault in faults + found if fault.warning)
    return Reading(_complete(scenario, faults + found), warnings, Path(file), sources)


def load(path: str | PathLike[str], sets: Iterable[str] = ()) -> Scenario:
    """The scenario of a file; raises InputError with all faults, and keeps warnings to itself."""
    return read(path, sets).scenario


def parse(data: Mapping[str, Any], file: str = "") -> Scenario:
    """A scenario from data as in a file: mappings, lists, numbers and text. Raises InputError with all faults."""
    scenario, faults = validated(data if isinstance(data, dict) else Map(data), catalogue(), file)
    return _complete(scenario, faults)


def by_hand(parts: dict[str, Any]) -> dict[str, Any]:
    """The parts of a scenario that is built in Python, with the catalogue. Raises InputError as ``parse`` does."""
    written = {name: part for name, part in parts.items() if name not in HIDDEN}
    known, family = parts.get("catalogue", catalogue()), parts.get("family")
    _complete(*validated(written, known, family=family))
    return {**written, "catalogue": known, "family": family}


Scenario.by_hand = by_hand


def vary(scenario: Scenario, changes: Mapping[str, Any]) -> Scenario:
    """The scenario with the ``changes`` of a variant made; raises InputError with all faults."""
    faults: list[Fault] = [*_late(scenario, changes.get("rates"))]
    data = merged(tree(data_of(scenario)), tree(changes), faults)
    varied, found = validated(data, catalogue(), family=scenario.own_family)
    return _complete(varied, faults + found)


def adjust(scenario: Scenario, settings: Iterable[str]) -> Scenario:
    """The scenario with single values set (``rules.Budget.at_most=3e6``); raises InputError with all faults."""
    data, faults = tree(data_of(scenario)), list[Fault]()
    for setting in settings:
        try:
            data = with_setting(data, setting)
        except InputError as error:
            faults += error.faults
    faults += _late(scenario, data.get("rates"))
    adjusted, found = validated(data, catalogue(), family=scenario.own_family)
    return _complete(adjusted, faults + found)


def _late(scenario: Scenario, rates: Any) -> list[Fault]:
    """Other rates of a scenario that was read: what it says of money is in its own currency by now."""
    if not isinstance(rates, Mapping) or all(scenario.rates.get(code) == rate for code, rate in rates.items()):
        return []
    advice = "change them in the file, or with --set where that is read"
    return [Fault(f"are used once, when a file is read; {advice}", ("rates",))]


def _complete(scenario: Scenario | None, faults: list[Fault]) -> Scenario:
    wrong = [fault for fault in faults if not fault.warning]
    if wrong or scenario is None:
        raise InputError(wrong)
    return scenario
