"""How firm each decision is: the scenario is drawn again and again, in the background, and given up for any edit."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from planner.desktop.open.jobs import Job, Jobs
from planner.desktop.open.shown import Shown
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.program import Control

if TYPE_CHECKING:
    from planner.tradeoffs.many_solves.robustness import Robustness

LANE = "firmness"
PAUSE = 3000
"""Time for which a plan must stand, and nothing else run, before the next futures are drawn [ms]."""
STAGES = (16, 32, 64)
"""Futures, from stage to stage."""
KEPT = 8
"""Plans of which it is remembered."""


class Firmness(QObject):
    """In how many futures the decisions of the plan on screen hold; the more, the longer it stands."""

    found_more = Signal()
    """More futures are known of the plan on screen, or another plan is."""

    def __init__(self, shown: Shown, jobs: Jobs, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._shown, self._jobs = shown, jobs
        self._known: OrderedDict[int, tuple[Plan, Robustness]] = OrderedDict()
        """By the identity of a scenario: its plan, which keeps that, and what was found."""
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._go_on)
        for signal in (shown.switched, shown.changed, shown.tried, shown.planned):
            signal.connect(self._follow)

    @property
    def found(self) -> Robustness | None:
        """What is known of the plan on screen; None: nothing yet."""
        plan = self._plan()
        known = self._known.get(id(plan.scenario)) if plan is not None else None
        if plan is None or known is None:
            return None
        if known[0] is not plan:  # solved anew since: the same futures, held against the plan that is on screen
            known = self._known[id(plan.scenario)] = plan, known[1].against(plan)
        return known[1]

    @property
    def sentences(self) -> tuple[str, ...]:
        """How many decisions hold, which is the least certain, and which guess to check first."""
        if self.found is None:
            return ()
        from planner.tradeoffs.sentences.many import robustness_sentences  # what it loads is not needed to start

        return tuple(robustness_sentences(self.found))

    @property
    def is_complete(self) -> bool:
        """Whether all futures that are drawn in the background are."""
        return self._plan() is not None and self._next() is None

    def _follow(self) -> None:
        """Another plan, or the input is another one: what is drawn is of no use."""
        self._jobs.drop(LANE)
        self._timer.stop()
        if self._plan() is not None and self._next() is not None:
            self._timer.start()
        self.found_more.emit()

    def _plan(self) -> Plan | None:
        """The plan on screen, where it is that of the scenario as it is, and has something to decide."""
        document = self._shown.document
        plan = document.plan
        is_of_now = plan is not None and plan.scenario is document.scenario and document.trial is None
        return plan if is_of_now and plan is not None and len(plan.tables.requests) else None

    def _next(self) -> int | None:
        """How many futures are to be known next; None: enough are."""
        done = self.found.asked if self.found is not None else 0
        return next((stage for stage in STAGES if stage > done), None)

    def _go_on(self) -> None:
        """Draw the futures of the next stage, if nobody waits for anything else."""
        plan, draws = self._plan(), self._next()
        if plan is None or draws is None:
            self._timer.stop()
        elif not self._jobs.is_busy:
            work = partial(_drawn, plan, draws, self.found)
            self._jobs.start(Job(LANE, work, partial(self._take, plan), self._give_up))

    def _take(self, plan: Plan, found: Robustness | None) -> None:
        if found is None or plan is not self._plan():
            return
        self._known[id(plan.scenario)] = plan, found
        self._known.move_to_end(id(plan.scenario))
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        if self._next() is None:
            self._timer.stop()
        self.found_more.emit()

    def _give_up(self, error: PlannerError) -> None:
        """The plan stands; that its firmness could not be found out is no concern of who edits it."""
        self._timer.stop()


def _drawn(plan: Plan, draws: int, before: Robustness | None, control: Control, tell: object) -> Robustness | None:
    """So many futures, going on from those that are known; None where a cancel came first."""
    from planner.tradeoffs.many_solves.robustness import robustness  # what it loads is not needed to start
    from planner.tradeoffs.parallel.processes import Crew

    known = before.draw_frame if before is not None else None
    guesses = 8 if draws == STAGES[-1] else 0
    crew = Crew(workers=1, control=control)
    found = robustness(plan.scenario, draws, known=known, guesses=guesses, plan=plan, crew=crew)
    return None if control.cancelled else found
