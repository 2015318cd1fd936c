"""Accelerators as price lists and machines call them: ``NVIDIA H100 80GB HBM3`` for an H100 of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches

from planner.domain.names import SHOWN, asked, listed

LONG_NAME = 4
"""Letters from which on a name is a word that can be misspelt; one letter of ``H100`` makes another device."""


def device_suggestion(name: str, known: Collection[str]) -> str:
    """What follows ``there is no accelerator 'H100'``: those that may be meant, or how to describe another one."""
    found = candidates(name, known)
    if found or len(known) <= SHOWN:
        return asked(found) if found else listed(known)
    return f"; describe it under accelerators: {{{name[:60]}: {{memory_gb: …, speed: …}}}}"


def candidates(name: str, known: Collection[str]) -> list[str]:
    """The accelerators that a name may mean: those that begin so, or whose device it names, most alike first."""
    typed = name.casefold()[:200]
    begun = [other for other in known if _begins(_compact(other), _compact(typed))]
    if begun:
        return sorted(begun)
    said = {other: _said(_parts(other), typed) for other in known}
    most = max(said.values(), default=0)
    return sorted(other for other, parts in said.items() if parts == most) if most else _misspelt(typed, known)


def _begins(whole: str, start: str) -> bool:
    """Whether a name begins so, and not with another figure: A10 is no A100."""
    return len(start) > 1 and re.match(rf"{re.escape(start)}(?!(?<=\d)\d)", whole) is not None


def _said(parts: list[str], typed: str) -> int:
    """How many parts of a known name are in what was typed; none where its device, the first, is not."""
    found = [re.search(rf"(?<![a-z0-9])(\d+x)?{re.escape(part)}(?!\d\d)", typed) for part in parts]
    named = bool(found) and re.search(rf"(?<![a-z0-9])(\d+x)?{re.escape(parts[0])}(?!\d)", typed)
    return sum(map(bool, found)) if named else 0


def _misspelt(typed: str, known: Collection[str]) -> list[str]:
    """Names of the same figures, whose letters are nearly the same."""
    alike = {
        other.casefold(): other for other in known if _letters(other) >= LONG_NAME and _digits(other) == _digits(typed)
    }
    return [alike[close] for close in get_close_matches(typed, alike, n=1, cutoff=0.7)]


def _parts(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", name.casefold())


def _compact(name: str) -> str:
    return "".join(_parts(name))


def _letters(name: str) -> int:
    found = re.match(r"[^\W\d_]*", name)
    return len(found[0]) if found else 0


def _digits(name: str) -> list[str]:
    return re.findall(r"\d+", name)
