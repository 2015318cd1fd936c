"""A table on screen: a spreadsheet's keys, copying, pasting and filling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

from planner.desktop.look.focus import draw_cursor
from planner.desktop.look.frozen import FrozenColumn
from planner.desktop.look.index import Index
from planner.desktop.look.theme import ROW
from planner.desktop.open.editing.collections import name_of
from planner.desktop.open.settings import ColumnState
from planner.desktop.pages.tables.delegate import CellDelegate
from planner.desktop.pages.tables.filtering import FilteredTable
from planner.desktop.pages.tables.table import ElementTable

ScrollHint, EditTrigger = QAbstractItemView.ScrollHint, QAbstractItemView.EditTrigger
EndEditHint = QAbstractItemDelegate.EndEditHint
BESIDE_TITLE = 34
"""Room at the sides of a column's title, and for the arrow of its order [px]."""


class TableView(QTableView):
    """Shows and edits the elements of a document."""

    chosen = Signal(str)
    """The id of the element in whose row the cursor stands."""
    clear_wanted = Signal()
    """A key asks that the selected cells be cleared."""

    def __init__(self, table: ElementTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.filtered = FilteredTable(table, self)
        self.setModel(self.filtered)
        self.setItemDelegate(CellDelegate(self))
        self.frozen = FrozenColumn(self, ROW)
        self.frozen.setItemDelegate(CellDelegate(self.frozen))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setSortingEnabled(True)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.frozen.setEditTriggers(self.editTriggers())
        self._said = ""
        """What was told to be chosen."""
        self.selectionModel().currentChanged.connect(self._say_chosen)
        self.filtered.dataChanged.connect(self._say_renamed)
        header.setFirstSectionMovable(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        draw_cursor(self, self, self.visualRect(self.currentIndex()))

    def set_up_columns(self) -> None:
        """Order, widths and visibility as the columns want them."""
        header = self.horizontalHeader()
        for k, column in enumerate(self.table.columns):
            title = str(self.model().headerData(k, Qt.Orientation.Horizontal))
            self.setColumnWidth(k, max(column.width, header.fontMetrics().horizontalAdvance(title) + BESIDE_TITLE))
            self.setColumnHidden(k, column.hidden)
            header.moveSection(header.visualIndex(k), k)

    def column_state(self) -> list[ColumnState]:
        """How the columns are shown, from left to right."""
        header, columns = self.horizontalHeader(), self.table.columns
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [
            ColumnState(columns[k].key, header.sectionSize(k) or columns[k].width, header.isSectionHidden(k))
            for k in order
        ]

    def restore_columns(self, state: Sequence[ColumnState]) -> None:
        """Show columns as they were left, and new ones where they belong; the first one stays the first."""
        header, known = self.horizontalHeader(), {each.key: each for each in state}
        places = {column.key: k for k, column in enumerate(self.table.columns)}
        order = merged([each.key for each in state if each.key in places], list(places))
        for place, key in enumerate(order):
            if key in known:
                self.setColumnHidden(places[key], known[key].is_hidden)
                self.setColumnWidth(places[key], known[key].width)
            header.moveSection(header.visualIndex(places[key]), place)
        header.moveSection(header.visualIndex(0), 0)

    def setColumnHidden(self, column: int, hide: bool) -> None:
        super().setColumnHidden(column, hide)
        self.frozen.lay_out()

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = ScrollHint.EnsureVisible) -> None:
        """Scroll to a cell, and on until the first column does not cover it."""
        if index.column() == 0:
            bar = self.horizontalScrollBar()
            where = bar.value()
            super().scrollTo(index, hint)
            bar.setValue(where)
            return
        super().scrollTo(index, hint)
        covered = self.frozen.room - self.visualRect(index).left()
        if covered > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - covered)

    def edit(  # type: ignore[override]  # Qt's two forms in one
        self, index: Index, trigger: Any = EditTrigger.AllEditTriggers, event: Any = None
    ) -> bool:
        """Edit a cell where it is seen: in the first column, that lies over the table's own."""
        if index.column() == 0 and self.frozen.room:
            return bool(self.frozen.edit(index, trigger, event))
        return bool(super().edit(index, trigger, event))

    def current_name(self) -> str:
        """Id of the element in whose row the cursor stands."""
        return self.name_at(self.currentIndex().row())

    def name_at(self, row: int) -> str:
        """Id of the element in a row on screen; nothing where there is none."""
        return name_of(self.table.element(self.source_row(row))) if 0 <= row < self.filtered.rowCount() else ""

    def source_row(self, row: int) -> int:
        """Where the element in a row on screen stands in the table."""
        return self.filtered.mapToSource(self.filtered.index(row, 0)).row()

    def show_cell(self, name: str, steps: tuple[str | int, ...] = ()) -> bool:
        """Put the cursor on an element's cell, and scroll there; a filter that hides it is not touched."""
        row, column = self.table.row_of(name), max(self.table.column_of(steps), 0)
        index = self.filtered.mapFromSource(self.table.index(row, column)) if row >= 0 else QModelIndex()
        if not index.isValid():
            return False
        self.setColumnHidden(column, False)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # the editor is still about to hand over what was typed
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._step_down()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: EndEditHint) -> None:
        """Enter goes on below, Tab in the next cell that can be edited."""
        way = {EndEditHint.EditNextItem: 1, EndEditHint.EditPreviousItem: -1}.get(hint, 0)
        super().closeEditor(editor, EndEditHint.NoHint if way else hint)
        if hint == EndEditHint.SubmitModelCache:
            self._step_down()
        elif way:
            self._edit_beside(way)

    def _edit_beside(self, way: int) -> None:
        """Edit the next cell of the row, or the one before, that can be; behind the last one the next row's first."""
        here = self.currentIndex()
        editable = [k for k in on_screen(self) if self.table.columns[k].editable]
        at = editable.index(here.column()) + way
        beside = self.filtered.index(here.row() + at // len(editable), editable[at % len(editable)])
        if beside.isValid():
            self.setCurrentIndex(beside)
            self.edit(beside)

    def _step_down(self) -> None:
        here = self.currentIndex()
        below = self.filtered.index(here.row() + 1, here.column())
        if below.isValid():
            self.setCurrentIndex(below)

    def _say_chosen(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid() and now.row() != before.row():
            self._said = self.name_at(now.row())
            self.chosen.emit(self._said)

    def _say_renamed(self, first: QModelIndex, last: QModelIndex) -> None:
        """What stands under the cursor is called otherwise now."""
        row = self.currentIndex().row()
        if self._said and first.row() <= row <= last.row() and self.name_at(row) != self._said:
            self._said = self.name_at(row)
            self.chosen.emit(self._said)


def on_screen(view: QTableView) -> list[int]:
    """The columns on screen, from left to right."""
    header = view.horizontalHeader()
    order = (header.logicalIndex(place) for place in range(header.count()))
    return [k for k in order if not view.isColumnHidden(k)]


def merged(first: Sequence[str], others: Sequence[str]) -> list[str]:
    """The keys of both: those of the first in their order, each other one behind the key that it follows."""
    found, before = list(first), ""
    for key in others:
        if key not in found:
            found.insert(found.index(before) + 1 if before else 0, key)
        before = key
    return found
