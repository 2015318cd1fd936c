"""Names that are offered below a line while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit

ENDING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
"""Keys that end the typing."""


class Completion(QCompleter):
    """Offers the names that hold what is typed, in large letters or small; none is taken unless it is picked.

    A key that ends the typing takes what is picked, and goes on to the line: Qt would give it to the line first, which
    would be left with what was typed.
    """

    def __init__(self, line: QLineEdit, take: Callable[[str], None]) -> None:
        """``take`` puts a picked name into the line."""
        self._line, self._take, self._known = line, take, QStringListModel()
        super().__init__(self._known, line)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def know(self, names: Sequence[str]) -> None:
        """Offer other names from now on."""
        self._known.setStringList(list(names))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        offered = self.popup()
        is_ending = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ENDING
        if not is_ending or offered is None or watched is not offered:
            return super().eventFilter(watched, event)
        picked = offered.currentIndex()
        name = str(picked.data()) if picked.isValid() else None
        offered.hide()
        if name is not None:
            self._take(name)
        QApplication.sendEvent(self._line, event)
        return True
