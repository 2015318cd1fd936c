"""What a test must not leave behind: windows, timers that run, threads."""

import gc
import threading

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication


def collect():
    """Let everything go that is on its way out."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
    gc.collect()


def windows():
    """Windows that are there, by address."""
    return {shiboken6.getCppPointer(widget)[0]: widget for widget in QApplication.topLevelWidgets()}


def threads():
    """Python's own threads; Qt's show as dummies that stay listed when they have ended."""
    return {thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)}


def running():
    """Timers that run, and pools with work."""
    alive = (each for each in gc.get_objects() if isinstance(each, QTimer | QThreadPool) and shiboken6.isValid(each))
    return {
        shiboken6.getCppPointer(each)[0]: each
        for each in alive
        if (each.isActive() if isinstance(each, QTimer) else each.activeThreadCount() > 0)
    }
