"""A titled list of cards with a button that adds one, and a hint where there are none."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from planner.desktop.icons import icon
from planner.desktop.theme import SPACE


class Section(QWidget):
    """One part of the tab."""

    def __init__(self, title: str, add: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        self.add = QPushButton(icon("add"), add)
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch()
        head.addWidget(self.add)
        self._hint = QLabel(hint)
        self._hint.setProperty("role", "quiet")
        self._hint.setWordWrap(True)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(SPACE)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, SPACE)
        box.setSpacing(SPACE)
        box.addLayout(head)
        box.addWidget(self._hint)
        box.addLayout(self._cards)

    def put(self, card: QWidget) -> None:
        """Append a card."""
        self._cards.addWidget(card)
        self._hint.hide()

    def clear(self) -> None:
        """Take every card away."""
        while (item := self._cards.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._hint.show()

    def redraw(self) -> None:
        """The icons in the theme's colours."""
        self.add.setIcon(icon("add"))
        for button in self.findChildren(QToolButton):
            if name := button.property("drawing"):
                button.setIcon(icon(str(name)))
