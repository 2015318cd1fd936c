"""Letters that do more than stand there: control characters are shown instead of sent, right-to-left names kept apart.

What people, and other people's files, call things may hold whatever a terminal, a browser or an editor obeys.
"""

from __future__ import annotations

import re

_BIDI = "\u202a-\u202e\u2066-\u2069"
"""Embeddings, overrides and isolates: they turn around what stands behind them."""
_HIDDEN = f"\x7f-\x9f{_BIDI}\u2028\u2029\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
_CONTROLS = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f{_HIDDEN}]")
_BREAKS = re.compile("\r\n|[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_NOT_IN_JSON = re.compile(f"[{_HIDDEN}]")
_RIGHT = "\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Hebrew, Arabic and all other scripts that are written from the right."""
_FROM_THE_RIGHT = re.compile(f"(?<![\u2068{_RIGHT}])[{_RIGHT}]+(?:[ '’\"._,:&/–-][{_RIGHT}]+)*")
FIRST_STRONG, POP = "\u2068", "\u2069"


def shown(text: str) -> str:
    """The text with its control characters to be seen: ``␛`` for an escape; tabs and line breaks stay."""
    return _CONTROLS.sub(lambda found: _picture(found[0]), text)


def one_line(text: str) -> str:
    """As ``shown``, with a space for each tab, line break and space of another width."""
    return shown(_SPACES.sub(" ", _BREAKS.sub(" ", text)))


def isolated(text: str) -> str:
    """The text with what runs from the right in isolates, so that it turns nothing around that stands beside it."""
    return text if text.isascii() else _FROM_THE_RIGHT.sub(lambda found: f"{FIRST_STRONG}{found[0]}{POP}", text)


def in_json(written: str) -> str:
    """A JSON document with every letter escaped that a terminal or an editor might obey."""
    return _NOT_IN_JSON.sub(lambda found: _escaped(found[0]), written)


def _picture(letter: str) -> str:
    if letter < " ":
        return chr(0x2400 + ord(letter))
    return "␡" if letter == "\x7f" else _escaped(letter)


def _escaped(letter: str) -> str:
    if ord(letter) <= 0xFFFF:
        return f"\\u{ord(letter):04x}"
    high, low = divmod(ord(letter) - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
