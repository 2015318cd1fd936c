"""A table of a comparison: a scenario a column, marked where its plan is not the plan of the scenario as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from planner.desktop.look.frozen import FrozenColumn
from planner.desktop.look.index import Index
from planner.desktop.look.theme import ROW, current
from planner.desktop.look.words import tr
from planner.desktop.pages.compare.differences import Row
from planner.domain.plan import DECISIONS

MOST_HIGH = 72
"""Height of a row of what may be as long as it likes [px]."""
ID = Qt.ItemDataRole.UserRole
HEAD = 15
"""Letters that have room in a line of a column's head."""
PADDING = 8
"""Above and below the lines of a row, together [px]."""
NAME, FIGURE, DECISION, SENTENCE = 210, 132, 112, 250
"""Most that a name or a figure takes, and the least of a decision and of a sentence [px]; longer ones take lines."""


@dataclass(frozen=True)
class Column:
    """The head of a column."""

    title: str
    state: str = ""
    """How the scenario's plan falls short of it; empty: it does not."""


class RowTable(QTableWidget):
    """Rows to read, to choose and to copy; what they are called stays in sight while the scenarios are scrolled."""

    chosen = Signal(str)
    """The id of the request that a chosen row is about."""

    def __init__(
        self, title: str, *, at_right: bool = False, wraps: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._at_right, self._wraps = at_right, wraps
        self._shown: tuple[object, ...] = ()
        self.setAccessibleName(title)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Padded(self))
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setMinimumSectionSize(ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        if not wraps and not at_right:
            self.verticalHeader().setMaximumSectionSize(MOST_HIGH)  # options fill a page; their tip has all of them
        self.frozen = _names(self)
        self.itemSelectionChanged.connect(self._choose)

    def show_rows(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Other rows; those that are shown already stay as they are, with their selection, under heads of now."""
        shown = (tuple(rows), len(columns), current().name)
        blocked = self.blockSignals(True)
        if shown != self._shown:
            self._shown = shown
            self._fill(columns, rows)
        for c, column in enumerate(columns):
            self.setHorizontalHeaderItem(c, self._head(column, c))
        self._size()
        self.blockSignals(blocked)

    def _fill(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        self.setRowCount(max(len(rows), 1))
        self.setColumnCount(len(columns))
        for r, row in enumerate(rows or [Row("", (tr("No difference."), *("" for _ in columns[1:])))]):
            for c, text in enumerate(row.cells):
                self.setItem(r, c, self._item(text, row.name, c))

    def _item(self, text: str, name: str, c: int) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        item.setData(ID, name)
        item.setTextAlignment(self._side(c))
        if c > 0 and (decision := text.partition(" ")[0]) in DECISIONS:
            item.setForeground(QColor(current().decision(decision)))
        return item

    def _head(self, column: Column, c: int) -> QTableWidgetItem:
        lines = [part for part in (column.title, column.state) if part]
        broken = [line for part in lines for line in wrap(part, HEAD)] if c > 0 else lines
        head = QTableWidgetItem("\n".join(broken))
        head.setTextAlignment(self._side(c))
        head.setToolTip("\n".join(lines))
        if column.state:
            head.setForeground(QColor(current().warn))
        return head

    def _side(self, c: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self._at_right and c > 0 else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size()

    def scrollTo(self, index: Index, hint: QTableWidget.ScrollHint = QTableWidget.ScrollHint.EnsureVisible) -> None:
        """Scroll to a cell, and on until the names do not cover it."""
        super().scrollTo(index, hint)
        bar = self.horizontalScrollBar()
        if index.column() > 0:
            bar.setValue(bar.value() - max(self.frozen.room - self.visualRect(index).left(), 0))

    def _size(self) -> None:
        """Every column has what it needs; what is left goes to the sentences, or is shared by the figures."""
        count = self.columnCount()
        widths = [self._needed(c, count) for c in range(count)]
        spare = max(self.viewport().width() - sum(widths), 0)
        sharing = [count - 1] if self._wraps else range(1, count)
        for c, width in enumerate(widths):
            self.setColumnWidth(c, width + (spare // len(sharing) if c in sharing else 0))
        self.resizeRowsToContents()
        self.frozen.lay_out()

    def _needed(self, c: int, count: int) -> int:
        hint = max(self.sizeHintForColumn(c), self.horizontalHeader().sectionSizeHint(c))
        if not self._wraps:
            return min(hint, FIGURE if self._at_right and c > 0 else NAME)
        return NAME if c == 0 else SENTENCE if c == count - 1 else min(max(hint, DECISION), NAME)

    def _choose(self) -> None:
        item = self.item(self.currentRow(), 0)
        if item is not None and item.data(ID):
            self.chosen.emit(item.data(ID))


class _Padded(QStyledItemDelegate):
    """Rows that keep apart."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index) + QSize(PADDING, PADDING)


def _names(table: RowTable) -> FrozenColumn:
    found = FrozenColumn(table, ROW)
    found.setItemDelegate(_Padded(found))
    table.model().modelReset.disconnect(found.lay_out)  # the last one comes when the table is gone
    found.setWordWrap(True)
    found.setShowGrid(False)
    found.setEditTriggers(table.editTriggers())
    found.setSelectionBehavior(table.selectionBehavior())
    found.horizontalHeader().setSectionsClickable(False)
    found.horizontalHeader().setSortIndicatorShown(False)
    table.verticalHeader().sectionResized.connect(lambda row, _before, height: found.setRowHeight(row, height))
    return found
