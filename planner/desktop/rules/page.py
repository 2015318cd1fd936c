"""The tab with rules, commitments, expectations, the objective, weights, and the scenario itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from planner.desktop.document import Document
from planner.desktop.jobs import Jobs
from planner.desktop.rules.aims import Aims
from planner.desktop.rules.commitments import CommitmentList
from planner.desktop.rules.expectations import ExpectationList
from planner.desktop.rules.prices import Prices
from planner.desktop.rules.properties import Properties
from planner.desktop.rules.rule_list import RuleList
from planner.desktop.theme import SPACE
from planner.desktop.words import tr


class RulesPage(QScrollArea):
    """What must hold, what counts, and what the plan is after."""

    rule_chosen = Signal(str)
    request_chosen = Signal(str)

    def __init__(self, document: Document, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Rules and weights"))
        self.document = document
        self.prices = Prices(jobs, self)
        self.rules = RuleList(document, self.prices)
        self.commitments = CommitmentList(document, self.prices)
        self.expectations = ExpectationList(document)
        self.aims, self.properties = Aims(document), Properties(document)
        self.rules.chosen.connect(self.rule_chosen)
        self.commitments.chosen.connect(self.request_chosen)
        self._parts = (self.rules, self.commitments, self.expectations, self.aims, self.properties)
        body = QWidget()
        columns = QHBoxLayout(body)
        columns.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        columns.setSpacing(3 * SPACE)
        for parts, stretch in ((self._parts[:3], 3), (self._parts[3:], 2)):
            column = QVBoxLayout()
            column.setSpacing(SPACE)
            for part in parts:
                column.addWidget(part)
            column.addStretch()
            columns.addLayout(column, stretch)
        self.setWidget(body)
        document.changed.connect(self._catch_up)
        self.open(document)

    def open(self, document: Document) -> None:
        self.document.changed.disconnect(self._catch_up)
        self.document = document
        document.changed.connect(self._catch_up)
        for part in self._parts:
            part.open(document)

    def show_document(self, document: Document) -> None:
        """The plan is another one: what binds, what holds, what each promise costs."""
        if self.isVisible():
            self.prices.look_at(document)
            self.rules.show_prices()
            self.expectations.catch_up()

    def show_rule(self, name: str) -> None:
        """Scroll to a rule."""
        self._catch_up()
        if card := self.rules.rows.get(name):
            self.ensureWidgetVisible(card)
            card.switch.setFocus()

    def show_weight(self, metric: str) -> None:
        """Scroll to the weight of a metric, and go there."""
        self._catch_up()
        if slider := self.aims.sliders.get(metric):
            self.ensureWidgetVisible(slider)
            slider.setFocus()

    def build_rule(self) -> None:
        """Ask for a new rule."""
        self.rules.build_rule()

    def redraw(self) -> None:
        """The icons in the theme's colours."""
        for part in (self.rules, self.commitments, self.expectations):
            part.redraw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()
        self.prices.look_at(self.document)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.prices.stop()

    def _catch_up(self) -> None:
        """Follow the document; what is out of sight follows when it is looked at."""
        if self.isVisible():
            for part in self._parts:
                part.catch_up()
