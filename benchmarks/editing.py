"""Edits of a generated scenario in the real window, each until its plan is drawn, and where the time goes."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, fields
from itertools import pairwise
from pathlib import Path

from driving import FRAME, closed, is_at_rest, is_solved, opened, rest, share, told, until
from generate import Size, generate
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import planner
from planner.desktop.open.document import Document
from planner.desktop.open.live import FIRST_GAP, LANE
from planner.desktop.window.main_window import MainWindow
from planner.domain.plan import Plan

MEDIAN, LATE = 0.100, 0.250
"""Longest time from the key to the plan on screen that is aimed at: in the median, and for 95 % [s]."""
FRAMES = 10
"""How often the window is drawn while a search runs."""


@dataclass(frozen=True)
class Wait:
    """One edit, from the last key to the plan on screen, part by part [s]."""

    change: float
    """The scenario is another one, and every part of the window knows."""
    grey: float
    """The old plan is drawn grey."""
    solve: float
    """The new plan is found, off the window's thread."""
    take: float
    """Every part of the window takes it."""
    draw: float
    """It is drawn."""

    @property
    def total(self) -> float:
        return sum(astuple(self))


def typed(window: MainWindow, name: str, steps: tuple[str, ...], text: str) -> Wait:
    """Type into a cell."""
    view, document = window.pages.requests.view, window.session.document
    assert document is not None
    before = document.scenario
    view.show_cell(name, steps)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F2)
    QTest.keySequence(QApplication.focusWidget(), "Ctrl+A")
    QTest.keyClicks(QApplication.focusWidget(), text)
    marks = [time.perf_counter()]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    until(lambda: document.scenario is not before)
    marks.append(time.perf_counter())
    window.repaint()
    marks.append(time.perf_counter())
    marks += taken(window, document)
    window.repaint()
    marks.append(time.perf_counter())
    return Wait(*(b - a for a, b in pairwise(marks)))


def taken(window: MainWindow, document: Document) -> tuple[float, float]:
    """When the next plan came, and when every part of the window had taken it."""
    marks: list[float] = []
    take: Callable[[Plan], None] = document.take_plan

    def watched(plan: Plan) -> None:
        marks.append(time.perf_counter())
        take(plan)
        marks.append(time.perf_counter())

    document.take_plan = watched  # type: ignore[method-assign]
    until(lambda: is_solved(window))
    del document.take_plan
    return marks[0], marks[1]


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


def drawn_meanwhile(window: MainWindow) -> list[float]:
    """How long it takes to draw the window, a few times, while the best plan is searched for behind it [s]."""
    jobs, frames = window.session.jobs, list[float]()
    until(lambda: is_at_rest(window) or jobs.running(LANE) is not None)
    while jobs.running(LANE) is not None and len(frames) < FRAMES:
        begun = time.perf_counter()
        window.repaint()
        frames.append(time.perf_counter() - begun)
        QApplication.processEvents()
    return frames


def editing(size: Size, edits: int, scratch: Path) -> None:
    """Every edit until its plan is drawn, against a solve without a window."""
    folder = scratch / "generated"
    folder.mkdir()
    planner.save(planner.parse(generate(size)), folder / "baseline.yaml")
    window = opened(folder, scratch)
    rest(window)
    document = window.session.document
    assert document is not None
    waits: list[Wait] = []
    alone: list[float] = []
    meanwhile: list[float] = []
    for name, steps, text in changes(document, random.Random(size.seed)):
        if len(waits) == edits:
            break
        waits.append(typed(window, name, steps, text))
        meanwhile += drawn_meanwhile(window)
        rest(window)
        begun = time.perf_counter()
        planner.solve(document.scenario, gap=FIRST_GAP)
        alone.append(time.perf_counter() - begun)
    tell(size, waits, alone, meanwhile)
    closed(window)


def tell(size: Size, waits: list[Wait], alone: list[float], meanwhile: list[float]) -> None:
    print(
        f"{len(waits)} edits of {size.requests} requests × {size.periods} periods, from the key to the plan on screen"
    )
    totals = [wait.total for wait in waits]
    told("median", statistics.median(totals), MEDIAN)
    told("95 %", share(totals, 0.95), LATE)
    told("grey, median", statistics.median(wait.change + wait.grey for wait in waits), FRAME)
    parts = {part.name: statistics.median(getattr(wait, part.name) for wait in waits) for part in fields(Wait)}
    print("  where it goes, medians [ms]: " + ", ".join(f"{name} {1000 * part:,.0f}" for name, part in parts.items()))
    told("a frame while the best plan is searched for, 95 %", share(meanwhile, 0.95), FRAME)
    each = statistics.median(alone)
    print(f"  a cold solve without a window: {1000 * each:,.0f} ms; ratio {statistics.median(totals) / each:.2f}")
