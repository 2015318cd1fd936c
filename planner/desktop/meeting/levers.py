"""A lever in the room: GPUs more or fewer, a budget, a late delivery; the answer is a receipt, and nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QSlider, QWidget

from planner.desktop.canvas.drawing import Drawing
from planner.desktop.look.combo import Combo
from planner.desktop.look.labels import label
from planner.desktop.look.layouts import row_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import counted, tr
from planner.desktop.meeting.deck import untitled
from planner.desktop.meeting.slide import Slide, plain
from planner.desktop.open.document import Document
from planner.desktop.open.jobs import Job, Jobs
from planner.desktop.open.standing import why_not
from planner.desktop.panels.whatif.kinds import KINDS, Kind, spoken, tried
from planner.domain.plan import Plan
from planner.domain.scenario import HIGHS, Scenario
from planner.errors import PlannerError
from planner.files import vary
from planner.program import Control, solve
from planner.tradeoffs.many_solves.scaling import Input
from planner.tradeoffs.one_scenario.slips import Delivery, deliveries, late
from planner.tradeoffs.sentences.receipt import receipt_sentences
from planner.tradeoffs.several_scenarios.compare import compared
from planner.tradeoffs.several_scenarios.moving import moving
from planner.tradeoffs.several_scenarios.receipt import receipt
from planner.words.names import server

LANE = "meeting lever"
PAUSE = 150
"""Time for which a lever must stand before it is solved [ms]."""
STEPS, TOP = 20, 60
"""Steps of a slider from nothing to what the scenario says, and to its end."""
MOVED = ("gpus", "limit")
"""Kinds of the What if? panel that the room asks for; values are no matter for a slider in front of their owners."""


@dataclass(frozen=True)
class Lever:
    """One thing that can be moved."""

    key: str
    title: str
    start: int
    """The step at which the scenario is as it is."""
    most: int
    said: Callable[[int], str]
    """What a step means: ``Budget: 6,500,000 → 7,150,000 USD``."""
    moved: Callable[[int], Scenario]
    """The scenario at a step."""


def levers(scenario: Scenario) -> list[Lever]:
    """What can be moved in a scenario: GPUs, limits, deliveries."""
    scaled = [kind for kind in KINDS if kind.key in MOVED]
    return [*(each for kind in scaled for each in _scaled(scenario, kind)), *_late(scenario)]


def _scaled(scenario: Scenario, kind: Kind) -> Iterator[Lever]:
    for name, title in kind.subjects(scenario):
        most = kind.most(scenario, name) / kind.amount(scenario, name)
        which = Input(kind.key, name)

        def factor(step: int, most: float = most) -> float:
            return min(step / STEPS, most)

        def said(step: int, which: Input = which, factor: Callable[[int], float] = factor) -> str:
            return spoken(scenario, which, factor(step))

        def moved(step: int, which: Input = which, factor: Callable[[int], float] = factor) -> Scenario:
            return tried(scenario, {which: factor(step)})

        called = tr("{what}: {name}", what=tr(kind.title), name=title)
        yield Lever(f"{kind.key} {name}", called, STEPS, TOP, said, moved)


def _late(scenario: Scenario) -> Iterator[Lever]:
    for pool in scenario.pools:
        for delivery in deliveries(pool, scenario):
            said, moved = partial(_late_words, scenario, delivery), partial(_late_scenario, scenario, delivery)
            title = tr("Delivery late: {pool}, {period}", pool=pool.title, period=delivery.label)
            key = f"late {pool.id} {delivery.period}"
            yield Lever(key, title, 0, len(scenario.calendar) - delivery.period, said, moved)


def _late_words(scenario: Scenario, delivery: Delivery, by: int) -> str:
    unit, pool = tr(scenario.calendar.unit), scenario.pool_by_id[delivery.pool]
    some = f"{delivery.gpus:,.0f} {server(scenario, pool.id)}s"
    late_by = counted(by, "{count} {unit} late", "{count} {unit}s late", unit=unit) if by else tr("on time")
    return tr("{some} for {pool}, due in {period}: {late}", some=some, pool=pool.title, period=delivery.label,
              late=late_by)  # fmt: skip


def _late_scenario(scenario: Scenario, delivery: Delivery, by: int) -> Scenario:
    return vary(scenario, late(scenario, delivery, by)) if by else scenario


class LeverBar(QWidget):
    """What is moved, a slider, and a way to keep what it shows."""

    moved = Signal(object, int)
    """The lever, and its step."""
    kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._levers: dict[str, Lever] = {}
        self.what = Combo(tr("What if"), letters=24)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(tr("More or less of it"))
        self.keep = QPushButton(tr("Keep as variant"))
        self.keep.setToolTip(tr("Keep it in a new scenario that extends this one; else nothing stays of it"))
        self.what.currentIndexChanged.connect(lambda _: self._choose())
        self.slider.valueChanged.connect(self._move)
        self.keep.clicked.connect(self.kept)
        row_of(label(tr("What if")), self.what, (self.slider, 1), self.keep, inside=self, gap=SPACE)
        self.hide()

    def open(self, scenario: Scenario) -> None:
        """Offer what can be moved in a scenario, as it is."""
        self._levers = {lever.key: lever for lever in levers(scenario)}
        self.what.offer([(lever.key, lever.title) for lever in self._levers.values()])
        self._choose()
        self.show()
        self.slider.setFocus()

    def _choose(self) -> None:
        """Another lever, at the place where the scenario is as it is."""
        lever = self._levers.get(self.what.value)
        self.slider.setEnabled(lever is not None)
        self.keep.setEnabled(False)
        if lever is not None:
            with QSignalBlocker(self.slider):
                self.slider.setRange(0, lever.most)
                self.slider.setPageStep(max(lever.most // 12, 1))
                self.slider.setValue(lever.start)

    def _move(self, step: int) -> None:
        lever = self._levers[self.what.value]
        self.keep.setEnabled(step != lever.start)
        self.moved.emit(lever, step)


class Levered(QObject):
    """Solves the scenario as a lever has it, beside what is open, and says what lies between the two plans."""

    changed = Signal()
    """The slide is another one."""

    def __init__(self, jobs: Jobs, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._jobs = jobs
        self.slide: Slide | None = None
        self.scenario: Scenario | None = None
        """The scenario as the lever has it."""
        self.title = ""
        self._before: Plan | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._solve)

    def move(self, document: Document, lever: Lever, step: int) -> None:
        """Answer what another step of a lever would bring."""
        self._jobs.drop(LANE)
        self.title, self.scenario = lever.said(step), lever.moved(step)
        plan = document.plan
        self._before = plan if plan is not None and plan.scenario is document.scenario else None
        if step == lever.start:
            self._timer.stop()
            self._show(tr("That is the scenario as it is."))
        elif self._before is None:
            self._show(tr("The scenario as it is has no plan that this could be held against."))
        else:
            self._show(tr("Solving…"), is_awaited=True)
            self._timer.start()

    def drop(self) -> None:
        """Nobody asks any more; nothing stays."""
        self._timer.stop()
        self._jobs.drop(LANE)
        self.slide = self.scenario = self._before = None

    def _solve(self) -> None:
        if self.scenario is not None:
            work = partial(_solved, self.scenario)
            fail: Callable[[PlannerError], None] = lambda error: self._show(why_not(error))  # noqa: E731
            self._jobs.start(Job(LANE, work, self._take, fail))

    def _take(self, after: Plan) -> None:
        before = self._before
        if before is not None:
            first, *others = receipt_sentences(receipt(before, after), after.scenario, before.certificate.objective)
            plans, names = (before, after), (tr("As it is"), tr("With it"))
            is_any = bool(moving(plans))
            self._show(first, *others, drawing=untitled("moves", compared(names, plans)) if is_any else None)

    def _show(self, first: str, *others: str, drawing: Drawing | None = None, is_awaited: bool = False) -> None:
        headline = f"{self.title}. {first}"
        self.slide = Slide("whatif", tr("What if"), headline, plain(*others), drawing=drawing, is_awaited=is_awaited)
        self.changed.emit()


def _solved(scenario: Scenario, control: Control, tell: object) -> Plan:
    return solve(scenario, gap=scenario.solver.gap, solver=HIGHS, control=control)
