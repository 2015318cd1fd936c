"""A chart in the window: it follows theme and size, says what the pointer is on, and can be saved and copied."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QResizeEvent
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from planner.charts.sheet import Chart, Mark
from planner.charts.theme import DARK, LIGHT, Theme
from planner.charts.write import rendered
from planner.desktop.theme import current
from planner.desktop.words import tr

type Drawing = Callable[[Theme, tuple[float, float]], Chart]
"""What draws a chart: in a theme, of a size in inches."""

DOTS = 84.0
"""Of the window, for each inch of a chart: its type is then as large as the window's own."""
SETTLE = 120
"""Time without a change of size after which a chart is drawn anew [ms]."""
NEAR = 28.0
"""How far from a mark the pointer may be [px]."""
LEAST = (3.2, 2.4)


class ChartView(QWidget):
    """One chart, drawn to the size of its place."""

    picked = Signal(str)
    """The name of the mark that was clicked: a request, a pool, a scenario."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart: Chart | None = None
        self._drawing: Drawing | None = None
        self._canvas: FigureCanvasQTAgg | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE)
        self._timer.timeout.connect(self.redraw)
        self.setAccessibleName(tr("Chart"))

    def show_drawing(self, drawing: Drawing | None) -> None:
        """Show another chart; None: nothing."""
        self._drawing = drawing
        self.redraw()

    def redraw(self) -> None:
        """Draw anew, in the theme and to the size of now."""
        self._timer.stop()
        if self._canvas is not None:
            self._box.removeWidget(self._canvas)
            self._canvas.setParent(None)
            self._canvas.deleteLater()
            self._canvas = None
        self.chart = None
        if self._drawing is None:
            return
        theme = DARK if current().is_dark else LIGHT
        size = (max(self.width() / DOTS, LEAST[0]), max(self.height() / DOTS, LEAST[1]))
        self.chart = self._drawing(theme, size)
        self.chart.figure.set_dpi(DOTS)
        self.setAccessibleDescription(self.chart.title)
        canvas = FigureCanvasQTAgg(self.chart.figure)  # type: ignore[no-untyped-call]
        canvas.mpl_connect("motion_notify_event", self._point)
        canvas.mpl_connect("button_press_event", self._click)
        canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._canvas = canvas
        self._box.addWidget(canvas)

    def copy(self) -> None:
        """The chart as an image on the clipboard."""
        if self.chart is not None:
            data = QMimeData()
            data.setImageData(QImage.fromData(rendered(self.chart, "png")))
            data.setText(self.chart.title)
            QGuiApplication.clipboard().setMimeData(data)

    def mark_at(self, x: float, y: float) -> Mark | None:
        """The mark nearest to a place of the canvas [px from its lower left], where one is near."""
        if self.chart is None:
            return None
        found: tuple[float, Mark] | None = None
        for mark in self.chart.marks:
            axes = self.chart.figure.axes[mark.axes]
            at_x, at_y = axes.transData.transform((mark.x, mark.y))
            distance = math.hypot(at_x - x, at_y - y)
            if distance <= NEAR and (found is None or distance < found[0]):
                found = (distance, mark)
        return found[1] if found else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._drawing is not None:
            self._timer.start()

    def _point(self, event: Any) -> None:
        mark = self.mark_at(event.x, event.y)
        if mark is None:
            QToolTip.hideText()
        elif self._canvas is not None:
            ratio = self._canvas.devicePixelRatioF()
            place = QPoint(int(event.x / ratio) + 12, self._canvas.height() - int(event.y / ratio) + 12)
            QToolTip.showText(self._canvas.mapToGlobal(place), mark.text, self._canvas)

    def _click(self, event: Any) -> None:
        mark = self.mark_at(event.x, event.y)
        if mark is not None:
            self.picked.emit(mark.name)
