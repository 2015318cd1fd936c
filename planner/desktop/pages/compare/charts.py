"""Charts of the ticked scenarios: who moves and by how much at once, causes and regret when they are asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QStackedLayout, QWidget

from planner.charts.catalogue import KINDS, draw
from planner.desktop.canvas.keeping import KeepButtons
from planner.desktop.canvas.view import ChartView
from planner.desktop.look.labels import Remark, hint
from planner.desktop.look.layouts import column_of, row_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.desktop.open.jobs import Jobs
from planner.desktop.open.settings import Settings
from planner.desktop.pages.compare.compared import CAUSES, FIGURES, MOVES, REGRET, Compared
from planner.desktop.pages.compare.pair import PairChoice
from planner.tradeoffs.several_scenarios.moving import moving

if TYPE_CHECKING:
    from planner.charts.sheet import Mark

ASKED = (CAUSES, REGRET)
"""Kinds of chart that take many solves."""
LINE, LEAST = 15, 340
"""A line of a chart, and the least height in which its type is as large as the window's own [px]."""


class ComparedChart(QWidget):
    """One kind of chart of what is compared."""

    chosen = Signal(str, str)
    """Kind and name of what was clicked."""

    def __init__(self, kind: str, compared: Compared, jobs: Jobs, settings: Settings, said: str = "") -> None:
        super().__init__()
        self.kind, self._compared = kind, compared
        self.pair = PairChoice(compared) if kind == CAUSES else None
        self.run, self.cancel = QPushButton(tr("Work it out")), QPushButton(tr("Cancel"))
        self.run.clicked.connect(partial(compared.ask, kind))
        self.cancel.clicked.connect(compared.cancel)
        self.caption, self.hint = Remark("quiet"), hint()
        self.view = ChartView(jobs)
        self.view.picked.connect(self._pick)
        self.keep = KeepButtons(self.view, settings, lambda: KINDS[kind].stem or kind)
        self.keep.said.connect(self._say)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.hint)
        self._scrolled = QScrollArea()
        self._scrolled.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scrolled.setWidgetResizable(True)
        self._scrolled.setWidget(self.view)
        self._stack.addWidget(self._scrolled)
        self._lay_out()
        self.caption.say(said)
        compared.changed.connect(self._show)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _lay_out(self) -> None:
        asking = (self.run, self.cancel) if self.pair is None else (self.pair, self.run, self.cancel)
        bar = row_of(*asking, (..., 1), self.keep)
        column_of(bar, self.caption, (self._stack, 1), inside=self, margins=SPACE)
        self.setMinimumSize(260, 140)

    def _show(self) -> None:
        """The chart, or what to do for it; what is not looked at is not drawn."""
        compared = self._compared
        if not self.isVisible():
            return
        found = compared.answer(self.kind)
        is_missing = self.kind in ASKED and found is None
        self.run.setVisible(is_missing and not compared.is_running)
        self.cancel.setVisible(is_missing and compared.is_running)
        self.keep.setVisible(found is not None)
        if found is None:
            asking = tr("Press “Work it out”: this takes many solves, in the background.") if is_missing else ""
            self.hint.setText(tr("Solving…") if compared.is_running else compared.error or asking)
            self._stack.setCurrentWidget(self.hint)
            self.view.show_drawing(None)
        else:
            self._stack.setCurrentWidget(self._scrolled)
            self.view.setMinimumHeight(_height(self.kind, found))
            names = (compared.pair_names,) if self.kind == CAUSES else ()
            self.view.show_drawing(partial(draw, self.kind, (found, *names), compared.note), compared.names)

    def _say(self, text: str) -> None:
        self.caption.setText(text)
        self.caption.show()

    def _pick(self, mark: Mark) -> None:
        if mark.kind:
            self.chosen.emit(mark.kind, mark.name)


def _height(kind: str, found: Any) -> int:
    """What a chart needs for all its lines [px]."""
    if kind == CAUSES:
        return LEAST
    lines = len(moving(found.plans)) if kind == MOVES else 3 * len(found.names)
    return max(LINE * (lines + 16), LEAST)


__all__ = ["CAUSES", "FIGURES", "MOVES", "REGRET", "ComparedChart"]
