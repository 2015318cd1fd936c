"""Noticing that someone else has changed the files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from planner.desktop.workspace.folder import Workspace
from planner.errors import InputError
from planner.files.text import read_text

PAUSE = 150
"""Time in which an editor may write a file in several steps [ms]."""


class DiskWatch(QObject):
    """Compares the files of a workspace with what it last read or wrote, whenever the system says that one changed."""

    changed = Signal(object)
    """A file that holds something else than we know."""
    came_or_went = Signal()

    def __init__(self, workspace: Workspace, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._workspace = workspace
        self._watcher = QFileSystemWatcher(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.look)
        self._watcher.fileChanged.connect(self._timer.start)
        self._watcher.directoryChanged.connect(self._timer.start)
        workspace.listed.connect(self._add_paths)
        self._add_paths()

    def look(self) -> None:
        """Compare now."""
        files = {p for p in self._workspace.folder.iterdir() if p.suffix.lower() in (".yaml", ".yml")}
        if files - {*self._workspace.files} or {*self._workspace.files} - files:
            self.came_or_went.emit()
        for file, known in list(self._workspace.texts.items()):
            if file in self._workspace.documents and file in files and _text(file) not in (known, None):
                self.changed.emit(file)
        self._add_paths()

    def _add_paths(self) -> None:
        known = {*self._watcher.files(), *self._watcher.directories()}
        wanted = [str(self._workspace.folder), *(str(file) for file in self._workspace.files if file.exists())]
        if new := [path for path in wanted if path not in known]:
            self._watcher.addPaths(new)


def _text(file: Path) -> str | None:
    try:
        return read_text(file)
    except InputError:
        return None
