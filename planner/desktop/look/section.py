"""Titled parts of a tab or a form: a list of cards, or something that can be folded away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from planner.desktop.look.icons import icon
from planner.desktop.look.keyboard import go_back, place_in
from planner.desktop.look.labels import heading, label
from planner.desktop.look.layouts import column_of, row_of
from planner.desktop.look.theme import SPACE, current


class Section(QWidget):
    """A titled list of cards with a button that adds one, and a hint where there are none."""

    arranged = Signal()
    """Cards have come or gone."""

    def __init__(self, title: str, add: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add = QPushButton(icon("add"), add)
        self._hint = label(hint, "quiet")
        self._cards = column_of(gap=SPACE)
        head = row_of(heading(title), ..., self.add)
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


def arranged[Name, Row: QWidget](
    box: QBoxLayout, rows: Mapping[Name, Row], names: Iterable[Name], make: Callable[[Name], Row], otherwise: QWidget
) -> dict[Name, Row]:
    """The rows in a layout for other names, in their order; ``otherwise`` gets the keyboard where none is left."""
    before, gone = list(rows.values()), dict(rows)
    place = place_in(before)
    found = {name: gone.pop(name) if name in gone else make(name) for name in names}
    for at, row in enumerate(found.values()):
        if box.indexOf(row) != at:
            box.insertWidget(at, row)
            row.show()  # at once, so that it can be given the keyboard
    for row in gone.values():
        box.removeWidget(row)
        row.hide()
        row.deleteLater()
    if place is not None and before[place[0]] in gone.values():
        go_back(list(found.values()), place, otherwise)
    return found


class FoldButton(QToolButton):
    """A heading with an arrow that says whether what is below it is open."""

    def __init__(self, title: str = "", *, is_open: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(title)
        self.setCheckable(True)
        self.setChecked(is_open)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setStyleSheet("QToolButton { border: none; background: transparent; font-weight: 600; padding: 3px 0; }")
        self.toggled.connect(self._point)
        self._point(is_open)

    def _point(self, is_open: bool) -> None:
        self.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)


class Fold(QWidget):
    """A heading, and what it folds away."""

    def __init__(self, title: str, body: QWidget, *, is_open: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head, self.body = FoldButton(title, is_open=is_open), body
        self.head.toggled.connect(body.setVisible)
        column_of(self.head, body, inside=self, gap=SPACE // 2, margins=(0, SPACE // 2, 0, 0))
        body.setVisible(is_open)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(current().border))
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()
