"""What the window costs: an edit until its plan is on screen, scrolling, the start, and standing still.

    python benchmarks/window.py [--requests 200] [--pools 6] [--periods 12] [--seed 1] [--edits 60] [--rows 5000]

Drives the real window with keys, drawn in memory unless QT_QPA_PLATFORM says otherwise. Prints seconds and ratios of
one run on this machine; nothing passes or fails.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from driving import FRAME, closed, is_at_rest, is_solved, opened, share, told, until
from editing import editing
from generate import Size, generate
from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

import planner
from planner.desktop.app import application, sample_workspace
from planner.desktop.fields.request_columns import request_columns
from planner.desktop.open.document import Document
from planner.desktop.open.settings import Settings
from planner.desktop.open.shown import Shown
from planner.desktop.pages.tables.page import TablePage

START = 2.0
"""Longest start that is aimed at [s]."""
IDLE = 5.0
BEGUN = "GPU_PLANNER_BENCHMARK_BEGUN"


def scrolling(rows: int, scratch: Path) -> None:
    """A long table from its top to its end, a wheel's step at a time."""
    document = Document(planner.parse(generate(Size(rows, 6, 12, 1))))
    settings = Settings(QSettings(str(scratch / "t.ini"), QSettings.Format.IniFormat))
    page = TablePage("requests", request_columns, Shown(document), settings, filters=("team",))
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
    told("start", min(found), START)


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
