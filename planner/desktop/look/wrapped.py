"""A delegate for names that may need a second line."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
)

from planner.desktop.look.index import Index

BESIDE_NAME, PADDING, LINE = 50, 8, 24
"""Room for tick and icon beside a name, above and below it, and the height of one line [px]."""


class WrappedName(QStyledItemDelegate):
    """A long name takes a second line."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.features |= QStyleOptionViewItem.ViewItemFeature.WrapText

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        depth = 1 + index.parent().isValid()
        room = self._tree.columnWidth(0) - depth * self._tree.indentation() - BESIDE_NAME
        lines = QRect(0, 0, max(room, 40), 1000)
        needed = option.fontMetrics.boundingRect(lines, Qt.TextFlag.TextWordWrap, str(index.data()))
        return QSize(hint.width(), max(needed.height() + PADDING, LINE))
