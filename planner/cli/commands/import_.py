"""``gpu-planner import``"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from planner.cli import choices
from planner.cli.as_json import print_json
from planner.cli.console import say
from planner.cli.importing import backlog, inventory
from planner.cli.importing.part import Part
from planner.cli.importing.target import Target, target_of
from planner.errors import Fault, InputError
from planner.importing.backlog.mapping import corrections_of, field_named
from planner.importing.inventory.importing import check_fields, check_headings
from planner.importing.inventory.reading import FIELDS, is_listed
from planner.importing.sorting import together


class Kind(StrEnum):
    """What a table lists."""

    requests = "requests"
    nodes = "nodes"
    prices = "prices"


def import_(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help=backlog.FILES, show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="SCENARIO", help="Scenario to make, or to bring up to date."),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="SCENARIO", help="Scenario to bring up to date; it has to be there."),
    ] = None,
    maps: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COLUMN=FIELD", help=backlog.MAP),
    ] = None,
    kind: Annotated[
        Kind | None,
        typer.Option("--as", help="What the tables list, where their headings don't show it.", show_choices=True),
    ] = None,
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="CODE", help="Currency of all amounts of money, as EUR.")
    ] = None,
    decimal: Annotated[
        str | None,
        typer.Option("--decimal", metavar="SIGN", help="Sign before decimals, . or , where a column leaves it open."),
    ] = None,
    dates: Annotated[
        str | None,
        typer.Option("--dates", metavar="ORDER", help="Order of dates, dmy or mdy, where a column leaves it open."),
    ] = None,
    accelerators: Annotated[
        list[str] | None, typer.Option("--accelerator", metavar="CARD=ACCELERATOR", help=inventory.ACCELERATOR)
    ] = None,
    rent: Annotated[float | None, typer.Option("--rent", metavar="GPUS", min=0.0, help=inventory.RENT)] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Take the files' figures also where the scenario was edited since.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and write nothing.")] = False,
    as_json: choices.Json = False,
) -> None:
    """Bring what other tools know into a scenario: backlogs as requests, clusters and price lists as pools.

    Says first how each column is read and what changes. Importing again brings requests and pools up to date; what was
    edited in the scenario since stays.
    """
    target = target_of(output, into, dry=dry_run)
    asked = backlog.Asked(tuple(maps or ()), currency, decimal, dates, overwrite, tuple(accelerators or ()))
    told, named = corrections_of(asked.maps), kind.value if kind else ""
    _check_fields(told, kind)
    sure = [file for file in files if (backlog.recognises(file) if kind == Kind.requests else backlog.is_sure(file))]
    if kind in (Kind.nodes, Kind.prices):
        sure = []
    clusters = inventory.taken([file for file in files if file not in sure], told, "" if sure else named)
    taken = [file for file in files if file in sure or (file not in clusters and backlog.recognises(file))]
    unknown = [file for file in files if file not in taken and file not in clusters]
    if unknown:
        wanted = f"is nothing that can be imported: wanted is {backlog.KINDS}, {inventory.KINDS}"
        raise InputError([Fault(wanted, file=file) for file in unknown])
    elsewhere = inventory.headings_told(clusters, told)
    parts: list[Part] = [backlog.proposed_of(target, taken, asked, bool(clusters), elsewhere)] if taken else []
    if clusters:
        if not taken:
            check_headings(told, clusters.values())
        said = inventory.Asked(tuple(accelerators or ()), rent, overwrite, asked.maps)
        base = replace(target, scenario=target.with_changes(parts[0].changes)) if parts else target
        parts.append(inventory.part(base, clusters, said))
    changes = together(part.changes for part in parts)
    target.with_changes(changes)  # what can't be is said before anything is
    if as_json:
        print_json({"scenario": str(target.file or ""), "parts": [part.document() for part in parts]})
    else:
        for part in parts:
            part.show()
    if not dry_run:
        _write(target, parts, changes, quiet=as_json)


def _check_fields(told: dict[str, str], kind: Kind | None) -> None:
    """Raises InputError where a column is said to be what no table has that may come."""
    if kind in (Kind.nodes, Kind.prices):
        check_fields(told)
    for field in told.values():
        if not any(is_listed(each, field) for each in FIELDS):
            field_named(field)


def _write(target: Target, parts: list[Part], changes: dict[str, Any], quiet: bool) -> None:
    if changes or target.is_new:
        target.write(changes)
    for part in parts:
        part.done()
    if not quiet:
        say(f"Wrote {target.file}." if changes or target.is_new else f"{target.file}: nothing to change.")
