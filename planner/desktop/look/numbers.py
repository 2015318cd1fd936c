"""Numbers as texts; each of them can be typed in again."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

from planner.languages.saying import sizes

COMPACT = 4
"""Digits of a compact number."""
FEW = 1e4
"""Below that a number is compact as it is."""

NOISE = 1e-9
"""What a computer's fractions leave of nothing; what is larger, however small, is not shown as 0."""


def number_text(value: float, digits: int = 4) -> str:
    """14,000,000 and 0.45: digits in groups, no more decimals than there are, or than are wanted."""
    if not math.isfinite(value):
        return "∞" if value > 0 else "–"
    whole, point, part = f"{value:,.{digits}f}".partition(".")
    text = f"{whole}{point}{part}".rstrip("0").rstrip(".") if point else whole
    if text in ("0", "-0"):
        return f"{value:.3g}".replace("e-0", "e-") if abs(value) > NOISE else "0"
    return text


def percent_text(value: float) -> str:
    """45 %, without the noise of a computer's fractions."""
    return f"{number_text(value * 100, 6)} %"


def index_text(value: float) -> str:
    """A scarcity index: ∞ is uncontested, – is worth nothing by itself."""
    return "–" if math.isnan(value) else "∞" if math.isinf(value) else f"{value:.2f}"


def whole_percent(part: float) -> str:
    """45 %, of 0.4517."""
    return f"{100 * part:.0f} %"


def compact(value: float) -> str:
    """6.5 M, 720.7 k, 75: three or four digits and the thousands they count."""
    for size, sign in sizes():
        if abs(value) >= max(size, FEW):
            return f"{value / size:,.{COMPACT}g} {sign}"
    return f"{value:,.{COMPACT}g}"


def compact_difference(value: float, other: float) -> float:
    """The first less the second, both taken as ``compact`` shows the larger of them."""
    larger = max(abs(value), abs(other))
    if not 0 < larger < math.inf:
        return value - other
    places = COMPACT - 1 - math.floor(math.log10(larger))
    return round(value, places) - round(other, places)


def signed(text: str, value: float) -> str:
    """+ or − before a text that may have a sign already."""
    return f"{'+' if value > 0 else '−'}{text.lstrip('-')}"


def as_parts(value: Any, text: str) -> Any:
    """What a text of a field in per cent was read as: without a sign in it, a number above 1 is one of a hundred."""
    if "%" in text:
        return value
    if isinstance(value, dict):
        return {key: as_parts(each, text) for key, each in value.items()}
    if isinstance(value, list):
        return [as_parts(each, text) for each in value]
    is_percent = isinstance(value, int | float) and 1 < value <= 100
    return float(Decimal(repr(value)).scaleb(-2)) if is_percent else value
