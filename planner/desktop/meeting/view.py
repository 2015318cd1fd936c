"""A slide on the screen: painted, with its chart, which can be pointed at, in its place."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontInfo, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from planner.desktop.canvas.view import ChartView
from planner.desktop.look.theme import current
from planner.desktop.meeting.painting import Look, paint_slide
from planner.desktop.meeting.slide import Slide
from planner.desktop.open.jobs import Jobs

LARGER = 1.5
"""Type of a slide, in times the window's own."""
LINES = 45
"""Lines of type for which a screen is high: on a large one they are larger than that."""


def write_at(widget: QWidget, type_px: float) -> None:
    """Let all that is in a widget have type of one size."""
    for each in widget.findChildren(QWidget):
        font = each.font()
        font.setPixelSize(round(type_px))
        each.setFont(font)


class SlideView(QWidget):
    """Shows a slide as large as it is itself."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = ChartView(jobs, self)
        self.chart.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows go on to the next slide
        self.chart.hide()
        self.slide: Slide | None = None
        self._picture = QPixmap()

    @property
    def type_px(self) -> float:
        """How large type is [px]."""
        return max(LARGER * QFontInfo(self.font()).pixelSize(), self.window().height() / LINES)

    def show_slide(self, slide: Slide) -> None:
        """Show another slide, or the same one with more in it."""
        is_same_chart = self.slide is not None and self.slide.drawing == slide.drawing
        self.slide = slide
        self.setAccessibleName(slide.topic)
        self.setAccessibleDescription(slide.text())
        room = self._paint()
        self.chart.setVisible(slide.drawing is not None)
        if slide.drawing is not None:
            self._place(room)
            if not is_same_chart:
                self.chart.show_drawing(slide.drawing, slide.key)
        self.update()

    def redraw(self) -> None:
        """The same in the colours, or at the size, of now."""
        if self.slide is not None:
            self._place(self._paint())
            self.chart.redraw()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.slide is not None:
            self._place(self._paint())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()

    def _place(self, room: QRectF) -> None:
        self.chart.times = self.type_px / QFontInfo(self.font()).pixelSize()
        self.chart.setGeometry(room.toRect())

    def _paint(self) -> QRectF:
        """Paint the slide; returns where its chart belongs."""
        assert self.slide is not None
        ratio = self.devicePixelRatioF()
        self._picture = QPixmap(self.size() * ratio)
        self._picture.setDevicePixelRatio(ratio)
        if self._picture.isNull():
            return QRectF()
        painter = QPainter(self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = Look(current(), self.type_px, self.font().family())
        room = paint_slide(painter, QRectF(self.rect()), self.slide, look)
        painter.end()
        return room
