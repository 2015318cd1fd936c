"""The README's pictures: the app on the sample, in light and dark.

    python docs/screenshots.py [FOLDER]

Draws a real window, in memory unless QT_QPA_PLATFORM says otherwise, and writes a PNG for each picture and theme into
FOLDER (docs/images).
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.desktop.app import application, make_window, sample_workspace
from planner.desktop.canvas.view import ChartView
from planner.desktop.look.theme import DARK, LIGHT, use
from planner.desktop.open.settings import Settings
from planner.desktop.window.main_window import MainWindow

SIZE = (1440, 900)
LONGEST = 120.0
COMPARED = ("baseline.yaml", "budget-cut.yaml", "late-delivery.yaml")
OFTEN = 64
"""Colours that are kept to the letter."""
SETTLE = 400
"""Time in which the window comes to its size [ms]."""


def until(done: Callable[[], bool]) -> None:
    """Run the window until something holds."""
    begun = time.monotonic()
    alarm = QTimer()
    alarm.start(20)
    while not done():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.monotonic() - begun > LONGEST:
            raise SystemExit("the window did not come to rest")


def rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def plan(window: MainWindow) -> None:
    """The plan with how firm it is, and what would get a declined request funded."""
    window.pages.setCurrentWidget(window.pages.plan)
    until(lambda: window.decision.is_complete and window.pages.firmness.is_complete)
    window.choose.request("video-studio")
    until(lambda: window.panels.why.is_complete)


def requests(window: MainWindow) -> None:
    """Requests by team, of which one is open."""
    page = window.pages.requests
    window.pages.setCurrentWidget(page)
    page.grouping.by.choose("team")
    page.take_focus()
    page.grouping.view.setCurrentIndex(page.grouping.view.table.index(1, 0))
    QTest.keyClick(page.grouping.view, Qt.Key.Key_Right)


def rules(window: MainWindow) -> None:
    """Rules with their prices, and why the budget costs what it does."""
    window.pages.setCurrentWidget(window.pages.rules)
    window.choose.rule("Budget")
    until(lambda: window.panels.why.is_complete and window.pages.rules.prices.is_complete)


def tradeoffs(window: MainWindow) -> None:
    """Value against opportunity cost."""
    window.pages.setCurrentWidget(window.pages.tradeoffs)


def compare(window: MainWindow) -> None:
    """Three scenarios side by side."""
    tree = window.panels.tree
    for file, item in tree.items.items():
        item.setCheckState(0, Qt.CheckState.Checked if file.name in COMPARED else Qt.CheckState.Unchecked)
    window.pages.setCurrentWidget(window.pages.compare)


def is_drawn(window: MainWindow) -> bool:
    """Whether every chart that is seen is drawn."""
    return not any(chart.is_drawing for chart in window.findChildren(ChartView) if chart.isVisible())


def write(window: MainWindow, file: Path) -> None:
    """The window as a PNG of 256 colours: as good to the eye, and a third of the bytes."""
    window.grab().save(str(file))
    picture = Image.open(file).convert("RGB")
    picture.quantize(palette=palette(picture), dither=Image.Dither.NONE).save(file, optimize=True)


def palette(picture: Image.Image) -> Image.Image:
    """The colours of most of the picture as they are, and for the others, however little is of them, what is near."""
    found = [colour for _, colour in sorted(picture.getcolors(picture.width * picture.height), reverse=True)]
    often, seldom = found[:OFTEN], found[OFTEN:]
    others = Image.new("RGB", (max(len(seldom), 1), 1))
    others.putdata(seldom)
    near = others.quantize(256 - OFTEN, Image.Quantize.MEDIANCUT).getpalette()
    of = Image.new("P", (1, 1))
    of.putpalette([*(part for colour in often for part in colour), *near[: 3 * (256 - OFTEN)]])
    return of


PICTURES = (plan, requests, rules, tradeoffs, compare)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    app = application()
    with tempfile.TemporaryDirectory() as scratch:
        store = QSettings(f"{scratch}/settings.ini", QSettings.Format.IniFormat)
        window = make_window(Settings(store), Path(scratch) / "unsaved")
        window.open_workspace(sample_workspace(), is_read_only=True)
        window.resize(*SIZE)
        window.show()
        until(lambda: window.session.is_at_rest)
        for picture in PICTURES:
            picture(window)
            for theme in (LIGHT, DARK):
                use(app, theme)
                window.redraw()
                rest(SETTLE)
                until(lambda: is_drawn(window))
                write(window, folder / f"{picture.__name__}-{theme.name}.png")
        window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "images")
