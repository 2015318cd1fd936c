"""Dates as the app writes them, read back: ``Feb 2027``; files hold ``2027-02``."""

from __future__ import annotations

import re
from datetime import date

_MONTH = re.compile(r"(\w+)\.?\s+(\d{4})")


def plain_date(text: str) -> str:
    """A month with its year as files have it; any other text as it is."""
    found = _MONTH.fullmatch(text.strip())
    month = _months().get(found[1].casefold()) if found else None
    return f"{found[2]}-{month:02}" if found and month else text


def _months() -> dict[str, int]:
    """Every month by its name, short or in full, in the language in which dates are written."""
    days = [date(2027, month, 1) for month in range(1, 13)]
    return {f"{day:{form}}".rstrip(".").casefold(): day.month for day in days for form in ("%b", "%B")}
