"""Texts typed or pasted into cells: which of them are values, and what the document becomes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from planner.desktop.fields.columns import Column
from planner.desktop.fields.places import reason
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.draft import Cell, Draft, Refused
from planner.desktop.open.editing.collections import key_of, title_of
from planner.desktop.open.editing.fields import FieldEdit, apply
from planner.desktop.open.editing.structure import renamed
from planner.domain.scenario import Scenario
from planner.errors import InputError, Path


@dataclass(frozen=True)
class Entry:
    """A text for one cell."""

    name: str
    """Id of the element."""
    column: Column
    text: str


@dataclass(frozen=True)
class Prepared:
    """What a document would be with some entries in it."""

    draft: Draft
    accepted: int
    rejected: tuple[tuple[Entry, str], ...] = field(default=())
    """Entries that can't be values, each with the reason; their texts stay in their cells, marked."""


def prepare(draft: Draft, collection: str, entries: Sequence[Entry]) -> Prepared:
    """Read every entry, and put into the scenario those that fit."""
    name_steps = (key_of(collection),)
    rejected: list[tuple[Entry, str]] = []
    edits: dict[int, Entry] = {}
    asked: list[FieldEdit] = []
    for entry in entries:
        if entry.column.steps != name_steps:
            try:
                edit = FieldEdit(collection, entry.name, entry.column.steps, entry.column.read(entry.text))
            except InputError as error:
                rejected.append((entry, error.faults[0].message))
                continue
            edits[id(edit)] = entry
            asked.append(edit)
    done = apply(draft.scenario, asked)
    rejected += [(edits[id(edit)], reason(draft.scenario, fault, _path(edit))) for edit, fault in done.rejected]
    refused_entries = {id(entry) for entry, _ in rejected}
    fine = [entry for entry in entries if id(entry) not in refused_entries]
    cells = [_cell(collection, entry) for entry in fine]
    after = draft.with_scenario(done.scenario, *cells)
    for entry, why in rejected:
        after = after.refusing(_cell(collection, entry), Refused(entry.text, why))
    after, bad = _with_ids(after, collection, [entry for entry in fine if entry.column.steps == name_steps])
    return Prepared(after, len(fine) - len(bad), (*rejected, *bad))


def enter(document: Document, collection: str, entries: Sequence[Entry], text: str = "") -> Prepared:
    """Put entries into the document, as one step that can be taken back."""
    prepared = prepare(document.draft, collection, entries)
    document.replace_draft(prepared.draft, text or spoken(document.scenario, collection, entries))
    return prepared


def spoken(scenario: Scenario, collection: str, entries: Sequence[Entry]) -> str:
    """What the step is called in the menu: ``Minimum of Answers in search``."""
    if len(entries) == 1:
        name = title_of(scenario, collection, entries[0].name)
        return tr("{column} of {name}", column=tr(entries[0].column.title), name=name)
    columns = {tr(entry.column.title) for entry in entries}
    if len(columns) > 1:
        return tr("{count} cells", count=len(entries))
    return tr("{column} of {count} rows", column=columns.pop(), count=len(entries))


def _path(edit: FieldEdit) -> Path:
    return (edit.collection, edit.name, *edit.steps)


def _cell(collection: str, entry: Entry) -> Cell:
    return (collection, entry.name, entry.column.steps)


def _with_ids(draft: Draft, collection: str, entries: Iterable[Entry]) -> tuple[Draft, list[tuple[Entry, str]]]:
    """The draft with some elements called otherwise; what was typed into their cells goes with them."""
    bad: list[tuple[Entry, str]] = []
    for entry in entries:
        new = entry.text.strip()
        try:
            scenario = renamed(draft.scenario, collection, entry.name, new)
        except (InputError, ValueError) as error:
            why = tr("must be a name of one line")
            if isinstance(error, InputError):
                why = reason(draft.scenario, error.faults[0], (collection, entry.name, key_of(collection)))
            bad.append((entry, why))
            draft = draft.refusing(_cell(collection, entry), Refused(entry.text, why))
            continue
        moved = {
            (c, new if (c, name) == (collection, entry.name) else name, steps): refused
            for (c, name, steps), refused in draft.refused.items()
            if (c, name, steps) != _cell(collection, entry)
        }
        draft = Draft(scenario, MappingProxyType(moved))
    return draft, bad
