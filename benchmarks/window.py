"""What the window costs: an edit until its plan is on screen, scrolling, the start, and standing still.

    python benchmarks/window.py [--requests 200] [--pools 6] [--periods 12] [--seed 1] [--edits 60] [--rows 5000]

Drives the real window with keys, drawn in memory unless QT_QPA_PLATFORM says otherwise. Prints seconds and ratios of
one run on this machine; nothing passes or fails.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from generate import Size, generate
from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import planner
from planner.desktop.app import application, make_window, sample_workspace
from planner.desktop.document import Document
from planner.desktop.live import FIRST_GAP
from planner.desktop.main_window import MainWindow
from planner.desktop.settings import Settings
from planner.desktop.tables.page import TablePage
from planner.desktop.tables.request_columns import request_columns

FRAME = 1 / 60
AIMS = {"median": 0.100, "95 %": 0.250, "start": 2.0}
IDLE = 5.0
LANES = ("why", "others", "ready")
LOOKS = 10
"""Time after which the window is looked at where nothing happens in it [ms]."""
LONGEST = 120.0
BEGUN = "GPU_PLANNER_BENCHMARK_BEGUN"


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


def is_solved(window: MainWindow) -> bool:
    document = window.session.document
    return document is not None and not document.is_stale


def is_at_rest(window: MainWindow) -> bool:
    jobs = window.session.jobs
    return (
        is_solved(window)
        and not window.session.live.is_running
        and not any(map(jobs.running, ("why", "others", "ready")))
    )


def typed(window: MainWindow, name: str, steps: tuple[str, ...], text: str) -> tuple[float, float]:
    """Type into a cell: seconds from the last key until the old plan is grey, and until the new one is drawn."""
    view, document = window.pages.requests.view, window.session.document
    assert document is not None
    before = document.scenario
    view.show_cell(name, steps)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F2)
    QTest.keySequence(QApplication.focusWidget(), "Ctrl+A")
    QTest.keyClicks(QApplication.focusWidget(), text)
    begun = time.perf_counter()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    until(lambda: document.scenario is not before)
    window.repaint()
    grey = time.perf_counter() - begun
    until(lambda: is_solved(window))
    window.repaint()
    return grey, time.perf_counter() - begun


def changes(document: Document, dice: random.Random) -> Iterable[tuple[str, tuple[str, ...], str]]:
    """Edits as a leader makes them: another demand, another value."""
    while True:
        request = dice.choice(document.scenario.requests)
        gpus = request.demand.gpus if request.demand else None
        factor = dice.choice((0.5, 0.8, 1.25, 1.6))
        if isinstance(gpus, int | float) and dice.random() < 0.5:
            yield request.id, ("demand", "gpus"), f"{max(gpus, 10) * factor:.2f}"
        else:
            metric, amount = dice.choice(sorted(request.metrics.items()))
            yield request.id, ("metrics", metric), f"{max(amount, 10) * factor:.2f}"


def share(values: Iterable[float], part: float) -> float:
    """The value below which a part of all values lies."""
    found = sorted(values)
    return found[min(int(part * len(found)), len(found) - 1)]


def told(what: str, seconds: float, aim: float) -> None:
    print(f"  {what}: {1000 * seconds:,.0f} ms, {seconds / aim:.2f} of the {1000 * aim:,.0f} ms aimed at", flush=True)


def editing(size: Size, edits: int, scratch: Path) -> None:
    """Edits of a generated scenario, each until its plan is drawn, against a solve without a window."""
    folder = scratch / "generated"
    folder.mkdir()
    planner.save(planner.parse(generate(size)), folder / "baseline.yaml")
    window = opened(folder, scratch)
    until(lambda: is_at_rest(window))
    document = window.session.document
    assert document is not None
    dice = random.Random(size.seed)
    greys, waits, alone = [], [], []
    for name, steps, text in changes(document, dice):
        if len(waits) == edits:
            break
        grey, seen = typed(window, name, steps, text)
        greys.append(grey)
        waits.append(seen)
        begun = time.perf_counter()
        planner.solve(document.scenario, gap=FIRST_GAP)
        alone.append(time.perf_counter() - begun)
        until(lambda: is_at_rest(window))
    print(f"{edits} edits of {size.requests} requests × {size.periods} periods, from the key to the plan on screen")
    told("median", statistics.median(waits), AIMS["median"])
    told("95 %", share(waits, 0.95), AIMS["95 %"])
    told("grey, median", statistics.median(greys), FRAME)
    each = statistics.median(alone)
    print(f"  a cold solve without a window: {1000 * each:,.0f} ms; ratio {statistics.median(waits) / each:.2f}")
    closed(window)


def scrolling(rows: int, scratch: Path) -> None:
    """A long table from its top to its end, a wheel's step at a time."""
    document = Document(planner.parse(generate(Size(rows, 6, 12, 1))))
    settings = Settings(QSettings(str(scratch / "t.ini"), QSettings.Format.IniFormat))
    page = TablePage("requests", request_columns, document, settings, filters=("team",))
    page.resize(1440, 800)
    page.show()
    bar, view = page.view.verticalScrollBar(), page.view.viewport()
    QApplication.processEvents()
    frames = []
    for place in range(0, bar.maximum(), max(bar.maximum() // 600, 1)):
        begun = time.perf_counter()
        bar.setValue(place)
        view.repaint()
        frames.append(time.perf_counter() - begun)
    print(f"{rows:,} rows, {len(frames)} steps of scrolling, each drawn")
    told("frame, median", statistics.median(frames), FRAME)
    told("frame, 95 %", share(frames, 0.95), FRAME)
    page.deleteLater()


def starting() -> None:
    """The app in a process of its own, until the sample's plan is drawn; the fastest of three."""
    found = []
    for _ in range(3):
        environment = {**os.environ, BEGUN: str(time.time())}
        run = subprocess.run([sys.executable, __file__], env=environment, capture_output=True, text=True, check=True)
        found.append(float(run.stdout))
    print("start of the app until the sample's plan is drawn, fastest of three")
    told("start", min(found), AIMS["start"])


def start_and_leave() -> None:
    """Start, draw the sample's plan, print how long that took, and go."""
    application()
    with tempfile.TemporaryDirectory() as name:
        window = opened(sample_workspace(), Path(name))
        until(lambda: is_solved(window))
        window.repaint()
        print(time.time() - float(os.environ[BEGUN]), flush=True)
        closed(window)


def idling(scratch: Path) -> None:
    """The sample at rest: how much of one core the window takes."""
    window = opened(sample_workspace(), scratch)
    until(lambda: is_at_rest(window))
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * IDLE), loop.quit)
    begun = time.process_time()
    loop.exec()
    spent = time.process_time() - begun
    print(f"at rest for {IDLE:g} s: {100 * spent / IDLE:.2f} % of one core")
    closed(window)


def closed(window: MainWindow) -> None:
    for document in window.session.edited():
        document.undo_stack.setClean()
    window.close()
    window.deleteLater()


def main() -> None:
    if BEGUN in os.environ:
        start_and_leave()
        return
    parser = argparse.ArgumentParser(description="Measure the window.")
    for name, default in (("requests", 200), ("pools", 6), ("periods", 12), ("seed", 1), ("edits", 60), ("rows", 5000)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    application()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        editing(Size(given.requests, given.pools, given.periods, given.seed), given.edits, scratch)
        scrolling(given.rows, scratch)
        idling(scratch)
    starting()


if __name__ == "__main__":
    main()
