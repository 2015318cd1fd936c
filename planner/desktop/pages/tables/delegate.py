"""Cells that are edited in place, and the course of a quantity drawn small in its cell."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget

from planner.desktop.fields.cell_editors import CellEditor, make_editor
from planner.desktop.fields.editors.field import Field
from planner.desktop.fields.editors.notes import NotesField
from planner.desktop.fields.editors.popup_field import PopupField
from planner.desktop.fields.subject import Subject
from planner.desktop.look.index import LINE, Index
from planner.desktop.open.editing.collections import name_of
from planner.desktop.pages.tables.filtering import FilteredTable
from planner.desktop.pages.tables.table import alignment

Feature = QStyleOptionViewItem.ViewItemFeature
WITH_COURSE = Feature.HasDisplay | Feature.HasDecoration
PADDING = 5
"""Between a cell's edge and its text [px]."""
ROOM = 44
"""Of an editor besides its text [px]."""
WIDEST = 320
"""Up to here an editor may be wider than its cell [px]."""


class CellDelegate(QStyledItemDelegate):
    """Makes the editor that fits a column; what is typed goes to the table as text.

    A double click lets an editor's panel drop down at once; keys begin with its line.
    """

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._is_double_click = False

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        self._is_double_click = event.type() == QEvent.Type.MouseButtonDblClick
        return super().editorEvent(event, model, option, index)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        filtered = cast(FilteredTable, index.model())
        table = filtered.table
        column, element = table.columns[index.column()], table.element(filtered.mapToSource(index).row())
        subject = Subject(table.document, table.collection, name_of(element))
        editor = make_editor(column, lambda: subject, parent, is_in_cell=True)
        if isinstance(editor, Field):
            editor.setFrame(False)
            editor.inset = PADDING
            editor.judged.connect(lambda reason: _say(editor, reason))
        editor.taken.connect(lambda is_enter: self._take(editor, is_enter))
        editor.given_up.connect(lambda: self.closeEditor.emit(editor, self.EndEditHint.RevertModelCache))
        if isinstance(editor, PopupField) and self._is_double_click:
            editor.open_soon()
        self._is_double_click = False
        return editor

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Read all of a cell at once: Qt would ask the table for each part of it by itself, for every cell it draws."""
        filtered = cast(FilteredTable, index.model())
        table = filtered.table
        element, column = table.element(filtered.mapToSource(index).row()), table.columns[index.column()]
        option.index = cast(QModelIndex, index)
        option.text = table.cells.shown(element, column).replace("\n", LINE)
        course = table.course(element, column)
        option.features = Feature.HasDisplay if course is None else WITH_COURSE
        option.displayAlignment = alignment(column)
        if table.cells.difference(element, column)[0]:
            font = QFont(option.font)
            font.setBold(True)
            option.font, option.fontMetrics = font, QFontMetrics(font)
        if (ink := table.cells.ink(element, column)) is not None:
            option.palette.setBrush(QPalette.ColorRole.Text, ink)
        if (ground := table.cells.ground(element, column)) is not None:
            option.backgroundBrush = ground
        if course is not None:
            option.icon, option.decorationSize = QIcon(course), course.deviceIndependentSize().toSize()

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        filtered = cast(FilteredTable, index.model())
        table, row = filtered.table, filtered.mapToSource(index).row()
        refused = table.cells.refused(table.element(row), table.columns[index.column()])
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        cast(CellEditor, editor).show_text(text, refused.reason if refused else "")

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        model.setData(index, cast(CellEditor, editor).typed(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(option.rect)
        text = editor.fontMetrics().horizontalAdvance(str(index.data(Qt.ItemDataRole.EditRole) or ""))
        rect.setWidth(max(rect.width(), min(text + ROOM, WIDEST)))
        if isinstance(editor, NotesField):
            rect.setSize(QSize(max(rect.width(), WIDEST), editor.sizeHint().height()))
        if rect.size() != option.rect.size():
            rect.moveTopLeft(inside(rect, cast(QWidget, editor.parentWidget()).rect()))
        editor.setGeometry(rect)

    def _take(self, editor: QWidget, is_enter: bool) -> None:
        self.commitData.emit(editor)
        hint = self.EndEditHint.SubmitModelCache if is_enter else self.EndEditHint.NoHint
        self.closeEditor.emit(editor, hint)


def inside(rect: QRect, view: QRect) -> QPoint:
    """Where the top left of an editor that is larger than its cell goes, so that the view shows all of it."""
    left, top = (min(rect.left(), view.right() + 1 - rect.width()), min(rect.top(), view.bottom() + 1 - rect.height()))
    return QPoint(max(left, view.left()), max(top, view.top()))


def _say(editor: Field, reason: str) -> None:
    """Tell at once why what is typed can't be; an open panel says it itself."""
    has_panel = isinstance(editor, PopupField) and editor.popup is not None
    if reason and editor.isVisible() and not has_panel:
        QToolTip.showText(editor.mapToGlobal(QPoint(0, editor.height())), reason, editor)
    else:
        QToolTip.hideText()
