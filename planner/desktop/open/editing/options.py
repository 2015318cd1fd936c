"""Adding, copying, removing and ordering the options of a request; what it asks for goes with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.desktop.fields.places import reason
from planner.desktop.open.document import Document
from planner.desktop.open.draft import Draft
from planner.desktop.open.editing.fields import FieldEdit, Steps, apply
from planner.desktop.open.editing.structure import fresh_name
from planner.domain.request import Option, Request

OF_DEMAND = ("demand", "runs_on", "reference")
"""Fields that say what is asked for and on what it runs: with options, each of them says it."""
FIRST, SECOND = "full", "lite"
"""Ids of a request's first options."""


@dataclass(frozen=True)
class OptionEdit:
    """What changes in a request whose options change."""

    fields: Mapping[str, Any]
    """Its fields, and what each shall be; None takes it away."""
    gone: str = ""
    """The option that is no more."""
    come: str = ""
    """The option that is new."""


def added(request: Request) -> OptionEdit:
    """One more option, which asks for what the last one does.

    The first one comes as a pair: the request as it is becomes an option, and beside it stands a copy to be changed.
    """
    options = _dumped(request.options)
    if options:
        name = fresh_name(SECOND, [option["id"] for option in options])
        copied = {field: options[-1][field] for field in OF_DEMAND if field in options[-1]}
        return OptionEdit({"options": [*options, {"id": name, **copied}]}, come=name)
    own = {field: value for field, value in _plain(request).items() if field in OF_DEMAND}
    both = [{"id": FIRST, **own}, {"id": SECOND, **own}]
    return OptionEdit({"options": both, **dict.fromkeys(own)}, come=SECOND)


def copied(request: Request, name: str) -> OptionEdit:
    """A copy of an option behind it."""
    options, at = _dumped(request.options), _place(request, name)
    new = fresh_name(f"{name}-copy", [option["id"] for option in options])
    return OptionEdit({"options": [*options[: at + 1], {**options[at], "id": new}, *options[at + 1 :]]}, come=new)


def removed(request: Request, name: str) -> OptionEdit:
    """One option less; what the last one asks for becomes the request's own."""
    options, at = _dumped(request.options), _place(request, name)
    if len(options) > 1:
        return OptionEdit({"options": [*options[:at], *options[at + 1 :]]}, gone=name)
    returned = {field: options[at][field] for field in OF_DEMAND if field in options[at]}
    return OptionEdit({**returned, "options": None}, gone=name)


def moved(request: Request, name: str, by: int) -> OptionEdit:
    """An option goes up or down among the others."""
    options, at = _dumped(request.options), _place(request, name)
    to = min(max(at + by, 0), len(options) - 1)
    options.insert(to, options.pop(at))
    return OptionEdit({"options": options})


def make(document: Document, request: str, edit: OptionEdit, text: str) -> str:
    """Make an edit as one step; returns the reason where it can't be.

    What was typed into the fields of an option that goes, and was no value, goes too.
    """
    edits = [FieldEdit("requests", request, (field,), value) for field, value in edit.fields.items()]
    done = apply(document.scenario, edits)
    if done.rejected:
        refused, fault = done.rejected[0]
        return reason(document.scenario, fault, ("requests", request, *refused.steps))
    cells = [cell for cell in document.draft.refused if edit.gone and _is_of(cell, request, edit.gone)]
    document.replace_draft(document.draft.with_scenario(done.scenario, *cells), text)
    return ""


def renamed(draft: Draft, request: str, old: str, new: str) -> Draft:
    """The draft in which what was typed into an option's fields goes with its new id."""
    for cell, refused in draft.refused.items():
        if _is_of(cell, request, old) and cell[2] != ("options", old, "id"):
            called = (*cell[:2], ("options", new, *cell[2][2:]))
            draft = draft.with_scenario(draft.scenario, cell).refusing(called, refused)
    return draft


def _is_of(cell: tuple[str, str, Steps], request: str, option: str) -> bool:
    return cell[:2] == ("requests", request) and cell[2][:2] == ("options", option)


def _place(request: Request, name: str) -> int:
    return next(index for index, option in enumerate(request.options) if option.id == name)


def _dumped(options: Sequence[Option]) -> list[dict[str, Any]]:
    return [_plain(option) for option in options]


def _plain(noun: Request | Option) -> dict[str, Any]:
    return noun.model_dump(exclude_defaults=True)
