"""Charts of the ticked scenarios: who moves and by how much at once, causes and regret when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedLayout, QTabBar, QVBoxLayout, QWidget

from planner.desktop.jobs import Job, Jobs
from planner.desktop.words import tr
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.program import Control

if TYPE_CHECKING:
    from planner.desktop.charts.canvas import ChartView
    from planner.tradeoffs.compare import Comparison

LANE = "compare"
MOVES, FIGURES, CAUSES, REGRET = "moves", "kpis", "waterfall", "regret_matrix"
"""Kinds by the function that draws them."""


class ComparedCharts(QWidget):
    """One chart of two or more plans, the first of them being what the others are compared with."""

    chosen = Signal(str)
    """The id of a request whose mark was clicked."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._names: tuple[str, ...] = ()
        self._plans: tuple[Plan, ...] = ()
        self._found: dict[str, Any] = {}
        self.kinds = QTabBar()
        self.kinds.setAccessibleName(tr("Chart"))
        for key, title in (
            (MOVES, tr("Who moves")),
            (FIGURES, tr("Key figures")),
            (CAUSES, tr("What caused it")),
            (REGRET, tr("Regret")),
        ):
            self.kinds.setTabData(self.kinds.addTab(title), key)
        self.run, self.cancel = QPushButton(tr("Work it out")), QPushButton(tr("Cancel"))
        self.said = QLabel()
        self.said.setProperty("role", "quiet")
        self.said.setWordWrap(True)
        self.hint = QLabel(tr("Press “Work it out”: this takes many solves, in the background."))
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setProperty("role", "quiet")
        self.view: ChartView | None = None
        self._stack = QStackedLayout()
        self._stack.addWidget(self.hint)
        self._lay_out()

    def show_plans(self, names: Sequence[str], plans: Sequence[Plan]) -> None:
        """Other plans to compare; what was worked out of those before is forgotten."""
        if tuple(plans) == self._plans:
            return
        self._jobs.drop(LANE)
        self._names, self._plans, self._found = tuple(names), tuple(plans), {}
        self._show()

    @property
    def kind(self) -> str:
        return str(self.kinds.tabData(max(self.kinds.currentIndex(), 0)))

    def ask(self) -> None:
        """Work out what caused the difference, and which plan to hold on to, off the window's thread."""
        if len(self._plans) >= 2:
            self._jobs.start(
                Job(
                    LANE,
                    partial(_worked_out, self._names, self._plans),
                    on_answer=lambda _: self._show(),
                    on_error=self._failed,
                    on_part=self._take,
                )
            )
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _lay_out(self) -> None:
        self.run.clicked.connect(self.ask)
        self.cancel.clicked.connect(lambda: self._jobs.cancel(LANE))
        self.kinds.currentChanged.connect(lambda _: self._show())
        bar = QHBoxLayout()
        bar.addWidget(self.kinds)
        bar.addStretch()
        bar.addWidget(self.run)
        bar.addWidget(self.cancel)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(bar)
        box.addWidget(self.said)
        box.addLayout(self._stack, 1)

    def _take(self, part: dict[str, Any]) -> None:
        self._found |= part
        self._show()

    def _failed(self, error: PlannerError) -> None:
        self._show()
        self.said.setText(str(error))

    def _show(self) -> None:
        """The chosen chart, or what to do for it; what is not looked at is not drawn."""
        if not self._plans or not self.isVisible():
            return
        is_running = self._jobs.running(LANE) is not None
        is_missing = self.kind in (CAUSES, REGRET) and self.kind not in self._found
        self.run.setVisible(is_missing and not is_running)
        self.cancel.setVisible(is_missing and is_running)
        self.said.setText(self._sentence())
        self.said.setVisible(bool(self.said.text()))
        self.hint.setText(
            tr("Solving…") if is_running else tr("Press “Work it out”: this takes many solves, in the background.")
        )
        if is_missing:
            self._stack.setCurrentWidget(self.hint)
            return
        view = self._view()
        view.show_drawing(partial(self._draw, self.kind))
        self._stack.setCurrentWidget(view)

    def _sentence(self) -> str:
        if self.kind == CAUSES:
            return tr("From {first} to {second}.", first=self._names[0], second=self._names[1])
        if self.kind == REGRET:
            return tr("What each plan loses where another scenario comes true.")
        return tr("Against {first}.", first=self._names[0])

    def _view(self) -> ChartView:
        if self.view is None:
            from planner.desktop.charts.canvas import ChartView

            self.view = ChartView()
            self.view.picked.connect(self.chosen)
            self._stack.addWidget(self.view)
        return self.view

    def _draw(self, kind: str, theme: Any, size: Any) -> Any:
        if kind in (MOVES, FIGURES) and kind not in self._found:
            self._found[kind] = _compared(self._names, self._plans)
        draw: Callable[..., Any] = getattr(import_module("planner.charts.comparison"), kind)
        names = ((self._names[0], self._names[1]),) if kind == CAUSES else ()
        return draw(self._found[kind], *names, theme, size)


def _compared(names: tuple[str, ...], plans: tuple[Plan, ...]) -> Comparison:
    from planner.tradeoffs.compare import Comparison
    from planner.tradeoffs.differences import differences

    changes = [differences(plans[0].scenario, plan.scenario) for plan in plans[1:]]
    return Comparison(names, plans, ((), *(tuple(found) for found in changes)))


def _worked_out(
    names: tuple[str, ...], plans: tuple[Plan, ...], control: Control, tell: Callable[[dict[str, Any]], None]
) -> None:
    """Causes of the difference between the first two, then regret among all."""
    from planner.tradeoffs.attribution import attribute
    from planner.tradeoffs.regret import regret

    tell({CAUSES: attribute(plans[0].scenario, plans[1].scenario, workers=1, control=control)})
    tell({REGRET: regret(plans, names, workers=1, control=control)})
