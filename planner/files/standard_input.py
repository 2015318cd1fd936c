"""Standard input, which can be read once, for whoever wants to know what it is."""

from __future__ import annotations

import sys
from typing import Any

from planner.errors import InputError
from planner.files.text import PRINTED

NAME = "-"
"""What it is called among files."""
LABEL = "<stdin>"
_read: list[tuple[Any, bytes]] = []
"""The stream that was read, and what it said."""


def standard_input() -> bytes:
    """All of it, however often it is asked for. Raises InputError where it is empty, or too large."""
    if not _read or _read[0][0] is not sys.stdin:
        _read[:] = [(sys.stdin, _bytes())]
    data = _read[0][1]
    if len(data) > PRINTED:
        raise InputError(f"{LABEL}: has more than {PRINTED // 1_000_000} MB")
    if not data.strip():
        raise InputError(f"{LABEL}: is empty")
    return data


def _bytes() -> bytes:
    stream = getattr(sys.stdin, "buffer", None)
    return bytes(stream.read(PRINTED + 1)) if stream is not None else sys.stdin.read(PRINTED + 1).encode()
