"""The elements of a list as the rows of a table: which columns they need, and what stands in each cell.

What a cell would not give back as it was (a text with a space at its end, a name with a point in it) stands in the
column ``as_yaml``, as a scenario file would have it: nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.domain.base import canonical
from planner.errors import InputError
from planner.files.annotations import annotation_at, base_of, members_of
from planner.files.columns import AS_YAML, NOUNS, Column, column_of
from planner.files.emitting import flow, number
from planner.files.places import KEY_OF, Place

type Path = tuple[str, ...]
type Element = Mapping[str, Any]


@dataclass(frozen=True)
class Rows:
    """A table, ready to be written."""

    collection: str
    columns: tuple[Column, ...]
    cells: tuple[dict[str, Any], ...]
    """By the name of the column: a text, a number, true or false."""


def rows_of(collection: str, elements: Sequence[Element], always: Iterable[str] = ()) -> Rows:
    """A list of a scenario's data as rows; ``always`` are columns that are there whether they are filled or not."""
    flat = [row for element in elements for row in _parted(collection, element)]
    stepped = _stepped(collection, flat)
    cells = [_cells(collection, row, stepped) for row in flat]
    names = dict.fromkeys(name for row in (dict.fromkeys(always), *cells) for name in row)
    columns = sorted((column_of(collection, 0, name) for name in names), key=_order(collection, [*names]))
    return Rows(collection, tuple(columns), tuple(cells))


def _parted(collection: str, element: Element) -> Iterator[Element]:
    """An element, and below it its options, each as a row of its own."""
    yield {name: value for name, value in element.items() if name != "options"}
    key = KEY_OF[collection]
    for option in element.get("options", ()):
        yield {key: element[key], "option": option["id"], **{k: v for k, v in option.items() if k != "id"}}


def _stepped(collection: str, rows: Sequence[Element]) -> frozenset[Path]:
    """Quantities over time whose steps get a column each: where all that have steps have them on the same dates.

    Elsewhere blank cells would stand between, and let the step before go on; then the steps stand in one cell.
    """
    dates: dict[Path, set[tuple[str, ...]]] = {}
    for row in rows:
        for path, value in _leaves(collection, row, ()):
            if isinstance(value, Mapping) and value and _is_over_time(collection, path):
                dates.setdefault(path, set()).add(tuple(value))
    return frozenset(path for path, found in dates.items() if len(found) == 1)


def _cells(collection: str, row: Element, stepped: frozenset[Path]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for path, value in _leaves(collection, row, ()):
        parts = {(*path, when): each for when, each in value.items()} if path in stepped and _steps(value) else {}
        for inner, each in (parts or {path: value}).items():
            name = ".".join(inner)
            cell = _cell(column_of(collection, 0, name), inner, each)
            if cell is None:
                _put(rest, inner, each)
            else:
                found[name] = cell
    if rest:
        found[AS_YAML] = flow(_windowed(rest))
    return found


def _steps(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(value)


def _cell(column: Column, path: Path, value: Any) -> Any:
    """What a column's cell holds so that it says a value; None where no cell says it."""
    heads = column.name == column.name.strip() and column.name.isprintable()
    if not (column.known and column.parts == path and heads):
        return None
    holder = path[-2] if len(path) > 1 else ""
    tries: list[Any] = [value] if isinstance(value, str | int | float) else []
    if isinstance(value, list | tuple):
        tries.append("; ".join(each if isinstance(each, str) else _text(each) for each in value))
    if not isinstance(value, str):
        tries.append(flow(value, path[-1], holder))
    return next((each for each in tries if _says(column, each, value) and _says(column, as_text(each), value)), None)


def _says(column: Column, cell: Any, value: Any) -> bool:
    """Whether a cell is read as a value, after what readers of tables take away at its ends."""
    cell = cell.strip() if isinstance(cell, str) else cell
    if cell == "" or cell is None:
        return False
    try:
        return canonical(_floated(column.meaning(cell, Place()))) == canonical(_floated(value))
    except (InputError, ValueError):
        return False


def _floated(value: Any) -> Any:
    """Data in which 256 and 256.0 are one."""
    if isinstance(value, Mapping):
        return {key: _floated(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_floated(each) for each in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def as_text(cell: Any) -> str:
    """A cell as a CSV has it."""
    return cell if isinstance(cell, str) else _text(cell)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return number(value) if isinstance(value, int | float) else flow(value)


def _leaves(collection: str, value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """The values of an element that have a cell each, with the path of the column that they belong in."""
    if path == ("window",):
        yield from ((("window", end), each) for end, each in zip(("from", "to"), value, strict=True))
    elif isinstance(value, Mapping) and value and not _is_over_time(collection, path):
        for key, inner in value.items():
            yield from _leaves(collection, inner, (*path, str(key)))
    else:
        yield path, value


def _is_over_time(collection: str, path: Path) -> bool:
    """Whether a field may be one number as well as steps by their dates."""
    for noun in NOUNS[collection] if path else ():
        if {dict, float} <= {base_of(member) for member in members_of(annotation_at(noun, path))}:
            return True
    return False


def _put(into: dict[str, Any], path: Path, value: Any) -> None:
    *parts, last = path
    for part in parts:
        into = into.setdefault(part, {})
    into[last] = value


def _windowed(fields: dict[str, Any]) -> dict[str, Any]:
    window = fields.get("window")
    return {**fields, "window": [window["from"], window["to"]]} if isinstance(window, dict) else fields


def _order(collection: str, names: list[str]) -> Any:
    """The order of the columns: as the domain has its fields, the key first, names of the user's own as they come."""
    nouns = NOUNS[collection]
    fields = [*dict.fromkeys((KEY_OF[collection], "option", *(name for noun in nouns for name in noun.model_fields)))]
    rank = {name: at for at, name in enumerate([*fields, AS_YAML])}
    came = {name: at for at, name in enumerate(names)}
    ends: dict[Path, int] = {("window", "from"): 0, ("window", "to"): 1}

    def place(column: Column) -> tuple[Any, ...]:
        inner = column.parts[:-1] if column.period else column.parts
        return (
            rank[column.parts[0]],
            ends.get(column.parts, 0),
            _inner_rank(inner),
            "" if inner == column.parts or not column.period else column.period,
            came[column.name],
        )

    def _inner_rank(inner: Path) -> int:
        """Columns of one group in the order in which they came, the steps of one quantity side by side."""
        return min(at for name, at in came.items() if tuple(name.split("."))[: len(inner)] == inner)

    return place
