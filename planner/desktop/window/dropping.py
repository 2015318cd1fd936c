"""Files that are dropped on the window come in as those do that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from planner.desktop.look.words import counted
from planner.desktop.window.main_window import MainWindow


class Dropping(QObject):
    """Takes files while they are dragged over a window, says so, and hands them on once they are dropped."""

    def __init__(self, window: MainWindow, take: Callable[[Sequence[Path]], object]) -> None:
        super().__init__(window)
        self._window, self._take = window, take
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and (files := _files(event.mimeData())):
            event.acceptProposedAction()
            self._window.say(counted(len(files), "Drop it to import it.", "Drop {count} files to import them."))
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._window.statusBar().clearMessage()
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop and (files := _files(event.mimeData())):
            event.acceptProposedAction()
            self._window.statusBar().clearMessage()
            # whoever drags waits until this returns, and would wait for the dialog
            QTimer.singleShot(0, self, lambda: self._take(files))
            return True
        return super().eventFilter(watched, event)


def _files(data: QMimeData) -> list[Path]:
    """The files of this machine that are dragged; none where something else is, too."""
    found = [url.toLocalFile() for url in data.urls()]
    return [Path(name) for name in found] if found and all(found) else []
