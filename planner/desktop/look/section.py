"""A titled list of cards with a button that adds one, and a hint where there are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from planner.desktop.look.icons import icon
from planner.desktop.look.layouts import column_of, row_of
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
        self._hint = QLabel(hint)
        self._hint.setProperty("role", "quiet")
        self._hint.setWordWrap(True)
        self._cards = column_of(gap=SPACE)
        head = row_of(heading, ..., self.add)
        column_of(head, self._hint, self._cards, inside=self, gap=SPACE, margins=(0, 0, 0, SPACE))

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
