"""Texts typed into the tab: what is understood changes the scenario, what is not stays where it was typed, marked."""

from __future__ import annotations

from collections.abc import Callable

from planner.desktop.document import Cell, Document, Refused
from planner.desktop.words import tr
from planner.domain.scenario import Scenario
from planner.errors import InputError

SCENARIO = "scenario"
"""What stands in a cell for the collection of fields that belong to no element."""


def field_of(*steps: str | int) -> Cell:
    """The cell of a field of the scenario itself."""
    return (SCENARIO, "", steps)


def enter(document: Document, cell: Cell, text: str, change: Callable[[], Scenario], called: str) -> str:
    """Make a change that a typed text asks for, or keep the text with the reason why not, which is returned."""
    try:
        after = change()
    except InputError as error:
        reason = error.faults[0].message
        document.replace_draft(document.draft.refusing(cell, Refused(text, reason)), called)
        return reason
    document.replace_draft(document.draft.with_scenario(after, cell), called)
    return ""


def taken(change: Callable[[], Scenario]) -> str:
    """Why a change can't be made; nothing where it can."""
    try:
        change()
    except InputError as error:
        return error.faults[0].message
    return ""


def number(value: object, least: float | None = None) -> float:
    """What was read as a number. Raises InputError where it is none, or too small."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError(tr("must be a number, not {text}", text=value if value is not None else tr("nothing")))
    if least is not None and value < least:
        raise InputError(tr("must be {least} or more, not {value}", least=f"{least:g}", value=f"{value:g}"))
    return float(value)
