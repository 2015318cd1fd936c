"""Commands that bring in what other tools know."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog

from planner.desktop.look.words import counted, tr
from planner.desktop.open.importing import Importing, Named
from planner.desktop.window.importing import ImportDialog
from planner.desktop.window.main_window import MainWindow
from planner.importing.backlog.importing import read_table
from planner.importing.backlog.proposing import Proposal
from planner.importing.backlog.remembering import keep_import


def import_files(window: MainWindow) -> None:
    """Ask for tables, and bring their requests in."""
    names, _ = QFileDialog.getOpenFileNames(window, tr("Import"), "", tr("Tables (*.csv *.tsv *.xlsx *.xlsm)"))
    tables: list[Named] = []
    if names and window.attempt(lambda: tables.extend((Path(name).name, read_table(name)) for name in names)):
        import_tables(window, tables)


def import_tables(window: MainWindow, tables: Sequence[Named]) -> None:
    """Show what some tables would make of the open scenario, or of a new one, and do it where that is agreed to."""
    document, found = window.session.document, list[Importing]()
    if not window.attempt(lambda: found.append(Importing(tables, document))):
        return
    dialog = ImportDialog(found[0], document, window)
    if dialog.exec() == QDialog.DialogCode.Accepted and dialog.proposal is not None:
        found[0].remember()
        _take(window, dialog.proposal, Path(tables[0][0]).name, is_new=dialog.is_new)
    dialog.deleteLater()


def _take(window: MainWindow, proposal: Proposal, file: str, *, is_new: bool) -> None:
    workspace, document, after = window.session.workspace, window.session.document, proposal.after
    assert after is not None
    if not is_new and document is not None:
        document.replace(after, tr("Import {file}", file=file))
        document.imported |= proposal.fresh
    elif workspace is None or not window.attempt(lambda: _open_new(window, proposal)):
        return
    count = len(proposal.update.added) + len({change.request for change in proposal.update.told})
    window.say(counted(count, "{count} request was imported.", "{count} requests were imported."))


def _open_new(window: MainWindow, proposal: Proposal) -> None:
    assert window.session.workspace is not None
    file = window.session.workspace.new_scenario(proposal.after)
    keep_import(file, proposal.fresh)
    window.session.open(file)
