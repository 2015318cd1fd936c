"""Names of many nodes in one word, as Slurm writes them: ``gpu[01-04,07]-a``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product

from planner.errors import InputError

MOST = 20_000
"""Nodes that one word may stand for."""
_OUTSIDE = re.compile(r",(?![^\[\]]*\])")
_RANGES = re.compile(r"\[([^\[\]]*)\]")


def expanded(hostlist: str) -> list[str]:
    """The names that it stands for; what can't be read stands for itself. Raises InputError for more than ``MOST``."""
    found = list(islice(_all(hostlist), MOST + 1))
    if len(found) > MOST:
        raise InputError(f"'{hostlist[:60]}' stands for more than {MOST:,} nodes; is it cut short, or changed?")
    return found


def _all(hostlist: str) -> Iterator[str]:
    for word in _OUTSIDE.split(hostlist):
        pieces = _RANGES.split(word.strip())
        if pieces != [""]:
            texts = [[piece] if k % 2 == 0 else list(islice(_range(piece), MOST + 1)) for k, piece in enumerate(pieces)]
            yield from map("".join, product(*texts))


def _range(ranges: str) -> Iterator[str]:
    for part in ranges.split(","):
        found = re.fullmatch(r"(\d{1,9})-(\d{1,9})", part.strip())
        if found is None:
            yield part.strip()
            continue
        width = len(found[1])
        yield from (f"{number:0{width}d}" for number in range(int(found[1]), int(found[2]) + 1))
