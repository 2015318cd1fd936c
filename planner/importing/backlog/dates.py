"""Dates as tools and people write them: ``09/Jan/24 3:54 PM``, ``18.01.2027``, ``Q1'27``, ``Feb–Apr 2027``.

A date of figures alone, ``03/04/2027``, is read as its whole column is: one cell with a day above 12 shows the order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from planner.domain.calendar import is_date, span

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january", "januar", "jänner", "janv", "janvier", "ene", "enero"),
            ("feb", "february", "februar", "févr", "février", "fev", "febrero"),
            ("mar", "march", "mär", "märz", "mrz", "mars", "marzo"),
            ("apr", "april", "avr", "avril", "abr", "abril"),
            ("may", "mai", "mayo"),
            ("jun", "june", "juni", "juin", "junio"),
            ("jul", "july", "juli", "juil", "juillet", "julio"),
            ("aug", "august", "août", "aout", "ago", "agosto"),
            ("sep", "sept", "september", "septembre", "septiembre"),
            ("oct", "october", "okt", "oktober", "octobre", "octubre"),
            ("nov", "november", "novembre", "noviembre"),
            ("dec", "december", "dez", "dezember", "déc", "décembre", "dic", "diciembre"),
        ),
        1,
    )
    for name in names
}
ORDERS = ("dmy", "mdy")
LONGEST = 80
_CENTURY = 2000
_NAMES = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_TIME = re.compile(
    r"(?:[ ,]+(?:at )?|t)\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[ap]\.?m\.?|z|[+-]\d\d:?\d\d|utc"
    r"|gmt(?:[+-]\d{4})?(?: \([^()]*\))?)?$"
)
_WEEKDAY = re.compile(
    r"(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)[.,]{0,2} +(?=\S)"
)
_YEAR = r"(?:'|’)?(\d{4}|\d{2})"
_FIGURES = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_FORMS = (
    (re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"), "ymd"),
    (re.compile(r"(\d{4})[-/.](\d{1,2})"), "ym"),
    (re.compile(r"(\d{1,2})[/.](\d{4})"), "my"),
    (re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th|\.)?[ /-]*({_NAMES})\.?[ ,/-]*{_YEAR}"), "dny"),
    (re.compile(rf"({_NAMES})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? +(\d{{4}})"), "ndy"),
    (re.compile(rf"({_NAMES})\.?[ ,/-]*{_YEAR}"), "ny"),
    (re.compile(rf"(\d{{4}})[ -]?({_NAMES})\.?"), "yn"),
    (re.compile(rf"q([1-4])(?:[ /-]+|(?=['’])){_YEAR}"), "qy"),
    (re.compile(r"(\d{4})[ /-]?q([1-4])"), "yq"),
    (re.compile(rf"h([12])(?:[ /-]+|(?=['’])){_YEAR}"), "hy"),
    (re.compile(r"(\d{4})[ /-]?h([12])"), "yh"),
    (re.compile(r"(\d{4})[ -]?w(\d{1,2})"), "yw"),
    (re.compile(r"(20\d\d)"), "y"),
)
_TO = re.compile(
    r"\s*(?:–|—|\.\.\.?|…|→|\bto\b|\btill\b|\buntil\b|\bbis\b| - "
    r"|(?<=[a-z])\s*-\s*(?=[a-z])|(?<=[qh]\d)\s*-\s*(?=[qh]))\s*"
)


class Span(NamedTuple):
    """From a date to a date, as a scenario names them: ``2027-02``, ``2027-04``."""

    first: str
    last: str


class Order(NamedTuple):
    """What a column says of the order of its days and months."""

    order: str
    """``dmy`` or ``mdy``; empty where nothing shows it."""
    doubtful: tuple[str, ...] = ()


@lru_cache(maxsize=16384)
def span_of(text: str, order: str = "") -> Span | None:
    """What a text names: a date, or from one to another; None for what is neither, or could be two."""
    plain = _plain(text)
    if (one := _one(plain, order)) is not None:
        return one
    parts = [part for part in _TO.split(plain) if part]
    if len(parts) != 2:
        return None
    last = _one(parts[1], order)
    first = _one(parts[0], order) or (_one(f"{parts[0]} {last.first[:4]}", order) if last else None)
    if first is None or last is None or span(first.first)[0] >= span(last.last)[1]:
        return None
    return Span(first.first, last.last)


def order_of(cells: Iterable[Any]) -> Order:
    """The order of days and months in a column's dates of figures."""
    shown, doubtful = set[str](), list[str]()
    for cell in cells:
        found = _FIGURES.fullmatch(_plain(cell)) if isinstance(cell, str) else None
        if found is None or found[2] == ".":
            continue
        one, other = int(found[1]), int(found[3])
        if one > 12 >= other:
            shown.add("dmy")
        elif other > 12 >= one:
            shown.add("mdy")
        elif one != other:
            doubtful.append(cell)
    return Order(shown.pop()) if len(shown) == 1 else Order("", tuple(doubtful))


