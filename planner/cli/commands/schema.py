"""``gpu-planner schema``"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.checking import checked, tell
from planner.errors import InputError
from planner.files.schema import schema_text


def schema(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH…]", help="Scenario files to --check.", show_default=False)
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Check files: the same as gpu-planner validate.")] = False,
) -> None:
    """Print the JSON Schema of scenario files, with which editors complete and check them.

    With --check it is files that are checked, by all rules, of which a schema can say only a part.
    """
    if bool(paths) != check:
        raise InputError("schema --check FILE… checks files; schema alone prints the schema")
    if not check:
        typer.echo(schema_text().encode(), nl=False)
        return
    good = True
    for each in checked(paths or ()):
        tell(each)
        good = good and each.reading is not None
    if not good:
        raise typer.Exit(InputError.exit_code)
