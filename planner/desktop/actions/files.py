"""Commands on workspaces, scenarios and files."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from planner.desktop.look.replacing import may_replace
from planner.desktop.look.words import counted, tr
from planner.desktop.open.document import Document
from planner.desktop.open.editing.draft import Draft
from planner.desktop.open.session import check_folder
from planner.desktop.open.standing import standing
from planner.desktop.open.workspace.contents import ENDINGS, files_of
from planner.desktop.open.workspace.folder import Workspace
from planner.desktop.open.workspace.saving import save_copy
from planner.desktop.open.workspace.trash import Thrown, throw_away
from planner.desktop.window import attempts
from planner.desktop.window.exporting import ExportDialog
from planner.desktop.window.main_window import MainWindow
from planner.files.inputs.tables import write_tables


def open_workspace(window: MainWindow) -> None:
    """Ask for a folder and open it."""
    if folder := QFileDialog.getExistingDirectory(window, tr("Open workspace")):
        open_recent(window, Path(folder))


def open_recent(window: MainWindow, folder: Path) -> None:
    """Open a workspace in place of this one; what is unsaved is asked for once it is clear that it can be opened."""
    if window.attempt(lambda: check_folder(folder)) and window.leaving.may_leave():
        window.attempt(lambda: window.open_workspace(folder))


def copy_workspace(window: MainWindow) -> None:
    """Ask for a folder, copy the workspace there, and open the copy; unsaved changes go along."""
    workspace = window.session.workspace
    folder = QFileDialog.getExistingDirectory(window, tr("Copy workspace to an empty folder"))
    if workspace is not None and folder and window.attempt(lambda: workspace.copy_to(Path(folder))):
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
        window.attempt(lambda: window.session.open(workspace.new_scenario()))


def new_variant(window: MainWindow) -> None:
    """A variant of what is open, which then is open; unsaved changes go with it."""
    if (document := window.session.document) is not None:
        window.attempt.open_variant(document.scenario if document.is_edited else None)


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
    name = document.name if document is not None else file.name
    thrown: list[Thrown | None] = []
    if window.attempt(lambda: thrown.append(throw_away(workspace, file))):
        window.session.recovery.forget(file)
        window.offers.offer_back(name, thrown[0])


def reveal(window: MainWindow) -> None:
    """Show the file's folder in the system's own browser."""
    if (file := window.panels.tree.chosen) is not None:
        attempts.reveal(file)


def save(window: MainWindow) -> bool:
    """Save what is open; False where that failed or was given up."""
    document = window.session.document
    if document is None:
        return True
    saved = window.leaving.save(document)
    if saved and document.file is not None:
        window.say(tr("Saved {file}.", file=document.file.name))
    if saved and (count := len(document.draft.refused)):
        text = "Saved without {count} entries that are not understood: see Problems."
        window.say(counted(count, "Saved without {count} entry that is not understood: see Problems.", text))
    return saved


def save_all(window: MainWindow) -> bool:
    return window.leaving.save_all()


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
    if file is None or not window.leaving.may_replace(document, file):
        return
    if file == document.file:
        window.leaving.save(document)
    elif window.attempt(lambda: save_copy(workspace, document, file)):
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
    workspace = window.session.workspace
    read = files_of(workspace.known.values()) if workspace else ()
    said = stands.said if stands else ""
    dialog = ExportDialog(document.plan, document.name, window.settings, window, said, read)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        window.say(tr("Exported to {file}", file=dialog.written))


def export_inputs(window: MainWindow) -> None:
    """Write the scenario as it is on the screen as a workbook, whether it has a plan or not."""
    document, workspace = window.session.document, window.session.workspace
    if document is None:
        return
    if document.trial is not None:
        window.say(tr("A what-if is shown: keep it or drop it, then export."))
        return
    start = str(window.settings.export_folder / f"{document.name}-inputs.xlsx")
    chosen, _ = QFileDialog.getSaveFileName(window, tr("Export inputs"), start, tr("Workbooks (*.xlsx)"))
    if not chosen:
        return
    file = Path(chosen)
    if file.suffix.lower() != ".xlsx":
        file = file.with_name(f"{file.name}.xlsx")
        if not may_replace(window, file):
            return
    read = files_of(workspace.known.values()) if workspace else ()
    if window.attempt(lambda: write_tables(document.scenario, file, [*read])):
        window.settings.export_folder = file.parent
        window.say(tr("Exported to {file}", file=file))


def copy_plan(window: MainWindow) -> None:
    document = window.session.document
    stands = standing(document, shown=True) if document is not None else None
    window.pages.plan.copy_as_table(stands.said if stands else "")
    said = tr("The plan is on the clipboard, as a table.")
    window.say(f"{said} {stands.said}" if stands else said)


def quit_app(window: MainWindow) -> None:
    window.close()
