"""A box of which one of a few values is chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, QSize
from PySide6.QtWidgets import QComboBox, QWidget

from planner.desktop.look.wheel import scrolls_past

LEAST = 72
"""Width to which a box may be narrowed [px]."""


class Combo(QComboBox):
    """Values, each by its text; the wheel scrolls past it unless someone is at work in it."""

    def __init__(self, called: str = "", letters: int = 0, parent: QWidget | None = None) -> None:
        """``letters``: how many there is always room for, of texts that may be longer; 0: as wide as the longest."""
        super().__init__(parent)
        self.setAccessibleName(called)
        if letters:
            self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self.setMinimumContentsLength(letters)
        self._is_elastic = bool(letters)
        scrolls_past(self)

    def minimumSizeHint(self) -> QSize:
        """Of texts that may be longer anyway, some letters may go where there is no room for all boxes."""
        found = super().minimumSizeHint()
        return QSize(min(found.width(), LEAST), found.height()) if self._is_elastic else found

    @property
    def value(self) -> str:
        """What is chosen; nothing where there is nothing to choose from."""
        return str(self.currentData() or "")

    def offer(self, entries: Iterable[tuple[str, str]]) -> None:
        """Offer other values with their texts; the chosen one stays so, or else it is the first. Tells nobody."""
        chosen = self.value
        with QSignalBlocker(self):
            self.clear()
            for value, text in entries:
                self.addItem(text, value)
            self.setCurrentIndex(max(self.findData(chosen), 0 if self.count() else -1))

    def choose(self, value: str) -> None:
        """Choose a value, if there is that."""
        if (at := self.findData(value)) >= 0:
            self.setCurrentIndex(at)
