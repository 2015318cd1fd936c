"""A file that is there is replaced only by those who want that."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from planner.desktop.look.words import tr


def may_replace(parent: QWidget, file: Path) -> bool:
    """Whether a file may be written: it is not there yet, or the user says that it may go."""
    if not file.is_file():
        return True
    button = QMessageBox.StandardButton
    text = tr("{file} is there already. Replace it?", file=file.name)
    return QMessageBox.question(parent, tr("Replace file"), text, button.Yes | button.Cancel) == button.Yes
