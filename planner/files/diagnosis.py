"""Why a value does not fit its field, in words: what was found, and what is wanted.

The domain's annotations say what fits. This walks them beside a value that the domain has refused, so that a union
(a number, a list or steps) gives one sentence instead of one for each member.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeAliasType, Union, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from planner.domain.base import LARGEST, Date, Noun
from planner.domain.names import suggestion
from planner.domain.rule import Attribute
from planner.errors import Path
from planner.files.annotations import bare, base_of, fields_of
from planner.files.money import rateless
from planner.files.scalars import split_number
from planner.files.unsayable import money, no_date, over_time, unknown_key
from planner.files.wants import advice, bounds_of, choices, found, not_among, shown, spoken

type Finding = tuple[Path, str]
"""A path below the value, and a sentence."""


def diagnose(wanted: Any, value: Any, path: Path = ()) -> Iterator[Finding]:
    """Everything about the value that is not as an annotation wants it."""
    if code := rateless(value, path):
        yield path, f"must be a number, or an amount in a currency with a rate, not {code}{money(f'1 {code[:3]}')}"
    elif isinstance(wanted, TypeAliasType):
        yield from diagnose(wanted.__value__, value, path)
    elif isinstance(wanted, type) and issubclass(wanted, Noun):
        yield from _noun(wanted, value, path)
    elif get_origin(wanted) in (Union, UnionType):
        yield from _union(wanted, value, path)
    elif get_origin(wanted) is Literal:
        if value not in get_args(wanted) or isinstance(value, bool):
            yield path, not_among(value, get_args(wanted))
    elif base_of(wanted) in (dict, tuple):
        yield from (_mapping if base_of(wanted) is dict else _sequence)(wanted, value, path)
    elif not fits(wanted, value):
        yield path, _scalar(wanted, value) + over_time(value, path)


@cache
def _adapter(wanted: Any) -> TypeAdapter[Any]:
    return TypeAdapter(wanted)


def fits(wanted: Any, value: Any) -> bool:
    """Whether the domain takes the value for an annotation."""
    try:
        _adapter(wanted).validate_python(value)
    except ValidationError:
        return False
    except (OverflowError, RecursionError):
        return False
    return True


def _noun(noun: type[Noun], value: Any, path: Path) -> Iterator[Finding]:
    if not isinstance(value, dict):
        yield path, f"must be a mapping ({', '.join(list(fields_of(noun))[:3])} …), not {found(value)}"
        return
    fields = fields_of(noun)
    before = 0
    for finding in _entries(noun, fields, value, path):
        before += 1
        yield finding
    if not before:
        yield from _as_a_whole(noun, value, path)


def _entries(noun: type[Noun], fields: dict[str, Any], value: dict[Any, Any], path: Path) -> Iterator[Finding]:
    for key, entry in value.items():
        if key in fields:
            if not fits(fields[key], entry):
                yield from diagnose(fields[key], entry, (*path, key))
        else:
            yield (*path, str(key)), f"unknown key '{key}'{_advice(key, entry, fields)}"
    for name, field in noun.model_fields.items():
        if field.is_required() and name not in value:
            yield path, f"'{name}' is missing"


def _as_a_whole(noun: type[Noun], value: dict[Any, Any], path: Path) -> Iterator[Finding]:
    """What only the noun's own validators refuse."""
    try:
        noun.model_validate(value)
    except ValidationError as error:
        for each in error.errors():
            yield path, "must give " + each["msg"].removeprefix("Value error, ")


def _union(wanted: Any, value: Any, path: Path) -> Iterator[Finding]:
    if fits(wanted, value):
        return
    members = [member for member in get_args(wanted) if member is not type(None)]
    if len(members) == 1:
        yield from diagnose(members[0], value, path)
        return
    if value is None:
        yield path, f"must be {choices(members)}, not nothing"
        return
    shape: type = dict if isinstance(value, dict) else tuple if isinstance(value, list | tuple) else object
    alike = [member for member in members if _shape(member) is shape]
    if shape is object and isinstance(value, str) and Date not in members:
        texts = [m for m in alike if get_origin(m) is Literal or base_of(m) is str]
        alike = texts
    elif shape is object:
        alike = [m for m in alike if base_of(m) in (float, int) and not isinstance(value, bool)]
    if alike:
        own = " (or attributes.NAME, an attribute of requests)" if Attribute in members else ""
        yield from ((where, message + own) for where, message in diagnose(alike[0], value, path))
    else:
        yield path, f"must be {choices(members)}, not {found(value)}{advice(value)}"


def _shape(wanted: Any) -> type:
    """dict, tuple, or object for a single word or number."""
    base = base_of(wanted)
    if isinstance(base, type) and issubclass(base, Noun):
        return dict
    return base if base in (dict, tuple) else object


def _mapping(wanted: Any, value: Any, path: Path) -> Iterator[Finding]:
    keys, entries = get_args(bare(wanted))
    if not isinstance(value, dict):
        yield path, f"must be {spoken(wanted)}, not {found(value)}{advice(value)}"
        return
    for key, entry in value.items():
        if not fits(keys, key):
            yield path, f"must have as its keys {spoken(keys)}, not '{key}'{_split(key, entry)}"
        if not fits(entries, entry):
            hint = _split(key, entry)
            for where, message in diagnose(entries, entry, (*path, str(key))):
                yield where, message + hint


def _advice(key: Any, value: Any, fields: Collection[str]) -> str:
    return _split(key, value) or unknown_key(str(key)) or suggestion(str(key), fields)


def _split(key: Any, value: Any) -> str:
    return split_number(key) if value is None else ""


def _sequence(wanted: Any, value: Any, path: Path) -> Iterator[Finding]:
    parts = get_args(bare(wanted))
    if not isinstance(value, list | tuple):
        yield path, f"must be {spoken(wanted)}, not {found(value)}"
        return
    if parts[-1] is not Ellipsis and len(value) != len(parts):
        yield path, f"must be {spoken(wanted)}, not {len(value)} of them"
        return
    for index, entry in enumerate(value):
        part = parts[0] if parts[-1] is Ellipsis else parts[index]
        if not fits(part, entry):
            yield from diagnose(part, entry, (*path, index))


def _scalar(wanted: Any, value: Any) -> str:
    if base_of(wanted) in (float, int) and isinstance(value, int | float) and not isinstance(value, bool):
        if isinstance(value, float) and not math.isfinite(value):
            return "must be a finite number, not one beyond all bounds"
        bounds = bounds_of(wanted)
        if abs(value) > LARGEST:
            return f"must be from {0 if bounds else -LARGEST:g} to {LARGEST:g}, not {shown(value)}"
        whole = "a whole number " if base_of(wanted) is int and not float(value).is_integer() else ""
        return f"must be {whole + bounds if bounds else spoken(wanted)}, not {shown(value)}"
    hint = (money(value) or advice(value)) if base_of(wanted) in (float, int) else no_date(wanted, value)
    return f"must be {spoken(wanted)}, not {found(value)}{hint}"
