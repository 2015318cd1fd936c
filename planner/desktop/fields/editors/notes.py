"""Text of several lines."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from planner.desktop.fields.editors.field import is_for_window

LEAST, MOST, IN_CELL = 3, 12, 6
"""Lines that are shown at once, in a form and over a cell."""
FRAME = 14
"""Room above and below them [px]."""


class NotesField(QPlainTextEdit):
    """Edits a text; in a table's cell Enter ends it, and Shift or Alt with Enter begins another line."""

    taken = Signal(bool)
    given_up = Signal()
    judged = Signal(str)
    """Any text is a note; never said."""
    left = Signal()
    """The keyboard went elsewhere."""

    def __init__(self, parent: QWidget | None = None, *, is_in_cell: bool = False) -> None:
        super().__init__(parent)
        self.reason = ""
        self.leaves_undo = False
        self._is_in_cell, self._known = is_in_cell, ""
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """In a form as high as the text, within bounds."""
        lines = IN_CELL if self._is_in_cell else min(max(round(self.document().size().height()), LEAST), MOST)
        return QSize(super().sizeHint().width(), lines * self.fontMetrics().lineSpacing() + FRAME)

    @property
    def is_touched(self) -> bool:
        return self.typed() != self._known

    @property
    def is_busy(self) -> bool:
        return self.hasFocus()

    def typed(self) -> str:
        return self.toPlainText()

    def show_text(self, text: str, reason: str = "") -> None:
        self._known = text
        if self.toPlainText() != text:
            self.setPlainText(text)
        self.document().clearUndoRedoStacks()

    def event(self, event: QEvent) -> bool:
        text = self.document()
        if self.leaves_undo and is_for_window(event, text.isUndoAvailable(), text.isRedoAvailable()):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self._is_in_cell and not event.modifiers():
            self.taken.emit(True)
        elif is_enter and self._is_in_cell:
            self.insertPlainText("\n")
        elif event.key() == Qt.Key.Key_Escape and self.is_touched:
            self.show_text(self._known)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()
