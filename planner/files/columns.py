"""What the columns of a table are: the field that each fills, and what its cells mean there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from planner.domain.base import Date, Noun
from planner.domain.inventory import Pool, Role
from planner.domain.names import suggestion
from planner.domain.request import Option, Request
from planner.domain.rule import Rule
from planner.files.annotations import annotation_at, bare, base_of, fields_of, members_of
from planner.files.places import Map, Place, Seq
from planner.files.scalars import is_text, resolve
from planner.files.unsayable import is_date, over_time
from planner.files.yaml_tree import read_yaml

NOUNS: dict[str, tuple[type[Noun], ...]] = {
    "pools": (Pool,),
    "people": (Role,),
    "requests": (Request, Option),
    "rules": (Rule,),
}
"""What the rows of each table are."""
AS_YAML = "as_yaml"
"""The column of any table for what no cell can hold: a mapping in braces, of fields as in a scenario file."""
_UNIT_BEHIND = re.compile(r"(.*\S)\s+\[[^\[\]]*\]", re.DOTALL)
_OF_TABLES: dict[tuple[str, ...], Any] = {("option",): str, ("window", "from"): Date, ("window", "to"): Date}
"""Columns of requests that are no fields."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    index: int
    name: str
    parts: tuple[str, ...]
    text: bool
    """Its field holds text, so that 007 stays as it is written."""
    numeric: bool
    """Its field may hold a number."""
    dated: bool
    """Its field holds a date."""
    several: bool
    """Its field may hold a list of words, with semicolons between."""
    single: bool
    """Its field may hold one word."""
    period: str
    """The date of the step that it fills in a quantity over time; empty for any other column."""
    known: bool
    """Whether there is such a field."""

    @property
    def key(self) -> str:
        return self.parts[-1]

    def meaning(self, cell: Any, place: Place) -> Any:
        """What a cell says in this column. Raises InputError for brackets that don't close and the like."""
        if not isinstance(cell, str):
            if not self.text or isinstance(cell, bool):
                return Seq([cell], [place]) if self.several and not self.single else cell
            cell = str(cell)
        if cell[0] in "[{" and (self.several or not self.text):
            return _moved(read_yaml(cell, key=self.key), place)
        if self.several and (";" in cell or not self.single):
            words = [word.strip() for word in cell.split(";") if word.strip()]
            return Seq([_word(word, self.text) for word in words], [place] * len(words))
        return _word(str(cell), self.text)


def named_by(heading: str) -> str:
    """The name of a column in a heading that may have its unit behind it: ``demand.gpus [GPU]``.

    A name that itself ends so stands before empty brackets: ``metrics.reach [k] []``.
    """
    found = _UNIT_BEHIND.fullmatch(heading)
    return found[1] if found else heading


def heading_of(name: str, unit: str = "") -> str:
    """A column's name with its unit, as a heading that gives the name back."""
    return f"{name} [{unit}]" if unit or named_by(name) != name else name


def column_of(collection: str, index: int, name: str) -> Column:
    """The column that a heading names."""
    parts = tuple(name.split("."))
    wanted = _wanted(collection, parts)
    members = [member for member in members_of(wanted) if member is not type(None)]
    bases = [base_of(member) for member in members]
    holder = parts[-2] if len(parts) > 1 else ""
    stepped = len(parts) > 1 and _over_time(_wanted(collection, parts[:-1]))
    return Column(
        index,
        name,
        parts,
        text=is_text(parts[-1], holder)
        or any(base is tuple and _of_names(member) for base, member in zip(bases, members, strict=True)),
        numeric=any(base in (int, float) for base in bases),
        dated=Date in members or parts == ("of", "period"),
        several=any(base is tuple and _of_words(member) for base, member in zip(bases, members, strict=True)),
        single=any(base in (str, int, float, bool, Literal) for base in bases),
        period=parts[-1] if stepped else "",
        known=wanted is not Any and (not stepped or is_date(parts[-1])),
    )


def advice(collection: str, name: str) -> str:
    """What follows ``unknown column 'gpus'``: the column that is probably meant."""
    if collection == "requests" and name.partition(".")[0] == "options":
        return "; an option has a row of its own below its request's, with its name under 'option'"
    if name == "option":
        return "; only requests have options"
    parts = tuple(name.split("."))
    if said := over_time({parts[-1]: 0}, parts[:-1]):
        return said
    if len(parts) > 1 and _over_time(_wanted(collection, parts[:-1])):
        return f"; a step is named by its date: {'.'.join(parts[:-1])}.2027-01"
    known = _names(collection)
    inside = [other for other in known if other.endswith(f".{name}")]
    return f"; did you mean '{min(inside)}'?" if inside else suggestion(name, known)


def _wanted(collection: str, parts: tuple[str, ...]) -> Any:
    """What the field of a column wants; Any where there is none."""
    if parts == (AS_YAML,):
        return dict[str, Any]
    if collection == "requests" and parts in _OF_TABLES:
        return _OF_TABLES[parts]
    if collection == "requests" and parts[0] == "options":
        return Any
    found = (annotation_at(noun, parts) for noun in NOUNS[collection])
    return next((wanted for wanted in found if wanted is not Any), Any)


def _over_time(wanted: Any) -> bool:
    """Whether it may be one number as well as steps."""
    bases = {base_of(member) for member in members_of(wanted)}
    return {dict, float} <= bases


def _of_names(wanted: Any) -> bool:
    return base_of(get_args(bare(wanted))[0]) is str


def _of_words(wanted: Any) -> bool:
    return base_of(get_args(bare(wanted))[0]) in (str, int, float)


@cache
def _names(collection: str) -> frozenset[str]:
    """Columns that a table may have, but for those that end in a name of the user's own."""
    extra = {".".join(parts) for parts in _OF_TABLES} if collection == "requests" else set()
    return frozenset(name for noun in NOUNS[collection] for name in _inside(noun, "")) - {"options"} | extra


def _inside(noun: type[Noun], prefix: str) -> Iterator[str]:
    for name, wanted in fields_of(noun).items():
        inner = [m for m in map(base_of, members_of(wanted)) if isinstance(m, type) and issubclass(m, Noun)]
        for each in inner:
            yield from _inside(each, f"{prefix}{name}.")
        if not inner:
            yield prefix + name


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
