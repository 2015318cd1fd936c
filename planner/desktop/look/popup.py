"""What drops down from a field: Enter or a click outside takes what is chosen, Escape leaves all as it was.

Where values are entered one after the other, Escape leaves the one that is being typed, and then the popup: what was
entered before stays, as in any table.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from planner.desktop.look.labels import Remark
from planner.desktop.look.layouts import column_of
from planner.desktop.look.theme import SPACE, current

GAP = 2
"""Between a field and what drops down from it [px]."""


class Panel(QWidget):
    """A larger editor of a field's text, inside of a popup."""

    edited = Signal(str)
    """The text that it stands for now."""
    picked = Signal()
    """The choice is made."""
    takes_typing = True
    """Whether what is typed while it is open goes into the field."""
    is_entered = False
    """Whether values are entered in it one after the other."""

    def show_text(self, text: str) -> None:
        """Show what a text says; one that can't be read leaves it empty."""
        raise NotImplementedError


class Popup(QFrame):
    """Holds a panel below a field, or above where there is no room."""

    closed = Signal(bool, bool)
    """Whether what was chosen is to be taken, and whether Enter said so."""

    def __init__(self, panel: Panel, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(field.accessibleName())
        self.panel, self._field = panel, field
        self._is_taken, self._is_enter, self._is_over = True, False, False
        self._is_edited = False
        panel.edited.connect(self._note_edit)
        panel.picked.connect(self.close)
        self.reason = Remark("bad")
        column_of(panel, self.reason, inside=self, margins=SPACE)

    def show_reason(self, reason: str) -> None:
        """Say why what is chosen can't be."""
        self.reason.say(reason)
        self.resize(self.width(), self.sizeHint().height())

    def open(self) -> None:
        self.ensurePolished()
        screen = self._field.screen().availableGeometry()
        anchor = QRect(self._field.mapToGlobal(QPoint(0, 0)), self._field.size())
        size = self.sizeHint().expandedTo(QSize(anchor.width(), 0)).boundedTo(screen.size())
        self.setGeometry(QRect(place(anchor, size, screen), size))
        self.show()
        self.panel.setFocus(Qt.FocusReason.PopupFocusReason)

    def take(self) -> None:
        """Close, and take what is chosen, as Enter does."""
        self._is_enter = True
        self.close()

    def give_up(self) -> None:
        """Close, and leave all as it was."""
        self._is_taken = False
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nothing in the panel wants."""
        if event.key() == Qt.Key.Key_Escape and self.panel.is_entered and self._is_edited:
            self.close()
        elif event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif self.panel.takes_typing and is_typing(event):
            QApplication.sendEvent(self._field, event)
        else:
            super().keyPressEvent(event)

    def _note_edit(self) -> None:
        self._is_edited = True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.globalPosition().toPoint()
        over_field = QRect(self._field.mapToGlobal(QPoint(0, 0)), self._field.size()).contains(at)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay, over_field)  # or its button would open it again
        super().mousePressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self._is_over:
            self._is_over = True
            self.closed.emit(self._is_taken, self._is_enter)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(current().border))
        painter.setBrush(QColor(current().surface))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


def is_typing(event: QKeyEvent) -> bool:
    """Whether a key writes or rubs out."""
    others = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    if event.modifiers() & others:
        return False
    return event.key() == Qt.Key.Key_Backspace or (bool(event.text()) and event.text().isprintable())


def place(anchor: QRect, size: QSize, screen: QRect) -> QPoint:
    """Where a popup's top left goes so that all of it is on screen, if it fits there at all."""
    below, above = anchor.bottom() + 1 + GAP, anchor.top() - GAP - size.height()
    has_room = below + size.height() <= screen.bottom() + 1 or above < screen.top()
    x = max(min(anchor.left(), screen.right() + 1 - size.width()), screen.left())
    y = max(min(below if has_room else above, screen.bottom() + 1 - size.height()), screen.top())
    return QPoint(x, y)
