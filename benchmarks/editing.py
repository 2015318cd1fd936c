"""Edits of a generated scenario in the real window, each until its plan is drawn, and where the time goes."""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path

from driving import FRAME, Moment, closed, is_at_rest, is_solved, opened, rest, share, told, until
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
FRAMES = 30
"""How often the window is drawn while a search runs."""
LONG = 2 * FRAME
"""Longest frame that is aimed at while a search runs [s]."""


@dataclass(frozen=True)
class Wait:
    """One edit, from the last key to the plan on screen, part by part."""

    change: Moment
    """The scenario is another one, and every part of the window knows."""
    grey: Moment
    """The old plan is drawn grey."""
    solve: Moment
    """The new plan is found, off the window's thread."""
    take: Moment
    """Every part of the window takes it."""
    draw: Moment
    """It is drawn."""

    def total(self, clock: str) -> float:
        return sum(getattr(getattr(self, part.name), clock) for part in fields(self))


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
    marks = [Moment.now()]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    until(lambda: document.scenario is not before)
    marks.append(Moment.now())
    window.repaint()
    marks.append(Moment.now())
    marks += taken(window, document)
    window.repaint()
    marks.append(Moment.now())
    return Wait(*(b.since(a) for a, b in pairwise(marks)))


def taken(window: MainWindow, document: Document) -> tuple[Moment, Moment]:
    """When the next plan came, and when every part of the window had taken it."""
    marks: list[Moment] = []
    take: Callable[[Plan], None] = document.take_plan

    def watched(plan: Plan) -> None:
        marks.append(Moment.now())
        take(plan)
        marks.append(Moment.now())

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


def drawn_meanwhile(window: MainWindow) -> list[Moment]:
    """What it takes to draw all of the window and to answer what has come, a few times, while a search runs."""
    jobs, frames = window.session.jobs, list[Moment]()
    until(lambda: is_at_rest(window) or jobs.running(LANE) is not None)
    while jobs.running(LANE) is not None and len(frames) < FRAMES:
        begun = Moment.now()
        window.repaint()
        QApplication.processEvents()
        frames.append(Moment.now().since(begun))
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
    alone: list[Moment] = []
    meanwhile: list[Moment] = []
    for name, steps, text in changes(document, random.Random(size.seed)):
        if len(waits) == edits:
            break
        waits.append(typed(window, name, steps, text))
        meanwhile += drawn_meanwhile(window)
        rest(window)
        begun = Moment.now()
        planner.solve(document.scenario, gap=FIRST_GAP)
        alone.append(Moment.now().since(begun))
    tell(size, waits, alone, meanwhile)
    closed(window)


def tell(size: Size, waits: list[Wait], alone: list[Moment], meanwhile: list[Moment]) -> None:
    print(
        f"{len(waits)} edits of {size.requests} requests × {size.periods} periods, from the key to the plan on screen"
    )
    told("median", statistics.median(wait.total("wall") for wait in waits), MEDIAN)
    told("95 %", share((wait.total("wall") for wait in waits), 0.95), LATE)
    told("grey, median", statistics.median(wait.change.quiet + wait.grey.quiet for wait in waits), FRAME)
    for clock, words in (
        ("wall", "by the clock"),
        ("processor", "of the processor"),
        ("thread", "of the window's thread"),
    ):
        parts = {
            p.name: statistics.median(getattr(getattr(wait, p.name), clock) for wait in waits) for p in fields(Wait)
        }
        print(f"  where it goes, medians, {words} [ms]: " + ", ".join(f"{n} {1000 * s:,.0f}" for n, s in parts.items()))
    told("a frame while a search runs, 95 %", share((frame.quiet for frame in meanwhile), 0.95), LONG)
    told("a frame while a search runs, longest", max((frame.quiet for frame in meanwhile), default=0.0), LONG)
    for clock, words in (("wall", "by the clock"), ("processor", "of the processor")):
        each = statistics.median(getattr(one, clock) for one in alone)
        ratio = statistics.median(wait.total(clock) for wait in waits) / each
        print(f"  a cold solve without a window, {words}: {1000 * each:,.0f} ms; ratio {ratio:.2f}")
