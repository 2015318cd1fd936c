"""Solving in the background while the scenario is edited."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from planner.desktop.document import Document
from planner.desktop.jobs import Job, Jobs
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.errors import PlannerError
from planner.program import Control, Progress, solve

FIRST_GAP = 1e-3
"""Gap at which a plan is shown first; it is tightened to the scenario's own behind it."""
PAUSE = 30
"""Time without an edit after which a solve begins [ms]."""
KEPT = 24
"""Plans that are remembered, so that an undo has its plan at once."""
LANE = "solve"


class Live(QObject):
    """Keeps the plan of the open document up to date."""

    started = Signal()
    finished = Signal()
    progressed = Signal(object)
    """Progress of the solve that runs."""

    def __init__(self, jobs: Jobs, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._jobs = jobs
        self._document: Document | None = None
        self._plans: OrderedDict[int, Plan] = OrderedDict()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.solve_now)

    @property
    def is_running(self) -> bool:
        return self._jobs.running(LANE) is not None or self._timer.isActive()

    def watch(self, document: Document | None) -> None:
        """Solve this document from now on, and no other."""
        if self._document is document:
            return
        if self._document is not None:
            self._document.changed.disconnect(self.ask)
            self._document.tried.disconnect(self.ask)
            self._document.try_out(None)
        self._jobs.drop(LANE)
        self._document = document
        if document is not None:
            document.changed.connect(self.ask)
            document.tried.connect(self.ask)
            if document.is_stale or not self._is_tight(document):
                self.ask()

    def ask(self) -> None:
        """Solve soon: when no edit has come for a moment. A plan that is known is shown at once."""
        document = self._document
        if document is None:
            return
        self._jobs.drop(LANE)
        known = self._plans.get(id(document.at_work))
        if known is not None and known.scenario is document.at_work:
            document.take_plan(known)
        if not document.is_stale and self._is_tight(document):
            self._timer.stop()
            self.finished.emit()
            return
        self._timer.start()
        self.started.emit()

    def solve_now(self) -> None:
        """Solve without waiting, whatever is known."""
        self._timer.stop()
        if self._document is not None:
            scenario = self._document.at_work
            first = FIRST_GAP if self._document.is_stale else 0.0
            self._start(self._document, scenario, max(first, scenario.solver.gap))

    def cancel(self) -> None:
        """Stop the solve; the best plan that it has found is shown."""
        self._timer.stop()
        if self._jobs.running(LANE) is None:
            self.finished.emit()
        self._jobs.cancel(LANE)

    def _start(self, document: Document, scenario: Scenario, gap: float) -> None:
        self._jobs.start(
            Job(
                LANE,
                partial(_solve, scenario, gap),
                on_answer=partial(self._answered, document),
                on_error=partial(self._failed, document),
                on_progress=self.progressed.emit,
            ),
            priority=1,
        )
        self.started.emit()

    def _answered(self, document: Document, plan: Plan) -> None:
        self._plans[id(plan.scenario)] = plan
        while len(self._plans) > KEPT:
            self._plans.popitem(last=False)
        document.take_plan(plan)
        if plan.certificate.status == "optimal" and not self._is_tight(document):
            self._start(document, plan.scenario, plan.scenario.solver.gap)
        else:
            self.finished.emit()

    def _failed(self, document: Document, error: PlannerError) -> None:
        document.take_error(error)
        self.finished.emit()

    @staticmethod
    def _is_tight(document: Document) -> bool:
        """Whether the plan is proved as far as the scenario wants it, or as far as it went."""
        plan = document.shown_plan
        if plan is None:
            return document.error is not None
        return plan.certificate.status != "optimal" or plan.certificate.gap <= plan.scenario.solver.gap + 1e-12


def _solve(scenario: Scenario, gap: float, control: Control, tell: Callable[[Any], None]) -> Plan:
    return solve(scenario, gap=gap, control=control)


__all__ = ["FIRST_GAP", "LANE", "Live", "Progress"]
