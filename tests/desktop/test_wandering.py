"""Whoever walks about for long leaves no more behind than whoever walked a little."""

import gc
import random

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from planner.desktop.open.document import Document
from tests.desktop.driving import settle
from tests.desktop.wandering import Wanderer

FEW, MANY = 40, 120


def test_many_steps_leave_no_more_widgets_and_documents_than_few(window, qtbot, tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))  # where the trash is
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Cancel)
    wanderer = Wanderer(window, random.Random(7))

    def left_after(steps):
        for _ in range(steps):
            wanderer.step()
            qtbot.waitUntil(lambda: not window.session.live.is_running, timeout=30_000)
        wanderer.come_home()
        settle(qtbot, window)
        return alive(window.session.workspace)

    few, many = left_after(FEW), left_after(MANY)
    wanderer.answers.stop()
    assert many <= few
    assert many[1] == len(window.session.workspace.documents)


def alive(workspace):
    """How many widgets, and documents of a workspace, there are, once what only waits to be taken away is gone."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
    gc.collect()
    documents = [each for each in gc.get_objects() if isinstance(each, Document) and each.file is not None]
    return len(QApplication.allWidgets()), sum(each.file.parent == workspace.folder for each in documents)
