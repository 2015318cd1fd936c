"""The cells of a series side by side under their periods, with the course of the values drawn above them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem

from planner.desktop.fields.editors.small_table import SmallTable
from planner.desktop.look.index import AT_RIGHT, Index
from planner.desktop.look.sparkline import WASH
from planner.desktop.look.theme import ROW, current
from planner.files.clipboard import write_cells

CELL, ROOM = 66, 18
"""Least width of a period, and what it has besides its label [px]."""
NARROWEST, WIDEST = 330, 660
"""What is more is scrolled [px]."""
COURSE = 48
"""Height of the drawing [px]."""
DRAWN, VALUES = 0, 1
"""Rows of the table."""


class SeriesTable(SmallTable):
    """One cell a period; Tab goes on to the next."""

    filled = Signal()
    continued = Signal()

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__(2, len(labels))
        self.setHorizontalHeaderLabels(list(labels))
        self.setItemDelegateForRow(DRAWN, _Course(self))
        for k in range(len(labels)):
            self.cell(DRAWN, k).setFlags(Qt.ItemFlag.NoItemFlags)
            self.cell(VALUES, k).setTextAlignment(AT_RIGHT)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        names = max(map(self.fontMetrics().horizontalAdvance, labels))
        width = max(CELL, names + ROOM, NARROWEST // len(labels))
        header.setDefaultSectionSize(width)
        self.setRowHeight(DRAWN, COURSE)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(SmallTable.ScrollMode.ScrollPerPixel)
        is_scrolled = width * len(labels) + 2 > WIDEST
        bar = self.horizontalScrollBar().sizeHint().height() if is_scrolled else 0
        self.setFixedSize(min(width * len(labels) + 2, WIDEST), header.sizeHint().height() + COURSE + ROW + bar + 3)

    def text(self, period: int) -> str:
        return self.cell(VALUES, period).text().strip()

    def put(self, first: int, texts: Sequence[str]) -> None:
        """Write texts into the cells from one on, without saying so."""
        blocker = QSignalBlocker(self)
        for k, text in enumerate(texts, first):
            self.cell(VALUES, k).setText(text)
        blocker.unblock()

    def draw(self, values: Sequence[float], top: float) -> None:
        """Show the course of the values, ``top`` being the height of the drawing."""
        blocker = QSignalBlocker(self)
        for k, value in enumerate(values):
            before = values[k - 1] if k else value
            self.cell(DRAWN, k).setData(Qt.ItemDataRole.UserRole, (before / top, value / top))
        blocker.unblock()
        self.viewport().update()

    def go(self, period: int) -> None:
        """Put the cursor on a period's cell."""
        self.setCurrentCell(VALUES, min(period, self.columnCount() - 1))

    @property
    def here(self) -> int:
        """The period of the cursor."""
        return max(self.currentColumn(), 0)

    def chosen(self) -> list[int]:
        """The selected periods."""
        return sorted({index.column() for index in self.selectedIndexes()}) or [self.here]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_editing = self.state() == SmallTable.State.EditingState
        is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if not is_editing and is_control and event.key() == Qt.Key.Key_R:
            self.filled.emit()
        elif not is_editing and is_control and event.key() == Qt.Key.Key_E:
            self.continued.emit()
        elif not is_editing and event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(write_cells([[self.text(k) for k in self.chosen()]]))
        else:
            super().keyPressEvent(event)


class _Course(QStyledItemDelegate):
    """Draws one period's part of the course."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        parts = index.data(Qt.ItemDataRole.UserRole)
        if parts is None:
            return
        area = QRectF(option.rect).adjusted(0, 5, 1, 0)
        before, here = (area.bottom() - area.height() * min(max(part, 0.0), 1.0) for part in parts)
        wash = QColor(current().accent)
        wash.setAlpha(WASH)
        painter.save()
        painter.fillRect(QRectF(area.left(), here, area.width(), area.bottom() - here), wash)
        painter.setPen(QPen(QColor(current().accent), 2))
        painter.drawLine(QPointF(area.left(), before), QPointF(area.left(), here))
        painter.drawLine(QPointF(area.left(), here), QPointF(area.right(), here))
        painter.restore()
