"""Where a text stays that was typed for a part of a sentence and is no value of it."""

from __future__ import annotations

from planner.desktop.fields.subject import Subject
from planner.desktop.open.document import Document
from planner.desktop.open.editing.draft import Cell, Draft, Refused
from planner.desktop.open.editing.limits import Key


def subject_of(document: Document, key: Key) -> Subject:
    """A rule or an expectation as what is edited."""
    return Subject(document, "rules", key) if isinstance(key, str) else Subject(document, site=("expect", key))


def part_cell(key: Key, part: str) -> Cell:
    """Where a text that is no value of a part (``at_most``, ``of.team``) is kept."""
    steps = tuple(part.split("."))
    return ("rules", key, steps) if isinstance(key, str) else ("scenario", "", ("expect", key, *steps))


def typed_parts(draft: Draft, key: Key) -> dict[str, Refused]:
    """By their parts, the texts that were typed for a rule or an expectation and are not taken."""
    found = {}
    for (collection, name, steps), refused in draft.refused.items():
        own = steps if (collection, name) == ("rules", key) else steps[2:] if steps[:2] == ("expect", key) else ()
        if own:
            found[".".join(map(str, own))] = refused
    return found
