"""Doing what may fail: what goes wrong is said in the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from planner.desktop.look.words import tr
from planner.desktop.open.session import Session
from planner.desktop.open.workspace.folder import NoTrashError
from planner.desktop.window.notices import Answer, NoticeBoard
from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.files import vary


class Attempts:
    """Tries an action, and says on the board why it can't be done."""

    def __init__(self, session: Session, notices: NoticeBoard, copy_workspace: Callable[[], object]) -> None:
        self._session, self._notices, self._copy_workspace = session, notices, copy_workspace

    def __call__(self, action: Callable[[], object]) -> bool:
        """Do it; whether it could be done."""
        try:
            action()
        except InputError as error:
            self._notices.put("command", str(error), self._ways_out(error))
            return False
        self._notices.take_down("command")
        return True

    def open_variant(self, scenario: Scenario | None, name: str = "") -> bool:
        """Open a variant of what is open, which holds another scenario if one is given."""
        return self(lambda: self._session.open_variant(scenario, name))

    def open_changed(self, changes: dict[str, Any], name: str) -> None:
        """Open a variant of what is open with the changes of a repair or a move."""
        if (document := self._session.document) is not None:
            self(lambda: self._session.open_variant(vary(document.scenario, changes), name))

    def _ways_out(self, error: InputError) -> list[Answer]:
        """What can be done where something can't be."""
        if isinstance(error, NoTrashError):
            return [(tr("Show in folder"), lambda *_: reveal(error.file))]
        is_stuck = self._session.workspace is not None and self._session.workspace.is_read_only
        return [(tr("Copy workspace…"), lambda *_: self._copy_workspace())] if is_stuck else []


def reveal(file: Path) -> None:
    """Show a file's folder in the system's own browser."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))
