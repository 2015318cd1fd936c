"""A few numbers in a table inside of a popup, with a spreadsheet's keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from planner.desktop.fields.editors.number import NumberField
from planner.desktop.look.index import Index
from planner.desktop.look.theme import ROW, current


class SmallTable(QTableWidget):
    """Numbers that are typed one after the other; Enter and Escape are left to the popup where none is being typed."""

    moved_on = Signal()
    """Enter ended the typing of one number."""
    pasted = Signal()
    cleared = Signal()

    def __init__(self, rows: int, columns: int, parent: QWidget | None = None) -> None:
        super().__init__(rows, columns, parent)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.horizontalHeader().setHighlightSections(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )

    def cell(self, row: int, column: int) -> QTableWidgetItem:
        """The item of a cell, made where there is none yet."""
        found = self.item(row, column)
        if found is None:
            found = QTableWidgetItem()
            self.setItem(row, column, found)
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_editing = self.state() == QAbstractItemView.State.EditingState
        if not is_editing and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        elif not is_editing and event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif not is_editing and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self.moved_on.emit()


class NumberDelegate(QStyledItemDelegate):
    """Edits a cell of a small table with a field of its own kind."""

    def __init__(self, make_field: Callable[[QWidget], NumberField], owner: QWidget) -> None:
        super().__init__(owner)
        self._make_field = make_field

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = self._make_field(parent)
        field.setFrame(False)
        field.show_unit("")
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, NumberField)
        editor.show_text(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, NumberField)
        model.setData(index, editor.typed(), Qt.ItemDataRole.EditRole)


def mark(item: QTableWidgetItem, reason: str) -> None:
    """Colour a number that can't be, and say why."""
    theme = current()
    item.setForeground(QColor(theme.bad if reason else theme.text))
    item.setBackground(QColor(theme.bad_surface if reason else theme.surface))
    item.setToolTip(reason)
