"""Saving and leaving: what is asked before something could be lost."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox

from planner.desktop.look.words import brief, tr
from planner.desktop.open.document import Document
from planner.desktop.open.workspace.folder import NoTrashError, Workspace
from planner.desktop.open.workspace.originals import what_is_lost
from planner.desktop.open.workspace.saving import save as save_document
from planner.desktop.open.workspace.updating import Stuck, stuck
from planner.desktop.window.notices import Answer
from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.files import vary

if TYPE_CHECKING:
    from planner.desktop.window.main_window import MainWindow


def open_scenario(window: MainWindow, scenario: Scenario, name: str) -> None:
    """A variant of what is open that holds another scenario, which then is open."""
    if (document := window.session.document) is not None:
        open_new_variant(window, document, scenario, name)


def open_changed(window: MainWindow, changes: dict[str, Any], name: str) -> None:
    """A variant of what is open with the changes of a repair or a move, which then is open."""
    if (document := window.session.document) is not None:
        _tried(window, lambda: _open_new_variant(window, document, vary(document.scenario, changes), name))


def open_new_variant(window: MainWindow, document: Document, scenario: Scenario, name: str) -> None:
    """A variant of a document that holds another scenario, which then is open."""
    _tried(window, lambda: _open_new_variant(window, document, scenario, name))


def _open_new_variant(window: MainWindow, document: Document, scenario: Scenario | None, name: str = "") -> None:
    """A long sentence is cut to a name; as a note it is kept whole."""
    if (short := brief(name)) != name.rstrip("."):
        scenario = (scenario or document.saved).model_copy(update={"notes": name})
    if (workspace := window.session.workspace) is not None:
        window.session.open(workspace.new_variant(document, scenario, short))


def _reveal(file: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))


def save_all(window: MainWindow) -> bool:
    """Save every scenario that has unsaved changes, parents before their variants; False where one was not."""
    edited = window.session.edited()
    return all(_save(window, document) for document in sorted(edited, key=lambda each: each.extends is not None))


def may_leave(window: MainWindow) -> bool:
    """Ask once what becomes of unsaved work; False where the user stays.

    Texts that are not understood, which no file can hold, are kept for the next start.
    """
    edited = window.session.edited()
    if not edited:
        return True
    names = ", ".join(document.name for document in edited)
    button = QMessageBox.StandardButton
    answer = QMessageBox.question(
        window,
        tr("Unsaved changes"),
        tr("Save the changes to {names}?", names=names),
        button.SaveAll | button.Discard | button.Cancel,
    )
    if answer == button.SaveAll:
        return save_all(window)
    if answer == button.Discard:
        for document in edited:
            document.drop_changes()
        return True
    return False


def _save(window: MainWindow, document: Document) -> bool:
    workspace = window.session.workspace
    if workspace is None or document.file is None:
        return False
    if workspace.is_changed(document.file):
        window.session.look_at_disk()  # which asks what becomes of both
        return False
    if not workspace.is_read_only and not _may_save(window, workspace, document):
        return False
    return _tried(window, lambda: _write(window, workspace, document))


def _write(window: MainWindow, workspace: Workspace, document: Document) -> None:
    """Save, and say what became of the variants; what was asked about the file is settled by that."""
    done = save_document(workspace, document)
    for subject in ("disk", "merged"):
        window.notices.take_down(f"{subject} {document.file}")
    window.session.left_behind.emit(done.lost)
    if done.written:
        names = ", ".join(workspace.documents[file].name for file in done.written)
        text = tr("What extends {name} has been written anew, to go on meaning what it did: {names}.",
                  name=document.name, names=names)  # fmt: skip
        window.notices.put(f"written {document.file}", text)


def _may_save(window: MainWindow, workspace: Workspace, document: Document) -> bool:
    """Ask where a save would lose something, or leave variants behind."""
    assert document.file is not None
    found = stuck(workspace, document)
    if (found.unable or found.let_go) and not _may_leave_behind(window, workspace, document, found):
        return False
    lost = what_is_lost(document.file)
    return not lost or _may_overwrite(window, document.file, lost)


def _may_leave_behind(window: MainWindow, workspace: Workspace, document: Document, found: Stuck) -> bool:
    """Ask whether variants may lose what they make of what is gone, or be left unreadable."""
    called = {file: workspace.documents[file].name for file in (*found.unable, *found.let_go)}
    parts = [tr("{name} is extended by other scenarios.", name=document.name)]
    if found.let_go:
        parts.append(tr("These change what is gone from it, and would lose that:"))
        parts += [f"{called[file]}: {', '.join(titles)}" for file, titles in found.let_go.items()]
    if found.unable:
        parts.append(tr("These can't follow, and could not be read any more:"))
        parts += [f"{called[file]}: {error.faults[0]}" for file, error in found.unable.items()]
    button = QMessageBox.StandardButton
    asked = QMessageBox.question(window, tr("Save"), "\n\n".join(parts), button.Save | button.Cancel)
    return asked == button.Save


def _may_lose(window: MainWindow, workspace: Workspace, document: Document, file: Path) -> bool:
    """Ask before another scenario with unsaved changes is replaced."""
    other = workspace.documents.get(file)
    if other is None or other is document or not other.has_more_than_its_file:
        return True
    text = tr("{name} has unsaved changes, which would be replaced, too. Replace it?", name=other.name)
    button = QMessageBox.StandardButton
    return QMessageBox.question(window, tr("Replace file"), text, button.Yes | button.Cancel) == button.Yes


def _may_overwrite(window: MainWindow, file: Path, lost: tuple[str, ...]) -> bool:
    said = {"comments": tr("comments"), "tables": tr("tables beside it, which become part of the file")}
    text = tr(
        "{file} has {what}. Saving writes the file anew without them; the original is kept beside it.",
        file=file.name,
        what=tr(" and ").join(said[each] for each in lost),
    )
    button = QMessageBox.StandardButton
    return QMessageBox.question(window, tr("Save"), text, button.Save | button.Cancel) == button.Save


def _tried(window: MainWindow, action: object) -> bool:
    """Do it; what goes wrong is said in the window."""
    assert callable(action)
    try:
        action()
    except InputError as error:
        window.notices.put("command", str(error), _ways_out(window, error))
        return False
    window.notices.take_down("command")
    return True


def _ways_out(window: MainWindow, error: InputError) -> list[Answer]:
    """What can be done where something can't be."""
    if isinstance(error, NoTrashError):
        return [(tr("Show in folder"), lambda *_: _reveal(error.file))]
    workspace = window.session.workspace
    is_stuck = workspace is not None and workspace.is_read_only
    return [(tr("Copy workspace…"), partial(window.run, "copy_workspace"))] if is_stuck else []
