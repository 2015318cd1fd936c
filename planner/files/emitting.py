"""Plain data as YAML that people like to read: short things in one line, long things in blocks, no noise."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from planner.files.scalars import is_text, resolve

WIDTH = 110
"""Columns up to which a mapping or list is written in one line."""
WIDEST = 120
"""The same for elements of a list, which read better side by side."""
BLOCKS = frozenset({"requests", "pools", "changes", "accelerators"})
"""Collections whose elements always stand in a block of their own."""
_PLAIN = re.compile(r"[^\W_](?:[\w \-./+()&·–—%$€£'’*]*[\w\-./+()%$€£’*])?")
_LINE = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]*")
_SPECIAL = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]")


def emit(data: dict[str, Any]) -> str:
    """A mapping as the text of a YAML file; keys in the order in which they are given."""
    return "\n".join(block(data, 0, "")) + "\n"


def block(data: dict[str, Any], indent: int, holder: str) -> list[str]:
    lines = []
    for key, value in data.items():
        lines += entry(f"{' ' * indent}{key_text(key)}:", key, value, indent, holder)
    return lines


def entry(head: str, key: str, value: Any, indent: int, holder: str) -> list[str]:
    """One ``key: value``, in one line where it fits."""
    if isinstance(value, str) and "\n" in value and _literal(value):
        lines = value.rstrip("\n").split("\n")
        return [f"{head} {_indicator(value)}", *(f"{' ' * (indent + 2)}{line}".rstrip() for line in lines)]
    if not isinstance(value, dict | list | tuple):
        return [f"{head} {scalar(value, is_text(key, holder))}"]
    line = flow(value, key, holder)
    nouns = not isinstance(value, dict) and any(isinstance(element, dict) for element in value)
    stacked = nouns or key in BLOCKS or holder == "changes"
    if not value or (not stacked and len(head) + 1 + len(line) <= WIDTH):
        return [f"{head} {line}"]
    if isinstance(value, dict):
        return [head, *block(value, indent + 2, key)]
    return [head, *items(value, indent + 2, key)]


def items(elements: Any, indent: int, key: str) -> list[str]:
    lines = []
    for element in elements:
        line = flow(element, "" if isinstance(element, dict) else key, "")
        blocked = isinstance(element, dict) and element and (key in BLOCKS or indent + 2 + len(line) > WIDEST)
        if blocked:
            first, *rest = block(element, indent + 2, "")
            lines += [f"{' ' * indent}- {first.lstrip()}", *rest]
        else:
            lines.append(f"{' ' * indent}- {line}")
    return lines


def flow(value: Any, key: str = "", holder: str = "") -> str:
    """A value in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key_text(k)}: {flow(v, k, key)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(v, key, holder) for v in value) + "]"
    return scalar(value, is_text(key, holder))


def scalar(value: Any, as_text: bool = False) -> str:
    """A word as it must be written to be read back as the same value."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number(value)
    return _text(str(value), as_text)


def number(value: float) -> str:
    """256, 0.93, 14000000, 1.4e12: as people write it, and not a digit lost."""
    if value == 0:
        return "-0" if math.copysign(1, value) < 0 else "0"
    if float(value).is_integer() and abs(value) < 1e9:
        return str(int(value))
    text = repr(float(value))
    if abs(value) >= 1e9 and float(value).is_integer():
        mantissa, _, exponent = f"{float(value):.16e}".partition("e")
        short = f"{mantissa.rstrip('0').rstrip('.')}e{int(exponent)}"
        digits = len(short.partition("e")[0].replace("-", "").replace(".", ""))
        if digits <= 6 and float(short) == value:
            return short
        text = str(int(value)) if abs(value) < 1e15 else text
    return re.sub(r"e\+?(-?)0*(\d)", r"e\1\2", text)


def key_text(key: str) -> str:
    return key if _PLAIN.fullmatch(key) and len(key) < 100 else quoted(key)


def _text(text: str, as_text: bool) -> str:
    """Without quotes where no reader of YAML would take it for anything but this text."""
    plain = _PLAIN.fullmatch(text) and "  " not in text and resolve(text, as_text) == text
    if plain and as_text and isinstance(resolve(text), int | float | bool):
        plain = None
    return text if plain else quoted(text)


def quoted(text: str) -> str:
    """A text in double quotes, every sign of which can be seen."""
    escaped = json.dumps(text, ensure_ascii=False)
    return _SPECIAL.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)


def _literal(text: str) -> bool:
    """Whether a text of several lines can stand in a block as it is."""
    lines = text.rstrip("\n").split("\n")
    kept = text.count("\n") - (len(lines) - 1)
    clean = all(_LINE.fullmatch(line) and line == line.rstrip() for line in lines)
    return kept <= 1 and clean and bool(lines[0]) and not lines[0].startswith(" ")


def _indicator(text: str) -> str:
    return "|" if text.endswith("\n") else "|-"
