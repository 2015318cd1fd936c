"""The command palette: every action, found by a few letters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from planner.desktop.words import tr


class Palette(QDialog):
    """Offers the actions that can be done now; ``chosen`` is the one that was picked."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Commands"))
        self.resize(520, 380)
        self.chosen: QAction | None = None
        self._actions = [action for action in actions if action.isEnabled() and action.text()]
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Type a command"))
        self.search.setAccessibleName(tr("Type a command"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Commands"))
        self.list.setUniformItemSizes(True)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list.itemActivated.connect(self._pick)
        self.list.itemClicked.connect(self._pick)
        box = QVBoxLayout(self)
        box.addWidget(self.search)
        box.addWidget(self.list)
        self._filter("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, down and return in the line move and pick in the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self.list.setCurrentRow((self.list.currentRow() + step) % max(self.list.count(), 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._pick(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _filter(self, text: str) -> None:
        self.list.clear()
        found = [action for action in self._actions if matches(text, _plain(action))]
        for action in sorted(found, key=lambda action: not _plain(action).casefold().startswith(text.casefold())):
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            item = QListWidgetItem(action.icon(), _plain(action) + (f"    {keys}" if keys else ""))
            item.setData(Qt.ItemDataRole.UserRole, action)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _pick(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen = item.data(Qt.ItemDataRole.UserRole)
            self.accept()


def matches(typed: str, text: str) -> bool:
    """Whether the letters typed occur in the text in their order."""
    rest = iter(text.casefold())
    return all(letter in rest for letter in typed.casefold() if not letter.isspace())


def _plain(action: QAction) -> str:
    return action.text().replace("&", "").removesuffix("…")
