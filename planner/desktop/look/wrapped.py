"""Rows as high and columns as wide as their texts need, with some room around them."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView, QTreeWidget

from planner.desktop.look.index import LINE, Index
from planner.desktop.look.read_table import ReadTable

Feature = QStyleOptionViewItem.ViewItemFeature
WRAPPED = Feature.HasDisplay | Feature.WrapText
BESIDE_NAME, PADDING, LEAST = 50, 8, 24
"""Room for tick and icon beside a name, above and below it, and the least height of its row [px]."""


class Roomy(QStyledItemDelegate):
    """The cells of a table that is only read, with more room than their texts need."""

    def __init__(self, owner: QTableView, beside: int = 0, above: int = 0, least: int = 0) -> None:
        """``beside`` and ``above``: more than a text needs; ``least``: height of a row [px].

        Whether texts take several lines is the table's word wrap at this time: asking for each cell costs too much.
        """
        super().__init__(owner)
        self._more, self._least = QSize(beside, above), QSize(0, least)
        self._wraps = owner.wordWrap()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Read all of a cell at once: Qt would ask the table for each part of it by itself, for every cell it draws."""
        table = cast("ReadTable[object]", index.model())
        column, row = table.columns[index.column()], table.row(index)
        option.index = cast(QModelIndex, index)
        option.features = WRAPPED if self._wraps else Feature.HasDisplay
        option.displayAlignment = column.side
        if row is None:
            option.text = table.text(index.row(), index.column())
            return
        option.text = column.text(row).replace("\n", LINE)
        if column.ink is not None and (ink := column.ink(row)):
            option.palette.setBrush(QPalette.ColorRole.Text, QBrush(QColor(ink)))
        if column.ground is not None and (ground := column.ground(row)):
            option.backgroundBrush = QBrush(QColor(ground))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return (super().sizeHint(option, index) + self._more).expandedTo(self._least)


class WrappedName(QStyledItemDelegate):
    """A long name in the first column of a tree takes a second line, or as many as it may."""

    def __init__(self, tree: QTreeWidget, lines: int = 0) -> None:
        """``lines``: at most; 0: as many as it needs."""
        super().__init__(tree)
        self._tree, self._lines = tree, lines

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.features |= Feature.WrapText

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        depth = 1 + index.parent().isValid()
        room = self._tree.columnWidth(0) - depth * self._tree.indentation() - BESIDE_NAME
        lines = QRect(0, 0, max(room, 40), 1000)
        needed = option.fontMetrics.boundingRect(lines, Qt.TextFlag.TextWordWrap, str(index.data())).height() + PADDING
        most = self._lines * option.fontMetrics.lineSpacing() + PADDING if self._lines else needed
        return QSize(hint.width(), max(min(needed, most), LEAST))
