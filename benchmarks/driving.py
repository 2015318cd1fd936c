"""Driving the real window, drawn in memory unless QT_QPA_PLATFORM says otherwise, and telling how long it took."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import generate  # noqa: F401  (puts the checkout on the path)
from PySide6.QtCore import QEventLoop, QMessageLogContext, QSettings, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from planner.desktop.app import make_window
from planner.desktop.open.live import LANE
from planner.desktop.open.settings import Settings
from planner.desktop.window.main_window import MainWindow

FRAME = 1 / 60
EXPLAINING = "why"
LANES = (EXPLAINING, "others", "ready")
LOOKS = 10
"""Time after which the window is looked at where nothing happens in it [ms]."""
LONGEST = 120.0
STILL = 0.3
"""Time in which nothing begins any more where the window is at rest: panels wait a moment before they ask [s]."""
QUIET = "This plugin does not support propagateSizeHints"
"""The screen in memory has no window manager, and says so for every window."""


SCHEDULED = Path("/proc/thread-self/schedstat")
"""What Linux says of a thread: how long it ran, and how long it waited for a core [ns]."""


@dataclass(frozen=True)
class Moment:
    """A point in time on three clocks, or the time between two such points [s]."""

    wall: float
    processor: float
    """Of all threads together."""
    thread: float
    """Of the thread that looks: the window's."""
    waited: float
    """Time for which that thread had work and no core, as others had them."""

    @classmethod
    def now(cls) -> Self:
        waited = int(SCHEDULED.read_text().split()[1]) / 1e9 if SCHEDULED.exists() else 0.0
        return cls(time.perf_counter(), time.process_time(), time.thread_time(), waited)

    def since(self, before: Moment) -> Moment:
        return Moment(
            self.wall - before.wall,
            self.processor - before.processor,
            self.thread - before.thread,
            self.waited - before.waited,
        )

    @property
    def quiet(self) -> float:
        """What it takes on a machine where nobody else wants a core: the wall's time less the wait for one [s]."""
        return self.wall - self.waited


def tell_the_rest(kind: QtMsgType, where: QMessageLogContext, message: str) -> None:
    """Qt's messages, without the one that is no news."""
    if not message.startswith(QUIET):
        print(message, file=sys.stderr)


qInstallMessageHandler(tell_the_rest)


def until(done: Callable[[], bool], limit: float = LONGEST) -> float:
    """Run the window until something holds; how long that took [s]."""
    begun = time.perf_counter()
    alarm = QTimer()
    alarm.start(LOOKS)
    while not done():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.perf_counter() - begun > limit:
            raise SystemExit("the window did not come to rest")
    return time.perf_counter() - begun


def opened(folder: Path, scratch: Path) -> MainWindow:
    window = make_window(Settings(QSettings(str(scratch / "s.ini"), QSettings.Format.IniFormat)), scratch / "unsaved")
    window.resize(1440, 900)
    window.open_workspace(folder)
    window.show()
    return window


def closed(window: MainWindow) -> None:
    for document in window.session.edited():
        document.undo_stack.setClean()
    window.close()
    window.deleteLater()


def is_solved(window: MainWindow) -> bool:
    document = window.session.document
    return document is not None and not document.is_stale


def is_at_rest(window: MainWindow) -> bool:
    jobs = window.session.jobs
    return is_solved(window) and not window.session.live.is_running and not any(map(jobs.running, LANES))


def rest(window: MainWindow) -> None:
    """Run the window until it has been at rest for a while; what takes seconds behind the plan is given up."""
    since = time.perf_counter()

    def is_still() -> bool:
        nonlocal since
        window.session.jobs.drop(EXPLAINING)
        if window.session.jobs.running(LANE) is not None and is_solved(window):
            window.session.live.cancel()
        if not is_at_rest(window):
            since = time.perf_counter()
        return time.perf_counter() - since > STILL

    until(is_still)


def share(values: Iterable[float], part: float) -> float:
    """The value below which a part of all values lies."""
    found = sorted(values)
    return found[min(int(part * len(found)), len(found) - 1)]


def told(what: str, seconds: float, aim: float) -> None:
    print(f"  {what}: {1000 * seconds:,.0f} ms, {seconds / aim:.2f} of the {1000 * aim:,.0f} ms aimed at", flush=True)
