"""Standard input, which can be read once, for whoever wants to know what it is."""

from __future__ import annotations

import sys
from functools import cache

from planner.errors import Fault, InputError

NAME = "-"
"""What it is called among files."""


@cache
def standard_input() -> str:
    """All of its text. Raises InputError where it is none."""
    try:
        return sys.stdin.read()
    except UnicodeDecodeError as error:
        raise InputError([Fault(f"is not text in UTF-8: {error.reason}", file="standard input")]) from None
