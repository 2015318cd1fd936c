"""Adding, copying, removing and ordering the options of a request; what it asks for goes with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.desktop.open.editing.draft import Cell, Draft
from planner.desktop.open.editing.fields import FieldEdit
from planner.domain.ids import free
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

    def of(self, request: str) -> list[FieldEdit]:
        """The same as edits of a request's fields."""
        return [FieldEdit("requests", request, (field,), value) for field, value in self.fields.items()]


def added(request: Request) -> OptionEdit:
    """One more option, which asks for what the last one does.

    The first one comes as a pair: the request as it is becomes an option, and beside it stands a copy to be changed.
    """
    options = _dumped(request.options)
    if options:
        name = free(SECOND, [option["id"] for option in options])
        copied = {field: options[-1][field] for field in OF_DEMAND if field in options[-1]}
        return OptionEdit({"options": [*options, {"id": name, **copied}]}, come=name)
    own = {field: value for field, value in _plain(request).items() if field in OF_DEMAND}
    both = [{"id": FIRST, **own}, {"id": SECOND, **own}]
    return OptionEdit({"options": both, **dict.fromkeys(own)}, come=SECOND)


def copied(request: Request, name: str) -> OptionEdit:
    """A copy of an option behind it."""
    options, at = _dumped(request.options), _place(request, name)
    new = free(f"{name}-copy", [option["id"] for option in options])
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


def option_renamed(draft: Draft, cell: Cell, new: str) -> Draft:
    """The draft after a text is the value of a cell; an option's new id takes along what was typed into its fields."""
    match cell:
        case ("requests", request, ("options", str(old), "id")):
            for each, refused in draft.refused.items():
                if each[:2] == ("requests", request) and each[2][:2] == ("options", old):
                    draft = draft.with_scenario(draft.scenario, each)
                    draft = draft.refusing((*each[:2], ("options", new, *each[2][2:])), refused)
    return draft


def _place(request: Request, name: str) -> int:
    return next(index for index, option in enumerate(request.options) if option.id == name)


def _dumped(options: Sequence[Option]) -> list[dict[str, Any]]:
    return [_plain(option) for option in options]


def _plain(noun: Request | Option) -> dict[str, Any]:
    return noun.model_dump(exclude_defaults=True)
