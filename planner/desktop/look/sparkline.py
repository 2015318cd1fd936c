"""How a quantity goes over time, drawn small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from planner.desktop.look.theme import current
from planner.domain.calendar import Calendar

SIZE = (40, 15)
"""Of one in a cell [px]."""
SHARP = 2.0
"""Pixels of the drawing for each of the screen; as much as the sharpest usual screens have."""
WASH = 60
"""How much of the colour the area has, of 255."""


def thumbnail(series: Any, calendar: Calendar) -> QPixmap | None:
    """A series drawn for a cell; none for one that never changes."""
    if not isinstance(series, Mapping | list | tuple):
        return None
    has_dates = isinstance(series, Mapping)
    key = tuple(series.items()) if isinstance(series, Mapping) else tuple(series)
    entries = {value for _, value in key} if has_dates else set(key)
    return _thumbnail(key, has_dates, calendar, current().accent) if len(entries) > 1 else None


@lru_cache(maxsize=1024)
def _thumbnail(key: tuple[Any, ...], has_dates: bool, calendar: Calendar, colour: str) -> QPixmap | None:
    try:
        values = calendar.over(dict(key) if has_dates else key)
    except (ValueError, OverflowError):
        return None
    if len(set(values)) < 2:
        return None
    found = QPixmap(round(SIZE[0] * SHARP), round(SIZE[1] * SHARP))
    found.setDevicePixelRatio(SHARP)
    found.fill(Qt.GlobalColor.transparent)
    painter = QPainter(found)
    _draw(painter, QRectF(0, 1, SIZE[0], SIZE[1] - 2), values, QColor(colour))
    painter.end()
    return found


def _draw(painter: QPainter, area: QRectF, values: Sequence[float], colour: QColor) -> None:
    """Steps from 0 up to the largest value, with what is below them shaded."""
    highest = max(values) or 1.0
    width = area.width() / len(values)
    heights = [area.bottom() - area.height() * value / highest for value in values]
    line = [QPointF(area.left() + (k + end) * width, y) for k, y in enumerate(heights) for end in (0, 1)]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    wash = QColor(colour)
    wash.setAlpha(WASH)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(wash)
    painter.drawPolygon(QPolygonF([QPointF(area.left(), area.bottom()), *line, QPointF(area.right(), area.bottom())]))
    painter.setPen(QPen(colour, 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(line))
