"""The big lists of a scenario as tables beside it: ``requests: requests.csv``, ``pools: book.xlsx#Inventory``.

Any of requests, pools, people and rules may be a CSV (comma, semicolon or tab), a TSV or an XLSX, where ``#Sheet``
names the sheet (left out: the first). The path is relative to the file that names it.

- The first row names the columns; each is a field, with dots into its parts: ``demand.gpus``, ``metrics.revenue``,
  ``runs_on.H100-SXM``, ``people.ml-engineer``, ``on_demand.gpus``, ``value_curve``.
- Steps over time have a column each: ``gpus.2027-01``, ``demand.gpus.2027-04``.
- ``window.from`` and ``window.to`` are the two ends of the window.
- A list is written with semicolons (``search-answers; support-bot``), or as in YAML in brackets or braces
  (``[[0.5, 0.8], [1, 1]]``, ``{team: research}``).
- An empty cell leaves its field out.
- Numbers are plain: ``14000000``, ``14_000_000`` or ``1.4e7``, with a decimal point; ``14,000,000`` and ``3,5`` are
  errors, since they could be read in two ways, and so is ``1.200`` where nothing shows what its point means.
- A heading may have a unit behind it: ``demand.gpus [GPU]``.
- What no cell can hold (a text that ends in a line break) stands under ``as_yaml``, as a mapping in braces.
- A row with an ``option`` is one way to serve the request in the rows above with the same ``id`` (an empty ``id``
  means the row above); the request itself comes first, in a row whose ``option`` is empty.

What is wrong is an error with its row and column, what is doubtful (`planner.files.doubts`) a warning.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planner.errors import Fault, InputError
from planner.files.columns import AS_YAML, Column, advice, column_of, named_by
from planner.files.doubts import (
    Doubt,
    blanks_over_time,
    cut_short,
    empty_results,
    few,
    made_by_spreadsheets,
    points_for_thousands,
    totals,
)
from planner.files.merged_cells import spread
from planner.files.places import KEY_OF, Map, Place, Seq
from planner.files.sheets import MOST_NAMED, Row, Sheet, listed, read_sheet
from planner.files.worksheet import Empty, Wrong, letters

TITLES = 20
"""Rows among which headings are looked for, where the first row has none."""


def read_table(name: str, collection: str, beside: str, faults: list[Fault]) -> Seq:
    """The elements of a collection from the table that a scenario file names.

    Faults and warnings are added to the list, each with its row and column. Raises InputError for a file that is no
    table.
    """
    file, _, sheet = name.partition("#")
    label = os.path.normpath(os.path.join(os.path.dirname(beside), file))
    found = read_sheet(Path(label), label, sheet, faults)
    return _Table(f"{label}#{sheet}" if sheet else label, collection, found, faults).elements()


def elements_of(sheet: Sheet, label: str, collection: str, faults: list[Fault]) -> Seq:
    """The elements of a table that is read already; faults as in ``read_table``."""
    return _Table(label, collection, sheet, faults).elements()


class _Table:
    """One table, while it is read."""

    def __init__(self, label: str, collection: str, sheet: Sheet, faults: list[Fault]) -> None:
        self._label, self._collection, self._faults = label, collection, faults
        self._key = KEY_OF[collection]
        self._sheet = sheet
        self._header, *self._rows = sheet.rows
        self._columns = self._named_columns()
        self._known = [column for column in self._columns.values() if column.known]
        self._unknown: dict[str, Column] = {}

    def elements(self) -> Seq:
        for message in spread(self._header, self._rows, self._columns, self._sheet.merged):
            self._fault(message, None)
        found, latest = Seq(), {}  # the element with each id, for its options
        above = ""
        for row in self._rows:
            element = self._element(row)
            option = element.pop("option", None)
            if option is None:
                above = str(element.get(self._key, ""))
                latest[above] = element
                found.add(element, Place(self._label, row.number))
            else:
                self._add_option(latest.get(str(element.pop(self._key, above))), option, element, row.number)
        self._tell_unknown()
        self._doubt()
        return found

    def _named_columns(self) -> dict[int, Column]:
        """The columns by their place in the sheet. Raises InputError where headings can't be told apart."""
        line, found = self._header.number, list[Fault]()
        names = {index: self._heading(index, cell, found) for index, cell in self._header.cells.items()}
        if not any(column_of(self._collection, index, name.lower()).known for index, name in names.items()):
            raise InputError([self._said(self._no_headings(), line)])
        seen: set[str] = set()
        for name in names.values():
            if name in seen:
                found.append(self._said(f"the column '{name}' is given twice", line, name))
            if "" in name.split("."):
                found.append(self._said(f"the column '{name}' has an empty part between its dots", line, name))
            seen.add(name)
        if self._key not in seen:
            found.append(self._said(f"has no column '{self._key}'; it has {listed([*names.values()])}", line))
        if found:
            raise InputError(found)
        return {index: column_of(self._collection, index, name) for index, name in sorted(names.items())}

    def _no_headings(self) -> str:
        """What to do where the first row names no column; nothing is repeated of what may be another's file."""
        below = (row.number for row in self._rows[:TITLES] if self._key in row.cells.values())
        if (headings := next(below, None)) is not None:
            return (
                f"has its headings in row {headings}: delete what stands above, so that the first row names the columns"
            )
        return f"has no column that {self._collection} have; is it the right file?"

    def _heading(self, index: int, cell: Any, faults: list[Fault]) -> str:
        if isinstance(cell, Empty | Wrong):
            faults.append(self._said(f"{_unreadable(cell, self._header, index)}; write the name", self._header.number))
            return f"{letters(index)}{self._header.number}"
        return named_by(str(cell))

    def _element(self, row: Row) -> Map:
        element = Map()
        for index, cell in row.cells.items():
            column = self._columns.get(index)
            if isinstance(cell, Wrong) or (isinstance(cell, Empty) and not cell.stored):
                self._fault(_unreadable(cell, row, index), row.number, column.name if column else letters(index))
            elif isinstance(cell, Empty):
                continue
            elif column is None:
                self._fault(f"'{cell}' stands in a column without a name; a ',' or ';' too many?", row.number)
            elif not column.known:
                self._unknown[column.name] = column
            else:
                self._fill(element, column, cell, row.number)
        extra = element.pop(AS_YAML, None)
        if isinstance(extra, Map):
            self._add(element, extra)
        elif extra is not None:
            self._fault("must be a mapping in braces, as {notes: …}", row.number, AS_YAML)
        return self._windowed(element, row.number)

    def _add(self, element: Map, extra: Map) -> None:
        """Fields beside those that have cells of their own."""
        for key, value in extra.items():
            if isinstance(element.get(key), Map) and isinstance(value, Map):
                self._add(element[key], value)
            elif key in element:
                self._fault(f"'{key}' is given in a column of its own, too", extra.places[key].line, AS_YAML)
            else:
                element.put(key, value, extra.places[key])

    def _fill(self, element: Map, column: Column, cell: Any, line: int) -> None:
        place = Place(self._label, line, column.name)
        try:
            self._put(element, column.parts, column.meaning(cell, place), place)
        except InputError as error:
            self._fault(f"{error.faults[0].message}: {cell}", line, column.name)

    def _put(self, element: Map, parts: tuple[str, ...], value: Any, place: Place) -> None:
        at = element
        for part in parts[:-1]:
            if part not in at:
                at.put(part, Map(), place)
            if not isinstance(at[part], Map):
                self._fault(f"the columns '{part}' and '{place.column}' can't both be filled", place.line, place.column)
                return
            at = at[part]
        if isinstance(at.get(parts[-1]), Map):
            self._fault(f"'{place.column}' and a column inside of it can't both be filled", place.line, place.column)
        at.put(parts[-1], value, place)

    def _windowed(self, element: Map, line: int) -> Map:
        """``window.from`` and ``window.to`` as the list that a window is."""
        window = element.get("window")
        if isinstance(window, Map) and window.keys() <= {"from", "to"}:
            ends = [end for end in ("from", "to") if end in window]
            if len(ends) == 1:
                self._fault("window.from and window.to go together: fill both, or neither", line, f"window.{ends[0]}")
                return element.without("window")
            element["window"] = Seq([window[end] for end in ends], [window.places[end] for end in ends])
        return element

    def _add_option(self, request: Map | None, option: Any, fields: Map, line: int) -> None:
        if request is None:
            self._fault("the request comes first, in a row whose 'option' is empty, then its options", line, "option")
            return
        place = Place(self._label, line, "option")
        if "options" not in request:
            request.put("options", Seq(), place)
        way = Map({"id": option} | fields, {"id": place} | fields.places)
        request["options"].add(way, Place(self._label, line))

    def _tell_unknown(self) -> None:
        """Columns that are filled and that nothing has: once each, not once a cell."""
        line, (*names,) = self._header.number, self._unknown
        for name in names[:MOST_NAMED]:
            self._fault(f"unknown column '{name}'{advice(self._collection, name)}", line, name)
        if len(names) > MOST_NAMED:
            self._fault(f"{len(names) - MOST_NAMED:,} more columns are unknown, '{names[-1]}' the last of them", line)

    def _doubt(self) -> None:
        columns, rows, separator = self._known, self._rows, self._sheet.separator
        if separator != ",":
            self._say(points_for_thousands(columns, rows), warning=separator == "\t")
        self._say(made_by_spreadsheets(columns, rows, workbook=not separator))
        self._say(cut_short(rows, max(self._header.cells, default=-1) + 1))
        self._say(empty_results(columns, rows))
        self._say(blanks_over_time(columns, rows))
        self._say(totals(columns, rows, self._key))

    def _say(self, doubts: Iterator[Doubt], warning: bool = True) -> None:
        self._faults += [self._said(*doubt).at(warning=warning) for doubt in few(doubts)]

    def _said(self, message: str, line: int | None, column: str = "") -> Fault:
        return Fault(message, (self._collection,), self._label, line, column, code="table")

    def _fault(self, message: str, line: int | None, column: str = "") -> None:
        self._faults.append(self._said(message, line, column))


def _unreadable(cell: Empty | Wrong, row: Row, index: int) -> str:
    name = f"{letters(index)}{row.number}"
    if isinstance(cell, Wrong):
        return f"{name} holds the spreadsheet error {cell.code}"
    return f"the formula {cell.formula} in {name} has no stored result; open the workbook in a spreadsheet and save it"
