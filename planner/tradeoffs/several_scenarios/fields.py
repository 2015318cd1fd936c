"""What differs between two objects of a scenario, field by field, each in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pydantic import BaseModel

from planner.domain.base import HOLDERS, OVER_TIME, Noun
from planner.domain.calendar import Calendar
from planner.domain.rule import Rule
from planner.words.measures import SIDES, limit_words
from planner.words.names import field_words

NOT_GIVEN = "not given"
IDLE = frozenset({"name", "notes", "headline", "owner", "because", "confidence", "effort", "reach", "impact"})
"""Fields that no plan depends on; on confidence it does where that discounts what requests bring."""


@dataclass(frozen=True)
class Difference:
    """One field that differs, or one object that is only on one side."""

    kind: str
    """pool, request, rule, role, accelerator, calendar, value, objective …"""
    id: str
    """Which of them; empty where there is only one."""
    field: str
    """Path inside the object: ``on_demand.gpus``; empty: all of it."""
    before: Any
    """As in the first scenario; None: not given there."""
    after: Any
    sentence: str
    """``pool H100 in Virginia: GPUs from 2027-04: 384 → 256``"""
    idle: bool = False
    """Whether no plan depends on it."""


def field_differences(
    kind: str, name: str, before: Noun, after: Noun, calendars: tuple[Calendar, Calendar], idle: frozenset[str] = IDLE
) -> Iterator[Difference]:
    """Every field that differs, in the order of the noun's fields; ``idle``: those that no plan depends on."""
    subject = subject_words(kind, name, before, after)
    for path, when, a, b in _compared(before, after, calendars, ()):
        field, said = ".".join(path), path_words(path)
        same = when == "written differently"
        text = f"{f'{said} {when}'.strip()}: {_said(before, path, a)} → {_said(after, path, b)}"
        if same:
            text = f"{said} is written differently and means the same"
        elif field == "enabled":
            text = f"{spoken(a)} → {spoken(b)}"
        elif field == "notes":
            text = "other notes"
        elif path[:-1] == ("options",) and (a is None or b is None):
            text = f"option {path[-1]}: {'added' if a is None else 'removed'}"
        yield Difference(kind, name, field, plain(a), plain(b), f"{subject}: {text}", same or path[-1] in idle)


def subject_words(kind: str, name: str, *nouns: Noun | None) -> str:
    """What differs, by what people call it: ``pool H100 in Virginia``; where it is renamed, by its id."""
    titles = {str(getattr(noun, "title", name)) for noun in nouns if noun is not None}
    return f"{kind} {titles.pop() if len(titles) == 1 else name}".strip()


def path_words(path: Sequence[str]) -> str:
    """``on demand, GPUs`` for the path of a field inside its object; a name of the user's stays as it is."""
    return ", ".join(field_words(step) for step in path)


def _said(noun: Noun, path: tuple[str, ...], value: Any) -> str:
    """A value; limits of a rule as that says them."""
    if isinstance(noun, Rule) and path[-1] in SIDES and isinstance(value, int | float):
        return limit_words(noun.measure, value)
    if path[-1] == "window" and isinstance(value, list | tuple):
        return " to ".join(map(str, value))
    return spoken(value)


type _Found = tuple[tuple[str, ...], str, Any, Any]
"""Path, when, before and after."""


def _compared(a: Any, b: Any, calendars: tuple[Calendar, Calendar], path: tuple[str, ...]) -> Iterator[_Found]:
    if _alike(a, b):
        return
    if isinstance(a, BaseModel) and isinstance(b, BaseModel) and type(a) is type(b):
        for field in type(a).model_fields:
            yield from _compared(getattr(a, field), getattr(b, field), calendars, (*path, field))
    elif is_over_time(path) and a is not None and b is not None:
        yield from _over_time(a, b, calendars, path)
    elif path and path[-1] == "options":
        left, right = {o.id: o for o in a}, {o.id: o for o in b}
        yield from _by_name(left, right, calendars, path)
        if list(left) != list(right) and left.keys() == right.keys():
            yield path, "in order", tuple(left), tuple(right)
    elif isinstance(a, Mapping) and isinstance(b, Mapping):
        yield from _by_name(a, b, calendars, path)
    else:
        yield path, "", a, b


def is_over_time(path: Sequence[str]) -> bool:
    """Whether a field, or an entry of a mapping, is a quantity over time."""
    is_entry = len(path) > 1 and path[-2] in HOLDERS and path[-3:-2] != ("options",)
    return bool(path) and (path[-1] in OVER_TIME or is_entry)


def _by_name(
    a: Mapping[str, Any], b: Mapping[str, Any], calendars: tuple[Calendar, Calendar], path: tuple[str, ...]
) -> Iterator[_Found]:
    for name in [*a, *(name for name in b if name not in a)]:
        yield from _compared(a.get(name), b.get(name), calendars, (*path, str(name)))


def _alike(a: Any, b: Any) -> bool:
    """Whether two values are one, down to what is left to defaults and to the order of what is named."""
    if isinstance(a, BaseModel) and isinstance(b, BaseModel):
        return a == b and a.model_dump(exclude_unset=True) == b.model_dump(exclude_unset=True)
    return type(a) is type(b) and bool(a == b) if isinstance(a, bool) or isinstance(b, bool) else bool(a == b)


def _over_time(a: Any, b: Any, calendars: tuple[Calendar, Calendar], path: tuple[str, ...]) -> Iterator[_Found]:
    """Runs of periods in which a series differs by the same; both as they are written where calendars differ."""
    calendar = calendars[0]
    try:
        if calendar != calendars[1]:
            raise ValueError("another calendar")
        pairs = list(zip(calendar.over(a), calendar.over(b), strict=True))
    except ValueError:
        yield path, "", a, b
        return
    runs = []
    for pair, run in groupby(enumerate(pairs), key=lambda numbered: numbered[1]):
        periods = [t for t, _ in run]
        runs.append((periods[0], periods[-1], pair))
    differing = [(first, last, pair) for first, last, pair in runs if pair[0] != pair[1]]
    if not differing:
        yield path, "written differently", a, b
    labels, end = calendar.labels, len(calendar) - 1
    for first, last, (x, y) in differing:
        when = f"from {labels[first]}" if last == end else f"from {labels[first]} to {labels[last]}"
        if first == last and last != end:
            when = f"in {labels[first]}"
        yield path, "" if (first, last) == (0, end) else when, x, y


def plain(value: Any) -> Any:
    """A value as plain Python, as JSON can hold it."""
    if isinstance(value, BaseModel):
        return value.model_dump(exclude_unset=True)
    if isinstance(value, Mapping):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value


def spoken(value: Any) -> str:
    """A value as a reader would say it: ``16,000,000``, ``on``, ``2027-01, 2027-06``."""
    if value is None:
        return NOT_GIVEN
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, int | float):
        return f"{value:,.12g}"
    if isinstance(value, BaseModel):
        return spoken(plain(value))
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {spoken(part)}" for name, part in value.items()) or "none"
    if isinstance(value, list | tuple):
        return ", ".join(f"({spoken(part)})" if isinstance(part, list | tuple) else spoken(part) for part in value) or (
            "none")  # fmt: skip
    return " ".join(str(value).split()) or "empty"
