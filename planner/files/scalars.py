"""What a word of YAML or a cell of a table means: text, a number, true, false or nothing.

Only ``true``, ``false``, ``null`` (or ``~``, or nothing at all) and numbers are more than text. So ``NO``, ``yes``,
``on``, ``2027-01`` and ``12:30`` are text, and ``1e6``, ``.5`` and ``1_000`` are numbers. ``0123`` is text: it could
mean 123, or 83 in octal, or an identifier, and a field that wants a number then says so instead of guessing.
Fields that hold text (names, ids, dates, teams …) keep even a number as it was written: ``id: 007``, ``start: 2027``.
"""

from __future__ import annotations

import re
import typing
from functools import cache
from typing import Any, Literal, TypeAliasType, get_args, get_origin

from planner.domain.base import Noun
from planner.domain.scenario import Scenario
from planner.files.annotations import fields_of

NUMBERS = frozenset(
    {
        "metrics",
        "attributes",
        "weights",
        "rates",
        "yardstick",
        "people",
        "runs_on",
        "entitlements",
        "gpus",
        "nodes",
        "fte",
        "availability",
    }
)
"""Mappings from names of the user's own to numbers: a metric may well be called ``name``."""
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}
_INT = re.compile(r"[-+]?(?:0|[1-9]\d*(?:_\d+)*)", re.ASCII)
_FLOAT = re.compile(r"[-+]?(?:(?:0|[1-9]\d*(?:_\d+)*)(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
_STARTS = frozenset("0123456789+-.")
_LONGEST_INT = 18
"""Digits up to which a whole number stays one; beyond, it is read as a float."""


def resolve(text: str, as_text: bool = False) -> Any:
    """The meaning of an unquoted word."""
    if text in _WORDS and (not as_text or _WORDS[text] is None):
        return _WORDS[text]
    if as_text or text[0] not in _STARTS:
        return text
    if _INT.fullmatch(text) and text != "-0":  # a float has one zero below nothing, a whole number none
        return int(text) if len(text) <= _LONGEST_INT else float(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def split_number(key: Any) -> str:
    """What follows a fault of the key 000, which ``{revenue: 14,000}`` has: revenue is 14 there."""
    split = re.fullmatch(r"\d{3}(\.\d+)?", str(key), re.ASCII)
    return "; if it belongs to a number, write that without commas: 14000 or 14_000" if split else ""


@cache
def text_fields() -> frozenset[str]:
    """Names of the fields that hold text only, in any noun; a few belong to variants and tables."""
    found = {"extends", "option", "from", "to"}
    waiting: list[type[Noun]] = [Scenario]
    seen: set[type[Noun]] = set()
    while waiting:
        noun = waiting.pop()
        seen.add(noun)
        for name, annotation in fields_of(noun).items():
            leaves = list(_leaves(annotation))
            nouns = [leaf for leaf in leaves if isinstance(leaf, type) and issubclass(leaf, Noun)]
            waiting += [leaf for leaf in nouns if leaf not in seen]
            if all(leaf in (str, type(None)) for leaf in leaves):
                found.add(name)
    return frozenset(found) - NUMBERS - {"sources"}


def _leaves(annotation: Any) -> typing.Iterator[Any]:
    if isinstance(annotation, TypeAliasType):
        yield from _leaves(annotation.__value__)
    elif get_origin(annotation) is typing.Annotated:
        yield from _leaves(get_args(annotation)[0])
    elif get_origin(annotation) is Literal:
        yield from {type(choice) for choice in get_args(annotation)}
    elif get_args(annotation):
        for part in get_args(annotation):
            if part is not Ellipsis:
                yield from _leaves(part)
    else:
        yield annotation


def is_text(key: str, holder: str = "") -> bool:
    """Whether a field holds text; ``holder`` is the key of the mapping that it stands in."""
    return holder == "sources" or (key in text_fields() and holder not in NUMBERS)


def are_texts(key: str, holder: str = "") -> bool:
    """Whether what a list in a field holds is text: ``runs_on`` lists accelerators, or maps them to speeds."""
    return is_text(key, holder) or key == "runs_on"
