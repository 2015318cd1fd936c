"""Noticing that someone else has changed the files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from planner.desktop.open.workspace.contents import scenario_files
from planner.desktop.open.workspace.folder import Workspace

PAUSE = 150
"""Time in which an editor may write a file in several steps [ms]."""


class DiskWatch(QObject):
    """Compares the files of a workspace with what it last read or wrote, whenever the system says that one changed."""

    changed = Signal(object)
    """A scenario whose file, or a table of it, holds something else than we know."""
    settled = Signal(object)
    """One that was changed, and is as we know it again."""
    came_or_went = Signal()
    lost = Signal(str)
    """The folder can't be listed any more, and why."""

    def __init__(self, workspace: Workspace, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._workspace = workspace
        self._told: set[Path] = set()
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
        """Compare now; while we write, a little later."""
        if self._workspace.texts.are_written:
            self._timer.start()
            return
        try:
            files = scenario_files(self._workspace.folder)
        except OSError as error:
            self.lost.emit(error.strerror or str(error))
            return
        if files != self._workspace.files_there:
            self.came_or_went.emit()
        for file in self._workspace.files_there:
            if self._workspace.is_changed(file):
                self._told.add(file)
                self.changed.emit(file)
            elif file in self._told:
                self._told.discard(file)
                self.settled.emit(file)
        self._add_paths()

    def _add_paths(self) -> None:
        known = {*self._watcher.files(), *self._watcher.directories()}
        there = {path for contents in self._workspace.known.values() for path in contents}
        folders = {self._workspace.folder, *(path.parent for path in there)}
        wanted = [str(path) for path in (*sorted(folders), *sorted(there)) if path.exists()]
        if new := [path for path in wanted if path not in known]:
            self._watcher.addPaths(new)
