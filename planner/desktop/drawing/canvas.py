"""A figure on screen: it follows the window's size, says what is under the pointer, and can be copied and saved."""

from __future__ import annotations

import io
from pathlib import Path

from matplotlib.backend_bases import Event, MouseEvent
from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QImage
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from planner.desktop.drawing.registry import Drawing, Mark
from planner.errors import InputError
from planner.files.atomic import replace_file

NEAR = 14.0
"""Distance from the pointer within which a mark is meant [px]."""
ENDINGS = ("png", "svg", "pdf")
DOTS = 200
"""Resolution of saved and copied pictures [dots per inch]."""


class Canvas(QWidget):
    """Holds one drawing at a time."""

    chosen = Signal(str)
    """The id of the request whose mark was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.drawing: Drawing | None = None
        self._canvas: FigureCanvasQTAgg | None = None

    def show_drawing(self, drawing: Drawing, name: str) -> None:
        """Draw a figure in place of the one before."""
        self.clear()
        canvas = FigureCanvasQTAgg(drawing.figure)  # type: ignore[no-untyped-call]  # matplotlib's
        canvas.setAccessibleName(name)
        canvas.mpl_connect("motion_notify_event", self._hover)
        canvas.mpl_connect("button_press_event", self._click)
        self._box.addWidget(canvas)
        self.drawing, self._canvas = drawing, canvas

    def clear(self) -> None:
        if self._canvas is not None:
            self._box.removeWidget(self._canvas)
            self._canvas.hide()
            self._canvas.deleteLater()
        self.drawing = self._canvas = None

    def mark_at(self, x: float, y: float) -> Mark | None:
        """The mark nearest to a place in the figure [px], if one is near."""
        if self.drawing is None or not self.drawing.figure.axes:
            return None
        axes = self.drawing.figure.axes[0]
        best, nearest = None, NEAR
        for mark in self.drawing.marks:
            at_x, at_y = axes.transData.transform((mark.x, mark.y))
            distance = float(((at_x - x) ** 2 + (at_y - y) ** 2) ** 0.5)
            if distance <= nearest:
                best, nearest = mark, distance
        return best

    def copy(self) -> None:
        """The picture on the clipboard."""
        if self.drawing is not None:
            data = QMimeData()
            data.setImageData(QImage.fromData(self._picture("png")))
            QGuiApplication.clipboard().setMimeData(data)

    def save(self, path: Path) -> None:
        """Write the picture as PNG, SVG or PDF, by the file's ending; raises InputError for another one."""
        ending = path.suffix.lower().removeprefix(".")
        if ending not in ENDINGS:
            raise InputError(f"{path}: a chart is saved as .png, .svg or .pdf")
        replace_file(path, self._picture(ending))

    def _picture(self, ending: str) -> bytes:
        assert self.drawing is not None
        memory = io.BytesIO()
        self.drawing.figure.savefig(memory, format=ending, dpi=DOTS)
        return memory.getvalue()

    def _hover(self, event: Event) -> None:
        assert isinstance(event, MouseEvent)
        mark = self.mark_at(event.x, event.y)
        if mark is None:
            QToolTip.hideText()
            self.unsetCursor()
        else:
            QToolTip.showText(QCursor.pos() + QPoint(12, 12), mark.text, self)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _click(self, event: Event) -> None:
        assert isinstance(event, MouseEvent)
        mark = self.mark_at(event.x, event.y)
        if mark is not None and mark.request:
            self.chosen.emit(mark.request)
