"""What the scenario expects of its plan: each expectation, and whether it holds."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QWidget,
)

from planner.desktop.fields.sentences import expectation_text, titles
from planner.desktop.look.layouts import column_of
from planner.desktop.look.section import Section
from planner.desktop.look.wheel import scrolls_past
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.editing.fields import checked
from planner.desktop.open.editing.rules import doubts, expecting, not_expecting
from planner.desktop.pages.rules.cards import ExpectationCard
from planner.desktop.pages.rules.limit_form import LimitForm
from planner.domain.rule import Expectation
from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.words.expectations import failure


class ExpectationList(Section):
    """One card an expectation; a headless solve fails where one does not hold."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Expectations"),
            tr("Expect…"),
            tr("Nothing is expected. What must hold of the plan is said here, and every solve checks it."),
            parent,
        )
        self.document = document
        self.rows: dict[int, ExpectationCard] = {}
        self.add.clicked.connect(self.expect)

    def open(self, document: Document) -> None:
        self.document = document
        self.catch_up()

    def catch_up(self) -> None:
        """Show what the document says, and whether the plan on screen keeps it."""
        expected = self.document.scenario.expect
        if len(self.rows) != len(expected):
            self.rows = self.arrange(self.rows, range(len(expected)), self._card)
        plan = None if self.document.is_stale else self.document.shown_plan
        for card, each in zip(self.rows.values(), expected, strict=True):
            said = expectation_text(each, self.document.scenario)
            card.show_expectation(said, None if plan is None else failure(plan, each))

    def expect(self) -> None:
        """Ask for an expectation."""
        builder = ExpectationBuilder(self.document.scenario, self)
        builder.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        builder.accepted.connect(lambda: self._take(builder))
        builder.open()

    def _take(self, builder: ExpectationBuilder) -> None:
        if builder.expected is not None:
            self.document.replace(expecting(self.document.scenario, builder.expected), tr("New expectation"))

    def _card(self, at: int) -> ExpectationCard:
        card = ExpectationCard()
        card.remove.clicked.connect(partial(self._remove, at))
        return card

    def _remove(self, at: int, _checked: bool = False) -> None:
        self.document.replace(not_expecting(self.document.scenario, at), tr("Delete expectation"))


class ExpectationBuilder(QDialog):
    """Asks for an expectation; ``expected`` is what was built, or None while it is not complete."""

    def __init__(self, scenario: Scenario, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("New expectation"))
        self.resize(520, 0)
        self._scenario = scenario
        self.expected: Expectation | None = None
        self.kind, self.request, self.limit = QComboBox(), QComboBox(), LimitForm(scenario, None)
        scrolls_past(self.kind, self.request)
        for key, text in (
            ("funds", tr("a request is served")),
            ("declines", tr("a request is not served")),
            ("measure", tr("a figure keeps a limit")),
        ):
            self.kind.addItem(text, key)
        for name, title in titles(scenario, "id").items():
            self.request.addItem(title, name)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.doubts = QLabel()
        self.doubts.setProperty("role", "warn")
        self.doubts.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form = self._form = QFormLayout()
        form.addRow(tr("It is expected that"), self.kind)
        form.addRow(tr("Request"), self.request)
        form.addRow(self.limit)
        column_of(self.said, form, self.doubts, ..., self.buttons, inside=self, margins=None)
        self.kind.currentIndexChanged.connect(self._follow_kind)
        self._follow_kind()
        for changed in (self.kind.currentIndexChanged, self.request.currentIndexChanged, self.limit.changed):
            changed.connect(self._look)
        self._look()

    def _follow_kind(self) -> None:
        """Show the fields of what is expected, in no more room than they need."""
        is_limit = self.kind.currentData() == "measure"
        self._form.setRowVisible(self.limit, is_limit)
        self._form.setRowVisible(self.request, not is_limit)
        if (box := self.layout()) is not None:
            box.activate()
        self.resize(self.width(), self.sizeHint().height())

    def _look(self) -> None:
        """Say the expectation, or why it is none yet."""
        is_limit = self.kind.currentData() == "measure"
        try:
            asked = {self.kind.currentData(): self.request.currentData()}
            data: dict[str, Any] = self.limit.data() if is_limit else asked
            found = checked(Expectation, {key: value for key, value in data.items() if value is not None})
            assert isinstance(found, Expectation)
            after = expecting(self._scenario, found)
            self.doubts.setText(doubts(after, "expect", len(self._scenario.expect)))
            self.expected = found
            self.said.setText(expectation_text(found, self._scenario))
        except InputError as error:
            self.expected = None
            self.doubts.setText("")
            wanted = tr("Give it a limit: at least, at most, or both.") if is_limit else tr("There is no request yet.")
            is_begun = self.limit.is_limited if is_limit else bool(self.request.count())
            self.said.setText(error.faults[0].message if is_begun else wanted)
        self.said.setProperty("role", "heading" if self.expected else "bad" if self.limit.is_limited else "quiet")
        self.said.style().polish(self.said)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(self.expected is not None)
