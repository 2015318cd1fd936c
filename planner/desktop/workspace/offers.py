"""What the workspace asks the user: unsaved work that was found, files that someone else has changed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from planner.desktop.notices import NoticeBoard
from planner.desktop.session import Session
from planner.desktop.words import tr
from planner.desktop.workspace.recovery import Found
from planner.errors import PlannerError


class Offers:
    """Puts the questions on the board, and does what is answered."""

    def __init__(self, session: Session, board: NoticeBoard) -> None:
        self._session, self._board = session, board
        session.workspace_opened.connect(self.offer_unsaved)
        session.disk_changed.connect(self.offer_file)

    def offer_unsaved(self) -> None:
        """Offer what a run before this one could not save."""
        workspace = self._session.workspace
        if workspace is None:
            return
        for file, document in workspace.documents.items():
            found = self._session.recovery.find(file)
            if found is None:
                continue
            if found.draft == document.draft:
                self._session.recovery.forget(file)
                continue
            text = tr("Unsaved work on {name} from an earlier run was found.", name=document.name)
            answers = [
                (tr("Restore"), partial(self._restore, found)),
                (tr("Throw away"), partial(self._forget, file)),
            ]
            self._board.put(f"unsaved {file}", text, answers)

    def offer_file(self, file: Path) -> None:
        """Ask what becomes of unsaved work on a file that is another one now."""
        workspace = self._session.workspace
        if workspace is None:
            return
        text = tr("{file} was changed by someone else while you have unsaved changes.", file=file.name)
        answers = [
            (tr("Merge"), partial(self._tried, file, workspace.merge)),
            (tr("Take the file's"), partial(self._tried, file, workspace.reload)),
            (tr("Keep mine"), partial(self._tried, file, workspace.keep_apart)),
        ]
        self._board.put(f"disk {file}", text, answers)

    def _restore(self, found: Found, checked: bool = False) -> None:
        workspace = self._session.workspace
        if workspace is not None and found.file in workspace.documents:
            workspace.documents[found.file].replace_draft(found.draft, tr("Restore unsaved work"))
            self._session.open(found.file)

    def _forget(self, file: Path, checked: bool = False) -> None:
        self._session.recovery.forget(file)

    def _tried(self, file: Path, action: object, checked: bool = False) -> None:
        assert callable(action)
        try:
            action(file)
        except PlannerError as error:
            self._board.put(f"disk {file}", str(error))
