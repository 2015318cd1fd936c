"""A table on screen: a spreadsheet's keys, copying, pasting and filling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QDialog, QTableView, QWidget

from planner.desktop.editing.collections import key_of, name_of
from planner.desktop.settings import ColumnState
from planner.desktop.tables.columns import Column, merged
from planner.desktop.tables.delegate import CellDelegate
from planner.desktop.tables.entry import Entry, enter
from planner.desktop.tables.filtering import FilteredTable
from planner.desktop.tables.frozen import FrozenColumn
from planner.desktop.tables.paste_preview import PastePreview
from planner.desktop.tables.pasting import Pasting, plan_paste, spread
from planner.desktop.tables.table import ElementTable
from planner.desktop.words import tr
from planner.files.clipboard import read_cells, write_cells

type Index = QModelIndex | QPersistentModelIndex
ScrollHint, EditTrigger = QAbstractItemView.ScrollHint, QAbstractItemView.EditTrigger
BESIDE_TITLE = 34
"""Room at the sides of a column's title, and for the arrow of its order [px]."""
ROW_HEIGHT = 27
"""[px]"""


class TableView(QTableView):
    """Shows and edits the elements of a document."""

    chosen = Signal(str)
    """The id of the element in whose row the cursor stands."""

    def __init__(self, table: ElementTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.filtered = FilteredTable(table, self)
        self.setModel(self.filtered)
        self.setItemDelegate(CellDelegate(self))
        self.frozen = FrozenColumn(self, ROW_HEIGHT)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
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
        self.selectionModel().currentChanged.connect(self._say_chosen)
        header.setFirstSectionMovable(False)

    def set_up_columns(self) -> None:
        """Widths and visibility as the columns want them."""
        header = self.horizontalHeader()
        for k, column in enumerate(self.table.columns):
            title = str(self.model().headerData(k, Qt.Orientation.Horizontal))
            self.setColumnWidth(k, max(column.width, header.fontMetrics().horizontalAdvance(title) + BESIDE_TITLE))
            self.setColumnHidden(k, column.hidden)

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
        return self._name(self.currentIndex())

    def selected_names(self) -> list[str]:
        """Ids of the elements with a selected cell, in the order on screen."""
        return [self._name(self.filtered.index(row, 0)) for row in self._selected_rows()]

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

    def copy(self) -> None:
        """Put the selected cells on the clipboard as a spreadsheet takes them."""
        names, columns = self.selected_block()
        rows = [self.table.element(self.table.row_of(name)) for name in names]
        text = write_cells([[self.table.cells.typed(row, column) for column in columns] for row in rows])
        QGuiApplication.clipboard().setText(text)

    def paste(self) -> None:
        """Put the clipboard's cells here, after a look at what would be rejected."""
        pasting = self.planned_paste(QGuiApplication.clipboard().text())
        if pasting is None:
            return
        if pasting.is_clean or PastePreview(pasting, self).exec() == QDialog.DialogCode.Accepted:
            text = tr("Paste {count} cells", count=pasting.prepared.accepted)
            self.table.document.replace_draft(pasting.prepared.draft, text)

    def planned_paste(self, text: str) -> Pasting | None:
        """What a paste of this text would do, from the top left of the selection on."""
        block = read_cells(text)
        names, columns = self.selected_block()
        if not block or not names or not columns:
            return None
        block = spread(block, len(names), len(columns))
        height, width = len(block), max(map(len, block))
        first = self._selected_rows()[0]
        below = range(first, min(first + height, self.filtered.rowCount()))
        shown = self.shown_columns()
        start = next(k for k, column in enumerate(shown) if column is columns[0])
        rows = [self._name(self.filtered.index(row, 0)) for row in below]
        document = self.table.document
        return plan_paste(document.draft, self.table.collection, rows, shown[start : start + width], block)

    def clear_cells(self) -> None:
        """Leave the selected fields out."""
        self.set_selected("", tr("Clear"))

    def set_selected(self, text: str, called: str = "") -> None:
        """Type one text into every selected cell that can be edited."""
        names, columns = self.selected_block()
        entries = [Entry(name, column, text) for name in names for column in columns if column.editable]
        if entries:
            enter(self.table.document, self.table.collection, entries, called)

    def fill_down(self) -> None:
        """Repeat the top row of the selection in the rows below it."""
        names, columns = self.selected_block()
        if len(names) < 2:
            return
        top = self.table.element(self.table.row_of(names[0]))
        columns = [column for column in columns if column.editable and column.steps != (key_of(self.table.collection),)]
        entries = [Entry(name, c, self.table.cells.typed(top, c)) for name in names[1:] for c in columns]
        if entries:
            enter(self.table.document, self.table.collection, entries, tr("Fill down"))

    def take_parent(self) -> None:
        """Give the selected cells the value that they have in the scenario that is extended."""
        entries = []
        names, columns = self.selected_block()
        for name in names:
            element = self.table.element(self.table.row_of(name))
            if not self.table.cells.is_new(element):
                for column in columns:
                    differs, theirs = self.table.cells.difference(element, column)
                    if differs or self.table.cells.refused(element, column):
                        entries.append(Entry(name, column, column.typed(theirs)))
        if entries:
            enter(self.table.document, self.table.collection, entries, tr("Take the parent's value"))

    def shown_columns(self) -> list[Column]:
        """The columns on screen, from left to right."""
        header = self.horizontalHeader()
        logical = [header.logicalIndex(k) for k in range(header.count())]
        return [self.table.columns[k] for k in logical if not self.isColumnHidden(k)]

    def selected_block(self) -> tuple[list[str], list[Column]]:
        """Ids and columns of the smallest block around the selected cells."""
        chosen = {self.table.columns[index.column()].steps for index in self.selectionModel().selectedIndexes()}
        where = [k for k, column in enumerate(self.shown_columns()) if column.steps in chosen]
        columns: Sequence[Column] = self.shown_columns()[where[0] : where[-1] + 1] if where else ()
        return self.selected_names(), list(columns)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # the editor is still about to hand over what was typed
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_cells()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._step_down()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._step_down()

    def _step_down(self) -> None:
        here = self.currentIndex()
        below = self.filtered.index(here.row() + 1, here.column())
        if below.isValid():
            self.setCurrentIndex(below)

    def _selected_rows(self) -> list[int]:
        return sorted({index.row() for index in self.selectionModel().selectedIndexes()})

    def _name(self, index: QModelIndex) -> str:
        return name_of(self.table.element(self.filtered.mapToSource(index).row())) if index.isValid() else ""

    def _say_chosen(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid() and now.row() != before.row():
            self.chosen.emit(self._name(now))
