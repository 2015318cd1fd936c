"""A whole scenario in one workbook: a sheet *Scenario* of fields and values, and a sheet for each of its tables.

A field is named by the way to it: ``calendar.start``, ``value.weights.revenue``, ``expect.1``; behind the last field
that all scenarios have, a name is the user's own, points and all. A value is written as in a scenario file: a number, a
text, or a list or mapping in brackets; a text in double quotes is read without them.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from planner.domain.base import Noun
from planner.domain.names import suggestion
from planner.domain.scenario import KEYS, Scenario
from planner.errors import Fault, InputError
from planner.files.annotations import base_of, fields_of, inside, members_of
from planner.files.places import NOWHERE, Map, Place, Seq
from planner.files.scalars import is_text, resolve
from planner.files.sheets import Row, named_sheets, read_sheet
from planner.files.text import refusal
from planner.files.worksheet import Empty, Wrong
from planner.files.yaml_tree import read_yaml

SCENARIO = "Scenario"
"""The sheet of the fields that are in no table."""
FIELD, VALUE = "field", "value"
"""Its columns that are read."""


def read_book(path: str, faults: list[Fault]) -> Map:
    """What a workbook says, as a scenario file of the same fields does: its tables are named, and not yet read.

    Raises InputError for a workbook that is no scenario.
    """
    names = named_sheets(Path(path), path)
    if SCENARIO not in names:
        raise refusal(
            path,
            f"is a workbook without a sheet '{SCENARIO}', and no scenario: a scenario file names it as a table"
            " (requests: book.xlsx#Sheet), and 'gpu-planner tables' writes a scenario as a workbook",
        )
    data = _fields(read_sheet(Path(path), path, SCENARIO, faults).rows, f"{path}#{SCENARIO}")
    known = {name.casefold(): name for name in names}
    for collection in KEYS:
        if (sheet := known.get(collection)) is not None:
            data.put(collection, f"{os.path.basename(path)}#{sheet}", Place(path))
    return data


def _fields(rows: list[Row], label: str) -> Map:
    header, *below = rows
    columns = {str(cell).casefold(): index for index, cell in header.cells.items()}
    if FIELD not in columns or VALUE not in columns:
        raise InputError([Fault(f"must have the columns '{FIELD}' and '{VALUE}'", file=label, line=header.number)])
    data, found, seen = Map(), list[Fault](), set[str]()
    for row in below:
        name, value = (row.cells.get(columns[each]) for each in (FIELD, VALUE))
        place = Place(label, row.number, VALUE)
        if name is None or value is None or (isinstance(value, Empty) and value.stored):
            continue  # a remark, or a field that is left out
        try:
            if isinstance(name, Empty | Wrong) or isinstance(value, Empty | Wrong):
                raise _fault("holds an error of the spreadsheet, or a formula without a result", place)
            if str(name) in seen:
                raise _fault(f"the field '{name}' is given twice", place)
            seen.add(str(name))
            steps, is_own = _way(str(name), place)
            _put(data, steps, meaning(value, steps[-1], is_own, place), place)
        except InputError as error:
            found += error.faults
    if found:
        raise InputError(found)
    return data


def _way(name: str, place: Place) -> tuple[list[str], bool]:
    """The steps to a field, through the nouns that all scenarios have; whether the last is a name of the user's own.

    Raises InputError for a field that there is not.
    """
    steps, rest = list[str](), name
    holder: Any = Scenario
    while rest:
        nouns = [base for base in map(base_of, members_of(holder)) if isinstance(base, type) and issubclass(base, Noun)]
        if not nouns:
            return [*steps, rest], True
        step, _, rest = rest.partition(".")
        known = [each for noun in nouns for each in fields_of(noun)]
        if step not in known or step in KEYS:
            told = "stands in a sheet of its own" if step in KEYS else f"is no field{suggestion(step, known)}"
            raise _fault(f"'{name}' {told}", place)
        steps.append(step)
        holder = inside(holder, step)
    return steps, False


def _put(data: Map, steps: list[str], value: Any, place: Place) -> None:
    *above, last = steps
    at: Any = data
    for step in above:
        if isinstance(at, Map) and step not in at:
            at.put(step, Seq() if step == "expect" else Map(), place)
        at = at[step] if isinstance(at, Map) else at
        if not isinstance(at, Map | Seq):
            raise _fault(f"'{step}' is given as a whole, and '{last}' of it too", place)
    if isinstance(at, Seq):
        at.add(value, place)
    elif last in at:
        raise _fault(f"'{last}' is given as a whole, and a part of it too", place)
    else:
        at.put(last, value, place)


def meaning(cell: Any, field: str, is_own: bool, place: Place = NOWHERE) -> Any:
    """What a cell says of a field; ``is_own``: its name is the user's. Raises InputError for brackets left open."""
    as_text = is_text(field) and not is_own
    if not isinstance(cell, str):
        return str(cell) if as_text and not isinstance(cell, bool) else cell
    if cell[0] == '"' or (cell[0] in "[{" and not as_text):
        try:
            return _moved(read_yaml(cell, key="" if is_own else field), place)
        except InputError as error:
            raise _fault(f"{error.faults[0].message}: {cell[:60]}", place) from None
    return resolve(cell, as_text)


def _moved(value: Any, place: Place) -> Any:
    """The same data, all of it at one place."""
    if isinstance(value, dict):
        return Map({key: _moved(each, place) for key, each in value.items()}, dict.fromkeys(value, place))
    if isinstance(value, list):
        return Seq([_moved(each, place) for each in value], [place] * len(value))
    return value


def _fault(message: str, place: Place) -> InputError:
    return InputError([Fault(message, file=place.file, line=place.line, column=place.column)])
