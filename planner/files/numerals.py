"""Numbers as the app shows them and people type them: ``1,234.5``, ``40 %``, ``6.5 M``.

Files hold plain numbers only; here a text of the app is written as a file would have it. Thousands stand in groups of
three without a space, so ``1,5`` is no number and ``1, 000`` are two.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal

from planner.files.scalars import resolve

SIZES = {"k": 3, "m": 6, "g": 9, "bn": 9}
"""Powers of ten that the letters behind a number stand for."""
_DIGITS = r"[-+−]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)"
_NUMBER = re.compile(
    rf"(?<![^\s:;\[{{])({_DIGITS})(?:\s?(%|k|M|G|bn))?(?=\s*(?:$|;|,\s|[\]}}]))", re.ASCII | re.IGNORECASE
)


def plain(text: str, *, percent: bool = True) -> str:
    """The text with each number as files have it; ``percent``: whether parts of a hundred make sense here."""
    return _NUMBER.sub(lambda found: _plain(found[0], found[1], (found[2] or "").lower(), percent), text)


def number_of(text: str, *, percent: bool = True) -> float | None:
    """The number that a text is; None for what is none."""
    value = resolve(plain(text.strip(), percent=percent) or "null")
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and math.isfinite(value) else None


def _plain(whole: str, digits: str, sign: str, percent: bool) -> str:
    if sign == "%" and not percent:
        return whole
    number = digits.replace(",", "").replace("−", "-")
    if not sign:
        return number
    power = -2 if sign == "%" else SIZES[sign]
    found = f"{Decimal(number).scaleb(power):f}"
    return found.rstrip("0").rstrip(".") if "." in found else found
