"""Texts typed into the tab: what is understood changes the scenario, what is not stays where it was typed, marked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from planner.desktop.fields.editors.field import Field
from planner.desktop.fields.editors.notes import NotesField
from planner.desktop.fields.places import reason
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.draft import Cell, Refused
from planner.domain.scenario import Scenario
from planner.errors import Fault, InputError

type Change = Callable[[Scenario, str], Scenario]
"""The scenario that a text asks for. Raises InputError where it can't be."""


def field_of(*steps: str | int) -> Cell:
    """The cell of a field that belongs to no element but to the scenario itself."""
    return ("scenario", "", steps)


class Bound(QObject):
    """Keeps a field and the document in step: its text becomes a value when the field is left.

    A text that is no value stays with the document that it was typed for, and is shown whenever that is.
    """

    judged = Signal(str)
    """Why the text can't be the value; nothing where it can."""

    def __init__(self, field: Field | NotesField, cell: Cell, change: Change, called: str) -> None:
        super().__init__(field)
        self._field, self._cell, self._change, self._called = field, cell, change, called
        self._document: Document | None = None
        self._tip = field.toolTip()
        field.leaves_undo = True
        if isinstance(field, Field):
            field.check = self._reason
            field.taken.connect(self.finish)
        field.left.connect(self.finish)
        field.judged.connect(self._say)

    def show(self, document: Document, text: str) -> None:
        """Show a document's text, or what was typed in its place, unless someone is just at it."""
        if document is not self._document:
            self.finish()  # what was typed belongs to the document before
            self._document = document
        elif self._field.is_touched and self._field.is_busy:
            return
        refused = document.draft.refused.get(self._cell)
        self._field.show_text(refused.text if refused else text, refused.reason if refused else "")

    def explain(self, tip: str) -> None:
        """What the field means, said where nothing is wrong with it."""
        self._tip = tip
        self._say(self._field.reason)

    def finish(self, _is_enter: bool = False) -> None:
        """Hand over what was typed, if it is something else than is known."""
        if self._document is not None and self._field.is_touched:
            text = self._field.typed()
            self._field.show_text(text, self._field.reason)
            enter(self._document, self._cell, text, self._change, self._called)

    def _reason(self, text: str) -> str:
        document = self._document
        if document is None or (fault := refusal(lambda: self._change(document.scenario, text))) is None:
            return ""
        return _why(document, self._cell, fault)

    def _say(self, reason: str) -> None:
        self._field.setToolTip(reason or self._tip)
        self.judged.emit(reason)


def enter(document: Document, cell: Cell, text: str, change: Change, called: str) -> None:
    """Make a change that a typed text asks for, or keep the text and the reason why not; a step back either way."""
    try:
        after = change(document.scenario, text)
    except InputError as error:
        refused = Refused(text, _why(document, cell, error.faults[0]))
        document.replace_draft(document.draft.refusing(cell, refused), called)
    else:
        document.replace_draft(document.draft.with_scenario(after, cell), called)


def refusal(change: Callable[[], Scenario]) -> Fault | None:
    """What is wrong with a change that can't be made; nothing where it can."""
    try:
        change()
    except InputError as error:
        return error.faults[0]
    return None


def _why(document: Document, cell: Cell, fault: Fault) -> str:
    collection, name, steps = cell
    return reason(document.scenario, fault, (collection, name, *steps) if name else steps)


def number(value: object, least: float | None = None) -> float:
    """What was read as a number. Raises InputError where it is none, or too small."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        found = tr("nothing") if value is None else f"“{value}”"
        raise InputError(tr("must be a number, not {found}", found=found))
    if least is not None and value < least:
        raise InputError(tr("must be {least} or more, not {value}", least=f"{least:g}", value=f"{value:g}"))
    return float(value)


def part(value: object) -> float:
    """What was read as a part of a whole. Raises InputError for what is none, as where the sign was forgotten."""
    found = number(value, least=0.0)
    if found > 1:
        raise InputError(tr("{whole} % is more than all there is; write {part} % for a part of it",
                            whole=f"{100 * found:,.6g}", part=f"{found:g}"))  # fmt: skip
    return found
