"""A field's value as people type it into a cell, and back.

It is the file's own notation without the outermost brackets: ``2027-01: 256, 2027-04: 384`` for steps over time,
``us-east, eu-west`` for a list, ``H100-SXM: 1, A100-80GB: 0.45`` for a mapping. Numbers may be written as the app shows
them, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from planner.errors import InputError
from planner.files.emitting import flow, scalar
from planner.files.numerals import plain
from planner.files.scalars import NUMBERS, are_texts, is_text, resolve
from planner.files.yaml_tree import read_yaml

_QUOTED = re.compile(r"""(^|,\s*)(?:"(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?)""")
"""A name in quotes, in which commas and colons are its own: ``"Search, Ads", research``."""


def cell_text(value: Any, path: Sequence[str | int]) -> str:
    """The text of a value; nothing for None and for what is empty."""
    if value is None or value in ((), {}, ""):
        return ""
    key, holder = _names(path)
    if isinstance(value, str):
        return value
    if isinstance(value, dict | list | tuple):
        text = flow(value, key, holder)
        inner = text[1:-1]
        return text if inner[:1] in ("[", "{") else inner
    return scalar(value)


def cell_value(text: str, path: Sequence[str | int], *, listed: bool = False, percent: bool = True) -> Any:
    """The value of a text; None for an empty one.

    ``listed``: the field may hold a list; ``percent``: a number in it may be a part of a hundred.

    Raises InputError for brackets that don't close and the like; whether the value fits its field is not looked at.
    """
    text = text.strip()
    if not text:
        return None
    key, holder = _names(path)
    as_text = are_texts(key, holder) if listed else is_text(key, holder)
    if not as_text:
        text = plain(text, percent=percent)
    if text[0] in "[{":
        return read_yaml(text, key=key) if not as_text or listed else text
    outside = _QUOTED.sub(r"\1name", text) if listed else ""
    if re.search(r"[^\s:,]:(\s|$)", outside):
        return read_yaml(f"{{{text}}}", key=key)
    if listed and outside != text:
        return read_yaml(f"[{text}]", key=key)
    if listed and re.search(r"[,;]", text):
        words = [word.strip() for word in re.split(r"[,;]", text) if word.strip()]
        return [resolve(word, as_text) for word in words]
    return resolve(text, as_text)


def _names(path: Sequence[str | int]) -> tuple[str, str]:
    """The last name of a path, and the one that it stands in."""
    names = [step for step in path if isinstance(step, str)]
    return names[-1], names[-2] if len(names) > 1 and names[-2] in NUMBERS else ""


__all__ = ["InputError", "cell_text", "cell_value"]
