"""Requests that are imported again: what is new, what changes, and what was edited in the scenario since and stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

PARTED = ("metrics", "people", "attributes")
"""Mappings of which each entry is a field of its own."""
type Data = Mapping[str, Any]


class Change(NamedTuple):
    """One field of a request that an import sets."""

    request: str
    field: str
    before: Any
    """None: it was not there."""
    after: Any
    """None: it is not there any more."""


class Kept(NamedTuple):
    """One field that differs in the files, and stays as it is in the scenario."""

    request: str
    field: str
    here: Any
    there: Any


@dataclass
class Update:
    """What an import would make of a scenario's requests, nothing of it done yet."""

    changes: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By request, as the ``changes`` of a variant."""
    added: list[str] = field(default_factory=list)
    told: list[Change] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    removed_here: list[str] = field(default_factory=list)
    """Requests that were imported, and were taken out of the scenario since: they stay out."""
    gone_there: list[str] = field(default_factory=list)
    """Requests that were imported once, and are not in the files any more: they stay."""


def updated(
    here: Mapping[str, Data], before: Mapping[str, Data], fresh: Mapping[str, Data], *, overwrite: bool = False
) -> Update:
    """The scenario's requests, what was imported last, and what the files say now, in one.

    A field that only the files have changed is brought up to date; one that was edited here since stays, and is listed
    where the files have another figure now. ``overwrite``: the files hold instead.
    """
    found = Update()
    for name, request in fresh.items():
        if name in here:
            _compare(found, name, here[name], before.get(name, {}), request, overwrite)
        elif name in before and not overwrite:
            found.removed_here.append(name)
        else:
            found.added.append(name)
            found.changes[name] = {"id": name, **request}
    found.gone_there = [name for name in before if name in here and name not in fresh]
    return found


def _compare(found: Update, name: str, here: Data, before: Data, fresh: Data, overwrite: bool) -> None:
    mine, base, theirs = fields_of_request(here), fields_of_request(before), fields_of_request(fresh)
    for path in dict.fromkeys((*theirs, *base)):
        was, now, new = base.get(path), mine.get(path), theirs.get(path)
        if new in (was, now):
            continue
        if now == was or overwrite or (now is None and path not in base):
            _put(found.changes.setdefault(name, {}), path, new)
            found.told.append(Change(name, ".".join(path), now, new))
        else:
            found.kept.append(Kept(name, ".".join(path), now, new))


def fields_of_request(request: Data) -> dict[tuple[str, ...], Any]:
    """The fields of a request that change by themselves."""
    found: dict[tuple[str, ...], Any] = {}
    for key, value in request.items():
        if key == "id":
            continue
        if key in PARTED and isinstance(value, Mapping):
            found |= {(key, name): part for name, part in value.items()}
        else:
            found[key,] = plain(value)
    return found


def plain(value: Any) -> Any:
    """A value as JSON would give it back, so that both can be compared."""
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return {key: plain(each) for key, each in value.items()} if isinstance(value, Mapping) else value


def _put(changes: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    *parts, last = path
    for part in parts:
        changes = changes.setdefault(part, {})
    changes[last] = value
