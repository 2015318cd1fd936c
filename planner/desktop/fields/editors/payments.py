"""Money that is due once as one entry for each period, and back in the shortest notation that says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.desktop.fields.editors.series import Given
from planner.domain.calendar import Calendar


@dataclass(frozen=True)
class Due:
    """How one element's payments fall."""

    first: int
    """The period in which a single amount is due."""

    def spread(self, value: Any, calendar: Calendar) -> list[Given] | None:
        """One entry for each period, nothing where nothing is due; None for what can't be read as payments."""
        found: list[Given] = [None] * len(calendar)
        if isinstance(value, list | tuple):
            return list(value) if len(value) == len(calendar) else None
        if isinstance(value, Mapping):
            by_period = _by_period(value, calendar)
            if by_period is None:
                return None
            for t, dated in by_period.items():
                found[t] = _sum([amount for _, amount in dated])
        elif value is not None:
            found[self.first] = value
        return found

    def written(self, entries: Sequence[Given], before: Any, calendar: Calendar) -> Any:
        """Plain data for the entries: one amount where it is due at first, else amounts by date, or a list where there
        was one. Amounts that did not change keep their dates, and those outside of the calendar stay.
        """
        if list(entries) == self.spread(before, calendar):
            return before
        given = {t: entry for t, entry in enumerate(entries) if entry not in (None, 0)}
        known = _by_period(before, calendar) or {} if isinstance(before, Mapping) else {}
        kept = {when for dated in known.values() for when, _ in dated}
        dates = before if isinstance(before, Mapping) and self.spread(before, calendar) is not None else {}
        outside = {when: amount for when, amount in dates.items() if when not in kept}
        if isinstance(before, list | tuple):
            return [given.get(t, 0.0) for t in range(len(calendar))]
        if not outside and set(given) <= {self.first}:
            return given.get(self.first)
        found: dict[str, Given] = {}
        for t, entry in given.items():
            dated = known.get(t, [(calendar.labels[t], None)])
            same = _sum([amount for _, amount in dated]) == entry
            found |= dict(dated) if same else {dated[0][0]: entry}
        return found | outside


def _by_period(payments: Mapping[str, Given], calendar: Calendar) -> dict[int, list[tuple[str, Given]]] | None:
    """Dates and amounts by the period in which they are due; None where a date is none."""
    found: dict[int, list[tuple[str, Given]]] = {}
    for when, amount in payments.items():
        try:
            at = calendar.first(when)
        except (ValueError, OverflowError):
            return None
        if 0 <= at < len(calendar):
            found.setdefault(at, []).append((when, amount))
    return found


def _sum(amounts: Sequence[Given]) -> Given:
    """All amounts together; a word that is no number stands for itself."""
    words = [amount for amount in amounts if not isinstance(amount, int | float)]
    return words[0] if words else sum(amounts)
