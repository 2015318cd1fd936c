"""A value curve drawn small, with points that can be dragged."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from planner.desktop.fields.editors.curve import END, START, Point, added, moved
from planner.desktop.fields.editors.curve_drawing import Axes
from planner.desktop.look.words import tr

SIDE = (320, 236)
"""Size of the widget [px]."""
REACH = 11.0
"""Distance within which a point is grabbed [px]."""
NUDGE = 0.01
"""How far an arrow key moves a point."""
KEYS = {
    Qt.Key.Key_Left: (-NUDGE, 0.0),
    Qt.Key.Key_Right: (NUDGE, 0.0),
    Qt.Key.Key_Up: (0.0, NUDGE),
    Qt.Key.Key_Down: (0.0, -NUDGE),
}


class CurvePlot(QWidget):
    """Share of the demand to the right, part of the value upwards."""

    changed = Signal()
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points: list[Point] = []
        """Those between the ends."""
        self.selected = -1
        self._is_dragging = False
        self.setFixedSize(*SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Value curve"))
        self.setAccessibleDescription(
            tr("Arrow keys move the chosen point, Page Up and Page Down choose another, Insert adds, Delete removes")
        )

    def show_points(self, points: Sequence[Point], selected: int = -1) -> None:
        self.points = list(points)
        self.select(selected if selected >= 0 else self.selected)

    def select(self, index: int) -> None:
        """Choose a point; out of range chooses the nearest there is."""
        self.selected = min(max(index, 0), len(self.points) - 1) if self.points else -1
        self.chosen.emit(self.selected)
        self.update()

    def add(self, at: Point) -> None:
        """One more point, as near to a place as the curve allows."""
        points, index = added(self.points, at)
        if index >= 0:
            self._change(points, index)

    def add_in_widest_gap(self) -> None:
        """One more point where there is most room, a little above the curve."""
        chain = [START, *self.points, END]
        left, right = max(pairwise(chain), key=lambda pair: pair[1][0] - pair[0][0])
        self.add(((left[0] + right[0]) / 2, (left[1] + right[1]) / 2 + 0.1))

    def remove(self, index: int) -> None:
        if 0 <= index < len(self.points):
            self._change([*self.points[:index], *self.points[index + 1 :]], index)

    def put(self, index: int, to: Point) -> None:
        if 0 <= index < len(self.points):
            self._change(moved(self.points, index, to), index)

    def place_of(self, point: Point) -> QPointF:
        """Where a point is drawn."""
        return self._axes().place_of(point)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = self._hit(event.position())
        if event.button() == Qt.MouseButton.RightButton:
            self.remove(hit)
        elif hit >= 0:
            self._is_dragging = True
            self.select(hit)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._hit(event.position()) < 0:
            self.add(self._axes().point_at(event.position()))
            self._is_dragging = True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_dragging:
            self.put(self.selected, self._axes().point_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._is_dragging = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in KEYS and self.selected >= 0:
            share, part = self.points[self.selected]
            self.put(self.selected, (share + KEYS[key][0], part + KEYS[key][1]))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove(self.selected)
        elif key == Qt.Key.Key_Insert:
            self.add_in_widest_gap()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.select(self.selected + (1 if key == Qt.Key.Key_PageDown else -1))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        axes = self._axes()
        axes.draw_scales(painter)
        axes.draw_curve(painter, self.points, self.selected if self.hasFocus() else -1)
        painter.end()

    def _change(self, points: list[Point], selected: int) -> None:
        self.show_points(points, selected)
        self.changed.emit()

    def _axes(self) -> Axes:
        return Axes(QRectF(self.rect()))

    def _hit(self, place: QPointF) -> int:
        """The point at a place, or -1."""
        near = [(QPointF(self.place_of(point) - place).manhattanLength(), k) for k, point in enumerate(self.points)]
        distance, index = min(near, default=(REACH + 1, -1))
        return index if distance <= REACH else -1
