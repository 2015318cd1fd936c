"""What the domain's annotations are made of: their base, their bounds, the members of a union."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Sequence
from functools import cache, reduce
from types import UnionType
from typing import Annotated, Any, TypeAliasType, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from planner.domain.base import Noun

HIDDEN = frozenset({"catalogue", "family"})
"""Fields of a noun that are no part of a file."""


@cache
def fields_of(noun: type[Noun]) -> dict[str, Any]:
    """The annotation of each field that a file may give."""
    hints = typing.get_type_hints(noun, include_extras=True)
    return {name: _annotated(hints[name], field) for name, field in noun.model_fields.items() if name not in HIDDEN}


def _annotated(hint: Any, field: FieldInfo) -> Any:
    """Bounds given as ``= Field(..., ge=1)`` belong to the annotation too."""
    return hint if get_origin(hint) is Annotated or not field.metadata else Annotated[hint, *field.metadata]


def base_of(wanted: Any) -> Any:
    if isinstance(wanted, TypeAliasType):
        return base_of(wanted.__value__)
    if get_origin(wanted) is Annotated:
        return base_of(get_args(wanted)[0])
    return get_origin(wanted) or wanted


def bare(wanted: Any) -> Any:
    if isinstance(wanted, TypeAliasType):
        return bare(wanted.__value__)
    return bare(get_args(wanted)[0]) if get_origin(wanted) is Annotated else wanted


def metadata(wanted: Any) -> Iterator[Any]:
    if get_origin(wanted) is not Annotated:
        return
    base, *rest = get_args(wanted)
    yield from metadata(base)
    for each in rest:
        yield from each.metadata if isinstance(each, FieldInfo) else (each,)


def members_of(wanted: Any) -> list[Any]:
    plain = bare(wanted)
    if get_origin(plain) in (Union, UnionType):
        return [inner for member in get_args(plain) for inner in members_of(member)]
    return [wanted]


def inside(wanted: Any, step: str | int) -> Any:
    """What an annotation wants of one of its parts: a field, a value of a mapping, an entry of a list."""
    for member in members_of(wanted):
        base = base_of(member)
        if isinstance(base, type) and issubclass(base, Noun):
            return fields_of(base).get(str(step), Any)
        if base is dict:
            return get_args(bare(member))[1]
        if base is tuple:
            parts = get_args(bare(member))
            return parts[step] if isinstance(step, int) and parts[-1] is not Ellipsis else parts[0]
    return Any


def annotation_at(noun: type[Noun], steps: Sequence[str | int]) -> Any:
    """What is wanted of a field, wherever in a noun it stands."""
    return reduce(inside, steps, noun)
