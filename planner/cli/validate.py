"""``gpu-planner validate``"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.errors import InputError


def validate(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Scenario files, or folders of them.")],
) -> None:
    """Check scenario files: every error and warning, with file and line. Exit code 2 if there is an error."""
    from planner.files import read

    wrong = False
    for file in _files(paths):
        try:
            reading = read(file)
        except InputError as error:
            wrong = True
            typer.echo(str(error))
            continue
        for warning in reading.warnings:
            typer.echo(f"{warning} (warning)")
        s = reading.scenario
        typer.echo(
            f"{file}: good: {len(s.requests)} requests, {len(s.pools)} pools, {len(s.calendar)} {s.calendar.unit}s"
        )
    if wrong:
        raise typer.Exit(2)


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
