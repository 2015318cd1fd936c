"""A chart as an image: made off the window's thread, as matplotlib takes longer than a window may stand still."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage

from planner.charts.theme import Theme
from planner.program import Control

if TYPE_CHECKING:
    from planner.charts.sheet import Chart

type Drawing = Callable[[Theme, tuple[float, float]], Chart]
"""What draws a chart: in a theme, of a size in inches."""

DOTS = 84.0
"""Of the window, for each inch of a chart: its type is then as large as the window's own."""
LEAST = (6.2, 4.0)
"""Inches that a chart needs for its words; in a smaller place all of it is drawn smaller."""

NEARLY = 1.5
"""By how much an image may miss its place, as dots of the screen are whole [px]."""


@dataclass(frozen=True)
class Drawn:
    """A chart as it is on the screen."""

    chart: Chart
    image: QImage
    places: tuple[QPointF, ...]
    """Where each mark is in the image [px of the window from the upper left]."""

    def within(self, size: QSize) -> QRectF:
        """The image in a place of some size: as it is where it was drawn for it, else made to fit until it is."""
        own = self.image.deviceIndependentSize()
        is_its = abs(own.width() - size.width()) < NEARLY and abs(own.height() - size.height()) < NEARLY
        return QRectF(QPointF(0, 0), own if is_its else own.scaled(QSizeF(size), Qt.AspectRatioMode.KeepAspectRatio))

    def seen(self, size: QSize) -> list[QPointF]:
        """Where each mark is in such a place."""
        part = self.within(size).width() / max(self.image.deviceIndependentSize().width(), 1.0)
        return [place * part for place in self.places]


@dataclass(frozen=True)
class Place:
    """Where a chart is to be drawn."""

    theme: Theme
    width: int
    height: int
    ratio: float
    """Dots of the screen for each of the window's."""
    times: float = 1.0
    """Its type, in times the window's own."""

    @property
    def dots(self) -> float:
        """Of the window, for each inch of the chart."""
        return max(min(DOTS * self.times, self.width / LEAST[0], self.height / LEAST[1]), 1.0)

    @property
    def inches(self) -> tuple[float, float]:
        return self.width / self.dots, self.height / self.dots


def drawn(drawing: Drawing, place: Place, control: Control, tell: Callable[[Any], None]) -> Drawn:
    """Draw a chart for its place."""
    chart = drawing(place.theme, place.inches)
    chart.figure.set_dpi(place.dots * place.ratio)
    canvas: Any = chart.figure.canvas
    canvas.draw()
    width, height = canvas.get_width_height(physical=True)
    image = QImage(canvas.buffer_rgba(), width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(place.ratio)
    places = []
    for mark in chart.marks:
        x, y = chart.figure.axes[mark.axes].transData.transform((mark.x, mark.y))
        places.append(QPointF(float(x) / place.ratio, (height - float(y)) / place.ratio))
    return Drawn(chart, image, tuple(places))
