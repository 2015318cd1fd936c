"""A workspace that nothing can be written to says so from the start."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.desktop.open.session import Session


def is_read_only(session: Session) -> bool:
    """Whether the workspace that is open can't be written."""
    return session.workspace is not None and session.workspace.is_read_only


class ReadOnlyMark(QLabel):
    """Stands in the status bar while it is so."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(tr("Read-only"), parent)
        self._session = session
        self.setProperty("role", "warn")
        self.setContentsMargins(SPACE, 0, SPACE, 0)
        session.workspace_opened.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setVisible(is_read_only(self._session))
        if (workspace := self._session.workspace) is not None:
            tip = tr("Nothing can be written to {folder}. Copy workspace… in the menu File makes a copy to work on.",
                     folder=workspace.folder)  # fmt: skip
            self.setToolTip(tip)
