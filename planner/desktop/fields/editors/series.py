"""A quantity over time as one entry for each period, and back in the shortest notation that says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from planner.domain.calendar import Calendar

type Given = Any
"""A number; a word that can't be one; or None where nothing is given."""


def spread(value: Any, calendar: Calendar) -> list[Given] | None:
    """One entry for each period of the calendar; None for what can't be read as a series.

    Before the first step all is 0, as everywhere; where nothing is given at all there is nothing in any period.
    """
    if value is None:
        return [None] * len(calendar)
    if isinstance(value, Mapping):
        return _over_steps(value, calendar)
    if isinstance(value, list | tuple):
        return list(value) if len(value) == len(calendar) else None
    return [value] * len(calendar) if _is_number(value) else None


def written(entries: Sequence[Given], before: Any, calendar: Calendar) -> Any:
    """Plain data for the entries: one number, steps where it changes, or a list where there was one.

    What the entries don't change stays as it was ``before``: the dates of steps, and steps behind the calendar.
    """
    earlier = spread(before, calendar)
    if list(entries) == earlier:
        return before
    before = None if earlier is None else before
    if all(entry is None for entry in entries):
        return None
    full = [0.0 if entry is None else entry for entry in entries]
    behind = _behind(before, calendar)
    if len(set(full)) == 1 and not behind:
        return full[0]
    if isinstance(before, list | tuple):
        return full
    return {**_steps(full, _dates(before, full, calendar), calendar), **behind}


def _over_steps(steps: Mapping[str, Given], calendar: Calendar) -> list[Given] | None:
    """The entry of the last step that has begun, in each period; None where one period has two."""
    if _share_a_period(steps, calendar):
        return None
    try:  # the domain knows how steps are ordered; words that are no numbers stand in it for their place
        words = list(dict.fromkeys(steps.values()))
        at = calendar.standing({when: float(words.index(entry)) + 1.0 for when, entry in steps.items()})
    except (ValueError, OverflowError, TypeError):
        return None
    if all(map(_is_number, words)):
        return list(calendar.standing(dict(steps)))
    return [words[int(place) - 1] if place else 0.0 for place in at]


def _share_a_period(steps: Mapping[str, Given], calendar: Calendar) -> bool:
    try:
        periods = [at for when in steps if (at := calendar.first(when)) >= 0]
    except (ValueError, OverflowError):
        return False
    return len(periods) != len(set(periods))


def _steps(full: Sequence[Given], dates: Mapping[int, str], calendar: Calendar) -> dict[str, Given]:
    """A step wherever an entry differs from the one before it; at first from 0."""
    changes = [k for k, (a, b) in enumerate(pairwise([0.0, *full])) if a != b]
    return {dates.get(k, calendar.labels[k]): full[k] for k in changes}


def _dates(before: Any, full: Sequence[Given], calendar: Calendar) -> dict[int, str]:
    """How the steps of old are dated, by period; the only one from before the calendar still opens it if it holds."""
    if not isinstance(before, Mapping):
        return {}
    found = {calendar.first(when): when for when in before}
    earlier = [when for when in before if calendar.first(when) < 0]
    if len(earlier) == 1 and before[earlier[0]] == full[0] and 0 not in found:
        found[0] = earlier[0]
    return found


def _behind(before: Any, calendar: Calendar) -> dict[str, Given]:
    """Steps behind the calendar: without effect here, and not to be lost."""
    if not isinstance(before, Mapping):
        return {}
    return {when: entry for when, entry in before.items() if calendar.first(when) >= len(calendar)}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
