"""How a value curve is drawn: its axes, and the curve in them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from planner.desktop.fields.editors.curve import END, START, Point
from planner.desktop.look.index import AT_RIGHT
from planner.desktop.look.numbers import whole_percent
from planner.desktop.look.sparkline import WASH
from planner.desktop.look.theme import current
from planner.desktop.look.words import tr

LEFT, TOP, RIGHT, BOTTOM = 60, 10, 22, 38
"""Room around the plot for its scales [px]."""
DOT = 5.0
"""Radius of a point [px]."""
MARKS = (0.0, 0.25, 0.5, 0.75, 1.0)
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


class Axes:
    """Share of the demand to the right, part of the value upwards."""

    def __init__(self, whole: QRectF) -> None:
        self.area = whole.adjusted(LEFT, TOP, -RIGHT, -BOTTOM)

    def place_of(self, point: Point) -> QPointF:
        """Where a point is drawn."""
        area = self.area
        return QPointF(area.left() + point[0] * area.width(), area.bottom() - point[1] * area.height())

    def point_at(self, place: QPointF) -> Point:
        """What is drawn at a place."""
        area = self.area
        return (place.x() - area.left()) / area.width(), (area.bottom() - place.y()) / area.height()

    def draw_scales(self, painter: QPainter) -> None:
        """Lines, percentages, and the straight line of a proportional value."""
        theme, area = current(), self.area
        painter.fillRect(area, QColor(theme.surface))
        for mark in MARKS:
            across, up = self.place_of((mark, 0.0)), self.place_of((0.0, mark))
            painter.setPen(QPen(QColor(theme.border), 1))
            painter.drawLine(across, QPointF(across.x(), area.top()))
            painter.drawLine(up, QPointF(area.right(), up.y()))
            painter.setPen(QColor(theme.quiet))
            text = whole_percent(mark)
            painter.drawText(QRectF(0, up.y() - 9, LEFT - 5, 18), AT_RIGHT, text)
            if mark in (0.0, 0.5, 1.0):
                painter.drawText(QRectF(across.x() - 30, area.bottom() + 3, 60, 16), _CENTRE, text)
        painter.drawText(QRectF(area.left(), area.bottom() + 18, area.width(), 16), _CENTRE, tr("share of its demand"))
        painter.save()
        painter.translate(2, area.center().y())
        painter.rotate(-90)
        painter.drawText(QRectF(-area.height() / 2, 0, area.height(), 16), _CENTRE, tr("part of its value"))
        painter.restore()
        painter.setPen(QPen(QColor(theme.quiet), 1, Qt.PenStyle.DashLine))
        painter.drawLine(self.place_of(START), self.place_of(END))

    def draw_curve(self, painter: QPainter, points: Sequence[Point], chosen: int) -> None:
        """The curve through the points, what is below it shaded, one of the points filled."""
        theme, area = current(), self.area
        line = [self.place_of(point) for point in (START, *points, END)]
        wash = QColor(theme.accent)
        wash.setAlpha(WASH)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wash)
        painter.drawPolygon(QPolygonF([*line, QPointF(area.right(), area.bottom())]))
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(line))
        for k, place in enumerate(line[1:-1]):
            painter.setBrush(QColor(theme.accent if k == chosen else theme.surface))
            painter.drawEllipse(place, DOT, DOT)
