"""What a test must not leave behind: windows, timers that run, threads."""

import gc
import threading

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication


def windows():
    """Windows that are there, by address."""
    return {shiboken6.getCppPointer(widget)[0]: widget for widget in QApplication.topLevelWidgets()}


def threads():
    """Python's own threads; Qt's show as dummies that stay listed when they have ended."""
    return {thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)}


def left(before_windows, before_threads):
    """What is there and was not, in words; what only waits to be taken away goes first."""
    _let_go()
    if found := [*_left(before_windows, before_threads)]:
        gc.collect()
        _let_go()
        found = [*_left(before_windows, before_threads)]
    return found


def _let_go():
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def _left(before_windows, before_threads):
    yield from (f"window {widget!r}" for place, widget in windows().items() if place not in before_windows)
    yield from (f"thread {thread.name}" for thread in threads() - before_threads)
    alive = [each for each in gc.get_objects() if isinstance(each, QTimer | QThreadPool) and shiboken6.isValid(each)]
    for each in alive:
        if each.isActive() if isinstance(each, QTimer) else each.activeThreadCount() > 0:
            yield f"running {each!r} of {each.parent()!r}"
