"""The scenario that an import goes into: one that is there, or a new one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.atomic import check_writable
from planner.cli.console import say
from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.files import Reading, read
from planner.files.amending import amended
from planner.files.saving import write_over
from planner.importing.backlog.importing import new_scenario


@dataclass(frozen=True)
class Target:
    """Where an import goes."""

    file: Path | None
    """None: nothing is written."""
    scenario: Scenario
    reading: Reading | None
    """None: the file is new."""

    @property
    def is_new(self) -> bool:
        return self.reading is None

    def with_changes(self, changes: dict[str, Any]) -> Scenario:
        """The scenario as it would be. Raises InputError where it can't be so."""
        return amended(self.scenario, changes)

    def write(self, changes: dict[str, Any]) -> None:
        """Write the changes into the scenario's file, in one step."""
        assert self.file is not None
        above = None if self.reading is None else self.reading.extends
        if kept := write_over(self.file, self.with_changes(changes), above):
            say(f"{self.file} had to be written anew, without its comments and tables; it is kept as {kept}", err=True)


def target_of(output: Path | None, into: Path | None, *, dry: bool) -> Target:
    """The scenario to change. Raises InputError where none is named, or it can't be read or written."""
    if output is not None and into is not None:
        raise InputError("--into changes a scenario, -o writes one: name one of them")
    file = output or into
    if file is None and not dry:
        raise InputError("name the scenario: -o new.yaml, or --into scenario.yaml; or look first, with --dry-run")
    if into is not None and not into.exists():
        raise InputError(f"{into}: there is no such scenario to change; -o {into} makes it")
    if file is not None and not dry:
        check_writable(file)
    if file is not None and file.exists():
        reading = read(file)
        return Target(file, reading.scenario, reading)
    return Target(file, new_scenario(file.stem if file else ""), None)
