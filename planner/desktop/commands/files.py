"""Commands on workspaces, scenarios and files."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from planner.desktop.document import Document, Draft
from planner.desktop.exporting import ExportDialog
from planner.desktop.notices import Answer
from planner.desktop.plan.standing import standing
from planner.desktop.replacing import may_replace
from planner.desktop.session import check_folder
from planner.desktop.words import brief, counted, tr
from planner.desktop.workspace.contents import ENDINGS
from planner.desktop.workspace.folder import NoTrashError, Workspace
from planner.desktop.workspace.originals import what_is_lost
from planner.desktop.workspace.saving import save as save_document
from planner.desktop.workspace.saving import save_copy
from planner.desktop.workspace.updating import Stuck, stuck
from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.files import vary

if TYPE_CHECKING:
    from planner.desktop.main_window import MainWindow


def open_workspace(window: MainWindow) -> None:
    """Ask for a folder and open it."""
    if folder := QFileDialog.getExistingDirectory(window, tr("Open workspace")):
        open_recent(window, Path(folder))


def open_recent(window: MainWindow, folder: Path) -> None:
    """Open a workspace in place of this one; what is unsaved is asked for once it is clear that it can be opened."""
    if _tried(window, lambda: check_folder(folder)) and may_leave(window):
        _tried(window, lambda: window.open_workspace(folder))


def copy_workspace(window: MainWindow) -> None:
    """Ask for a folder, copy the workspace there, and open the copy; unsaved changes go along."""
    workspace = window.session.workspace
    folder = QFileDialog.getExistingDirectory(window, tr("Copy workspace to an empty folder"))
    if workspace is not None and folder and _tried(window, lambda: workspace.copy_to(Path(folder))):
        documents = window.session.workspace.documents.items() if window.session.workspace else ()
        edited = {file: document.draft for file, document in documents if document.has_more_than_its_file}
        window.open_workspace(Path(folder))
        _carry(window, edited)


def _carry(window: MainWindow, drafts: dict[Path, Draft]) -> None:
    """Put unsaved work into the copy of its file."""
    workspace = window.session.workspace
    for file, draft in drafts.items():
        copy = workspace.documents.get(workspace.folder / file.name) if workspace else None
        if copy is not None:
            copy.replace_draft(draft, tr("Unsaved changes"))
            window.session.recovery.forget(file)


def new_scenario(window: MainWindow) -> None:
    if (workspace := window.session.workspace) is not None:
        _tried(window, lambda: window.session.open(workspace.new_scenario()))


def new_variant(window: MainWindow) -> None:
    """A variant of what is open, which then is open; unsaved changes go with it."""
    if (document := window.session.document) is not None:
        scenario = document.scenario if document.is_edited else None
        _tried(window, lambda: _open_new_variant(window, document, scenario))


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


def rename(window: MainWindow) -> None:
    window.panels.tree.rename_chosen()


def discard(window: MainWindow) -> None:
    """Move the chosen scenario to the trash; unsaved work on it, which no trash keeps, is asked for."""
    workspace, file = window.session.workspace, window.panels.tree.chosen
    if workspace is None or file is None:
        return
    document = workspace.documents.get(file)
    if document is not None and document.has_more_than_its_file and not workspace.is_read_only:
        text = tr("{name} has unsaved changes, which are lost. Move it to the trash?", name=document.name)
        button = QMessageBox.StandardButton
        if QMessageBox.question(window, tr("Delete"), text, button.Yes | button.Cancel) != button.Yes:
            return
    if _tried(window, lambda: workspace.discard(file)):
        window.session.recovery.forget(file)


def reveal(window: MainWindow) -> None:
    """Show the file's folder in the system's own browser."""
    if (file := window.panels.tree.chosen) is not None:
        _reveal(file)


def _reveal(file: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))


def save(window: MainWindow) -> bool:
    """Save what is open; False where that failed or was given up."""
    document = window.session.document
    if document is None:
        return True
    saved = _save(window, document)
    if saved and document.file is not None:
        window.say(tr("Saved {file}.", file=document.file.name))
    if saved and (count := len(document.draft.refused)):
        text = "Saved without {count} entries that are not understood: see Problems."
        window.say(counted(count, "Saved without {count} entry that is not understood: see Problems.", text))
    return saved


def save_all(window: MainWindow) -> bool:
    """Save every scenario that has unsaved changes, parents before their variants; False where one was not."""
    edited = window.session.edited()
    return all(_save(window, document) for document in sorted(edited, key=lambda each: each.extends is not None))


def save_as(window: MainWindow) -> None:
    """Save a copy under another name, and open that."""
    workspace, document = window.session.workspace, window.session.document
    if workspace is None or document is None:
        return
    start = str(document.file or workspace.folder / "scenario.yaml")
    chosen, _ = QFileDialog.getSaveFileName(window, tr("Save as"), start, tr("Scenarios (*.yaml)"))
    if chosen:
        _save_copy(window, workspace, document, _named(window, Path(chosen)))


def _named(window: MainWindow, chosen: Path) -> Path | None:
    """The file with the ending of a scenario; None where it gets one, is there already, and is to stay."""
    if chosen.suffix.lower() in ENDINGS:
        return chosen.resolve()
    file = chosen.with_name(f"{chosen.name}.yaml")
    return file.resolve() if may_replace(window, file) else None


def _save_copy(window: MainWindow, workspace: Workspace, document: Document, file: Path | None) -> None:
    if file is None or not _may_lose(window, workspace, document, file):
        return
    if file == document.file:
        _save(window, document)
    elif _tried(window, lambda: save_copy(workspace, document, file)):
        if file in workspace.documents:
            window.session.open(file)
        else:
            there = (tr("Open that folder"), partial(open_recent, window, file.parent))
            window.notices.put("command", tr("A copy was saved to {file}, outside the workspace.", file=file), [there])


def export(window: MainWindow) -> None:
    """Ask what to export, and where to."""
    document = window.session.document
    if document is None or document.plan is None:
        window.say(tr("There is no plan to export yet."))
        return
    if document.trial is not None:
        window.say(tr("A what-if is shown: keep it or drop it, then export."))
        return
    stands = standing(document)
    dialog = ExportDialog(document.plan, document.name, window.settings, window, stands.said if stands else "")
    if dialog.exec() == QDialog.DialogCode.Accepted:
        window.say(tr("Exported to {file}", file=dialog.written))


def copy_plan(window: MainWindow) -> None:
    document = window.session.document
    stands = standing(document, shown=True) if document is not None else None
    window.pages.plan.copy_as_table(stands.said if stands else "")
    said = tr("The plan is on the clipboard, as a table.")
    window.say(f"{said} {stands.said}" if stands else said)


def quit_app(window: MainWindow) -> None:
    window.close()


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
