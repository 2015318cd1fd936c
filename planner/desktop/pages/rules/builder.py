"""Building a rule; the sentence grows while it is built."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from planner.desktop.fields.sentences import DIMENSIONS, each_text, sentence
from planner.desktop.look.layouts import column_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.wheel import scrolls_past
from planner.desktop.look.words import tr
from planner.desktop.open.editing.rules import doubts, rule_from, with_rule
from planner.desktop.pages.rules.limit_form import LimitForm
from planner.domain.rule import Rule
from planner.domain.scenario import Scenario
from planner.errors import InputError


class RuleBuilder(QDialog):
    """Asks for a rule; ``rule`` is what was built, or None while it is not complete."""

    def __init__(self, scenario: Scenario, rule: Rule | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Change rule") if rule else tr("New rule"))
        self.resize(560, 0)
        self._scenario, self._old = scenario, rule
        self.rule: Rule | None = None
        self.name = QLineEdit(rule.name if rule else tr("New rule"))
        self.limit = LimitForm(scenario, rule)
        self.each = QComboBox()
        scrolls_past(self.each)
        for dimension in (None, *DIMENSIONS):
            self.each.addItem(each_text(dimension), dimension or "")
        self.each.setCurrentIndex(max(self.each.findData(rule.each or ""), 0) if rule else 0)
        self.notes = QPlainTextEdit(rule.notes if rule else "")
        self.notes.setMaximumHeight(60)
        self.notes.setTabChangesFocus(True)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setMinimumHeight(2 * self.said.sizeHint().height() + SPACE)
        self.doubts = QLabel()
        self.doubts.setProperty("role", "warn")
        self.doubts.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form = self.limit.form
        form.insertRow(0, tr("Name"), self.name)
        form.addRow(tr("Counted"), self.each)
        form.addRow(tr("Notes"), self.notes)
        column_of(self.said, self.limit, self.doubts, ..., self.buttons, inside=self, margins=None)
        self.name.textChanged.connect(self._look)
        self.limit.changed.connect(self._look)
        self.each.currentIndexChanged.connect(self._look)
        self.notes.textChanged.connect(self._look)
        self._look()

    def _look(self) -> None:
        """Say the rule, or why it is none yet."""
        try:
            self.rule = rule_from(self._data())
            after = with_rule(self._scenario, self.rule, self._old.name if self._old else "")
            self.said.setText(sentence(self.rule, self._scenario))
            self.doubts.setText(doubts(after, "rules", self.rule.name))
        except InputError as error:
            self.rule = None
            asked = tr("Give it a limit: at least, at most, or both.")
            self.said.setText(error.faults[0].message if self.limit.is_limited else asked)
            self.doubts.setText("")
        self.said.setProperty("role", "heading" if self.rule else "bad" if self.limit.is_limited else "quiet")
        self.said.style().polish(self.said)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(self.rule is not None)

    def _data(self) -> dict[str, Any]:
        return self.limit.data() | {
            "name": self.name.text().strip(),
            "each": self.each.currentData() or None,
            "enabled": self._old.enabled if self._old else True,
            "notes": self.notes.toPlainText().strip() or None,
        }
