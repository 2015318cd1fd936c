"""``gpu-planner import``"""

from __future__ import annotations

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
    sure = [file for file in files if backlog.is_sure(file)]
    clusters = inventory.taken([file for file in files if file not in sure])
    taken = [file for file in files if file in sure or (file not in clusters and backlog.recognises(file))]
    unknown = [file for file in files if file not in taken and file not in clusters]
    if unknown:
        wanted = f"is nothing that can be imported: wanted is {backlog.KINDS}, {inventory.KINDS}"
        raise InputError([Fault(wanted, file=file) for file in unknown])
    parts: list[Part] = [backlog.proposed_of(target, taken, asked, bool(clusters))] if taken else []
    if clusters:
        said = inventory.Asked(tuple(accelerators or ()), rent, overwrite)
        parts.append(inventory.part(target, clusters, said))
    changes = _together(parts)
    target.with_changes(changes)  # what can't be is said before anything is
    if as_json:
        print_json({"scenario": str(target.file or ""), "parts": [part.document() for part in parts]})
    else:
        for part in parts:
            part.show()
    if not dry_run:
        _write(target, parts, changes, quiet=as_json)


def _write(target: Target, parts: list[Part], changes: dict[str, Any], quiet: bool) -> None:
    if changes or target.is_new:
        target.write(changes)
    for part in parts:
        part.done()
    if not quiet:
        say(f"Wrote {target.file}." if changes or target.is_new else f"{target.file}: nothing to change.")


def _together(parts: list[Part]) -> dict[str, Any]:
    """The changes of all parts. Raises InputError where two set the same."""
    found: dict[str, Any] = {}
    for part in parts:
        for key, change in part.changes.items():
            if key in found and not (isinstance(change, dict) and isinstance(found[key], dict)):
                raise InputError(f"two kinds of files set {key}: import them one after the other")
            found[key] = {**found[key], **change} if key in found else change
    return found
