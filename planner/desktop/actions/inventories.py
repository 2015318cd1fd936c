"""The command that brings in clusters and price lists."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog

from planner.desktop.look.words import tr
from planner.desktop.open.inventories import Inventories, read_files
from planner.desktop.window.inventory_import import InventoryDialog
from planner.desktop.window.main_window import MainWindow


def import_inventory(window: MainWindow) -> None:
    """Ask for files, show what they would make of the open scenario's pools, and do it where that is agreed to."""
    document, found = window.session.document, list[Inventories]()
    names, _ = QFileDialog.getOpenFileNames(window, tr("Import inventory"))
    files = [Path(name) for name in names]
    if document is None or not files:
        return
    scenario = document.scenario
    if not window.attempt(lambda: found.append(Inventories(read_files(files), scenario))):
        return
    dialog = InventoryDialog(found[0], window)
    if dialog.exec() == QDialog.DialogCode.Accepted and found[0].after is not None:
        document.replace(found[0].after, tr("Import {file}", file=files[0].name))
    dialog.deleteLater()
