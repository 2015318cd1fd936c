"""A filter above a list that keeps the keyboard while names are looked for and ticked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from planner.desktop.look.words import tr

PAGE = 10
"""Rows that Page Up and Page Down go."""


class FilterLine(QLineEdit):
    """Up and Down go through the list, Space ticks while nothing is looked for, Enter ticks what was found."""

    moved = Signal(int)
    toggled = Signal()

    def __init__(self) -> None:
        super().__init__(placeholderText=tr("Filter; Space ticks"), clearButtonEnabled=True)
        self.setAccessibleName(tr("Filter"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -PAGE, Qt.Key.Key_PageDown: PAGE}
        key = Qt.Key(event.key())
        if key in way:
            self.moved.emit(way[key])
        elif key == Qt.Key.Key_Space and not self.text():
            self.toggled.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text():
            self.toggled.emit()
            self.clear()
        else:
            super().keyPressEvent(event)
