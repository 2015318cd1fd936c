"""``gpu-planner tables``"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import planner
from planner.cli.choices import Sets
from planner.cli.console import say
from planner.cli.keeping import read_apart
from planner.domain.digest import digest
from planner.errors import InputError
from planner.files.inputs.page import columns_page


def tables(
    scenario: Annotated[
        Path | None,
        typer.Argument(metavar="SCENARIO", help="Scenario file, or - for standard input.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="PATH", help="Workbook to write (.xlsx), or a folder of CSV to make."),
    ] = None,
    template: Annotated[
        bool, typer.Option("--template", help="Write a workbook for teams to fill in with their requests.")
    ] = False,
    team: Annotated[
        str, typer.Option("--team", metavar="TEAM", help="Whose template: it holds what the team asks for already.")
    ] = "",
    columns: Annotated[bool, typer.Option("--columns", help="Print every column of every table, as Markdown.")] = False,
    sets: Sets = None,
) -> None:
    """Write a scenario's inputs as a workbook or as CSV, or a template that teams fill in.

    The workbook is a scenario file itself, with drop-downs and a dictionary of all columns: `gpu-planner solve
    book.xlsx` reads it. A variant is written with all that it extends.
    """
    if columns:
        say(columns_page(), nl=False)
        return
    if scenario is None or output is None:
        raise InputError("name the scenario and what to write: tables scenario.yaml -o book.xlsx; or ask for --columns")
    if team and not template:
        raise InputError("--team says whose template it is: add --template")
    (reading,) = read_apart([scenario], sets, [output])
    if template:
        written = planner.write_template(reading.scenario, output, team)
        say(f"Wrote {written}: teams fill it in, and import takes it back.")
        return
    used = [file for source in reading.sources for file in (source.file, *source.tables)]
    first, *rest = planner.write_tables(reading.scenario, output, used)
    beside = f", with {', '.join(file.name for file in rest)} beside it" if rest else ""
    say(f"Wrote {first}{beside}: digest {digest(reading.scenario)}.")
