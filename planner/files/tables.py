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
  errors, since they could be read in two ways.
- A row with an ``option`` is one way to serve the request in the rows above with the same ``id`` (an empty ``id``
  means the row above); the request itself comes first, in a row whose ``option`` is empty.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from planner.errors import Fault, InputError
from planner.files.places import KEY_OF, Map, Place, Seq
from planner.files.scalars import is_text, resolve
from planner.files.sheets import Row, read_rows
from planner.files.yaml_tree import read_yaml

LISTS = frozenset({"requires", "conflicts", "regions", "runs_on", "window", "gpus", "availability", "fte"})
"""Fields whose cells may hold several entries with semicolons between."""


def read_table(name: str, collection: str, beside: str, faults: list[Fault]) -> Seq:
    """The elements of a collection from the table that a scenario file names.

    Faults are added to the list, each with its row and column. Raises InputError for a file that is no table.
    """
    file, _, sheet = name.partition("#")
    label = os.path.normpath(os.path.join(os.path.dirname(beside), file))
    header, *rows = read_rows(Path(label), label, sheet)
    return _Table(f"{label}#{sheet}" if sheet else label, collection, header, faults).elements(rows)


class _Table:
    """One table, while it is read."""

    def __init__(self, label: str, collection: str, header: Row, faults: list[Fault]) -> None:
        self._label, self._collection, self._faults = label, collection, faults
        self._key = KEY_OF[collection]
        self._columns = [str(cell).strip() if cell is not None else "" for cell in header.cells]
        self._check_columns(header.number)

    def elements(self, rows: list[Row]) -> Seq:
        found, latest = Seq(), {}  # the element with each id, for its options
        above = ""
        for row in rows:
            element = self._element(row)
            option = element.pop("option", None)
            if option is None:
                above = str(element.get(self._key, ""))
                latest[above] = element
                found.add(element, Place(self._label, row.number))
            else:
                self._add_option(latest.get(str(element.pop(self._key, above))), option, element, row.number)
        return found

    def _check_columns(self, line: int) -> None:
        seen: set[str] = set()
        before = len(self._faults)
        for column in self._columns:
            if column in seen and column:
                self._fault(f"the column '{column}' is given twice", line, column)
            if any(part == "" for part in column.split(".")) and column:
                self._fault(f"the column '{column}' has an empty part between its dots", line, column)
            seen.add(column)
        if self._key not in seen:
            self._fault(f"has no column '{self._key}'; it has {', '.join(filter(None, self._columns))}", line)
        if len(self._faults) > before:
            raise InputError([self._faults.pop() for _ in self._faults[before:]][::-1])

    def _element(self, row: Row) -> Map:
        element = Map()
        for index, cell in enumerate(row.cells):
            if cell is None or cell == "":
                continue
            column = self._columns[index] if index < len(self._columns) else ""
            place = Place(self._label, row.number, column)
            if not column:
                self._fault(f"'{cell}' stands in a column without a name; a ',' or ';' too many?", row.number)
                continue
            parts = tuple(column.split("."))
            self._put(element, parts, self._meaning(cell, parts, place), place)
        return self._windowed(element, row.number)

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
        if isinstance(window, Map):
            ends = [end for end in ("from", "to") if end in window]
            if len(ends) == 1 and len(window) == 1:
                self._fault("window.from and window.to go together: fill both, or neither", line, f"window.{ends[0]}")
                return element.without("window")
            element["window"] = Seq([window[end] for end in ends], [window.places[end] for end in ends])
        return element

    def _meaning(self, cell: Any, parts: tuple[str, ...], place: Place) -> Any:
        key, holder = parts[-1], parts[-2] if len(parts) > 1 else ""
        text = is_text(key, holder)
        if not isinstance(cell, str):
            return str(cell) if text and not isinstance(cell, bool) else cell
        if cell[0] in "[{" and not (text and key not in LISTS):
            return self._flow(cell, key, place)
        if key in ("requires", "conflicts", "regions") or (";" in cell and key in LISTS):
            words = [word.strip() for word in cell.split(";") if word.strip()]
            return Seq([_word(word, text) for word in words], [place] * len(words))
        if key == "runs_on":
            return Seq([cell], [place])
        return _word(cell, text)

    def _flow(self, cell: str, key: str, place: Place) -> Any:
        try:
            return _moved(read_yaml(cell, key=key), place)
        except InputError as error:
            self._fault(f"{error.faults[0].message}: {cell}", place.line, place.column)
            return None

    def _add_option(self, request: Map | None, option: Any, fields: Map, line: int) -> None:
        if self._collection != "requests":
            self._fault("only requests have options", line, "option")
        elif request is None:
            self._fault("the request comes first, in a row whose 'option' is empty, then its options", line, "option")
        else:
            place = Place(self._label, line, "option")
            if "options" not in request:
                request.put("options", Seq(), place)
            way = Map({"id": option} | fields, {"id": place} | fields.places)
            request["options"].add(way, Place(self._label, line))

    def _fault(self, message: str, line: int | None, column: str = "") -> None:
        self._faults.append(Fault(message, (self._collection,), self._label, line, column))


def _word(word: str, text: bool) -> Any:
    """A cell's meaning; spreadsheets write TRUE and FALSE."""
    return word.lower() == "true" if not text and word.lower() in ("true", "false") else resolve(word, text)


def _moved(value: Any, place: Place) -> Any:
    """The same data, all of it at one place."""
    if isinstance(value, dict):
        return Map({k: _moved(v, place) for k, v in value.items()}, dict.fromkeys(value, place))
    if isinstance(value, list):
        return Seq([_moved(v, place) for v in value], [place] * len(value))
    return value
