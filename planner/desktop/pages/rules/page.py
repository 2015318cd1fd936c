"""The tab with rules, commitments, expectations, the objective, weights, and the scenario itself."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

from planner.desktop.fields.scenario_fields import ASSUMPTIONS
from planner.desktop.look.keyboard import order_tabs
from planner.desktop.look.layouts import column_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.desktop.open.jobs import Jobs
from planner.desktop.open.shown import Shown
from planner.desktop.pages.rules.aims import Aims
from planner.desktop.pages.rules.commitments import CommitmentList
from planner.desktop.pages.rules.expectations import ExpectationList
from planner.desktop.pages.rules.limit_sentence import LimitSentence
from planner.desktop.pages.rules.prices import PromisePrices
from planner.desktop.pages.rules.properties import Properties
from planner.desktop.pages.rules.rule_list import RuleList
from planner.desktop.pages.rules.weights import Weights

ASSUMED = "How far guesses may be off in the futures that decisions are tried against; the plan does not depend on it."
ABREAST = 760
"""Width from which both columns stand side by side [px]."""

WIDEST = 1400
"""Width beyond which lines would be tiring to read [px]."""


class RulesPage(QScrollArea):
    """What must hold, what counts, and what the plan is after."""

    rule_chosen = Signal(str)
    request_chosen = Signal(str)

    def __init__(self, shown: Shown, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Rules and weights"))
        self._shown, document = shown, shown.document
        self.prices = PromisePrices(jobs, self)
        self.rules = RuleList(document, self.prices)
        self.commitments = CommitmentList(document, self.prices)
        self.expectations = ExpectationList(document)
        self.aims, self.weights = Aims(document), Weights(document)
        self.properties = Properties(document, tr("Scenario"))
        self.assumptions = Properties(document, tr("Assumptions"), ASSUMPTIONS, tr(ASSUMED))
        self.rules.chosen.connect(self.rule_chosen)
        self.commitments.chosen.connect(self.request_chosen)
        self._is_ordered = False
        own = self.properties, self.assumptions
        self._parts = (self.rules, self.commitments, self.expectations, self.aims, self.weights, *own)
        body = self._body = _Body()
        columns = self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        columns.setSpacing(3 * SPACE)
        for parts, stretch in ((self._parts[:3], 4), (self._parts[3:], 3)):
            columns.addLayout(column_of(*parts, ..., gap=SPACE), stretch)
        self.setWidget(body)
        for section in (self.rules, self.commitments, self.expectations, self.weights):
            section.arranged.connect(self._note_change)
        for limits in (self.rules, self.expectations):
            limits.begun.connect(self._show_begun)
        shown.switched.connect(self._switch)
        shown.changed.connect(self._catch_up)
        shown.planned.connect(self._take_plan)
        self._switch()

    def _switch(self) -> None:
        """Another document is shown."""
        for part in self._parts:
            part.open(self._shown.document)
        self._order()
        self._take_plan()

    def _take_plan(self) -> None:
        """The plan is another one: what binds, what holds, what each promise costs."""
        if self.isVisible():
            self.prices.look_at(self._shown.document)
            self.rules.show_prices()
            self.expectations.catch_up()

    def show_place(self, path: tuple[str | int, ...]) -> None:
        """Scroll to a rule, an expectation, or a field of the scenario, and put the keyboard there."""
        self._catch_up()
        if (found := self._widget_at(path)) is not None:
            self.ensureWidgetVisible(found)
            found.setFocus()

    def _widget_at(self, path: tuple[str | int, ...]) -> QWidget | None:
        match path:
            case ("rules", name, *steps) if card := self.rules.rows.get(str(name)):
                return card.said.buttons.get(_part(steps)) or card.switch
            case ("expect", int(at), *steps) if expected := self.expectations.rows.get(at):
                return expected.said.buttons.get(_part(steps)) or expected.remove
            case ("value", "weights", metric) if row := self.weights.rows.get(str(metric)):
                return row.weight
            case ("entitlements", team) if field := self.aims.entitlements.numbers.get(str(team)):
                return field
            case ("objective", *_):
                return self.aims.target
        fields = self.properties.fields | self.assumptions.fields
        shown = fields.get(tuple(map(str, path)))
        return shown.editor if shown is not None else None

    def redraw(self) -> None:
        """The icons in the theme's colours."""
        for part in (self.rules, self.commitments, self.expectations, self.weights):
            part.redraw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room for both, else one below the other."""
        is_narrow = self.viewport().width() < ABREAST
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() != way:
            self._columns.setDirection(way)
            self._columns.setSpacing(SPACE if is_narrow else 3 * SPACE)
        beside = max(self.viewport().width() - WIDEST, 0)
        self._columns.setContentsMargins(SPACE, SPACE, SPACE + beside, SPACE)
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.prices.stop()

    def _show_begun(self, sentence: LimitSentence) -> None:
        """Open the first part of what is new, as soon as it stands in its place."""
        QTimer.singleShot(0, sentence, partial(self._open_first, sentence))

    def _open_first(self, sentence: LimitSentence) -> None:
        self._order()
        self.ensureWidgetVisible(sentence)
        sentence.choose_first()

    def _note_change(self) -> None:
        self._is_ordered = False

    def _order(self) -> None:
        """Let Tab go from top to bottom, once all of what has changed stands in its place."""
        if not self._is_ordered:
            self._is_ordered = True
            order_tabs(self._body)

    def _catch_up(self) -> None:
        """Follow the document; what is out of sight follows when it is looked at."""
        if self.isVisible():
            self.prices.look_at(self._shown.document)
            for part in self._parts:
                part.catch_up()
            self._order()


def _part(steps: Iterable[str | int]) -> str:
    return ".".join(map(str, steps))


class _Body(QWidget):
    """Is as high as its width asks for; at least not as high as it would be at its narrowest."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)
