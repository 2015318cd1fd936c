"""Decisions as shapes: told apart without colour, on a projector and in print.

A full disc is funded, a half one trimmed, a clock's face deferred, a ring declined: the same as in the terminal.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

SIDE = 12
"""Of a shape [px]."""
FINE = 3
"""Pixels that are drawn for one: it stays sharp where a screen has more."""
LEFT_HALF = (90 * 16, 180 * 16)
"""Where the filled half of a disc begins, and how far it goes round [1/16 degree]."""


@cache
def decision_shape(decision: str, colour: str) -> QIcon:
    """The shape of a decision; none for what is none."""
    picture = QPixmap(SIDE * FINE, SIDE * FINE)
    picture.setDevicePixelRatio(FINE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 1.5))
    _draw(painter, decision, QRectF(1.5, 1.5, SIDE - 3, SIDE - 3), QColor(colour))
    painter.end()
    return QIcon(picture)


def _draw(painter: QPainter, decision: str, place: QRectF, colour: QColor) -> None:
    match decision:
        case "fund":
            painter.setBrush(colour)
            painter.drawEllipse(place)
        case "trim":
            painter.drawEllipse(place)
            painter.setBrush(colour)
            painter.drawPie(place, *LEFT_HALF)
        case "defer":
            painter.drawEllipse(place)
            middle = place.center()
            painter.drawLine(middle, QPointF(middle.x(), place.top() + 1))
            painter.drawLine(middle, QPointF(place.right() - 1.5, middle.y()))
        case "decline":
            painter.drawEllipse(place)
