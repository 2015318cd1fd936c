"""Every column that a table of a scenario can have: what it means, its unit, and what can stand in a cell.

All of it is read off the domain's types; only the examples are ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from planner.domain.base import Date, Id, Noun, Payments
from planner.files.annotations import bare, base_of, fields_of, inside, members_of
from planner.files.columns import NOUNS
from planner.files.emitting import scalar
from planner.files.inputs.examples import EXAMPLES
from planner.files.places import KEY_OF
from planner.files.wants import spoken

TITLES = {"pools": "Pools", "people": "People", "requests": "Requests", "rules": "Rules"}
"""Sheets of a workbook of inputs, by the table that each holds, in their order."""
OWN_NAMES = {"metrics": "METRIC", "attributes": "ATTRIBUTE", "people": "ROLE", "runs_on": "ACCELERATOR"}
"""What stands, in a column's name, for a name of the user's own."""
_UNIT = re.compile(r" \[([^\[\]\d][^\]]*)\]")
_SPECIAL = {
    "window.from": "First period in which it can be served. Left out, with window.to: the whole calendar.",
    "window.to": "Last period in which it can be served. Left out, with window.from: the whole calendar.",
    "option": "Short name of one way to serve the request in the rows above; empty in the request's own row. "
    "In such a row the other columns are the option's own, and what it leaves empty is the request's.",
    "as_yaml": "What no cell can hold, as a scenario file has it: a text that ends in a line break, a name with a "
    "point in it. Left out: nothing of the kind.",
}
"""Columns that are no fields."""


@dataclass(frozen=True)
class Documented:
    """One column of a table."""

    table: str
    name: str
    """As the first row of a table has it; METRIC, ROLE and ACCELERATOR stand for names of the user's own."""
    meaning: str
    unit: str
    cell: str
    """What can stand in a cell, in words."""
    choices: tuple[str, ...]
    """Words of which one stands in a cell; none where it is free."""
    default: str
    """What an empty cell means: ``required``, a value, or nothing where the meaning says it."""
    example: str
    rows: str = ""
    """Of requests: whether it is a ``request``'s, an ``option``'s, or ``both``."""


@cache
def documented(table: str) -> tuple[Documented, ...]:
    """All columns of a table, in the order of its fields."""
    found: dict[str, Documented] = {}
    for noun in NOUNS[table]:
        is_option = table == "requests" and noun is not NOUNS[table][0]
        for name, wanted, field, meaning in _fields(noun, "", ""):
            if is_option and name == "id":
                continue
            if name in found:
                found[name] = Documented(**{**vars(found[name]), "rows": "both"})
                continue
            rows = ("option" if is_option else "request") if table == "requests" else ""
            found[name] = _described(table, name, wanted, field, meaning, rows)
            if name == "id" and table == "requests":
                found["option"] = _described(table, "option", Id, FieldInfo(default=""), _SPECIAL["option"], "option")
    rows = "both" if table == "requests" else ""
    found["as_yaml"] = _described(table, "as_yaml", dict[str, Any], FieldInfo(default=None), _SPECIAL["as_yaml"], rows)
    key = KEY_OF[table]
    return (found.pop(key), *found.values())


@cache
def unit_of(table: str, parts: tuple[str, ...]) -> str:
    """The unit of a column; empty where it has none, or only a metric knows."""
    found = of_column(table, parts)
    return found.unit if found else ""


@cache
def of_column(table: str, parts: tuple[str, ...]) -> Documented | None:
    """What is known of a column, whatever name of the user's own or date it ends in."""
    by_name = {tuple(each.name.split(".")): each for each in documented(table)}
    generic = (parts[0], OWN_NAMES.get(parts[0], "")) if len(parts) > 1 else ()
    return by_name.get(parts) or by_name.get(generic) or (of_column(table, parts[:-1]) if len(parts) > 1 else None)


def _fields(noun: type[Noun], prefix: str, above: str) -> Iterator[tuple[str, Any, FieldInfo, str]]:
    """Name, annotation, field and meaning of every column that a noun has."""
    for name, wanted in fields_of(noun).items():
        field = noun.model_fields[name]
        meaning = " ".join((field.description or above).replace("``", "").split())
        members = [each for each in members_of(wanted) if each is not type(None)]
        nouns = [base for base in map(base_of, members) if isinstance(base, type) and issubclass(base, Noun)]
        if name == "options":
            continue
        if name == "window":
            for end in ("from", "to"):
                yield f"window.{end}", Date, FieldInfo(default=None), _SPECIAL[f"window.{end}"]
        elif nouns:
            yield from _fields(nouns[0], f"{prefix}{name}.", meaning)
        else:
            if name not in OWN_NAMES or name == "runs_on":
                yield prefix + name, wanted, field, meaning
            if name in OWN_NAMES:
                yield f"{name}.{OWN_NAMES[name]}", inside(wanted, "a name"), field, meaning


def _described(table: str, name: str, wanted: Any, field: FieldInfo, meaning: str, rows: str) -> Documented:
    unit = _UNIT.search(meaning)
    return Documented(
        table,
        name,
        _UNIT.sub("", meaning),
        unit[1] if unit else "",
        _cell(name, wanted),
        _choices(wanted),
        _default(name, field),
        EXAMPLES[table].get(name, ""),
        rows,
    )


def _cell(name: str, wanted: Any) -> str:
    """What can stand in a cell of a column, in words."""
    if name == "as_yaml":
        return "a mapping in braces, as in YAML"
    if wanted is Payments:
        return f"a number, 0 or more; by when it is due, a column for each date: {name}.2027-02"
    members = [each for each in members_of(wanted) if each is not type(None)]
    bases = {base_of(each) for each in members}
    if Id in members:
        return "a name of up to 200 characters"
    if bool in bases:
        return "TRUE or FALSE"
    if Literal in bases:
        return "one of the choices"
    if float in bases and dict in bases:
        number = spoken(next(each for each in members if base_of(each) is float))
        return f"{number}; one for each period in brackets, [5, 5, 6]; or a column for each step: {name}.2027-01"
    if name == "value_curve":
        return "points in brackets, each of two numbers"
    if tuple in bases and (dict in bases or str in bases or _holds_words(members)):
        return "a word, or several with semicolons between"
    return spoken(members[0])


def _holds_words(members: list[Any]) -> bool:
    return any(base_of(each) is tuple and base_of(get_args(bare(each))[0]) is str for each in members)


def _choices(wanted: Any) -> tuple[str, ...]:
    for member in members_of(wanted):
        if base_of(member) is Literal:
            return tuple(map(str, get_args(bare(member))))
        if base_of(member) is bool:
            return ("TRUE", "FALSE")
    return ()


def _default(name: str, field: FieldInfo) -> str:
    if field.default is PydanticUndefined and field.default_factory is None:
        return "required" if "." not in name else "required beside the others of its group"
    if field.default is None or field.default_factory is not None or field.default in ("", ()):
        return ""
    return scalar(field.default) if isinstance(field.default, str | int | float | bool) else ""
