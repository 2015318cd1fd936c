"""One of a few values, none of which can be typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from planner.desktop.look.combo import Combo

NARROWEST = 8
"""Letters that there is always room for."""


class PickField(Combo):
    """Edits a value by its text; what is picked is entered at once."""

    taken = Signal(bool)
    given_up = Signal()
    left = Signal()
    """Never said: nothing is typed that could be left."""
    judged = Signal(str)

    def __init__(self, texts: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(letters=NARROWEST, parent=parent)
        self.reason = ""
        self.leaves_undo = True
        self._known = ""
        self.addItems(texts)
        self.activated.connect(lambda _: self.taken.emit(False))

    @property
    def is_touched(self) -> bool:
        return self.typed() != self._known

    @property
    def is_busy(self) -> bool:
        return False

    def typed(self) -> str:
        return self.currentText()

    def show_text(self, text: str, reason: str = "") -> None:
        self._known = text
        self.setCurrentIndex(max(self.findText(text), 0))
        if reason != self.reason:
            self.reason = reason
            self.judged.emit(reason)
