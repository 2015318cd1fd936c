"""Tables of requests as scenarios have them, templates that teams have filled in above all: read as such, and merged.

Nothing is guessed of them. Where two say different things of one field of one request, both places are named; fields
that only one of them gives are put together, and that is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import ValidationError

from planner.domain.base import canonical
from planner.domain.request import Request
from planner.errors import Fault, InputError
from planner.files.cells import cell_text
from planner.files.columns import column_of, named_by
from planner.files.diagnosis import diagnose
from planner.files.places import Map, Place, place_of, placed
from planner.files.sheets import Sheet
from planner.files.tables import elements_of
from planner.importing.backlog.columns import Table
from planner.importing.backlog.mapping import Mapped
from planner.importing.backlog.mapping import Mapping as Columns
from planner.importing.backlog.updating import fields_of_request, plain

LONGEST = 60
"""Letters of a value that a clash repeats."""


class Said(NamedTuple):
    """What one table says of a field."""

    value: Any
    place: Place


@dataclass
class Merged:
    """The requests of some tables, together."""

    found: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By id, without those."""
    doubts: list[str] = field(default_factory=list)


def is_own(sheet: Sheet, table: Table) -> bool:
    """Whether a table is one of ours: its first row names columns of requests, and has options among them, or units."""
    headings = [cell for cell in sheet.rows[0].cells.values() if isinstance(cell, str)]
    names = [named_by(heading) for heading in headings]
    marked = "option" in names or names != headings
    return (
        marked
        and table.header is sheet.rows[0]
        and len(headings) == len(sheet.rows[0].cells)
        and "id" in names
        and all(column_of("requests", 0, name).known for name in names)
    )


def as_named(table: Table) -> Columns:
    """Each column as the field that it names."""
    columns = (
        Mapped(each.index, each.heading, named_by(each.heading), "a field's own name", sample=each.sample)
        for each in table.columns
    )
    return Columns(tuple(columns), table.signature)


def merged(tables: Sequence[tuple[str, Sheet]]) -> Merged:
    """The requests of tables by their labels. Raises InputError with all that is wrong, and all that clashes."""
    faults, result = list[Fault](), Merged()
    known: dict[str, dict[tuple[str, ...], Said]] = {}
    for label, sheet in tables:
        told: list[Fault] = []
        elements = elements_of(sheet, label, "requests", told)
        faults += [fault for fault in told if not fault.warning]
        result.doubts += [str(fault) for fault in told if fault.warning]
        for index, element in enumerate(elements):
            faults += _wrong(element, placed(elements, index))
            if isinstance(element.get("id"), str):
                _add(known, element, placed(elements, index), faults, result.doubts)
    if faults:
        raise InputError(faults)
    result.found = {name: _together(fields) for name, fields in known.items()}
    return result


def _wrong(element: Map, place: Place) -> list[Fault]:
    """What is wrong about a request by itself, each with its cell."""
    if "id" not in element:
        return [Fault("has no id: write a short name of its own", ("requests",), place.file, place.line, "id")]
    try:
        Request.model_validate(element)
    except (ValidationError, OverflowError, RecursionError):
        found = [*diagnose(Request, element)] or [((), "is no request")]
        return [_fault(element, path, message, place_of(element, path), place) for path, message in found]
    return []


def _fault(element: Map, path: Any, message: str, at: Place, row: Place) -> Fault:
    at = at if at.file else row
    return Fault(message, ("requests", str(element["id"]), *path), at.file, at.line, at.column)


def _add(
    known: dict[str, dict[tuple[str, ...], Said]], element: Map, place: Place, faults: list[Fault], doubts: list[str]
) -> None:
    """Put a request beside what other rows say of it."""
    name = str(element["id"])
    fresh = {
        path: Said(value, _place(element, path, place)) for path, value in fields_of_request(plain(element)).items()
    }
    before = known.setdefault(name, {})
    if before:
        clashes = [path for path in fresh if path in before and _differ(fresh[path].value, before[path].value)]
        faults += [_clash(name, path, before[path], fresh[path]) for path in clashes]
        if not clashes and before.keys() ^ fresh.keys():
            first = next(iter(before.values())).place
            doubts.append(f"request {name} is put together of {_at(first)} and {_at(place)}")
    known[name] = {**fresh, **before}


def _differ(one: Any, other: Any) -> bool:
    return one != other and canonical(one) != canonical(other)


def _clash(name: str, path: tuple[str, ...], one: Said, other: Said) -> Fault:
    texts = (cell_text(each.value, path) for each in (one, other))
    said = [text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…" for text in texts]
    message = (
        f"is {said[1]} here, and {said[0]} in {_at(one.place)}; change one of them, or give one request another id"
    )
    return Fault(message, ("requests", name, *path), other.place.file, other.place.line, other.place.column)


def _at(place: Place) -> str:
    return f"{place.file}:{place.line}" + (f", column {place.column}" if place.column else "")


def _place(element: Any, path: tuple[str, ...], row: Place) -> Place:
    """The cell of a field, or the first of its cells."""
    found = place_of(element, path)
    inner = element.get(path[0]) if isinstance(element, Map) else None
    for step in path[1:]:
        inner = inner.get(step) if isinstance(inner, Map) else None
    while isinstance(inner, Map) and inner and not found.column:
        key = next(iter(inner))
        found, inner = placed(inner, key), inner[key]
    return found if found.file else row


def _together(fields: Mapping[tuple[str, ...], Said]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path, said in fields.items():
        *parts, last = path
        at = found
        for part in parts:
            at = at.setdefault(part, {})
        at[last] = said.value
    return found
