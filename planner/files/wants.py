"""What is wanted and what was found, in words."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt

from planner.domain.base import LARGEST, Date, Id, Noun
from planner.domain.names import nearest
from planner.files.annotations import bare, base_of, fields_of, members_of, metadata
from planner.words.names import listed

_SPOKEN: dict[Any, str] = {float: "a number", int: "a whole number", str: "text", bool: "true or false"}


def spoken(wanted: Any) -> str:
    """What an annotation wants, in words."""
    if wanted == Date:
        return "a date such as 2027-01, 2027-01-18, 2027-Q1 or 2027-W03"
    if wanted == Id:
        return "text of 1 to 200 characters on one line, without spaces at its ends"
    base = base_of(wanted)
    if get_origin(wanted) is Literal:
        return " or ".join(map(str, get_args(wanted)))
    if base is dict:
        steps = get_args(bare(wanted))[0] == Date
        return "steps such as {2027-01: 1, 2027-04: 2}" if steps else "a mapping from names to numbers"
    if base is tuple:
        parts = get_args(bare(wanted))
        return "a list" if parts[-1] is Ellipsis else f"a list of {len(parts)}: {', '.join(map(_short, parts))}"
    if isinstance(base, type) and issubclass(base, Noun):
        return "a mapping {" + ": …, ".join(list(fields_of(base))[:2]) + ": …}"
    bounds = bounds_of(wanted)
    if bounds:
        return f"{_SPOKEN.get(base, 'text')} {'of ' if bounds[0].isdigit() or bounds[0] == '-' else ''}{bounds}"
    return _SPOKEN.get(base, "text")


def _short(wanted: Any) -> str:
    return "a date" if wanted == Date else spoken(wanted)


def bounds_of(wanted: Any) -> str:
    """Between what a number must lie, in words; that it can be told apart from its neighbours goes without saying."""
    start = end = ""
    for bound in metadata(wanted):
        match bound:
            case Ge(ge=low) if low != -LARGEST:
                start = f"from {shown(low)}"
            case Gt(gt=low):
                start = f"above {shown(low)}"
            case Le(le=high) if high != LARGEST:
                end = f"to {shown(high)}"
            case Lt(lt=high):
                end = f"to below {shown(high)}"
    if start.startswith("from") and not end:
        return f"{start.removeprefix('from ')} or more"
    return f"{start} {end}".strip()


def choices(members: list[Any]) -> str:
    """What the members of a union want, in words."""
    members = [inner for member in members for inner in members_of(member)]
    if any(base_of(member) is dict and get_args(bare(member))[0] == Date for member in members):
        return "a number, a list with one number for each period, or steps such as {2027-01: 1, 2027-04: 2}"
    return " or ".join(map(spoken, members))


def not_among(value: Any, choices: tuple[Any, ...]) -> str:
    wanted = listed([*map(str, choices)], "or")
    if isinstance(value, str):
        close = nearest(value, [choice for choice in choices if isinstance(choice, str)])
        return f"must be {wanted}, not '{value}'" + (f"; did you mean '{close}'?" if close else "")
    return f"must be {wanted}, not {found(value)}"


def found(value: Any) -> str:
    """What was found, in words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, str):
        return f"the text '{value if len(value) <= 60 else value[:57] + '…'}'"
    return shown(value) if isinstance(value, int | float) else type(value).__name__


def shown(number: Any) -> str:
    """A number as people write it."""
    if isinstance(number, float) and math.isfinite(number) and number.is_integer() and abs(number) < 1e15:
        number = int(number)
    return f"{number:.15g}" if isinstance(number, float) else str(number)


_HINTS: tuple[tuple[Callable[[str], object], str], ...] = (
    (re.compile(r"[-+]?\d{1,3}([,'’ \u00a0\u202f]\d{3})+(\.\d+)?").fullmatch, "write it without separators, or with _"),
    (re.compile(r"[-+]?\d{1,3}(\.\d{3}){2,}(,\d+)?").fullmatch, "write it without separators, or with _"),
    (re.compile(r"[-+]?\d{1,3}(\.\d{3})+,\d+").fullmatch, "write it without separators, and decimals behind a point"),
    (re.compile(r"\d{4}-\d{2}(-\d{2}.*)?").fullmatch, "a date is no number; a spreadsheet may have made one of it"),
    (re.compile(r"[-+]?\d+,\d+").fullmatch, "write the decimals behind a point"),
    (re.compile(r"[-+]?[\d.,_]+\s*%").fullmatch, "write a part of 1: 0.15 for 15 %"),
    (re.compile(r"[-+]?0\d+").fullmatch, "write it without the leading zero"),
    (re.compile(r"[-+]?\.?(inf|nan|infinity)", re.IGNORECASE).fullmatch, "only finite numbers make sense here"),
    (re.compile(r"[-+]?[\d.,_]+\s*[^\d\s].*").fullmatch, "write the number alone, without a unit"),
    (re.compile(r"[^\d\s]{1,3}\s*[\d.,_]+").fullmatch, "write the number alone, without a unit"),
)


def advice(value: Any) -> str:
    """What to do about a text that was meant as a number."""
    if not isinstance(value, str) or len(value) > 60:
        return ""
    return next((f"; {hint}" for seems, hint in _HINTS if seems(value.strip())), "")
