"""A titled part of the form that can be folded away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from planner.desktop.look.layouts import column_of
from planner.desktop.look.theme import SPACE, current


class FoldButton(QToolButton):
    """A heading with an arrow that says whether what is below it is open."""

    def __init__(self, title: str = "", *, is_open: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(title)
        self.setCheckable(True)
        self.setChecked(is_open)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setStyleSheet("QToolButton { border: none; background: transparent; font-weight: 600; padding: 3px 0; }")
        self.toggled.connect(self._point)
        self._point(is_open)

    def _point(self, is_open: bool) -> None:
        self.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)


class Section(QWidget):
    """A heading, and what it folds away."""

    def __init__(self, title: str, body: QWidget, *, is_open: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head, self.body = FoldButton(title, is_open=is_open), body
        self.head.toggled.connect(body.setVisible)
        column_of(self.head, body, inside=self, gap=SPACE // 2, margins=(0, SPACE // 2, 0, 0))
        body.setVisible(is_open)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(current().border))
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()
