"""Widgets in rows and columns, without margins unless some are wanted, and in lines that break as a text does."""

from __future__ import annotations

from collections.abc import Iterator
from types import EllipsisType

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLayoutItem, QVBoxLayout, QWidget

from planner.desktop.look.theme import SPACE

GAP = 3
"""Between words [px]."""
NARROW = 210
"""From this width on two short fields stand side by side [px]."""
WIDE, MOST = 520, 4
"""From this width on four do [px]."""

type Part = QWidget | QLayout | EllipsisType
"""A widget, a row or column inside of this one, or with ``...`` room that takes what is left over."""
type Parts = Part | tuple[Part, int]
"""A part, or one with how much it stretches."""
type Margins = int | tuple[int, int, int, int]
"""All around, or left, above, right and below [px]."""


def row_of(
    *parts: Parts, inside: QWidget | None = None, gap: int | None = None, margins: Margins | None = 0
) -> QHBoxLayout:
    """Parts from left to right, as what is ``inside`` a widget; the style's own gap or margins where they are None."""
    return _filled(QHBoxLayout() if inside is None else QHBoxLayout(inside), parts, gap, margins)


def column_of(
    *parts: Parts, inside: QWidget | None = None, gap: int | None = None, margins: Margins | None = 0
) -> QVBoxLayout:
    """Parts from top to bottom, else as ``row_of``."""
    return _filled(QVBoxLayout() if inside is None else QVBoxLayout(inside), parts, gap, margins)


def _filled[Box: QBoxLayout](box: Box, parts: tuple[Parts, ...], gap: int | None, margins: Margins | None) -> Box:
    if margins is not None:
        box.setContentsMargins(*(margins if isinstance(margins, tuple) else (margins,) * 4))
    if gap is not None:
        box.setSpacing(gap)
    for each in parts:
        part, stretch = each if isinstance(each, tuple) else (each, 0)
        if isinstance(part, QWidget):
            box.addWidget(part, stretch)
        elif isinstance(part, QLayout):
            box.addLayout(part, stretch)
        else:
            box.addStretch(stretch)
    return box


class _Items(QLayout):
    """What any layout keeps: its items, in their order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True


class FlowLayout(_Items):
    """Widgets one after the other, as words in a paragraph: what does not fit into a line goes on in the next one."""

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def heightForWidth(self, width: int) -> int:
        places = self._places(QRect(0, 0, width, 0))
        return max((place.bottom() + 1 for place in places), default=0)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """A word may be cut where the line is shorter than it."""
        found = QSize()
        for item in self._items:
            found = found.expandedTo(item.minimumSize())
        return found

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, place in zip(self._items, self._places(rect), strict=True):
            item.setGeometry(place)

    def _places(self, rect: QRect) -> list[QRect]:
        places, at, line = [], rect.topLeft(), 0
        for item in self._items:
            size = item.sizeHint().boundedTo(QSize(max(rect.width(), 1), item.sizeHint().height()))
            if at.x() > rect.x() and at.x() + size.width() > rect.right() + 1:
                at, line = QPoint(rect.x(), at.y() + line), 0
            places.append(QRect(at, size))
            at, line = at + QPoint(size.width() + GAP, 0), max(line, size.height())
        return places


class FieldLayout(_Items):
    """Fields side by side where there is room, below each other where there is not.

    Fields take as many columns as they want, or as many as there are; hidden ones take none.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spans: dict[QWidget | None, int] = {}
        self.setSpacing(SPACE)

    def add(self, widget: QWidget, columns: int) -> None:
        self._spans[widget] = columns
        self.addWidget(widget)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

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
        for item in self._items:
            if item.isEmpty():
                continue
            span = min(self._spans[item.widget()], across)
            if row and sum(taken for _, taken in row) + span > across:
                yield row
                row = []
            row.append((item, span))
        if row:
            yield row


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
