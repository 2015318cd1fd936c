"""The What if? panel: sliders that act at once, and leave the scenario as it is until what they show is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSlider,
    QWidget,
)

from planner.desktop.fields.editors.amount import AmountBox
from planner.desktop.look.layouts import column_of, row_of
from planner.desktop.look.theme import SPACE, give_role
from planner.desktop.look.wheel import scrolls_past
from planner.desktop.look.words import tr
from planner.desktop.open.shown import Shown
from planner.desktop.panels.whatif.kinds import KINDS, Kind, caveat, outcome, spoken, tried
from planner.domain.scenario import Scenario
from planner.errors import InfeasibleError, PlannerError
from planner.tradeoffs.many_solves.scaling import Input

TOP = 3.0
"""The right end of a slider, in times what the scenario says; more can be typed."""
STEPS = 20
"""Steps of a slider from nothing to what the scenario says."""
LARGEST = 1e12


class WhatIfPanel(QScrollArea):
    """Moves the capacity of a pool, the limit of a rule and the value of a request."""

    kept = Signal()
    kept_as_variant = Signal()
    lost = Signal(str)
    """What was tried out and is dropped by something else than the user's wish to."""

    def __init__(self, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("What if?"))
        self.factors: dict[Input, float] = {}
        self.levers = {kind.key: Lever(kind) for kind in KINDS}
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.keep = QPushButton(tr("Keep"))
        self.keep.setToolTip(tr("Make the scenario so, as one step that can be undone"))
        self.as_variant = QPushButton(tr("As variant"))
        self.as_variant.setToolTip(tr("Keep it in a new scenario that extends this one"))
        self.drop = QPushButton(tr("Drop"))
        self.drop.setToolTip(tr("Go back to the scenario as it is"))
        self._lay_out()
        shown.leaving.connect(self._leave)
        for signal in (shown.switched, shown.changed, shown.tried, shown.planned):
            signal.connect(self._show_state)
        self._show_state()

    def choose(self, kind: str, name: str) -> None:
        """Offer another pool, rule or request to be moved; what was moved stays moved."""
        self.levers[kind].choose(name)

    def _leave(self) -> None:
        self._lose(tr("another scenario is open"))

    def _show_state(self) -> None:
        """The document, its trial or its plan is another one."""
        document = self._shown.document
        if document.trial is None:
            self._lose(tr("the scenario was edited"))
        for lever in self.levers.values():
            lever.show_scenario(document.scenario, self.factors)
        is_trying = document.trial is not None
        for button in (self.keep, self.as_variant, self.drop):
            button.setEnabled(is_trying)
        self.said.setText(self._sentences())
        give_role(self.said, "" if is_trying else "quiet")

    def give_up(self) -> None:
        """Go back to the scenario as it is, or as it has become."""
        self.factors = {}
        self._shown.document.try_out(None)

    def let_go(self) -> str:
        """What is tried out goes on as something else; returns what that is called."""
        title = self.title()
        self.factors = {}
        return title

    def _lose(self, why: str) -> None:
        """What was tried out is gone, though nobody asked for that."""
        if self.factors:
            title = self.title()
            self.factors = {}
            self.lost.emit(tr("{what} – dropped, as {why}.", what=title, why=why))

    def title(self) -> str:
        """What is tried out, for the undo menu and the name of a variant."""
        if not self.factors:
            return tr("What if")
        titles = [which.title(self._shown.document.scenario) for which in self.factors]
        return tr("What if: {what}", what=", ".join(titles))

    def _lay_out(self) -> None:
        body = QWidget()
        buttons = self.keep, self.as_variant, self.drop
        margins = SPACE + 4, SPACE, SPACE + 4, SPACE
        levers = self.levers.values()
        column_of(*levers, self.said, ..., row_of(*buttons), inside=body, gap=SPACE, margins=margins)
        for lever in levers:
            lever.moved.connect(self._move)
        for button in buttons:
            button.setMinimumWidth(40)
        self.keep.clicked.connect(self.kept)
        self.as_variant.clicked.connect(self.kept_as_variant)
        self.drop.clicked.connect(self.give_up)
        self.setWidget(body)

    def _move(self, which: Input, factor: float) -> None:
        document = self._shown.document
        self.factors.pop(which, None)
        if abs(factor - 1.0) > 1e-9:
            self.factors[which] = factor
        document.try_out(tried(document.scenario, self.factors) if self.factors else None)

    def _sentences(self) -> str:
        document = self._shown.document
        if document.trial is None:
            return tr("Move a slider: the plan follows, and the scenario stays as it is.")
        said = [spoken(document.scenario, which, factor) for which, factor in self.factors.items()]
        if document.error is not None:
            said.append(_why_not(document.error))
        elif document.is_stale:
            said.append(tr("Solving…"))
        elif document.plan is not None and document.shown_plan is not None:
            said += outcome(document.plan, document.shown_plan)
            said += filter(None, [caveat(document.scenario, self.factors)])
        return "\n".join(said)


