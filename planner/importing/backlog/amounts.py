"""Numbers as people and their tools write them: ``$1.2M``, ``1.234,56 €``, ``1'200``, ``12,34,567``, ``80 %``.

Which sign stands before decimals is settled by the whole column: ``1.234,56`` shows it, and ``1,234`` alone does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from planner.domain.base import LARGEST

SIZES = {
    **dict.fromkeys(("k", "tsd", "thousand", "mille"), 1e3),
    **dict.fromkeys(("m", "mm", "mn", "mio", "million", "millions", "millionen"), 1e6),
    **dict.fromkeys(("b", "bn", "mrd", "billion", "billions", "milliarden"), 1e9),
}
"""What words and letters behind a number multiply it by."""
SIGNS = {
    "$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "R$": "BRL", "zł": "PLN",
    "₺": "TRY", "₽": "RUB", "₪": "ILS", "₫": "VND", "฿": "THB", "₴": "UAH", "₦": "NGN", "A$": "AUD", "C$": "CAD",
    "S$": "SGD", "HK$": "HKD", "NT$": "TWD", "kr": "", "Rs": "INR", "元": "CNY", "円": "JPY",
}  # fmt: skip
"""Currencies by their sign; ``kr`` is several."""
CODES = frozenset(
    [
        *(
            "USD",
            "EUR",
            "GBP",
            "JPY",
            "CNY",
            "RMB",
            "INR",
            "KRW",
            "BRL",
            "PLN",
            "TRY",
            "RUB",
            "ILS",
            "VND",
            "THB",
            "UAH",
        ),
        *(
            "NGN",
            "AUD",
            "CAD",
            "SGD",
            "HKD",
            "TWD",
            "CHF",
            "SEK",
            "NOK",
            "DKK",
            "CZK",
            "HUF",
            "MXN",
            "ZAR",
            "AED",
            "SAR",
        ),
        *("NZD", "IDR", "MYR", "PHP", "CLP", "COP", "RON"),
    ]
)
LONGEST = 60
"""Letters that a cell with one number has at most."""
_MONEY = "|".join(sorted(map(re.escape, [*SIGNS, *CODES]), key=len, reverse=True))
_DIGITS = r"\d[\d.,'’_ ]*\d|\d|[.,]\d+"
_NUMBER = re.compile(
    rf"(?P<open>\()?\s*(?P<minus>[-−–])?\s*(?P<before>{_MONEY})?\s*(?P<also>[-−–+])?\s*(?P<digits>{_DIGITS})"
    rf"\s*(?P<size>{'|'.join(sorted(SIZES, key=len, reverse=True))})?\.?\s*(?P<percent>%)?\s*(?P<behind>{_MONEY})?"
    rf"(?P<close>\))?(?:\s*(?P<outside>{_MONEY}))?",
    re.IGNORECASE,
)


class Amount(NamedTuple):
    """One number with what stands around it."""

    number: float
    currency: str = ""
    """Code or sign; empty: none."""
    percent: bool = False


class Decimal(NamedTuple):
    """What a column says of its decimal sign."""

    sign: str
    """``.`` or ``,``; empty where nothing shows it."""
    doubtful: tuple[str, ...] = ()
    """Cells that could be read in two ways, and that nothing in the column decides."""


@lru_cache(maxsize=65536)
def amount_of(text: str, decimal: str = "") -> Amount | None:
    """The number that a text is; None for what is none, or, without a decimal sign, could be two."""
    found = _matched(text)
    if found is None:
        return None
    readings = {sign: number for sign in decimal or ".," if (number := _value(found["digits"], sign)) is not None}
    if len(set(readings.values())) != 1:
        return None
    number = next(iter(readings.values())) * SIZES.get((found["size"] or "").casefold(), 1.0)
    if not number <= LARGEST:
        return None
    sign = -1.0 if found["minus"] or found["also"] in ("-", "−", "–") or found["open"] else 1.0
    return Amount(
        sign * number, _code(found["before"] or found["behind"] or found["outside"] or ""), bool(found["percent"])
    )


def number_of(cell: Any, decimal: str = "") -> float | None:
    """The number in a cell of a table; a percentage as a part of 1."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell) if abs(cell) <= LARGEST else None
    found = amount_of(str(cell), decimal)
    return None if found is None else found.number / 100 if found.percent else found.number


def decimal_of(cells: Iterable[Any]) -> Decimal:
    """The decimal sign of a column, from all of its cells together."""
    shown: set[str] = set()
    doubtful: list[str] = []
    for cell in cells:
        found = _matched(cell) if isinstance(cell, str) else None
        if found is None:
            continue
        readings = {sign: value for sign in ".," if (value := _value(found["digits"], sign)) is not None}
        if len(readings) == 1:
            shown.update(readings)
        elif len(set(readings.values())) > 1:
            doubtful.append(cell)
    if len(shown) == 1:
        return Decimal(shown.pop())
    return Decimal("", tuple(doubtful))


def looks_numeric(cell: Any) -> bool:
    """Whether a cell is a number, however its signs are meant."""
    if isinstance(cell, str):
        found = _matched(cell)
        return found is not None and any(_value(found["digits"], sign) is not None for sign in ".,")
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def currency_of(cell: Any) -> str:
    """The currency that a cell names; empty: none."""
    found = _matched(cell) if isinstance(cell, str) else None
    return _currency(found) if found else ""


def _matched(text: str) -> re.Match[str] | None:
    if len(text) > LONGEST:
        return None
    return _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip())


def _value(digits: str, decimal: str) -> float | None:
    """A number by its decimal sign; None where its signs don't stand so."""
    other = "," if decimal == "." else "."
    whole, _, part = digits.partition(decimal)
    for group in (other, "'", "’", " ", "_"):
        if group in whole:
            if not re.fullmatch(r"[1-9]\d{0,2}(G\d{3})+|[1-9]\d?(G\d\d)+G\d{3}".replace("G", re.escape(group)), whole):
                return None
            whole = whole.replace(group, "")
            break
    if not (whole.isdecimal() or (not whole and part)) or not (part.isdecimal() or not part):
        return None
    return float(f"{whole or 0}.{part or 0}")


def _currency(found: re.Match[str]) -> str:
    return _code(found["before"] or found["behind"] or found["outside"] or "")


@lru_cache(maxsize=256)
def _code(said: str) -> str:
    """``EUR`` for ``€``; ``$`` is anybody's dollar, and counts as the US one."""
    named = next((code for sign, code in SIGNS.items() if sign.casefold() == said.casefold()), said.upper())
    return {"RMB": "CNY"}.get(named, named)
