"""A titled list of cards with a button that adds one, and a hint where there are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from planner.desktop.look.icons import icon
from planner.desktop.look.rows import arranged
from planner.desktop.look.theme import SPACE


class Section(QWidget):
    """One part of the tab."""

    arranged = Signal()
    """Cards have come or gone."""

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

    def arrange[Name, Row: QWidget](
        self, rows: Mapping[Name, Row], names: Sequence[Name], make: Callable[[Name], Row]
    ) -> dict[Name, Row]:
        """The cards for other names; those that stay are kept."""
        self._hint.setVisible(not names)
        found = arranged(self._cards, rows, names, make, self.add)
        self.arranged.emit()
        return found

    def redraw(self) -> None:
        """The icons in the theme's colours."""
        self.add.setIcon(icon("add"))
        for button in self.findChildren(QToolButton):
            if name := button.property("drawing"):
                button.setIcon(icon(str(name)))
