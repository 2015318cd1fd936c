"""Rows on screen that are only read: one is under the cursor, some are selected, and those can be copied."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from planner.desktop.look.focus import draw_cursor
from planner.desktop.look.read_table import ReadTable
from planner.desktop.look.theme import ROW
from planner.files.clipboard import write_cells

CursorAction = QAbstractItemView.CursorAction


class ReadView[Row](QTableView):
    """Shows a table, whole rows at a time."""

    def __init__(self, table: ReadTable[Row], title: str) -> None:
        super().__init__()
        self.table = table
        table.setParent(self)
        self.setModel(table)
        self.setAccessibleName(title)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.horizontalHeader().setHighlightSections(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        row = self.visualRect(self.currentIndex())
        draw_cursor(self, self, QRect(0, row.top(), self.viewport().width(), row.height()) if row.isValid() else row)

    @property
    def current_row(self) -> Row | None:
        """The row under the cursor."""
        return self.table.row(self.currentIndex())

    def texts(self, rows: list[int]) -> tuple[list[str], list[list[str]]]:
        """The titles, each in one line, and the cells of some rows."""
        columns = range(self.table.columnCount())
        titles = [" ".join(column.title.split()) for column in self.table.columns]
        return titles, [[self.table.text(row, column) for column in columns] for row in rows]

    def copy(self) -> None:
        """The selected rows, or all where none is selected, under their titles, as cells for a spreadsheet."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        titles, cells = self.texts(chosen or [*range(self.table.rowCount())])
        QGuiApplication.clipboard().setText(write_cells([titles, *cells]))


class ReadList[Row](ReadView[Row]):
    """As in a list, Home and End go to the first and the last row; columns can be given other places."""

    def __init__(self, table: ReadTable[Row], title: str) -> None:
        super().__init__(table, title)
        self.setProperty("role", "list")
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setSectionsMovable(True)

    def moveCursor(self, action: CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if action in (CursorAction.MoveHome, CursorAction.MoveEnd):
            last = self.table.rowCount() - 1
            return self.table.index(0 if action == CursorAction.MoveHome else last, self.currentIndex().column())
        return super().moveCursor(action, modifiers)
