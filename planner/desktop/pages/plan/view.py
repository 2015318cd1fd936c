"""The plan's rows on screen: shapes for decisions, bars for shares, and the cut line."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStyleOptionViewItem, QTableView

from planner.desktop.look.index import Index
from planner.desktop.look.read_view import ReadView
from planner.desktop.look.shapes import SIDE, decision_shape
from planner.desktop.look.theme import current
from planner.desktop.look.words import tr
from planner.desktop.look.wrapped import Roomy
from planner.desktop.pages.plan.decisions import COLUMNS, Decided, DecisionTable

Feature = QStyleOptionViewItem.ViewItemFeature
CHIP = (6, 1)
"""Room around the words on the cut line, beside and above them [px]."""
_NOBODY = -1
"""The row that is dragged while none is."""
OPTION = next(k for k, column in enumerate(COLUMNS) if column.name == "option")


class DecisionView(ReadView[Decided]):
    """The plan's rows, with the share as a bar and the cut line below the last row that earns its GPUs."""

    table: DecisionTable
    moved_over = Signal(str, bool)
    """A request that was dragged over the cut line, and whether up: as if it were promised."""

    def __init__(self, table: DecisionTable) -> None:
        super().__init__(table, tr("Plan"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setItemDelegate(_Marked(table, self))
        self.horizontalHeader().setStretchLastSection(True)
        for k, column in enumerate(table.columns):
            self.setColumnWidth(k, column.width)
        self._dragged = _NOBODY
        self._pressed_at = QPoint()
        table.modelReset.connect(self._hide_what_says_nothing)
        self._hide_what_says_nothing()

    def _hide_what_says_nothing(self) -> None:
        """Options take no room where no request has any."""
        self.setColumnHidden(OPTION, not any(row["option"] for row in self.table.rows))

    # -- a row over the cut line -----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Once the mouse has gone some way with a row, it takes the row along and selects no other."""
        at = event.position().toPoint()
        far = abs(at.y() - self._pressed_at.y()) >= QApplication.startDragDistance()
        if self._dragged == _NOBODY and far and event.buttons() & Qt.MouseButton.LeftButton and self.table.cut_row >= 0:
            self._dragged = self.rowAt(self._pressed_at.y())
        if self._dragged == _NOBODY:
            super().mouseMoveEvent(event)
            return
        self.viewport().setCursor(
            Qt.CursorShape.DragMoveCursor if self._is_over(at) else Qt.CursorShape.ClosedHandCursor
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row, at = self._dragged, event.position().toPoint()
        is_over = row != _NOBODY and self._is_over(at)
        self._let_go()
        super().mouseReleaseEvent(event)
        if is_over:
            self.moved_over.emit(self.table.request(row), row > self.table.cut_row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape lets a row go where it was."""
        if event.key() == Qt.Key.Key_Escape and self._dragged != _NOBODY:
            self._let_go()
        else:
            super().keyPressEvent(event)

    def _is_over(self, at: QPoint) -> bool:
        """Whether the mouse is on the other side of the cut line than the row that it has taken along."""
        return (self._dragged > self.table.cut_row) is (at.y() < self._cut)

    def _let_go(self) -> None:
        self._dragged = _NOBODY
        self.viewport().unsetCursor()

    # -- the cut line ----------------------------------------------------------------------------------------------

    @property
    def _cut(self) -> int:
        """Where the cut line is [px]."""
        return self.rowViewportPosition(self.table.cut_row) + self.rowHeight(self.table.cut_row)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.table.cut_row >= 0:
            self._draw_cut(self._cut)

    def _draw_cut(self, at: int) -> None:
        """The line through the table, and what it is, at the right where the eye ends."""
        painter, theme = QPainter(self.viewport()), current()
        right = self.viewport().width()
        painter.setPen(QPen(QColor(theme.accent), 2, Qt.PenStyle.DashLine))
        painter.drawLine(0, at - 1, right, at - 1)
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 0.85)
        painter.setFont(font)
        words = tr("cut line")
        size = painter.fontMetrics().size(0, words) + QSize(2 * CHIP[0], 2 * CHIP[1])
        chip = QRect(right - size.width() - 2, at - 1 - size.height() // 2, size.width(), size.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawRoundedRect(QRectF(chip), 4, 4)
        painter.setPen(QColor(theme.on_accent))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()


class _Marked(Roomy):
    """Draws the shapes and the bars."""

    def __init__(self, table: DecisionTable, owner: QTableView) -> None:
        super().__init__(owner)
        self._table = table

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if COLUMNS[index.column()].name == "decision" and (row := self._table.row(index)) is not None:
            option.features |= Feature.HasDecoration
            option.icon = decision_shape(row["decision"], self._table.bar(row))
            option.decorationSize = QSize(SIDE, SIDE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if COLUMNS[index.column()].name == "share" and (row := self._table.row(index)) is not None:
            self._bar(painter, option.rect, row["share"], self._table.bar(row))

    def _bar(self, painter: QPainter, rect: QRect, share: float, colour: str) -> None:
        room = rect.adjusted(8, rect.height() // 2 - 3, -54, 0)
        room.setHeight(6)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current().raised))
        painter.drawRoundedRect(room, 3, 3)
        room.setWidth(round(room.width() * min(max(share, 0.0), 1.0)))
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(room, 3, 3)
        painter.restore()
