"""Which known name a misspelt one probably means."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from functools import lru_cache

MANY = 200
"""From so many names on, only those that a letter or two tell apart are found, through an index."""
SHOWN = 8


def nearest(name: str, known: Collection[str]) -> str | None:
    """The known name that is closest to a misspelt one or begins with it, or None where none is near."""
    return _nearest(name.casefold()[:200], known if isinstance(known, frozenset) else frozenset(known))


def suggestion(name: str, known: Collection[str]) -> str:
    """What follows ``unknown pool 'h10'``: ``; did you mean 'h100'?``, or the names there are, where they are few."""
    close = nearest(name, known)
    if close is not None:
        return f"; did you mean '{close}'?"
    if 0 < len(known) <= SHOWN:
        return f"; known: {', '.join(sorted(known))}"
    return ""


@lru_cache(maxsize=256)
def _nearest(name: str, known: frozenset[str]) -> str | None:
    if len(known) > MANY:
        index = _index(known)
        return min((index[short] for short in _shortened(name) if short in index), default=None)
    folded = {other.casefold(): other for other in sorted(known)}
    begun = (other for other in folded if len(name) > 1 and other.startswith(name))
    found = next(iter(get_close_matches(name, folded, n=1, cutoff=0.6)), None) or next(begun, None)
    return folded[found] if found else None


@lru_cache(maxsize=8)
def _index(known: frozenset[str]) -> dict[str, str]:
    """Known names by themselves and by what is left of them without any one letter."""
    whole = {other.casefold(): other for other in sorted(known)}
    return {short: other for folded, other in whole.items() for short in _shortened(folded[:200])} | whole


def _shortened(name: str) -> list[str]:
    return [name, *(name[:at] + name[at + 1 :] for at in range(len(name)))]
