"""Files that are checked: every error and warning, told to people, to programs, and to what shows them beside code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Sized
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import planner
from planner.cli.console import say
from planner.domain.scenario import Scenario
from planner.errors import CODES, Fault, InputError, spoken
from planner.files import Reading, read
from planner.files.standard_input import LABEL, NAME
from planner.words.names import plural

SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


@dataclass(frozen=True)
class Checked:
    """One file, what it says where it can be read, and its errors and warnings that no file before it had."""

    file: str
    reading: Reading | None
    faults: tuple[Fault, ...]


def checked(paths: Sequence[Path]) -> Iterator[Checked]:
    """Files, and the scenario files of folders, one by one. Raises InputError for a folder without any."""
    told = set[Fault]()
    for file in _files(paths):
        reading: Reading | None = None
        try:
            reading = read(file)
            faults = reading.warnings
        except InputError as error:
            faults = error.faults
        fresh = tuple(fault for fault in dict.fromkeys(faults) if fault not in told)
        told.update(fresh)
        yield Checked(LABEL if str(file) == NAME else str(file), reading, fresh)


def tell(found: Checked) -> None:
    """Print what is wrong with a file, or doubtful; what a file before it had, too, is not said again."""
    for fault in found.faults:
        say(f"{fault}{' (warning)' if fault.warning else ''}")
    if found.reading is not None:
        say(f"{found.file}: good: {_size(found.reading.scenario)}")
    elif not found.faults:
        say(f"{found.file}: not good: its errors are those told above")


def as_document(found: Sequence[Checked]) -> dict[str, Any]:
    """All of it for programs."""
    return {
        "format": 1,
        "good": all(each.reading is not None for each in found),
        "files": [{"file": each.file, "good": each.reading is not None} for each in found],
        "faults": [_as_object(fault) for each in found for fault in each.faults],
    }


def _as_object(fault: Fault) -> dict[str, Any]:
    wanted, met, advice = fault.parts
    return {
        "file": fault.file,
        "line": fault.line,
        "column": fault.column or None,
        "path": list(fault.path),
        "field": spoken(fault.path),
        "severity": _severity(fault),
        "code": fault.code,
        "message": fault.message,
        "wanted": wanted or None,
        "found": met or None,
        "advice": advice or None,
    }


def as_sarif(found: Sequence[Checked]) -> dict[str, Any]:
    """The same as SARIF 2.1.0, which code hosts and editors show beside the lines."""
    rules = [*CODES]
    driver = {
        "name": "gpu-planner",
        "version": planner.__version__,
        "rules": [{"id": code, "shortDescription": {"text": CODES[code]}} for code in rules],
    }
    results = [_as_result(fault, rules.index(fault.code)) for each in found for fault in each.faults]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SARIF, "version": "2.1.0", "runs": [run]}


def _as_result(fault: Fault, rule: int) -> dict[str, Any]:
    where: dict[str, Any] = {}
    if fault.file and fault.file != LABEL:
        where["physicalLocation"] = {"artifactLocation": {"uri": _uri(fault.file)}}
        if fault.line is not None:
            where["physicalLocation"]["region"] = {"startLine": fault.line}
    if fault.path:
        where["logicalLocations"] = [{"fullyQualifiedName": ".".join(map(str, fault.path))}]
    return {
        "ruleId": fault.code,
        "ruleIndex": rule,
        "level": _severity(fault),
        "message": {"text": str(fault.at(file="", line=None))},
        "locations": [where] if where else [],
    }


def _severity(fault: Fault) -> str:
    return "warning" if fault.warning else "error"


def _uri(file: str) -> str:
    """A file as seen from the current folder, or whole where that is how it was named."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _size(scenario: Scenario) -> str:
    """``40 requests, 6 pools, 6 months``"""
    counts: dict[str, Sized] = {
        "request": scenario.requests,
        "pool": scenario.pools,
        scenario.calendar.unit: scenario.calendar,
    }
    return ", ".join(f"{len(these):,} {plural(noun, len(these))}" for noun, these in counts.items())


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            inside = sorted([*path.glob("*.yaml"), *path.glob("*.yml")])
            if not inside:
                raise InputError(f"{path}: holds no scenario files (*.yaml)")
            yield from inside
        else:
            yield path
