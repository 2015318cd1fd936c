"""A scenario's inputs written as tables: one workbook, or a folder with a CSV for each table."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from planner import atomic
from planner.atomic import is_same_file, replace_file
from planner.domain.digest import digest
from planner.domain.scenario import Scenario
from planner.domain.worth import alone
from planner.errors import Fault, InputError
from planner.files.emitting import emit
from planner.files.inputs.book import inputs_book, template_book
from planner.files.inputs.dictionary import TITLES
from planner.files.inputs.layout import heading, laid_out
from planner.files.inputs.rows import Rows, as_text
from planner.files.reading import read
from planner.files.text import instead
from planner.files.writing import data_of

NAME = "scenario.yaml"
"""The scenario file of a folder of tables."""


def write_tables(scenario: Scenario, path: str | PathLike[str], kept: Collection[Path] = ()) -> list[Path]:
    """Write a scenario's inputs as tables, and return the files.

    A path that ends in ``.xlsx`` is a workbook, which is a scenario file itself; one without an ending is a folder,
    with ``scenario.yaml`` and a CSV beside it for each table. What is written is read first, and is the same scenario,
    with the same digest. One that is a change of another states the yardstick that it had. Files that are ``kept`` are
    not written over.

    Raises InputError for another ending, and where something can't be written.
    """
    return _written(table_files(scenario, path), scenario, kept)


def write_template(scenario: Scenario, path: str | PathLike[str], team: str = "", kept: Collection[Path] = ()) -> Path:
    """Write a workbook that a team can fill in with its requests and send back, for ``import_requests``.

    It offers the scenario's accelerators, regions, teams, metrics and roles, and holds what the team asks for already.
    Raises InputError for another ending than ``.xlsx``, a team that is not there, and where it can't be written.
    """
    file = Path(path)
    atomic.check_ending(file, "a template", [".xlsx"])
    if team and team not in scenario.teams:
        known = ", ".join(filter(None, scenario.teams)) or "none"
        raise InputError(f"no request is of a team '{team}'; teams are {known}")
    _spare(file, kept)
    replace_file(file, template_book(scenario, team))
    return file


def table_files(scenario: Scenario, path: str | PathLike[str]) -> dict[Path, bytes]:
    """What is written to which files; the first is the scenario's. Raises InputError for another ending."""
    file = Path(path)
    if file.suffix.lower() == ".xlsx":
        return {file: inputs_book(scenario)}
    if file.suffix and not file.is_dir():
        raise InputError(f"{fspath(path)}: tables are written as .xlsx, or as a folder of CSV, which has no ending")
    return csv_files(scenario, file)


def csv_files(scenario: Scenario, folder: Path) -> dict[Path, bytes]:
    """A scenario file and a CSV for each of its tables."""
    tables = csv_tables(scenario)
    data = data_of(alone(scenario))
    named = {key: f"{key}.csv" if key in tables else value for key, value in data.items()}
    return {folder / NAME: emit(named).encode()} | {folder / f"{key}.csv": tables[key] for key in tables}


def csv_tables(scenario: Scenario) -> dict[str, bytes]:
    """The tables of a scenario that have rows, each as a CSV."""
    data = data_of(alone(scenario))
    return {key: _csv(laid_out(key, data, scenario), scenario) for key in TITLES if data.get(key)}


def _csv(rows: Rows, scenario: Scenario) -> bytes:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(heading(rows.collection, column, scenario) for column in rows.columns)
    for row in rows.cells:
        table.writerow(as_text(row[c.name]) if row.get(c.name) is not None else "" for c in rows.columns)
    return text.getvalue().encode("utf-8-sig")


def _written(files: Mapping[Path, bytes], scenario: Scenario, kept: Collection[Path]) -> list[Path]:
    first = next(iter(files))
    for file in files:
        _spare(file, kept)
    if _digest_of(files) != digest(scenario):
        raise InputError([Fault("can't be written as tables that say the same; save it as .yaml", file=str(first))])
    if len(files) > 1:
        if first.exists():
            raise InputError(f"{first}: is there already; nothing was changed. Name another folder")
        try:
            first.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"{first.parent}: can't be made: {error.strerror or error}") from None
    for file in reversed([*files]):
        replace_file(file, files[file])
    return [*files]


def _digest_of(files: Mapping[Path, Any]) -> str:
    """The digest of what the files say, before they are there."""
    with instead(files):
        return digest(read(next(iter(files))).scenario)


def _spare(file: Path, kept: Collection[Path]) -> None:
    if any(is_same_file(file, each) for each in kept):
        raise InputError(f"{file}: is what the scenario is read from; name another file")
