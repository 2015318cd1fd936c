"""Dates as the app writes them, read back: ``Feb 2027``; files hold ``2027-02``."""

from __future__ import annotations

import re

from planner.words.periods import MONTHS

_BY_NAME = {name.casefold(): k for k, full in enumerate(MONTHS, 1) for name in (full, full[:3])}
"""Every month by its name, short or in full."""
_MONTH = re.compile(r"(\w+)\.?\s+(\d{4})")


def plain_date(text: str) -> str:
    """A month with its year as files have it; any other text as it is."""
    found = _MONTH.fullmatch(text.strip())
    month = _BY_NAME.get(found[1].casefold()) if found else None
    return f"{found[2]}-{month:02}" if found and month else text
