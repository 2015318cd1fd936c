"""Fields side by side where there is room, below each other where there is not."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from planner.desktop.look.theme import SPACE

NARROW = 210
"""From this width on two short fields stand side by side [px]."""
WIDE, MOST = 520, 4
"""From this width on four do [px]."""


class FieldLayout(QLayout):
    """Fields take as many columns as they want, or as many as there are; hidden ones take none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[tuple[QLayoutItem, int]] = []
        self._span = 1
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(SPACE)

    def add(self, widget: QWidget, columns: int) -> None:
        self._span = columns
        self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append((item, self._span))

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index][0] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index)[0] if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return sum(height for _, height in self._rows(width)) + self.spacing() * max(len(self._rows(width)) - 1, 0)

    def sizeHint(self) -> QSize:
        return QSize(NARROW + SPACE, self.heightForWidth(NARROW + SPACE))

    def minimumSize(self) -> QSize:
        return QSize(NARROW // 2, 0)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        top = rect.top()
        for row, height in self._rows(rect.width()):
            for item, left, width in row:
                item.setGeometry(QRect(rect.left() + left, top, width, height))
            top += height + self.spacing()

    def _rows(self, width: int) -> list[tuple[list[tuple[QLayoutItem, int, int]], int]]:
        """The rows, each as its items with their left ends and widths, and its height [px]."""
        across = MOST if width >= WIDE else 2 if width >= NARROW else 1
        each = (width - self.spacing() * (across - 1)) / across
        found = []
        for row in self._packed(across):
            placed, column = [], 0
            for item, span in row:
                left, right = round(column * (each + self.spacing())), column + span
                placed.append((item, left, round(right * each + (right - 1) * self.spacing()) - left))
                column = right
            heights = [_height(item, wide) for item, _, wide in placed]
            found.append((placed, max(heights)))
        return found

    def _packed(self, across: int) -> Iterator[list[tuple[QLayoutItem, int]]]:
        """Items in rows of so many columns; a wide one begins a row where the last one has no room for it."""
        row: list[tuple[QLayoutItem, int]] = []
        for item, span in self._items:
            if item.isEmpty():
                continue
            span = min(span, across)
            if row and sum(taken for _, taken in row) + span > across:
                yield row
                row = []
            row.append((item, span))
        if row:
            yield row


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
