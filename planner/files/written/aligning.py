"""Which elements of a list are which of another one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from planner.domain.base import canonical


class Aligned(NamedTuple):
    """What became of a list."""

    origin: list[int | None]
    """For each new element, where in the old list it stood; None: it is new."""
    stays: set[int]
    """Old elements that can stay where they are; all others are moved, or gone."""


def aligned(before: Sequence[Any], after: Sequence[Any], key: str) -> Aligned:
    """The elements that a key tells apart, or else those that are alike."""
    keyed = key and all(isinstance(each, dict) and key in each for each in (*before, *after))
    origin = _by_key(before, after, key) if keyed else _alike(before, after)
    return Aligned(origin, _longest_in_order([each for each in origin if each is not None]))


def _by_key(before: Sequence[Any], after: Sequence[Any], key: str) -> list[int | None]:
    known = {each[key]: place for place, each in enumerate(before)}
    origin = [known.get(each[key]) for each in after]
    left = [place for place, each in enumerate(before) if place not in set(origin)]
    for place, each in enumerate(after):
        if origin[place] is None and left and (same := _renamed(before, left, each, key)) is not None:
            origin[place] = same
            left.remove(same)
    return origin


def _renamed(before: Sequence[Any], left: Sequence[int], fresh: dict[str, Any], key: str) -> int | None:
    """Of those that are gone, the one that is the new one but for its name and little else."""
    rest = {name: value for name, value in fresh.items() if name != key}
    if not rest:
        return None
    shares = {place: sum(before[place].get(name) == value for name, value in rest.items()) for place in left}
    best = max(left, key=lambda place: shares[place])
    return best if 2 * shares[best] > max(len(rest), len(before[best]) - 1) else None


def _alike(before: Sequence[Any], after: Sequence[Any]) -> list[int | None]:
    origin: list[int | None] = [None] * len(after)
    matcher = SequenceMatcher(None, [canonical(each) for each in before], [canonical(each) for each in after], False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind in ("equal", "replace"):
            origin[first:last] = [place if place < end else None for place in range(start, start + last - first)]
    return origin


def _longest_in_order(places: Sequence[int]) -> set[int]:
    """The most of some numbers that are in order already."""
    ends: list[int] = []
    heads: list[int] = []
    before: dict[int, int] = {}
    for place in places:
        at = bisect_left(ends, place)
        before[place] = heads[at - 1] if at else -1
        ends[at:] = [place, *ends[at + 1 :]]
        heads[at:] = [place, *heads[at + 1 :]]
    found, at = set[int](), heads[-1] if heads else -1
    while at >= 0:
        found.add(at)
        at = before[at]
    return found
