"""A box of many values, of which one is found by typing a part of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from planner.desktop.look.combo import Combo


class SearchedCombo(Combo):
    """Typing offers the values that hold what is typed; what is none of them gives way to the one that was chosen."""

    def __init__(self, called: str = "", letters: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(called, letters, parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(20)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        line = self.lineEdit()
        assert line is not None
        line.setAccessibleName(called)
        line.editingFinished.connect(self._settle)

    def _settle(self) -> None:
        """Take the value that is typed out, or the only one that holds what is typed; else show what was chosen."""
        typed = self.currentText().strip()
        if typed == self.itemText(self.currentIndex()):
            return
        whole = self.findText(typed, Qt.MatchFlag.MatchFixedString)
        part = [k for k in range(self.count()) if typed and typed.casefold() in self.itemText(k).casefold()]
        found = whole if whole >= 0 else part[0] if len(part) == 1 else -1
        if found < 0 or found == self.currentIndex():
            self.setEditText(self.itemText(self.currentIndex()))
            return
        self.setCurrentIndex(found)
        self.activated.emit(found)
