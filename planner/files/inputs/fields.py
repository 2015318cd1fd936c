"""What of a scenario stands in no table, as fields and values: the sheet *Scenario* of a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from planner.domain.base import Noun
from planner.domain.scenario import KEYS, Scenario
from planner.errors import InputError
from planner.files.annotations import base_of, fields_of, inside, members_of
from planner.files.books import meaning
from planner.files.emitting import flow, quoted

_UNIT = re.compile(r" \[([^\[\]\d][^\]]*)\]")
_MEANINGS = {
    "calendar.start": "First period: 2027-01, 2027-Q1 or 2027-W03.",
    "expect": "Something that must hold of the plan: {funds: search-answers} or {measure: value, at_least: 70}.",
    "objective": "value: the most · fair: the worst-off team first. Or, as objective.cost.target_value, the least cost "
    "of so many points.",
}


class FieldRow(NamedTuple):
    """One field of a scenario."""

    field: str
    value: Any
    unit: str
    meaning: str


def field_rows(data: Mapping[str, Any]) -> list[FieldRow]:
    """Every field of a scenario's data that is in no table."""
    return [*_rows({k: v for k, v in data.items() if k not in KEYS}, Scenario, "", "")]


def _rows(data: Mapping[str, Any], holder: Any, prefix: str, above: str) -> Iterator[FieldRow]:
    for name, value in data.items():
        nouns = [base for base in map(base_of, members_of(holder)) if isinstance(base, type) and issubclass(base, Noun)]
        described = next(
            (noun.model_fields[name].description or "" for noun in nouns if name in fields_of(noun)), above
        )
        field, wanted = f"{prefix}{name}", inside(holder, name)
        inner = [base_of(member) for member in members_of(wanted)]
        if name == "expect":
            rows = enumerate(value, start=1)
            yield from (_row(f"{field}.{number}", each, True, _MEANINGS[field]) for number, each in rows)
        elif isinstance(value, Mapping) and any(isinstance(base, type) and issubclass(base, Noun) for base in inner):
            yield from _rows(value, wanted, f"{field}.", described)
        elif isinstance(value, Mapping) and dict in inner and all(map(_is_plain, value)):
            yield from (_row(f"{field}.{own}", each, True, described) for own, each in value.items())
        else:
            yield _row(field, value, False, described)


def _row(field: str, value: Any, is_own: bool, described: str) -> FieldRow:
    said = " ".join(_MEANINGS.get(field, described).replace("``", "").split())
    unit = _UNIT.search(said)
    cell = _cell(value, field.rpartition(".")[2], is_own)
    return FieldRow(field, cell, unit[1] if unit else "", _UNIT.sub("", said))


def _cell(value: Any, name: str, is_own: bool) -> Any:
    """A number as one, a text as it is where it is read so, and all else as a scenario file has it."""
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, str) and value == value.strip() and value and _is_read(value, name, is_own):
        return value
    return quoted(value) if isinstance(value, str) else flow(value, "" if is_own else name)


def _is_read(text: str, name: str, is_own: bool) -> bool:
    try:
        return bool(meaning(text, name, is_own) == text)
    except InputError:
        return False


def _is_plain(name: str) -> bool:
    """Whether a name of the user's own can stand behind a point in a cell."""
    return bool(name) and name == name.strip() and name.isprintable()
