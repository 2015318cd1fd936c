"""Charts of the ticked scenarios: who moves and by how much at once, causes and regret when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from planner.desktop.jobs import Job, Jobs
from planner.desktop.theme import SPACE
from planner.desktop.words import tr
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.program import Control

if TYPE_CHECKING:
    from planner.desktop.charts.canvas import ChartView
    from planner.tradeoffs.compare import Comparison

LANE = "compare"
MOVES, FIGURES, CAUSES, REGRET = "moves", "kpis", "waterfall", "regret_matrix"
"""Kinds of chart, by the function that draws them."""
ASKED = (CAUSES, REGRET)
"""Those that take many solves."""


class Compared(QObject):
    """The plans that are compared, the first with all others, and what has been worked out of them."""

    changed = Signal()

    def __init__(self, jobs: Jobs, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._jobs = jobs
        self.names: tuple[str, ...] = ()
        self.plans: tuple[Plan, ...] = ()
        self.found: dict[str, Any] = {}
        self.error = ""

    def show_plans(self, names: Sequence[str], plans: Sequence[Plan]) -> None:
        """Other plans to compare; what was worked out of those before is forgotten."""
        if (tuple(names), tuple(plans)) != (self.names, self.plans):
            self._jobs.drop(LANE)
            self.names, self.plans, self.found, self.error = tuple(names), tuple(plans), {}, ""
            self.changed.emit()

    @property
    def is_running(self) -> bool:
        return self._jobs.running(LANE) is not None

    @property
    def comparison(self) -> Comparison:
        """The plans side by side, as the command line has them."""
        if MOVES not in self.found:
            self.found[MOVES] = _compared(self.names, self.plans)
        found: Comparison = self.found[MOVES]
        return found

    def ask(self) -> None:
        """Work out what caused the difference and which plan to hold on to, off the window's thread."""
        if len(self.plans) >= 2:
            work = partial(_worked_out, self.names, self.plans)
            self._jobs.start(Job(LANE, work, lambda _: self.changed.emit(), self._fail, self._take))
            self.changed.emit()

    def cancel(self) -> None:
        self._jobs.cancel(LANE)

    def _take(self, part: dict[str, Any]) -> None:
        self.found |= part
        self.changed.emit()

    def _fail(self, error: PlannerError) -> None:
        self.error = str(error)
        self.changed.emit()


class ComparedChart(QWidget):
    """One kind of chart of what is compared."""

    chosen = Signal(str)
    """The id of a request whose mark was clicked."""

    def __init__(self, kind: str, compared: Compared, said: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind, self._compared = kind, compared
        self.run, self.cancel = QPushButton(tr("Work it out")), QPushButton(tr("Cancel"))
        self.run.clicked.connect(compared.ask)
        self.cancel.clicked.connect(compared.cancel)
        caption = QLabel(said)
        caption.setProperty("role", "quiet")
        caption.setWordWrap(True)
        self.hint = QLabel()
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setProperty("role", "quiet")
        self.hint.setWordWrap(True)
        self.view: ChartView | None = None
        self._stack = QStackedLayout()
        self._stack.addWidget(self.hint)
        asking = QWidget()
        bar = QHBoxLayout(asking)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.addWidget(caption, 1)
        bar.addWidget(self.run)
        bar.addWidget(self.cancel)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        box.addWidget(asking)
        asking.setVisible(kind in ASKED)
        box.addLayout(self._stack, 1)
        self.setMinimumSize(260, 200)
        compared.changed.connect(self._show)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        """The chart, or what to do for it; what is not looked at is not drawn."""
        compared = self._compared
        if not compared.plans or not self.isVisible():
            return
        is_missing = self.kind in ASKED and self.kind not in compared.found
        self.run.setVisible(is_missing and not compared.is_running)
        self.cancel.setVisible(is_missing and compared.is_running)
        if is_missing:
            asking = tr("Press “Work it out”: this takes many solves, in the background.")
            self.hint.setText(tr("Solving…") if compared.is_running else compared.error or asking)
            self._stack.setCurrentWidget(self.hint)
        else:
            self._view().show_drawing(self._draw)

    def _view(self) -> ChartView:
        """The canvas; matplotlib is loaded when the first chart is shown."""
        if self.view is None:
            from planner.desktop.charts.canvas import ChartView

            self.view = ChartView()
            self.view.picked.connect(self.chosen)
            self._stack.addWidget(self.view)
        self._stack.setCurrentWidget(self.view)
        return self.view

    def _draw(self, theme: Any, size: Any) -> Any:
        compared = self._compared
        draw: Callable[..., Any] = getattr(import_module("planner.charts.comparison"), self.kind)
        if self.kind in ASKED:
            names = ((compared.names[0], compared.names[1]),) if self.kind == CAUSES else ()
            return draw(compared.found[self.kind], *names, theme, size)
        return draw(compared.comparison, theme, size)


def _compared(names: tuple[str, ...], plans: tuple[Plan, ...]) -> Comparison:
    from planner.tradeoffs.compare import Comparison
    from planner.tradeoffs.differences import differences

    changes = [tuple(differences(plans[0].scenario, plan.scenario)) for plan in plans[1:]]
    return Comparison(names, plans, ((), *changes))


def _worked_out(
    names: tuple[str, ...], plans: tuple[Plan, ...], control: Control, tell: Callable[[dict[str, Any]], None]
) -> None:
    """Causes of the difference between the first two, then regret among all."""
    from planner.tradeoffs.attribution import attribute
    from planner.tradeoffs.regret import regret

    tell({CAUSES: attribute(plans[0].scenario, plans[1].scenario, workers=1, control=control)})
    tell({REGRET: regret(plans, names, workers=1, control=control)})
