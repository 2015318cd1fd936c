"""An editor and the document in step: what is understood becomes a value, what is not stays where it was typed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from planner.desktop.fields.cell_editors import CellEditor
from planner.desktop.fields.columns import Column
from planner.desktop.fields.subject import Subject


class Binding(QObject):
    """Shows a field of whatever is edited, and enters what is typed when the editor is left.

    A text that is no value stays with the document that it was typed for, and is shown whenever that is.
    """

    judged = Signal(str)
    """Why the text can't be the value; nothing where it can."""

    def __init__(self, editor: CellEditor, column: Column) -> None:
        super().__init__(editor)
        self._editor, self._column = editor, column
        self._subject: Subject | None = None
        self._tip = editor.toolTip()
        editor.leaves_undo = True
        editor.taken.connect(self.finish)
        editor.left.connect(self.finish)
        editor.judged.connect(self._say)

    def show(self, subject: Subject, text: str) -> None:
        """Show the text of a value, or what was typed in its place, unless someone is just at it."""
        if self._subject is not None and subject.document is not self._subject.document:
            self.finish()  # what was typed belongs to the document before
        is_at_work = self._editor.is_touched and self._editor.is_busy
        self._subject = subject
        if not is_at_work:
            refused = subject.refused(self._column)
            self._editor.show_text(refused.text if refused else text, refused.reason if refused else "")

    def explain(self, tip: str) -> None:
        """What the field means, said where nothing is wrong with it."""
        self._tip = tip
        self._say(self._editor.reason)

    def finish(self) -> None:
        """Hand over what was typed, if it is something else than is known."""
        if self._subject is not None and self._editor.is_touched:
            text = self._editor.typed()
            self._editor.show_text(text, self._editor.reason)
            self._subject.enter(self._column, text)

    def _say(self, reason: str) -> None:
        self._editor.setToolTip(reason or self._tip)
        self.judged.emit(reason)
