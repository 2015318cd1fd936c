"""The one way in which typed or pasted texts become values: those that are none stay in their cells, marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from planner.desktop.fields.columns import Column
from planner.desktop.fields.places import reason
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.editing.collections import NOUNS, elements, key_of, name_of, title_of
from planner.desktop.open.editing.draft import Cell, Draft, Refused, path_of
from planner.desktop.open.editing.fields import Applied, FieldEdit, Steps, apply
from planner.desktop.open.editing.options import option_renamed
from planner.desktop.open.editing.properties import with_value
from planner.desktop.open.editing.structure import is_made_up, renamed
from planner.domain.ids import free, slug
from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.files.money import in_currency_of


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
                value = in_currency_of(draft.scenario, entry.column.steps, entry.column.read(entry.text))
                edit = FieldEdit(collection, entry.name, entry.column.steps, value)
            except InputError as error:
                rejected.append((entry, error.faults[0].message))
                continue
            edits[id(edit)] = entry
            asked.append(edit)
    done = _applied(draft.scenario, collection, asked)
    rejected += [(edits[id(edit)], reason(draft.scenario, fault, path_of(edit.cell))) for edit, fault in done.rejected]
    refused_entries = {id(entry) for entry, _ in rejected}
    fine = [entry for entry in entries if id(entry) not in refused_entries]
    cells = [_cell(collection, entry) for entry in fine]
    after = draft.with_scenario(done.scenario, *cells)
    for entry, why in rejected:
        after = after.refusing(_cell(collection, entry), Refused(entry.text, why))
    for entry in fine:
        after = option_renamed(after, _cell(collection, entry), entry.text.strip())
    after, bad = _with_ids(after, collection, [entry for entry in fine if entry.column.steps == name_steps])
    after, called = _called_by_name(draft.scenario, after, collection, fine)
    left = [(replace(entry, name=called.get(entry.name, entry.name)), why) for entry, why in (*rejected, *bad)]
    return Prepared(after, len(fine) - len(bad), tuple(left))


def enter(document: Document, collection: str, entries: Sequence[Entry], called: str = "") -> Prepared:
    """Put entries into the document, as one step that can be taken back."""
    prepared = prepare(document.draft, collection, entries)
    document.replace_draft(prepared.draft, called or spoken(document.scenario, collection, entries))
    return prepared


def exchange(document: Document, edits: Sequence[FieldEdit], called: str, gone: Steps = ()) -> str:
    """Make edits of one element, all of them or none, as one step; returns the reason where they can't be.

    What was typed into fields inside of what is ``gone`` then, and was no value, goes too.
    """
    done = apply(document.scenario, edits)
    if done.rejected:
        edit, fault = done.rejected[0]
        return reason(document.scenario, fault, path_of(edit.cell))
    element = edits[0].cell[:2]
    cells = [c for c in document.draft.refused if gone and c[:2] == element and c[2][: len(gone)] == gone]
    document.replace_draft(document.draft.with_scenario(done.scenario, *cells), called)
    return ""


def spoken(scenario: Scenario, collection: str, entries: Sequence[Entry]) -> str:
    """What the step is called in the menu: ``Minimum of Answers in search``."""
    if len(entries) == 1:
        return step_text(scenario, _cell(collection, entries[0]), entries[0].column.title)
    columns = {tr(entry.column.title) for entry in entries}
    if len(columns) > 1:
        return tr("{count} cells", count=len(entries))
    return tr("{column} of {count} rows", column=columns.pop(), count=len(entries))


def step_text(scenario: Scenario, cell: Cell, title: str) -> str:
    """What a step is called that changes a field with a title: ``Value of distilled in Assistant``."""
    collection, name, steps = cell
    match collection, *steps:
        case ("scenario", "value", "weights", _) | ("scenario", "entitlements" | "objective", *_):
            return tr(title)
        case ("scenario", *_):
            return tr("{field} of the scenario", field=tr(title))
        case ("requests", "options", option, _, *_):
            request = title_of(scenario, collection, name)
            return tr("{title} of {option} in {request}", title=tr(title), option=option, request=request)
    return tr("{column} of {name}", column=tr(title), name=title_of(scenario, collection, name))


def _applied(scenario: Scenario, collection: str, edits: Sequence[FieldEdit]) -> Applied:
    """Edits of elements all at once, which may need each other; of what stands in no table one by one."""
    if collection in NOUNS:
        return apply(scenario, edits)
    rejected = []
    for edit in edits:
        try:
            scenario = with_value(scenario, edit)
        except InputError as error:
            rejected.append((edit, error.faults[0]))
    return Applied(scenario, tuple(rejected))


def _cell(collection: str, entry: Entry) -> Cell:
    return (collection, entry.name, entry.column.steps)


def _called_by_name(
    before: Scenario, draft: Draft, collection: str, entries: Sequence[Entry]
) -> tuple[Draft, dict[str, str]]:
    """The draft with ids made of names, where an element is named for the first time and its id was made up; which
    are called otherwise.
    """
    called: dict[str, str] = {}
    titled = {entry.name: entry.text for entry in entries if entry.column.steps == ("name",)}
    if not titled or collection not in NOUNS:
        return draft, called
    known = {name_of(each): each for each in elements(before, collection)}
    taken = {name_of(each) for each in elements(draft.scenario, collection)}
    for name, text in titled.items():
        if name in taken and name in known and is_made_up(known[name]) and (wanted := slug(text)):
            new = free(wanted, taken - {name})
            draft, _ = _with_ids(draft, collection, [Entry(name, Column("", (key_of(collection),), ""), new)])
            taken, called[name] = taken - {name} | {new}, new
    return draft, called


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
