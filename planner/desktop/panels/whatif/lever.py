"""One kind of input to move: which one, a slider, and the amount as a number."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSlider, QWidget

from planner.desktop.fields.editors.amount import AmountBox
from planner.desktop.look.combo import Combo
from planner.desktop.look.labels import label
from planner.desktop.look.layouts import row_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.wheel import scrolls_past
from planner.desktop.look.words import tr
from planner.desktop.panels.whatif.kinds import KINDS, Kind
from planner.domain.scenario import Scenario
from planner.tradeoffs.many_solves.scaling import Input

TOP = 3.0
"""The right end of a slider, in times what the scenario says; more can be typed."""
STEPS = 20
"""Steps of a slider from nothing to what the scenario says."""
LARGEST = 1e12


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
        self.subject = Combo(tr("{what} of what", what=tr(kind.title)), letters=6)
        self.slider, self.number = QSlider(Qt.Orientation.Horizontal), AmountBox()
        title = label(tr(kind.title), "caption")
        title.setWordWrap(False)
        title.setMinimumWidth(max(title.fontMetrics().horizontalAdvance(tr(each.title)) for each in KINDS) + SPACE)
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
        scrolls_past(self.slider, self.number)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.addWidget(title, 0, 0)
        grid.addWidget(self.subject, 0, 1)
        grid.addLayout(row_of((self.slider, 1), self.number), 1, 0, 1, 2)
        grid.setColumnStretch(1, 1)

    @property
    def which(self) -> Input:
        return Input(self.kind.key, self.subject.value)

    def choose(self, name: str) -> None:
        self.subject.choose(name)

    def show_scenario(self, scenario: Scenario | None, factors: dict[Input, float]) -> None:
        """What can be moved, and how far it is moved."""
        offered = self.kind.subjects(scenario) if scenario else []
        self._scenario, self._factors = scenario, factors
        if offered != self._offered:
            self._offered = offered
            self.subject.offer(offered)
        self._show()

    def _show(self) -> None:
        can_move = self._scenario is not None and self.subject.count() > 0
        self.setEnabled(can_move)
        if self._scenario is None or not can_move:
            self._clear()
            return
        with QSignalBlocker(self.slider), QSignalBlocker(self.number):
            self._put(self._scenario, self.which.name, self._factors.get(self.which, 1.0))

    def _put(self, scenario: Scenario, name: str, factor: float) -> None:
        """Show how far an input is moved, unless someone is just at it."""
        amount = self.kind.amount(scenario, name)
        if not self.slider.isSliderDown():
            self.slider.setValue(round(factor * STEPS))
        if not self.number.hasFocus() or abs(self.number.value() - amount * factor) > 1e-6 * amount:
            self.number.setDecimals(self.kind.digits)
            self.number.setSuffix(f" {self.kind.unit(scenario, name)}")
            self.number.setMaximum(min(self.kind.most(scenario, name), LARGEST))
            self.number.setValue(amount * factor)

    def _clear(self) -> None:
        """There is nothing to move, and no amount of it."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(STEPS)
        self.number.setSuffix("")
        self.number.clear()

    def _move(self, factor: float) -> None:
        if self._scenario is not None and self.which.name:
            amount, most = (f(self._scenario, self.which.name) for f in (self.kind.amount, self.kind.most))
            self.moved.emit(self.which, min(factor, most / amount))

    def _type(self, amount: float) -> None:
        if self._scenario is not None and self.which.name:
            self.moved.emit(self.which, amount / self.kind.amount(self._scenario, self.which.name))
