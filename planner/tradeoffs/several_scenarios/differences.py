"""What differs in the input of two scenarios, as changes that can be made one by one.

A *change* is all that differs in one object: a pool, a request, a rule, the weights. Made on the first scenario all
changes together give the second one exactly, so that what each of them causes can be told (``attribution``).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from planner.domain.base import Noun
from planner.domain.family import Family
from planner.domain.scenario import CostObjective, Scenario
from planner.tradeoffs.several_scenarios.fields import IDLE, Difference, field_differences, plain, spoken, subject_words
from planner.words.names import field_words, some

COLLECTIONS = (("pools", "pool", "id"), ("people", "role", "role"), ("requests", "request", "id"),
               ("rules", "rule", "name"))  # fmt: skip
"""Lists of objects: field of the scenario, kind, and what names an object."""
TABLES = (("accelerators", "accelerator"), ("catalogue", "catalogue entry"))
"""Mappings of objects by name."""
IDLE_FIELDS = frozenset({"format", "name", "notes", "currency", "rates", "expect", "assumptions", "solver"})
"""Fields of a scenario that no optimum depends on."""
NAMED = 3
"""Fields of one object that are said before the others are counted together."""
COLUMNS = ("kind", "id", "field", "before", "after", "sentence")


@dataclass(frozen=True)
class Change:
    """All that differs in one object."""

    field: str
    """Field of the scenario that it stands in."""
    kind: str
    id: str
    before: Any
    """The object in the first scenario; None: it is not there."""
    after: Any
    rows: tuple[Difference, ...]
    behind: str = ""
    """An added object: the one that it follows in the second scenario; empty: it comes first."""
    order: bool = False
    """Whether only the order of a list changes; ``before`` and ``after`` then are the names in their order."""

    @property
    def name(self) -> str:
        """``pool h100-us``"""
        return f"{self.kind} {self.id}".strip()

    @property
    def short(self) -> str:
        """What changes, by its title: ``H100 in Virginia: gpus``, ``Budget: at most``, ``weights``."""
        thing = self.after if self.after is not None else self.before
        title = str(getattr(thing, "title", "") or self.id or self.kind)
        fields = list(dict.fromkeys(row.field.partition(".")[0] for row in self.rows if not row.idle))
        if self.before is None or self.after is None:
            return f"{title}: {'added' if self.before is None else 'removed'}"
        named = field_words(fields[0]) if len(fields) == 1 else ""
        return f"{title}: {named}" if named else title

    @property
    def idle(self) -> bool:
        """Whether no optimum depends on it: names, notes, the order of lists."""
        return all(row.idle for row in self.rows)

    @property
    def title(self) -> str:
        """What changes in a sentence: the first fields with their values, and how many others there are."""
        rows = [row for row in self.rows if not row.idle] or list(self.rows)
        first, *others = [row.sentence for row in rows] or [self.name]
        subject = f"{subject_words(self.kind, self.id, *_nouns(self.before, self.after))}: "
        said = [first, *(text.removeprefix(subject) for text in others)]
        return "; ".join(some(said, NAMED))


def _nouns(*sides: Any) -> list[Noun]:
    return [side for side in sides if isinstance(side, Noun)]


def differences(first: Scenario, second: Scenario) -> tuple[Change, ...]:
    """Every object that differs, in the order of a scenario file; empty: the scenarios are the same."""
    found: list[Change] = []
    tables, lists = dict(TABLES), {field: (kind, key) for field, kind, key in COLLECTIONS}
    for field in Scenario.model_fields:
        a, b = getattr(first, field), getattr(second, field)
        if field == "family":
            found += _of_family(first, second)
        elif field in tables:
            found += _of_table(field, tables[field], a, b, first, second)
        elif field in lists:
            found += _of_list(field, *lists[field], a, b, first, second)
        elif not _same(a, b):
            found.append(_of_field(field, a, b, first, second))
    return tuple(found)


def apply(scenario: Scenario, changes: Iterable[Change]) -> Scenario:
    """The scenario with some changes made; all of them, in the order that ``differences`` gives, are the second one."""
    update: dict[str, Any] = {}
    keys = {field: key for field, _, key in COLLECTIONS}
    for change in sorted(changes, key=lambda c: c.order):
        now = update.get(change.field, getattr(scenario, change.field))
        if change.order:
            update[change.field] = _reordered(now, change.after, keys[change.field])
        elif change.field in keys:
            update[change.field] = _edited(now, change, keys[change.field])
        elif change.field in dict(TABLES):
            kept = {name: part for name, part in now.items() if name != change.id}
            update[change.field] = kept | ({change.id: change.after} if change.after is not None else {})
        else:
            update[change.field] = change.after
    return scenario.model_copy(update=update)


def frame(changes: Iterable[Change]) -> pd.DataFrame:
    """One row for each field that differs."""
    rows = [[getattr(row, column) for column in COLUMNS] for change in changes for row in change.rows]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _of_field(field: str, a: Any, b: Any, first: Scenario, second: Scenario) -> Change:
    rows: list[Difference] = []
    if isinstance(a, Noun) and isinstance(b, Noun) and type(a) is type(b):
        rows = list(field_differences(field, "", a, b, (first.calendar, second.calendar)))
    if not rows:
        rows = [Difference(field, "", "", plain(a), plain(b), f"{field}: {spoken(a)} → {spoken(b)}")]
    if field in IDLE_FIELDS:
        rows = [replace(row, idle=True) for row in rows]
    return Change(field, field, "", a, b, tuple(rows))


def _of_family(first: Scenario, second: Scenario) -> Iterator[Change]:
    """Other sums of which points are parts, or nothing that shows where they are the same."""
    a, b = first.own_family, second.own_family
    is_same = all(b.sums.get(metric) in (None, amount) for metric, amount in a.sums.items()) and a.whole == b.whole
    by_sums = any(not s.yardstick and s.value.scale == "share" for s in (first, second))
    if first.family == second.family and (is_same or not by_sums):
        return
    text = f"points are parts of other sums: {spoken(a.sums)} → {spoken(b.sums)}"
    idle = not by_sums or (_are_in_step(a, b) and not any(map(_speaks_of_points, (first, second))))
    row = Difference("sums", "", "", plain(a.sums), plain(b.sums), text, idle)
    yield Change("family", "sums", "", first.family, second.family, () if is_same else (row,))


def _are_in_step(a: Family, b: Family) -> bool:
    """Whether points of one are those of the other times a number."""
    ratios = [b.sums.get(metric, 0.0) / a.sums[metric] for metric in a.whole]
    alike = all(math.isclose(ratio, ratios[0], rel_tol=1e-12) for ratio in ratios)
    return a.whole == b.whole and a.sums.keys() == b.sums.keys() and alike


def _speaks_of_points(scenario: Scenario) -> bool:
    """Whether a limit or a target of a scenario is in points."""
    limits = any(rule.enabled and rule.measure == "value" for rule in scenario.rules)
    return limits or isinstance(scenario.objective, CostObjective)


def _of_table(
    field: str, kind: str, a: dict[str, Any], b: dict[str, Any], first: Scenario, second: Scenario
) -> Iterator[Change]:
    for name in [*a, *(name for name in b if name not in a)]:
        if not _same(a.get(name), b.get(name)):
            rows = _rows(kind, name, a.get(name), b.get(name), first, second)
            yield Change(field, kind, name, a.get(name), b.get(name), rows)


def _of_list(
    field: str, kind: str, key: str, a: Sequence[Any], b: Sequence[Any], first: Scenario, second: Scenario
) -> Iterator[Change]:
    """Changed and removed objects in the first scenario's order, then added ones in the second's, then the order."""
    before, after = {getattr(x, key): x for x in a}, {getattr(x, key): x for x in b}
    for name, old in before.items():
        if not _same(old, after.get(name)):
            rows = _rows(kind, name, old, after.get(name), first, second)
            yield Change(field, kind, name, old, after.get(name), rows)
    behind = dict(zip(after, ["", *after], strict=False))
    for name, new in after.items():
        if name not in before:
            yield Change(field, kind, name, None, new, _rows(kind, name, None, new, first, second), behind[name])
    kept, new_order = [n for n in before if n in after], [n for n in after if n in before]
    if kept != new_order:
        text = f"{field}: another order"
        row = Difference(kind, "", "order", kept, new_order, text, idle=True)
        yield Change(field, f"order of {field}", "", tuple(before), tuple(after), (row,), order=True)


def _rows(kind: str, name: str, a: Any, b: Any, first: Scenario, second: Scenario) -> tuple[Difference, ...]:
    if a is None or b is None:
        verb = "added" if a is None else "removed"
        off = getattr(b if a is None else a, "enabled", True) is False  # a rule that is switched off has no effect
        return (
            Difference(kind, name, "", plain(a), plain(b), f"{subject_words(kind, name, *_nouns(a, b))}: {verb}", off),
        )
    is_expected = first.value.is_expected or second.value.is_expected
    idle = IDLE - {"confidence"} if is_expected else IDLE
    rows = tuple(field_differences(kind, name, a, b, (first.calendar, second.calendar), idle))
    off = getattr(a, "enabled", True) is False and getattr(b, "enabled", True) is False
    if not rows:
        text = f"{subject_words(kind, name, *_nouns(a, b))}: is written differently"
        return (Difference(kind, name, "", plain(a), plain(b), text),)
    return tuple(replace(row, idle=True) for row in rows) if off else rows


def _same(a: Any, b: Any) -> bool:
    """Whether two objects are one, also in what they leave to defaults: a catalogue's figures fill in what is left."""
    if isinstance(a, Noun) and isinstance(b, Noun):
        return a == b and (a.model_dump(exclude_unset=True) == b.model_dump(exclude_unset=True))
    return bool(a == b)


def _edited(now: Sequence[Any], change: Change, key: str) -> tuple[Any, ...]:
    """A list with one object replaced, removed, or added behind the one that it follows."""
    if change.before is not None:
        found = [change.after if getattr(x, key) == change.id else x for x in now]
        return tuple(x for x in found if x is not None)
    names = [getattr(x, key) for x in now]
    at = 0 if not change.behind else names.index(change.behind) + 1 if change.behind in names else len(names)
    return (*now[:at], change.after, *now[at:])


def _reordered(now: Sequence[Any], order: Sequence[str], key: str) -> tuple[Any, ...]:
    """A list in another order; what that does not name comes last."""
    place = {name: k for k, name in enumerate(order)}
    return tuple(sorted(now, key=lambda x: place.get(getattr(x, key), len(place))))
