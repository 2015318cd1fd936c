"""What stands in the centre while no scenario is open: what to do next."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from planner.desktop.look.labels import enlarge, hint, label
from planner.desktop.look.layouts import column_of, row_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr, unmarked
from planner.desktop.open.workspace.folder import Workspace


class Welcome(QWidget):
    """A hint and the actions that lead on from it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.hint = label(), hint()
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        enlarge(self.title, 1.4)
        self._row = row_of(gap=SPACE)
        parts = (..., 2), self.title, self.hint, self._row, (..., 3)
        column_of(*parts, inside=self, gap=2 * SPACE, margins=(6 * SPACE, SPACE, 6 * SPACE, SPACE))

    def offer(self, actions: list[QAction]) -> None:
        """Buttons for some actions."""
        self._row.addStretch()
        for action in actions:
            button = QPushButton(action.icon(), unmarked(action.text()))
            action.changed.connect(partial(_dress, button, action))  # another theme, another icon
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
            self._row.addWidget(button)
        self._row.addStretch()

    def show_workspace(self, workspace: Workspace | None) -> None:
        """Say what the folder lacks."""
        if workspace is not None and workspace.faulty:
            self.title.setText(tr("No scenario here can be read"))
            self.hint.setText(tr("Choose one at the left to see what is wrong with it, or begin a new one."))
        else:
            self.title.setText(tr("No scenarios yet"))
            self.hint.setText(tr("A scenario holds the GPUs, the requests, and what must hold. Begin one here."))


def _dress(button: QPushButton, action: QAction) -> None:
    button.setIcon(action.icon())
