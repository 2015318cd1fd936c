"""Commands that bring in what other tools know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog

from planner.desktop.look.words import counted, tr
from planner.desktop.open.importing import Importing, Named
from planner.desktop.window.importing import ImportDialog
from planner.desktop.window.main_window import MainWindow
from planner.errors import Fault, InputError
from planner.files.sheets import ENDINGS
from planner.importing.backlog.importing import read_table
from planner.importing.backlog.remembering import keep_import
from planner.importing.inventory.reading import KINDS, read_inventory

KNOWN = "*.csv *.tsv *.xlsx *.xlsm *.json *.yaml *.yml *.txt"


def import_files(window: MainWindow) -> None:
    """Ask for files, and bring in what they hold."""
    kinds = f"{tr('Backlogs, clusters and price lists')} ({KNOWN});;{tr('All files')} (*)"
    names, _ = QFileDialog.getOpenFileNames(window, tr("Import"), "", kinds)
    bring_in(window, [Path(name) for name in names])


def bring_in(window: MainWindow, files: Sequence[Path]) -> None:
    """Bring in what some files hold, whatever they are."""
    found: list[Named] = []
    if files and window.session.workspace is not None and window.attempt(lambda: found.extend(_read(files))):
        import_tables(window, found)


def import_tables(window: MainWindow, files: Sequence[Named]) -> None:
    """Show what some files would make of the open scenario, or of a new one, and do it where that is agreed to."""
    document, found = window.session.document, list[Importing]()
    if not window.attempt(lambda: found.append(Importing(files, document))):
        return
    dialog = ImportDialog(found[0], document, window)
    if dialog.exec() == QDialog.DialogCode.Accepted and found[0].has_changes:
        found[0].remember()
        _take(window, found[0])
    dialog.deleteLater()


def _read(files: Sequence[Path]) -> Iterator[Named]:
    """The files by names that tell them apart. Raises InputError with all that can't be read."""
    several = {name for name, count in Counter(file.name for file in files).items() if count > 1}
    faults: list[Fault] = []
    for file in files:
        name = f"{file.parent.name}/{file.name}" if file.name in several else file.name
        try:
            if file.suffix.lower() in ENDINGS:
                yield name, read_table(str(file))
            elif (found := read_inventory(file)) is not None:
                yield name, found
            else:
                faults.append(Fault(f"is nothing that can be imported: wanted is a table, {KINDS}", file=name))
        except InputError as error:
            faults += [fault.at(file=name) for fault in error.faults]
    if faults:
        raise InputError(faults)


def _take(window: MainWindow, files: Importing) -> None:
    document, after = files.into, files.after
    assert after is not None
    if document is not None:
        called = files.names[0] if len(files.names) == 1 else tr("{count} files", count=len(files.names))
        document.replace(after, tr("Import {file}", file=called))
        document.imported |= files.proposal.fresh if files.proposal else {}
    elif not window.attempt(lambda: _open_new(window, files)):
        return
    window.say(_said(files))


def _said(files: Importing) -> str:
    """What was done, in a line."""
    parts = []
    if (found := files.proposal) is not None:
        count = len(found.update.added) + len({change.request for change in found.update.told})
        parts.append(counted(count, "{count} request", "{count} requests"))
    if files.made is not None:
        count = len(files.made.proposal.changes.get("pools", {}))
        parts.append(counted(count, "{count} pool", "{count} pools"))
    return tr("Imported {what}.", what=tr(" and ").join(parts))


def _open_new(window: MainWindow, files: Importing) -> None:
    assert window.session.workspace is not None
    file = window.session.workspace.new_scenario(files.after)
    if files.proposal is not None:
        keep_import(file, files.proposal.fresh)
    window.session.open(file)
