"""Editors in cells: choices where there are some, text in the file's own notation elsewhere."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.desktop.tables.columns import Column
from planner.desktop.tables.filtering import FilteredTable
from planner.desktop.words import tr

type Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Makes the editor that fits a column; what is typed goes to the table as text."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        table = cast(FilteredTable, index.model()).table
        column = table.columns[index.column()]
        choices = list(column.choices(table.document.scenario)) if column.choices else []
        if choices and not column.listed:
            return _choice(parent, choices, column)
        editor = _ListEdit(choices, parent) if choices else QLineEdit(parent)
        editor.setFrame(False)
        editor.setPlaceholderText(column.unit)
        if column.number:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setAccessibleName(tr(column.title))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentText(text)
            if (line := editor.lineEdit()) is not None:
                line.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        text = editor.currentText() if isinstance(editor, QComboBox) else cast(QLineEdit, editor).text()
        model.setData(index, text, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect
        rect.setWidth(max(rect.width(), min(editor.sizeHint().width(), 320)))
        editor.setGeometry(rect)


def _choice(parent: QWidget, choices: list[str], column: Column) -> QComboBox:
    found = QComboBox(parent)
    found.setFrame(False)
    found.addItems(["", *choices] if column.open else choices)
    found.setEditable(True)
    found.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    found.setAccessibleName(tr(column.title))
    return found


class _ListEdit(QLineEdit):
    """A line that completes the entry being written, and leaves those before it alone."""

    def __init__(self, choices: list[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._completer = QCompleter(choices, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setWidget(self)
        self._completer.activated.connect(self._take)
        self.textEdited.connect(self._offer)

    def _offer(self, text: str) -> None:
        word = text.rpartition(",")[2].strip()
        self._completer.setCompletionPrefix(word)
        if word and self._completer.completionCount():
            self._completer.complete()
        elif (popup := self._completer.popup()) is not None:
            popup.hide()

    def _take(self, choice: str) -> None:
        before = self.text().rpartition(",")[0]
        self.setText(f"{before}, {choice}" if before else choice)
