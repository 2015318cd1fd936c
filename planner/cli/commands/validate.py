"""``gpu-planner validate``"""

from __future__ import annotations

from collections.abc import Sized
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.console import say
from planner.domain.scenario import Scenario
from planner.errors import Fault, InputError
from planner.files import read
from planner.files.standard_input import LABEL, NAME
from planner.words.names import plural


def validate(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH…", help="Scenario files, folders of them, or - for standard input."),
    ],
) -> None:
    """Check scenario files: every error and warning, with file and line. Exit code 2 if there is an error."""
    wrong, told = False, set[Fault]()
    for file in _files(paths):
        label = LABEL if str(file) == NAME else str(file)
        try:
            reading = read(file)
        except InputError as error:
            wrong = True
            if not _tell(error.faults, told):
                say(f"{label}: not good: its errors are those told above")
            continue
        _tell(reading.warnings, told)
        say(f"{label}: good: {_size(reading.scenario)}")
    if wrong:
        raise typer.Exit(2)


def _tell(faults: tuple[Fault, ...], told: set[Fault]) -> int:
    """Print what was not told before, by a file that this one extends or that extends it; gives how many."""
    fresh = [fault for fault in dict.fromkeys(faults) if fault not in told]
    told.update(fresh)
    for fault in fresh:
        say(f"{fault}{' (warning)' if fault.warning else ''}")
    return len(fresh)


def _size(scenario: Scenario) -> str:
    """``40 requests, 6 pools, 6 months``"""
    counts: dict[str, Sized] = {
        "request": scenario.requests,
        "pool": scenario.pools,
        scenario.calendar.unit: scenario.calendar,
    }
    return ", ".join(f"{len(these):,} {plural(noun, len(these))}" for noun, these in counts.items())


def _files(paths: list[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted([*path.glob("*.yaml"), *path.glob("*.yml")])
            if not inside:
                raise InputError(f"{path}: holds no scenario files (*.yaml)")
            found += inside
        else:
            found.append(path)
    return found
