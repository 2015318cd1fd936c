"""A table of a comparison: a scenario a column, marked where its plan is not the plan of the scenario as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from planner.desktop.compare.differences import Row
from planner.desktop.theme import current
from planner.desktop.words import tr
from planner.domain.plan import DECISIONS

ROW = 27
"""Height of a row of one line [px]."""
ID = Qt.ItemDataRole.UserRole
HEAD = 15
"""Letters that have room in the head of a column of decisions."""
NAME, DECISION, SENTENCE = 210, 112, 250
"""Width of a column of names and of decisions, and the least of one of sentences [px]."""


@dataclass(frozen=True)
class Column:
    """The head of a column."""

    title: str
    state: str = ""
    """How the scenario's plan falls short of it; empty: it does not."""


class RowTable(QTableWidget):
    """Rows to read, to choose and to copy."""

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
        self.setWordWrap(wraps)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        if wraps:
            self.verticalHeader().setMinimumSectionSize(ROW)
            self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
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
        self._size_columns()
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
        broken = [line for part in lines for line in wrap(part, HEAD)] if self._wraps and c > 0 else lines
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
        if self._wraps:
            self._size_columns()

    def _size_columns(self) -> None:
        """Names take what they need; figures share the rest, or sentences have it, but never less than can be read."""
        header, count = self.horizontalHeader(), self.columnCount()
        header.setMaximumSectionSize(NAME)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        if not self._wraps:
            for c in range(1, count):
                header.setSectionResizeMode(c, QHeaderView.ResizeMode.Stretch)
            return
        header.setMaximumSectionSize(-1)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for c in range(count):  # sentences take more than their least where there is room
            self.setColumnWidth(c, NAME if c == 0 else SENTENCE if c == count - 1 else DECISION)
        header.setStretchLastSection(self.viewport().width() >= NAME + DECISION * (count - 2) + SENTENCE)

    def _choose(self) -> None:
        item = self.item(self.currentRow(), 0)
        if item is not None and item.data(ID):
            self.chosen.emit(item.data(ID))