def _why_not(error: PlannerError) -> str:
    """Why what is tried out has no plan."""
    if isinstance(error, InfeasibleError):
        return tr("No plan can keep all of these together: {what}.", what="; ".join(error.conflict.members))
    return str(error).partition("\n")[0]


class Lever(QWidget):
    """A subject to choose, a slider, and the amount as a number."""

    moved = Signal(object, float)
    """The input, and its factor."""

    def __init__(self, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._scenario: Scenario | None = None
        self._factors: dict[Input, float] = {}
        self._offered: list[tuple[str, str]] = []
        """Names and titles of what can be chosen."""
        self.subject, self.slider, self.number = QComboBox(), QSlider(Qt.Orientation.Horizontal), AmountBox()
        title = QLabel(tr(kind.title))
        title.setProperty("role", "caption")
        title.setMinimumWidth(max(title.fontMetrics().horizontalAdvance(tr(each.title)) for each in KINDS) + SPACE)
        self.subject.setAccessibleName(tr("{what} of what", what=tr(kind.title)))
        self.subject.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.subject.setMinimumContentsLength(6)
        self.slider.setRange(0, round(TOP * STEPS))
        self.slider.setPageStep(STEPS // 4)
        self.slider.setMinimumWidth(40)
        self.slider.setAccessibleName(tr(kind.title))
        self.number.setRange(0, LARGEST)
        self.number.setFixedWidth(120)
        self.number.setAccessibleName(tr(kind.title))
        for part in (self, self.slider, self.number):
            part.setToolTip(tr(kind.tip))
        self.subject.currentIndexChanged.connect(lambda _: self._show())
        self.subject.currentTextChanged.connect(self.subject.setToolTip)
        self.slider.valueChanged.connect(lambda step: self._move(step / STEPS))
        self.number.valueChanged.connect(self._type)
        scrolls_past(self.subject, self.slider, self.number)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.addWidget(title, 0, 0)
        grid.addWidget(self.subject, 0, 1)
        grid.addLayout(row_of((self.slider, 1), self.number), 1, 0, 1, 2)
        grid.setColumnStretch(1, 1)

    @property
    def which(self) -> Input:
        return Input(self.kind.key, str(self.subject.currentData() or ""))

    def choose(self, name: str) -> None:
        if (at := self.subject.findData(name)) >= 0:
            self.subject.setCurrentIndex(at)

    def show_scenario(self, scenario: Scenario | None, factors: dict[Input, float]) -> None:
        """What can be moved, and how far it is moved."""
        offered = self.kind.subjects(scenario) if scenario else []
        self._scenario, self._factors = scenario, factors
        if offered != self._offered:
            self._offered = offered
            chosen = self.subject.currentData()
            blocked = self.subject.blockSignals(True)
            self.subject.clear()
            for name, title in offered:
                self.subject.addItem(title, name)
            self.subject.setCurrentIndex(max(self.subject.findData(chosen), 0 if self.subject.count() else -1))
            self.subject.blockSignals(blocked)
        self._show()

    def _show(self) -> None:
        can_move = self._scenario is not None and self.subject.count() > 0
        self.setEnabled(can_move)
        if self._scenario is None or not can_move:
            self._clear()
            return
        name, factor = self.which.name, self._factors.get(self.which, 1.0)
        amount = self.kind.amount(self._scenario, name)
        for part in (self.slider, self.number):
            part.blockSignals(True)
        if not self.slider.isSliderDown():
            self.slider.setValue(round(factor * STEPS))
        if not self.number.hasFocus() or abs(self.number.value() - amount * factor) > 1e-6 * amount:
            self.number.setDecimals(self.kind.digits)
            self.number.setSuffix(f" {self.kind.unit(self._scenario, name)}")
            self.number.setMaximum(min(self.kind.most(self._scenario, name), LARGEST))
            self.number.setValue(amount * factor)
        for part in (self.slider, self.number):
            part.blockSignals(False)

    def _clear(self) -> None:
        """There is nothing to move, and no amount of it."""
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(STEPS)
        self.slider.blockSignals(blocked)
        self.number.setSuffix("")
        self.number.clear()

    def _move(self, factor: float) -> None:
        if self._scenario is not None and self.which.name:
            amount, most = (f(self._scenario, self.which.name) for f in (self.kind.amount, self.kind.most))
            self.moved.emit(self.which, min(factor, most / amount))

    def _type(self, amount: float) -> None:
        if self._scenario is not None and self.which.name:
            self.moved.emit(self.which, amount / self.kind.amount(self._scenario, self.which.name))
