"""The plans that are compared, and what has been worked out of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from planner.desktop.open.jobs import Job, Jobs
from planner.domain.plan import Plan
from planner.domain.worth import common
from planner.errors import PlannerError
from planner.program import Control

if TYPE_CHECKING:
    from planner.tradeoffs.several_scenarios.compare import Comparison

LANE = "compare"
MOVES, FIGURES, CAUSES, REGRET = "moves", "kpis", "attribution", "regret"
"""Kinds of chart."""
type Pair = tuple[int, int]
"""Numbers of two plans: from the first of them to the second."""


class Compared(QObject):
    """The plans that are compared, the first with all others, and what has been worked out of them."""

    changed = Signal()

    def __init__(self, jobs: Jobs, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._jobs = jobs
        self.names: tuple[str, ...] = ()
        self.plans: tuple[Plan, ...] = ()
        self.pair: Pair = (0, 1)
        """What causes are told of."""
        self.note = ""
        """What to know before a chart is read."""
        self._found: dict[Any, Any] = {}
        """What was worked out: of a pair its causes, of a kind of chart what it draws."""
        self.error = ""

    def show_plans(self, names: Sequence[str], plans: Sequence[Plan], note: str = "") -> None:
        """Other plans to compare; what was worked out of those before is forgotten."""
        if (tuple(names), tuple(plans), note) != (self.names, self.plans, self.note):
            self._jobs.drop(LANE)
            self.names, self.plans, self.note = tuple(names), tuple(plans), note
            self._found, self.error, self.pair = {}, "", (0, 1)
            self.changed.emit()

    def choose(self, pair: Pair) -> None:
        """Tell the causes of another difference."""
        if pair != self.pair:
            self._jobs.drop(LANE)
            self.pair, self.error = pair, ""
            self.changed.emit()

    @property
    def pair_names(self) -> tuple[str, str]:
        return self.names[self.pair[0]], self.names[self.pair[1]]

    @property
    def is_running(self) -> bool:
        return self._jobs.running(LANE) is not None

    def answer(self, kind: str) -> Any:
        """What a kind of chart draws; None where there is nothing, or it has not been worked out."""
        if len(self.plans) < 2:
            return None
        if kind in (MOVES, FIGURES):
            if MOVES not in self._found:
                self._found[MOVES] = _compared(self.names, self.plans)
            return self._found[MOVES]
        return self._found.get(self.pair if kind == CAUSES else kind)

    def ask(self, kind: str) -> None:
        """Work out what caused the difference, or which plan to hold on to, off the window's thread."""
        if len(self.plans) < 2:
            return
        key: Any = self.pair if kind == CAUSES else kind
        if kind == CAUSES:
            work = partial(_caused, self.plans, self.pair)
        else:
            work = partial(_regretted, self.names, self.plans)
        self.error = ""
        self._jobs.start(Job(LANE, work, partial(self._take, key), self._fail))
        self.changed.emit()

    def cancel(self) -> None:
        self._jobs.cancel(LANE)

    def _take(self, key: Any, found: Any) -> None:
        self._found[key] = found
        self.changed.emit()

    def _fail(self, error: PlannerError) -> None:
        self.error = str(error)
        self.changed.emit()


def _compared(names: tuple[str, ...], plans: tuple[Plan, ...]) -> Comparison:
    """The plans side by side, as the command line has them."""
    from planner.tradeoffs.several_scenarios.compare import compared

    return compared(names, plans)


def _caused(plans: tuple[Plan, ...], pair: Pair, control: Control, tell: Callable[[Any], None]) -> Any:
    from planner.tradeoffs.several_scenarios.attribution import attribute

    scenarios = [plan.scenario for plan in plans]
    first, second = (scenarios[k] for k in pair)
    return attribute(first, second, yardstick=common(scenarios), workers=1, control=control)


def _regretted(names: tuple[str, ...], plans: tuple[Plan, ...], control: Control, tell: Callable[[Any], None]) -> Any:
    from planner.tradeoffs.several_scenarios.regret import regret

    return regret(plans, names, workers=1, control=control)
