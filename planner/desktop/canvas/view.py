"""A chart in the window: it follows theme and size, answers pointer and keys, and can be copied."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from planner.charts.theme import DARK, LIGHT, Theme
from planner.desktop.canvas.drawing import Drawing, Drawn, Place, drawn
from planner.desktop.canvas.marks import AHEAD, beside, nearest
from planner.desktop.look.theme import current
from planner.desktop.look.words import tr
from planner.desktop.open.jobs import Job, Jobs
from planner.errors import PlannerError

if TYPE_CHECKING:
    from planner.charts.sheet import Chart, Mark

SETTLE = 120
"""Time without a change of size after which a chart is drawn anew [ms]."""
RING = 9.0
"""Radius of the ring around the mark that the keys are on [px]."""
PICK = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ChartView(QWidget):
    """One chart, drawn to the size of its place."""

    picked = Signal(object)
    """The mark that was clicked, or chosen by Return."""
    changed = Signal()
    """Another chart is on screen, or none."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._lane = jobs, f"chart {id(self)}"
        self._drawing: Drawing | None = None
        self._of: Hashable = None
        self.times = 1.0
        """Its type, in times the window's own."""
        self._drawn: Drawn | None = None
        self._is_due = False
        """Whether something is to be drawn that no job draws yet."""
        self._fault = ""
        self._here: int | None = None
        """The mark that the keys are on."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE)
        self._timer.timeout.connect(self.redraw)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Chart"))

    @property
    def chart(self) -> Chart | None:
        """The chart on screen."""
        return self._drawn.chart if self._drawn else None

    def show_drawing(self, drawing: Drawing | None, of: Hashable = None) -> None:
        """Show another chart; None: nothing. While it is drawn, the one before stays if it is one ``of`` the same."""
        if drawing is None or of != self._of:
            self._take(None)
        self._drawing, self._of = drawing, of
        self.redraw()

    def redraw(self) -> None:
        """Draw anew, in the theme and to the size of now; at once if it is seen, and once at a time."""
        self._timer.stop()
        self._is_due = self._drawing is not None
        if self._drawing is None or not self.isVisible() or self._jobs.running(self._lane) is not None:
            return
        if self.size().isEmpty():  # until it is laid out
            return
        self._is_due = False
        theme = DARK if current().is_dark else LIGHT
        place = Place(theme, self.width(), self.height(), self.devicePixelRatioF(), self.times)
        work = partial(drawn, self._drawing, place)
        self._jobs.start(Job(self._lane, work, partial(self._finish, self._drawing), self._fail))

    @property
    def is_drawing(self) -> bool:
        """Whether another chart is on its way to the screen."""
        return self._is_due or self._timer.isActive() or self._jobs.running(self._lane) is not None

    def mark_at(self, at: QPointF) -> Mark | None:
        """The mark nearest to a place, where one is near."""
        k = nearest(self._drawn.seen(self.size()), at) if self._drawn else None
        return None if k is None or self._drawn is None else self._drawn.chart.marks[k]

    def place_of(self, mark: Mark) -> QPointF:
        """Where a mark of the chart on screen is."""
        assert self._drawn is not None
        return self._drawn.seen(self.size())[self._drawn.chart.marks.index(mark)]

    # -- what comes back ---------------------------------------------------------------------------------------------

    def _finish(self, drawing: Drawing, found: Drawn) -> None:
        if drawing is self._drawing:
            self._take(found)
        if self._is_due:
            self.redraw()

    def _fail(self, error: PlannerError) -> None:
        self._take(None, str(error))
        if self._is_due:
            self.redraw()

    def _take(self, found: Drawn | None, fault: str = "") -> None:
        if found is None or self._drawn is None or found.chart.title != self._drawn.chart.title:
            self._here = None
        self._drawn, self._fault = found, fault
        self.setAccessibleDescription(found.chart.title if found else fault)
        self.update()
        self.changed.emit()

    # -- how it answers ----------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Pointer and keys on marks; all else as any widget."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._answer(event.key()):
            return True
        if event.type() == QEvent.Type.Leave:
            QToolTip.hideText()
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        mark = self.mark_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if mark and mark.kind else Qt.CursorShape.ArrowCursor)
        if mark is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPosition().toPoint(), mark.text, self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        mark = self.mark_at(event.position())
        if mark is not None and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(mark)

    def _answer(self, key: int) -> bool:
        """Arrows go from mark to mark, Return chooses; whether the key meant anything."""
        if self._drawn is None or not self._drawn.places:
            return False
        if key in AHEAD:
            self._go(beside(self._drawn.seen(self.size()), self._here, key))
        elif key in PICK and self._here is not None:
            self.picked.emit(self._drawn.chart.marks[self._here])
        else:
            return False
        return True

    def _go(self, here: int | None) -> None:
        if here is None or self._drawn is None:
            return
        self._here = here
        mark, place = self._drawn.chart.marks[here], self._drawn.seen(self.size())[here]
        QToolTip.showText(self.mapToGlobal(place.toPoint()), mark.text, self)
        self.setAccessibleDescription(mark.text)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()

    # -- how it looks ------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._drawing is not None:
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_due:
            self.redraw()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme: Theme = DARK if current().is_dark else LIGHT
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(theme.ground))
        if self._drawn is not None:
            painter.drawImage(self._drawn.within(self.size()), self._drawn.image)
        elif text := self._fault or (tr("Drawing…") if self._drawing is not None else ""):
            painter.setPen(QColor(theme.muted))
            painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.drawRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75))
            if self._drawn is not None and self._here is not None:
                painter.setPen(QPen(QColor(theme.ink), 2.0))
                painter.drawEllipse(self._drawn.seen(self.size())[self._here], RING, RING)
        painter.end()
