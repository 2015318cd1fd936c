"""Saving and leaving: what is asked before something could be lost."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from planner.desktop.look.words import tr
from planner.desktop.open.aside import Aside
from planner.desktop.open.document import Document
from planner.desktop.open.session import Session
from planner.desktop.open.workspace.folder import Workspace
from planner.desktop.open.workspace.saving import prepared, save
from planner.desktop.open.workspace.updating import Stuck, stuck
from planner.desktop.window.attempts import Attempts
from planner.desktop.window.notices import NoticeBoard
from planner.files.originals import BESIDE
from planner.files.saving import Save

Button = QMessageBox.StandardButton


class Leaving:
    """Saves what is open, and asks in front of ``parent`` where that, or a leave, would lose something."""

    def __init__(self, session: Session, notices: NoticeBoard, attempt: Attempts, parent: QWidget) -> None:
        self._session, self._notices, self._attempt, self._parent = session, notices, attempt, parent
        self._aside = Aside(session.jobs)

    def may_leave(self) -> bool:
        """Ask once what becomes of unsaved work; False where the user stays.

        Texts that are not understood, which no file can hold, are kept for the next start.
        """
        if self._aside.is_busy:
            return False
        edited = self._session.edited()
        if not edited:
            return True
        names = ", ".join(document.name for document in edited)
        text = tr("Save the changes to {names}?", names=names)
        answer = self._asked(tr("Unsaved changes"), text, Button.SaveAll | Button.Discard | Button.Cancel)
        if answer == Button.SaveAll:
            return self.save_all()
        if answer == Button.Discard:
            for document in edited:
                document.drop_changes()
            return True
        return False

    def save_all(self) -> bool:
        """Save every scenario that has unsaved changes, parents before their variants; False where one was not."""
        workspace = self._session.workspace
        edited = sorted(self._session.edited(), key=workspace.depth_of) if workspace else []
        return all(self.save(document) for document in edited)

    def save(self, document: Document) -> bool:
        """Save one scenario; False where that failed or was given up."""
        workspace = self._session.workspace
        if workspace is None or document.file is None or self._aside.is_busy:
            return False
        if workspace.is_changed(document.file):
            self._session.look_at_disk()  # which asks what becomes of both
            return False
        if workspace.is_read_only:
            return self._attempt(lambda: self._write(workspace, document, None))
        ready = list[Save]()
        if not self._attempt(lambda: ready.append(self._aside(lambda: prepared(workspace, document)))):
            return False
        if not self._may_save(workspace, document, ready[0]):
            return False
        return self._attempt(lambda: self._write(workspace, document, ready[0]))

    def may_replace(self, document: Document, file: Path) -> bool:
        """Ask before another scenario with unsaved changes is replaced."""
        other = self._session.workspace.documents.get(file) if self._session.workspace else None
        if other is None or other is document or not other.has_more_than_its_file:
            return True
        text = tr("{name} has unsaved changes, which would be replaced, too. Replace it?", name=other.name)
        return self._asked(tr("Replace file"), text, Button.Yes | Button.Cancel) == Button.Yes

    def _write(self, workspace: Workspace, document: Document, ready: Save | None) -> None:
        """Save, and say what became of the variants; what was asked about the file is settled by that."""
        done = save(workspace, document, ready, self._aside)
        for subject in ("disk", "merged"):
            self._notices.take_down(f"{subject} {document.file}")
        self._session.left_behind.emit(done.lost)
        if done.written:
            names = ", ".join(workspace.documents[file].name for file in done.written)
            text = tr("What extends {name} has been written anew, to go on meaning what it did: {names}.",
                      name=document.name, names=names)  # fmt: skip
            self._notices.put(f"written {document.file}", text)

    def _may_save(self, workspace: Workspace, document: Document, ready: Save) -> bool:
        """Ask where a save would lose something, or leave variants behind."""
        found = self._aside(lambda: stuck(workspace, document))
        if (found.unable or found.let_go) and not self._may_save_with(_left_behind(workspace, document, found)):
            return False
        assert document.file is not None
        return not ready.lost or self._may_save_with(_overwritten(document.file, ready.lost))

    def _may_save_with(self, text: str) -> bool:
        return self._asked(tr("Save"), text, Button.Save | Button.Cancel) == Button.Save

    def _asked(self, title: str, text: str, buttons: QMessageBox.StandardButton) -> QMessageBox.StandardButton:
        return QMessageBox.question(self._parent, title, text, buttons)


def _left_behind(workspace: Workspace, document: Document, found: Stuck) -> str:
    """That variants would lose what they make of what is gone, or be left unreadable."""
    called = {file: workspace.documents[file].name for file in (*found.unable, *found.let_go)}
    parts = [tr("{name} is extended by other scenarios.", name=document.name)]
    if found.let_go:
        parts.append(tr("These change what is gone from it, and would lose that:"))
        parts += [f"{called[file]}: {', '.join(titles)}" for file, titles in found.let_go.items()]
    if found.unable:
        parts.append(tr("These can't follow, and could not be read any more:"))
        parts += [f"{called[file]}: {error.faults[0]}" for file, error in found.unable.items()]
    return "\n\n".join(parts)


def _overwritten(file: Path, lost: tuple[str, ...]) -> str:
    """That a file in which this change can't be made by itself would lose its comments, or its tables."""
    said = {
        "comments": tr("its comments"),
        "anchors": tr("its anchors: what they repeat is written out in each place"),
        "tables": tr("its tables: what they hold becomes part of the file, and they are left as they are"),
    }
    parts = [
        tr("This change can't be made in {file} as it stands. Saving writes the file anew, without:", file=file.name),
        "\n".join(f"•  {said[each]}" for each in lost),
        tr("The original is kept beside it, with {ending} behind its name.", ending=BESIDE),
    ]
    return "\n\n".join(parts)
