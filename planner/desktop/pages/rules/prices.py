"""What every rule and commitment costs, or would cost: re-solved one after another while nothing else is to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QTimer, Signal

from planner.desktop.open.document import Document
from planner.desktop.open.jobs import Job, Jobs
from planner.desktop.open.studying import study_of
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.program import Control
from planner.tradeoffs.one_scenario.limits import price_of_switch
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.one_scenario.worth import price_of_commitment
from planner.tradeoffs.parallel.threads import side_by_side
from planner.tradeoffs.sentences.worth import price_words

LANE = "prices"
PAUSE = 400
"""Time for which a plan must stand before its promises are priced [ms]."""
RULE, COMMITMENT = "rule", "must"

type Key = tuple[str, str]
"""``("rule", name)`` or ``("must", request)``."""


class PromisePrices(QObject):
    """Prices of the plan on screen, in words, as they become known."""

    changed = Signal()

    def __init__(self, jobs: Jobs, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._jobs = jobs
        self._plan: Plan | None = None
        self._known: WeakKeyDictionary[Plan, dict[Key, str]] = WeakKeyDictionary()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._start)

    def look_at(self, document: Document) -> None:
        """Price the promises of a document's plan; one that is not of its scenario has none."""
        plan = None if document.is_stale or document.trial is not None else document.plan
        if plan is not self._plan:
            self.stop()
            self._plan = plan
            self.changed.emit()
        if self._missing() and self._jobs.running(LANE) is None:
            self._timer.start()

    @property
    def known(self) -> dict[Key, str]:
        """What is known of the plan that is looked at."""
        return self._known.setdefault(self._plan, {}) if self._plan is not None else {}

    def stop(self) -> None:
        """Nobody looks any longer: what is known stays, the rest is worked out when it is looked at again."""
        self._timer.stop()
        self._jobs.drop(LANE)

    @property
    def is_complete(self) -> bool:
        """Whether every rule and commitment has its price."""
        return self._plan is not None and not self._missing()

    def _missing(self) -> tuple[Key, ...]:
        return tuple(key for key in _promises(self._plan) if key not in self.known) if self._plan else ()

    def _start(self) -> None:
        if self._plan is not None:
            work, take = partial(_priced, self._plan, self._missing()), partial(self._take, self._plan)
            self._jobs.start(Job(LANE, work, _nothing, self._fail, take), priority=-1)

    def _take(self, plan: Plan, part: tuple[Key, str]) -> None:
        key, said = part
        self._known.setdefault(plan, {})[key] = said
        self.changed.emit()

    def _fail(self, error: PlannerError) -> None:
        """Prices are an extra: what could not be worked out is not shown."""


def _promises(plan: Plan) -> Iterable[Key]:
    yield from ((RULE, rule.name) for rule in plan.scenario.rules)
    yield from ((COMMITMENT, r.id) for r in plan.scenario.requests if r.commitment != "open")


def _priced(plan: Plan, keys: tuple[Key, ...], control: Control, tell: Callable[[Any], None]) -> None:
    """Tell each price in words as it is worked out."""
    questions = [partial(_price, key=key) for key in keys]
    for priced in side_by_side(study_of(plan, control), questions):
        tell(priced)


def _price(study: Study, key: Key) -> tuple[Key, str]:
    kind, name = key
    found = price_of_switch(study, name) if kind == RULE else price_of_commitment(study, name)
    return key, price_words(study, found)


def _nothing(_: object) -> None:
    """Every part was taken as it came."""
