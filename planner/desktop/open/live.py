"""Solving in the background while the scenario is edited.

A plan made from the one before is shown at once where that is good enough; the best plan, the same that the command
line finds, follows behind it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import Any
from weakref import WeakSet

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from planner.desktop.open.document import Document
from planner.desktop.open.jobs import Job, Jobs
from planner.domain.carrying import carried
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.errors import PlannerError, StoppedError
from planner.program import Control
from planner.program.again.while_editing import Editing

FIRST_GAP = 1e-3
"""Gap at which a plan is shown first; it is tightened to the scenario's own behind it."""
DRAWN = 6
"""Time in which the window draws what an edit changed before a solve begins, so that they do not wait for each other:
the screen asks for a frame after 5 ms, and the solve then waits until it is drawn [ms]."""
PAUSE = 30
"""Time without an edit after which a solve begins, where edits come one upon the other [ms]."""
REST = 100
"""Time in which the window draws a plan, and may be edited again, before the best one is searched for [ms]."""
RAPID = 150
"""Edits that come faster than this come one upon the other [ms]."""
KEPT = 24
"""Plans that are remembered, so that an undo has its plan at once."""
LANE, READY = "solve", "ready"
"""Where solves run, and where the solver is made ready for the next edit."""


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
        self._made: WeakSet[Plan] = WeakSet()
        """Plans made from the one before: of equally good ones the cheapest and earliest is still to come."""
        self._final: WeakSet[Plan] = WeakSet()
        """Plans from which a search went as far as it was let."""
        self._editing = Editing()
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._begin)
        self._wait = 0

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
        self._drop()
        self._document, self._editing = document, Editing()
        if document is not None:
            document.changed.connect(self.ask)
            document.tried.connect(self.ask)
            if document.is_stale or not self._is_tight(document):
                self.ask()
            else:
                self._get_ready(document.scenario)
        if not self.is_running:
            self.finished.emit()

    def ask(self) -> None:
        """Solve soon: when no edit has come for a moment. A plan that is known is shown at once."""
        document = self._document
        if document is None:
            return
        self._drop()
        known = self._known(document)
        if known is not None:
            document.take_plan(known)
        if not document.is_stale and self._is_tight(document):
            self._timer.stop()
            self.finished.emit()
            return
        document.take_up()
        is_rapid = self._since.isValid() and self._since.elapsed() < RAPID
        self._since.start()
        self._begin_after(PAUSE if is_rapid else DRAWN)
        self.started.emit()

    def _known(self, document: Document) -> Plan | None:
        """The plan of the scenario at work, where it was found before, or the edit changed nothing that plans read."""
        scenario, shown = document.at_work, document.shown_plan
        known = self._plans.get(id(scenario))
        if known is not None and known.scenario is scenario:
            return known
        found = carried(shown, scenario) if shown is not None and shown.scenario is not scenario else None
        if found is not None and shown is not None:
            for group in (self._made, self._final):
                if shown in group:
                    group.add(found)
            self._remember(found)
        return found

    def _remember(self, plan: Plan) -> None:
        self._plans[id(plan.scenario)] = plan
        while len(self._plans) > KEPT:
            self._plans.popitem(last=False)

    def _begin_after(self, wait: int) -> None:
        """Solve when so long has passed since the window was done with what it does [ms]."""
        self._wait = wait
        self._timer.start(0)

    def _begin(self) -> None:
        wait, self._wait = self._wait, 0
        if wait:
            self._timer.start(wait)
        else:
            self.solve_now()

    def solve_now(self) -> None:
        """Solve without waiting, whatever is known."""
        self._timer.stop()
        if self._document is not None:
            self._document.take_up()
            scenario = self._document.at_work
            work = self._first if self._document.is_stale else self._best
            self._start(self._document, partial(work, scenario))

    def cancel(self) -> None:
        """Stop the solve; the best plan that it has found is shown."""
        self._timer.stop()
        if self._jobs.running(LANE) is not None:
            self._jobs.cancel(LANE)
        elif self._document is not None and self._document.is_stale:
            self._failed(self._document, StoppedError("Stopped before any plan was found."))
        else:
            self.finished.emit()

    def _drop(self) -> None:
        self._jobs.drop(LANE)
        self._jobs.drop(READY)

    def _start(self, document: Document, work: Callable[[Control, Callable[[Any], None]], Plan]) -> None:
        answered, failed = partial(self._answered, document), partial(self._failed, document)
        self._jobs.start(Job(LANE, work, answered, failed, on_progress=self.progressed.emit), priority=1)
        self.started.emit()

    def _first(self, scenario: Scenario, control: Control, tell: Callable[[Any], None]) -> Plan:
        """A plan soon: made from the one before, or else within ``FIRST_GAP``."""
        found = self._editing.near(scenario, control)
        if found is not None:
            self._made.add(found)
            return found
        return self._editing.best(scenario, max(FIRST_GAP, scenario.solver.gap), control)

    def _best(self, scenario: Scenario, control: Control, tell: Callable[[Any], None]) -> Plan:
        return self._editing.best(scenario, scenario.solver.gap, control)

    def _get_ready(self, scenario: Scenario) -> None:
        """Let the next edit find the solver where this scenario left it."""
        prepare, gap = self._editing.prepare, max(FIRST_GAP, scenario.solver.gap)
        self._jobs.start(Job(READY, lambda control, tell: prepare(scenario, gap, control), _nothing, _nothing))

    def _answered(self, document: Document, plan: Plan) -> None:
        is_whole = plan.certificate.is_whole
        shown = plan if is_whole else self._better(plan)
        self._remember(shown)
        document.take_plan(shown)
        if is_whole and not self._is_tight(document):
            self._begin_after(REST)
        else:
            self._get_ready(shown.scenario)
            self.finished.emit()

    def _better(self, plan: Plan) -> Plan:
        """A plan from a search that was cut short, or the one known before where that is nearer to the best."""
        known = self._plans.get(id(plan.scenario), plan)
        found = known if known.scenario is plan.scenario and known.certificate.gap < plan.certificate.gap else plan
        self._made.discard(found)
        self._final.add(found)
        return found

    def _failed(self, document: Document, error: PlannerError) -> None:
        if not isinstance(error, StoppedError) or document.is_stale:  # else the plan on screen is the best found so far
            document.take_error(error)
        self.finished.emit()

    def _is_tight(self, document: Document) -> bool:
        """Whether the plan is the one that a single solve finds, to the scenario's own gap or as far as it went."""
        plan = document.shown_plan
        if plan is None:
            return document.error is not None
        if plan in self._made or plan in self._final:
            return plan in self._final
        return not plan.certificate.is_whole or plan.certificate.gap <= plan.scenario.solver.gap + 1e-12


def _nothing(_: object) -> None:
    """Nobody waits for what came of it."""
