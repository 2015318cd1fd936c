"""What stands in the centre while no scenario is open: why, and what to do next."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from planner.desktop.look.labels import enlarge, hint, label
from planner.desktop.look.layouts import column_of, row_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import counted, tr, unmarked
from planner.desktop.open.workspace.folder import Workspace
from planner.errors import InputError

MOST = 6
"""Faults of a file that are said where its scenario would stand; the others stand under Problems."""


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
            self.hint.setText(
                tr(
                    "A scenario holds the GPUs, the requests, and what must hold. Begin one here, or drop a backlog,"
                    " a list of nodes or a list of prices on this window."
                )
            )

    def show_fault(self, name: str, error: InputError, *, is_any: bool) -> None:
        """Say why a file that is chosen can't be shown; ``is_any``: whether another one could be."""
        title = tr("{file} can't be read", file=name) if is_any else tr("No scenario here can be read")
        self.title.setText(title)
        faults = [fault for fault in error.faults if not fault.warning]
        said = [str(fault.at(file=Path(fault.file).name)) for fault in faults[:MOST]]
        if (more := len(faults) - len(said)) > 0:
            said.append(counted(more, "and {count} more: see Problems", "and {count} more: see Problems"))
        self.hint.setText("\n".join([*said, "", tr("Once the file is mended, it opens here.")]))


def _dress(button: QPushButton, action: QAction) -> None:
    button.setIcon(action.icon())
