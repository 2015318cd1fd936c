"""A line in which a cell's text is edited; a text that can't be its value is marked while it is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from planner.desktop.fields.editors.notation import Check, anything
from planner.desktop.look.theme import SPACE, current

PAUSE = 60
"""Time from the last key until the text is looked at [ms]."""


class Field(QLineEdit):
    """Edits one text."""

    taken = Signal(bool)
    """What stands here was chosen and shall be the value; True where Enter chose it."""
    given_up = Signal()
    """The choice was left; the text is as it was before."""
    left = Signal()
    """Enter was pressed, or the keyboard went elsewhere."""
    judged = Signal(str)
    """Why the text can't be the value; nothing where it can."""

    def __init__(self, parent: QWidget | None = None, *, check: Check = anything, unit: str = "") -> None:
        super().__init__(parent)
        self.check = check
        self.reason = ""
        """Why the text can't be the value."""
        self.inset = 0
        """Room at both ends, so that the text stands where a cell's text stands [px]."""
        self.leaves_undo = False
        """Whether Undo and Redo are the window's where nothing has been typed."""
        self._known = ""
        self._unit = QLabel(unit, self)
        self._unit.setProperty("role", "quiet")
        self._unit.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.judge)
        self.editingFinished.connect(self.left)
        self.textEdited.connect(self.judge_soon)
        self.textChanged.connect(self._make_room)
        self._make_room()

    @property
    def is_touched(self) -> bool:
        """Whether the text is another one than was shown last."""
        return self.typed() != self._known

    @property
    def is_busy(self) -> bool:
        """Whether someone is at work in it."""
        return self.hasFocus()

    def typed(self) -> str:
        """The text as it would be the value."""
        return self.text()

    def show_text(self, text: str, reason: str = "") -> None:
        """Show what the field holds, and why that is no value if it is none."""
        self._known = text
        self._pause.stop()
        self.put_text(text)
        self._forget_typing()
        self.show_reason(reason)

    def put_text(self, text: str) -> None:
        """Write a text as if it were typed."""
        if self.text() != text:
            self.setText(text)
        if not self.hasFocus():
            self.setCursorPosition(0)  # what is longer than the field shows its beginning

    def judge(self) -> None:
        """Look whether the text can be the value."""
        self._pause.stop()
        self.show_reason(self.check(self.typed()))

    def judge_soon(self) -> None:
        """Look at the text when nothing more has changed for a moment."""
        self._pause.start()

    def show_reason(self, reason: str) -> None:
        if reason != self.reason:
            self.reason = reason
            self.setAccessibleDescription(reason)
            self.judged.emit(reason)
            self.update()

    def show_unit(self, unit: str) -> None:
        self._unit.setText(unit)
        self._make_room()

    def event(self, event: QEvent) -> bool:
        if self.leaves_undo and is_for_window(event, self.isUndoAvailable(), self.isRedoAvailable()):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_touched:
            self.show_text(self._known)
            self.judge()
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.reason:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(current().bad), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), 2.5, 2.5)
            painter.end()

    def _forget_typing(self) -> None:
        """What was typed is taken: it is the document's to take it back."""
        if self.hasFocus() and self.isUndoAvailable():
            at = self.cursorPosition()
            self.setText(self.text())
            self.setCursorPosition(at)

    def _kept_right(self) -> int:
        """Width at the right end that something else takes [px]."""
        return 0

    def _make_room(self) -> None:
        """Put the unit at the right, and keep the text away from it; a hint in an empty field needs none."""
        width = self._unit.sizeHint().width() if self._unit.text() else 0
        kept = self._kept_right()
        is_hint = not self.text() and bool(self.placeholderText())
        self._unit.setVisible(bool(width) and not is_hint and width + kept < self.width() // 2 + SPACE)
        taken = kept + (width + SPACE if self._unit.isVisibleTo(self) else 0)
        self._unit.setGeometry(self.width() - kept - width - SPACE // 2 - 1, 0, width, self.height())
        self.setTextMargins(self.inset, 0, max(taken, self.inset), 0)


def is_for_window(event: QEvent, can_undo: bool, can_redo: bool) -> bool:
    """Whether an event asks who wants the key of Undo or Redo, and the field has nothing to take back."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    is_undo, is_redo = map(event.matches, (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo))
    return (is_undo and not can_undo) or (is_redo and not can_redo)