def looks_dated(cell: Any) -> bool:
    """Whether a cell is a date, in whatever order."""
    return isinstance(cell, str) and any(span_of(cell, order) for order in ORDERS)


def found_in(text: str) -> tuple[Span | None, str]:
    """The time that a text ends with, and what stands before it: ``8 H100s Feb-Apr 2027``."""
    words = text.split()
    for size in range(min(len(words), 6), 0, -1):
        last = " ".join(words[-size:])
        named = span_of(last)
        if named is not None and re.search(r"(?<!\d)\d{4}(?!\d)|['’]\d\d", last):
            kept = re.sub(r"[,;(]?\s*(?:\b(?:from|in|during|starting|von|ab)\b)?\s*$", "", " ".join(words[:-size]))
            return named, kept.strip()
    return None, text


def last_day(when: str) -> date:
    """The last day that a date names."""
    return span(when)[1] - timedelta(days=1)


def _plain(text: str) -> str:
    if len(text) > LONGEST:
        return ""
    plain = _TIME.sub("", unicodedata.normalize("NFKC", text).casefold().strip())
    return plain[found.end() :] if (found := _WEEKDAY.match(plain)) else plain


def _one(text: str, order: str) -> Span | None:
    if found := _FIGURES.fullmatch(text):
        named = _in_figures(int(found[1]), found[2], int(found[3]), _year(found[4]), order)
        return Span(named, named) if named and is_date(named) else None
    for form, kind in _FORMS:
        if found := form.fullmatch(text):
            first, last = _named(dict(zip(kind, found.groups(), strict=True)))
            return Span(first, last) if is_date(first) and is_date(last) else None
    return None


def _in_figures(one: int, between: str, other: int, year: int, order: str) -> str:
    """A date of three figures; empty where they could be in either order."""
    dmy, mdy = f"{year:04}-{other:02}-{one:02}", f"{year:04}-{one:02}-{other:02}"
    if between == "." or order == "dmy":
        return dmy
    if order == "mdy":
        return mdy
    able = {named for named in (dmy, mdy) if is_date(named)}
    return able.pop() if len(able) == 1 else ""


def _named(part: dict[str, str]) -> tuple[str, str]:
    year = _year(part["y"])
    if "q" in part:
        return (f"{year:04}-Q{part['q']}",) * 2
    if "h" in part:
        half = int(part["h"])
        return f"{year:04}-Q{2 * half - 1}", f"{year:04}-Q{2 * half}"
    if "w" in part:
        return (f"{year:04}-W{int(part['w']):02}",) * 2
    month = int(part["m"]) if "m" in part else MONTHS[part["n"]] if "n" in part else 0
    named = f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{int(part['d']):02}" if "d" in part else "")
    return named, named


def _year(text: str) -> int:
    return int(text) + (_CENTURY if len(text) == 2 else 0)
