"""A new value in the notation of the one that it replaces: digits in groups, decimals, exponents, quotes, lines."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from planner.errors import InputError
from planner.files.emitting import scalar
from planner.files.scalars import resolve
from planner.files.written.nodes import Node
from planner.files.yaml_tree import read_yaml

WIDTH = 110
"""Columns up to which lines of a folded text are filled."""
LONGEST = 15
"""Characters that a number written like another one may have."""
_DECIMALS = re.compile(r"[-+]?[\d_]+\.(\d+)")
_EXPONENT = re.compile(r"[-+]?[\d._]+([eE][-+]?\d+)")


def number_like(old: str, value: float) -> str:
    """A number as the old one is written, where that is exact: 15_000_000 for 14_000_000, 2.50 for 2.10."""
    found = (each for each in _candidates(old, value) if len(each) <= LONGEST and resolve(each) == value)
    return next(found, scalar(value))


def _candidates(old: str, value: float) -> Iterator[str]:
    whole = float(value).is_integer() and abs(value) < 10**LONGEST
    if found := _EXPONENT.fullmatch(old):
        power = int(found[1][1:])
        yield f"{value / 10**power:.9g}{found[1]}" if abs(power) < 300 else ""
    if "_" in old and whole:
        yield f"{int(value):_}"
    if (found := _DECIMALS.fullmatch(old)) and len(found[1]) > 1:
        yield f"{value:.{len(found[1])}f}"


def scalar_like(old: Node, text: str, value: float | str | None, as_text: bool, indent: int, inside: bool) -> str:
    """What to write in place of a scalar so that it says a value.

    ``indent`` is that of the line in which its key stands; ``inside``: it stands in brackets.
    """
    if isinstance(value, bool) or value is None:
        return scalar(value)
    written = text[old.start : old.end]
    if isinstance(value, int | float):
        return scalar(value) if old.style else number_like(written, value)
    if (kept := _edited(old, written, value, inside)) is not None:
        return kept
    if old.style in ("|", ">") and not inside and (block := _block(old.style, written, value, indent)) is not None:
        return block
    if old.style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    plain = scalar(value, as_text)
    return plain if plain[0] == '"' or old.style != '"' else f'"{plain}"'


def _edited(old: Node, written: str, value: str, inside: bool) -> str | None:
    """The text with only those words replaced that differ, where it is of several words; None where that can't be."""
    before = old.value
    if old.kind != "scalar" or not re.search(r"\s", before.strip()) or not value.strip():
        return None
    start, end = _differing(before, value)
    gone, fresh = before[start : len(before) - end], value[start : len(value) - end]
    if not gone.strip() or "\n" in fresh or "\n" in gone:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, gone.split())))
    earlier = sum(1 for found in pattern.finditer(before) if found.start() < start)
    places = list(pattern.finditer(written))
    if len(places) != sum(1 for _ in pattern.finditer(before)) or earlier >= len(places):
        return None
    at = places[earlier]
    edited = written[: at.start()] + fresh.strip() + written[at.end() :]
    return edited if _says(edited, value, inside) else None


def _differing(before: str, after: str) -> tuple[int, int]:
    """How many characters at the beginning and at the end of two texts are the same, whole words only."""
    most = min(len(before), len(after))
    start = next((k for k in range(most) if before[k] != after[k]), most)
    start = max(before.rfind(" ", 0, start), before.rfind("\n", 0, start)) + 1
    most = min(len(before), len(after)) - start
    end = next((k for k in range(most) if before[-1 - k] != after[-1 - k]), most)
    while end and not before[len(before) - end].isspace():
        end -= 1
    if start + end >= len(before) and start:  # something is put in: what stands before it is written again with it
        start = max(before.rfind(" ", 0, start - 1), before.rfind("\n", 0, start - 1)) + 1
    return start, end


def _block(style: str, written: str, value: str, indent: int) -> str | None:
    """A text in lines of its own, as the old one is; None where it can't be."""
    head, _, body = written.partition("\n")
    end = "\r\n" if head.endswith("\r") else "\n"
    first = next((line for line in body.split("\n") if line.strip()), "")
    margin = first[: len(first) - len(first.lstrip(" "))] or " " * (indent + 2)
    if style == ">":
        if "\n" in value.rstrip("\n"):
            return None
        lines = textwrap.wrap(value, WIDTH - len(margin), break_long_words=False, break_on_hyphens=False)
    else:
        lines = value.rstrip("\n").split("\n")
    mark = {0: "-", 1: ""}.get(len(value) - len(value.rstrip("\n")))
    comment = head.rstrip("\r").lstrip("|>+-0123456789")
    if mark is None or not lines or re.search(r"\d", head.partition("#")[0]):
        return None
    block = end.join([f"{style}{mark}{comment}", *(f"{margin}{line}" if line else "" for line in lines)])
    return block if _says(block, value, inside=False) else None


def _says(written: str, value: str, inside: bool) -> bool:
    """Whether a text field that is written so holds a value."""
    held = f"notes: [{written}\n ]" if inside else f"notes: {written}\n"
    try:
        found = read_yaml(held)["notes"]
    except InputError:
        return False
    return bool(found == [value] if inside else found == value)
