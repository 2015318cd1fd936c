"""Which known name a misspelt one probably means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache

from planner.errors import InputError

MANY = 200
"""From so many names on, only those that a letter or two tell apart are found, through an index."""
SHOWN = 8
ENOUGH = 3
"""Letters from which on a part of a name may stand for it."""


def nearest(name: str, known: Collection[str]) -> str | None:
    """The known name that is closest to a misspelt one or begins with it, or None where none is near."""
    return _nearest(name.casefold()[:200], known if isinstance(known, frozenset) else frozenset(known))


def suggestion(name: str, known: Collection[str]) -> str:
    """What follows ``unknown pool 'h10'``: ``; did you mean 'h100'?``, or the names there are, where they are few.

    Names that begin with what was typed come before those that look like it, and all of them are named.
    """
    known = known if isinstance(known, frozenset) else frozenset(known)
    begun = _begun(name.casefold()[:200], known)
    close = nearest(name, known)
    if begun or close is not None:
        return asked(begun or [str(close)])
    return listed(known)


def listed(known: Collection[str]) -> str:
    """``; known: h100-eu, h100-us`` where they are few."""
    return f"; known: {', '.join(sorted(known))}" if 0 < len(known) <= SHOWN else ""


def asked(candidates: Sequence[str]) -> str:
    """``; did you mean 'H100-PCIe' or 'H100-SXM'?``"""
    *others, last = (f"'{candidate}'" for candidate in candidates)
    return f"; did you mean {f'{", ".join(others)} or {last}' if others else last}?"


def meant(name: str, titles: Mapping[str, str], noun: str) -> str:
    """The id that somebody means who writes an id, a title, or enough of either; ``titles`` says what each is called.

    What is written exactly so comes first, an id before a title; then either in whatever case; then what begins so;
    last what has it somewhere. Raises InputError: where nothing does, with the nearest; where several do, with them.
    """
    if name in titles:
        return name
    pairs = [(word, key) for key, title in titles.items() for word in (key, title)]
    wanted = folded(name)
    steps = (
        (key for word, key in pairs if word == name),
        (key for word, key in pairs if folded(word) == wanted),
        (key for word, key in pairs if len(wanted) >= ENOUGH and folded(word).startswith(wanted)),
        (key for word, key in pairs if len(wanted) >= ENOUGH and wanted in folded(word)),
    )
    found = next(filter(None, ([*dict.fromkeys(step)] for step in steps)), [])
    if not found:
        every = frozenset(titles) | frozenset(titles.values())
        hint = suggestion(name, every) if nearest(name, every) else listed(titles)
        raise InputError(f"there is no {noun} '{name}'{hint}")
    if len(found) > 1:
        raise InputError(several(name, found, titles, noun))
    return found[0]


def several(name: str, found: Sequence[str], titles: Mapping[str, str], noun: str) -> str:
    """``'video' could be the request video-gen (Video generator) or …; write its id``"""
    said = [f"{key} ({titles[key]})" if titles[key] != key else key for key in found[:SHOWN]]
    more = f" and {len(found) - SHOWN:,} more" if len(found) > SHOWN else ""
    return f"'{name}' could be several {noun}s: {', '.join(said)}{more}; write all of one id"


def folded(name: str) -> str:
    """A name without its case, and with one space wherever it has any."""
    return " ".join(name.casefold().split())


def alike(name: str, words: Iterable[tuple[str, int]]) -> list[int]:
    """The numbers of the words that are a name, or, where none is, that are it in whatever case and spacing."""
    words, wanted = [*words], folded(name)
    exactly = [number for word, number in words if word == name]
    return [*dict.fromkeys(exactly or [number for word, number in words if folded(word) == wanted])]


@lru_cache(maxsize=256)
def _nearest(name: str, known: frozenset[str]) -> str | None:
    if begun := _begun(name, known):
        return begun[0]
    if len(known) > MANY:
        index = _index(known)
        return min((index[short] for short in _shortened(name) if short in index), default=None)
    folded = {other.casefold(): other for other in sorted(known)}
    found = next(iter(get_close_matches(name, folded, n=1, cutoff=0.6)), None)
    return folded[found] if found else None


def _begun(name: str, known: frozenset[str]) -> list[str]:
    """The known names that begin with a name of two letters or more; none where they are too many to ask between."""
    folded = _in_order(known)
    at = bisect_left(folded, (name,))
    begun = folded[at : at + SHOWN + 1] if len(name) > 1 else []
    found = [other for low, other in begun if low.startswith(name)]
    return found if len(found) <= SHOWN else []


@lru_cache(maxsize=8)
def _in_order(known: frozenset[str]) -> list[tuple[str, ...]]:
    return sorted((other.casefold(), other) for other in known)


@lru_cache(maxsize=8)
def _index(known: frozenset[str]) -> dict[str, str]:
    """Known names by themselves and by what is left of them without any one letter."""
    whole = {other.casefold(): other for other in sorted(known)}
    return {short: other for folded, other in whole.items() for short in _shortened(folded[:200])} | whole


def _shortened(name: str) -> list[str]:
    return [name, *(name[:at] + name[at + 1 :] for at in range(len(name)))]
