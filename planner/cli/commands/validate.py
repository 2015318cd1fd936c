"""``gpu-planner validate``"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.as_json import print_json
from planner.cli.checking import as_document, as_sarif, checked, tell
from planner.errors import InputError


def validate(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH…", help="Scenario files, folders of them, or - for standard input."),
    ],
    json: Annotated[bool, typer.Option("--json", help="Print them as JSON, with a code for each kind.")] = False,
    sarif: Annotated[bool, typer.Option("--sarif", help="Print them as SARIF 2.1.0, for code hosts and CI.")] = False,
) -> None:
    """Check scenario files: every error and warning, with file and line. Exit code 2 if there is an error."""
    if json and sarif:
        raise InputError("--json and --sarif print one document each: choose one")
    found = []
    for each in checked(paths):
        found.append(each)
        if not (json or sarif):
            tell(each)
    if json or sarif:
        print_json(as_document(found) if json else as_sarif(found))
    if any(each.reading is None for each in found):
        raise typer.Exit(InputError.exit_code)
