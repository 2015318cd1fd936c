"""Columns of the domain's fields: what one means, its unit and what its values are is said by the domain alone."""

from __future__ import annotations

import builtins
import re
from dataclasses import replace
from functools import lru_cache
from types import NoneType
from typing import Any, Literal, get_args

from pydantic.fields import FieldInfo

from planner.desktop.fields.columns import Choices, Column, Editor
from planner.desktop.fields.editors.bounds import bounds_of
from planner.desktop.fields.worded import CURVE, YES_OR_NO
from planner.desktop.open.editing.fields import Steps
from planner.domain.base import Date, Noun, Payments
from planner.files.annotations import annotation_at, bare, base_of, inside, members_of

_UNIT = re.compile(r" \[([^\]]+)\]")
_END = re.compile(r"\.(?:\s|$)")
"""The first sentence says what a field means; others are for those who write files."""


@lru_cache(maxsize=1024)
def described(noun: type[Noun], title: str, *steps: str | int, **differs: Any) -> Column:
    """The column of a field; ``differs`` says what is otherwise than the domain has it, or what it does not know."""
    wanted, field = annotation_at(noun, steps), _field(noun, steps)
    meaning = _END.split(" ".join((field.description or "").split()))[0].replace("``", "")
    unit = _UNIT.search(meaning)
    bases = {base_of(member) for member in members_of(wanted)}
    editor = _editor(wanted, bases, str(steps[-1]), has_choices="choices" in differs)
    is_number = editor in ("number", "series", "payments")
    found = Column(
        title,
        steps,
        _UNIT.sub("", meaning),
        unit[1] if unit else "",
        editor=editor,
        number=is_number,
        listed=any(base in (tuple, dict) or _is_noun(base) for base in bases),
        percent=is_number and bounds_of(noun, steps).most == 1,
        choices=_choices(wanted, bases),
        open=editor == "choice" and str in bases and not field.is_required(),
        worded=CURVE if editor == "curve" else YES_OR_NO if bool in bases else None,
    )
    return replace(found, **differs)


@lru_cache
def in_currency(columns: tuple[Column, ...], currency: str) -> tuple[Column, ...]:
    """The columns with prices in a scenario's currency."""
    return tuple(replace(column, unit=column.unit.replace("currency", currency)) for column in columns)


def _field(noun: type[Noun], steps: Steps) -> FieldInfo:
    """The field, or for an entry of a list or mapping the one that holds it."""
    found, wanted = FieldInfo(), noun
    for step in steps:
        for base in filter(_is_noun, map(base_of, members_of(wanted))):
            found = base.model_fields[str(step)]
        wanted = inside(wanted, step)
    return found


def _editor(wanted: Any, bases: set[Any], name: str, *, has_choices: bool) -> Editor:
    """What suits the values of a field."""
    if wanted is Payments:
        return "payments"
    if (has_choices and bases <= {str, NoneType}) or Literal in bases or bool in bases:
        return "choice"
    if float in bases or int in bases:
        return "series" if dict in bases else "number"
    if dict in bases:
        return "speeds"
    if Date in members_of(wanted):
        return "period"
    match base_of(inside(wanted, 0)):
        case builtins.str:
            return "names"
        case builtins.tuple:
            return "curve"
    return "notes" if name == "notes" else "text"


def _choices(wanted: Any, bases: set[Any]) -> Choices | None:
    """The values of a field that has only some."""
    if bool in bases:
        return lambda _: [YES_OR_NO.typed(each) for each in (True, False)]
    if Literal in bases:
        return lambda _: get_args(bare(wanted))
    return None


def _is_noun(base: Any) -> bool:
    return isinstance(base, type) and issubclass(base, Noun)
