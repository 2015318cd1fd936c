"""Cards of rules and commitments: each with its switch, its sentence and its price."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QToolButton, QWidget

from planner.desktop.look.elided import NamedSwitch
from planner.desktop.look.icons import icon
from planner.desktop.look.index import AT_RIGHT
from planner.desktop.look.labels import Remark, Text, embolden
from planner.desktop.look.layouts import row_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import literal, tr


class Card(QFrame):
    """A switch with a name, what it says, what it costs, and buttons."""

    chosen = Signal()
    """The card was clicked, or its switch has the keyboard."""

    def __init__(self, said: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.switch = NamedSwitch()
        self.state, self.doubts, self.notes = Text(), Remark("warn"), Remark("quiet")
        self.state.setProperty("role", "quiet")
        self.state.setAlignment(AT_RIGHT)
        self._buttons = row_of(gap=0)
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACE + 4, SPACE, SPACE, SPACE)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.switch, 0, 0)
        grid.addWidget(self.state, 0, 1)
        grid.addLayout(self._buttons, 0, 2)
        grid.addWidget(said, 1, 0, 1, 3)
        grid.addWidget(self.doubts, 2, 0, 1, 3)
        grid.addWidget(self.notes, 3, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        for part in (self.switch, said):
            part.installEventFilter(self)

    def add_button(self, name: str, tip: str) -> QToolButton:
        """A button at the right of the head."""
        button = card_button(name, tip)
        self._buttons.addWidget(button)
        return button

    def show_head(self, name: str, on: bool, *, differs: bool, tip: str) -> None:
        """Its name and switch; bold where the scenario that is extended has it otherwise."""
        with QSignalBlocker(self.switch):
            self.switch.setChecked(on)
        self.switch.setText(literal(name))
        embolden(self.switch, differs)
        self.switch.setToolTip(tip)

    def show_price(self, price: str, *, binds: bool, is_off: bool) -> None:
        """``binds · costs 2.75 points``; of what is off, what it would cost."""
        parts = [tr("binds")] if binds and not is_off else []
        if price == "no plan":
            parts.append(tr("no plan could keep it"))
        elif price:
            parts.append(tr("would cost {price}", price=price) if is_off else tr("costs {price}", price=price))
        self.state.setText(" · ".join(parts))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.chosen.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == (QEvent.Type.FocusIn if watched is self.switch else QEvent.Type.MouseButtonPress):
            self.chosen.emit()
        return super().eventFilter(watched, event)


def card_button(name: str, tip: str) -> QToolButton:
    """A button that only shows its drawing; the section gives it the theme's colours."""
    button = QToolButton()
    button.setIcon(icon(name))
    button.setProperty("drawing", name)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setAutoRaise(True)
    return button
