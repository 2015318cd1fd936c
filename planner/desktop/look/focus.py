"""Where the keyboard is, plain to see: a ring around the control that has it, and around the cell under the cursor."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QSplitter,
    QWidget,
)

from planner.desktop.look.theme import current

WIDTH = 2
"""Of a ring [px]."""
RINGED = (QLineEdit, QAbstractSpinBox, QComboBox, QSlider, QAbstractButton, QPlainTextEdit)
FOLLOWED = frozenset(
    {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange}
)


class FocusRing(QWidget):
    """Lies around whatever has the keyboard, in the same parent, so that what hides or moves the one does the other."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around.parentWidget())
        self._around = around
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.installEventFilter(self)
        self._lie()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in FOLLOWED:
            self._lie()
        return False

    def _lie(self) -> None:
        if self._around.parentWidget() is not self.parentWidget():
            self.hide()
            return
        self.setGeometry(self._around.geometry().adjusted(-WIDTH, -WIDTH, WIDTH, WIDTH))
        self.setVisible(not self._around.isHidden())
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _ring(painter, self.rect(), 4)
        painter.end()


class FocusRings(QObject):
    """Gives the ring to what the keyboard goes to."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: FocusRing | None = None
        app.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if self._ring is not None:
            self._ring.deleteLater()
            self._ring.hide()
            self._ring = None
        now = _whole(now)
        if now is not None and now.parentWidget() is not None and not isinstance(now.parentWidget(), QSplitter):
            self._ring = FocusRing(now)
            self._ring.destroyed.connect(self._forget)

    def _forget(self, gone: QObject) -> None:
        """Its parent went, and took it along."""
        if self._ring is gone:
            self._ring = None


def _whole(focused: QWidget | None) -> QWidget | None:
    """The control that the keyboard is in: the line of a box is a part of it. None: it shows that by itself."""
    if focused is None or focused.isWindow() or not isinstance(focused, RINGED):
        return None
    parent = focused.parentWidget()
    return parent if isinstance(parent, QAbstractSpinBox | QComboBox) else focused


def draw_cursor(view: QAbstractItemView, on: QAbstractItemView, rect: QRect) -> None:
    """A ring around the cell under a view's cursor, drawn on it or what lies over it, while the keyboard is there."""
    if view.hasFocus() and rect.isValid():
        painter = QPainter(on.viewport())
        _ring(painter, rect, 0)
        painter.end()


def _ring(painter: QPainter, rect: QRect, radius: int) -> None:
    painter.setPen(QPen(QColor(current().accent), WIDTH))
    inside = rect.adjusted(WIDTH // 2, WIDTH // 2, -WIDTH // 2, -WIDTH // 2)
    painter.drawRoundedRect(inside, radius, radius)
