"""Building a rule: a measure, what it counts, and its limits; the sentence grows while it is built."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from planner.desktop.rules.edits import rule_from, with_rule
from planner.desktop.rules.sentences import DIMENSIONS, MEASURES, dimension_text, sentence
from planner.desktop.words import tr
from planner.domain.rule import UNITS, Rule
from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.files.cells import cell_text, cell_value


class RuleBuilder(QDialog):
    """Asks for a rule; ``rule`` is what was built, or None while it is not complete."""

    def __init__(self, scenario: Scenario, rule: Rule | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Change rule") if rule else tr("New rule"))
        self.resize(560, 0)
        self._scenario, self._old = scenario, rule
        self.rule: Rule | None = None
        self.name = QLineEdit(rule.name if rule else tr("New rule"))
        self.measure = QComboBox()
        for measure, text in MEASURES.items():
            self.measure.addItem(tr(text), measure)
        self.of = {dimension: QLineEdit() for dimension in DIMENSIONS}
        self.each = QComboBox()
        self.each.addItem(tr("all together"), "")
        for dimension in DIMENSIONS:
            self.each.addItem(tr("in each {dimension}", dimension=dimension_text(dimension)), dimension)
        self.at_least, self.at_most = QLineEdit(), QLineEdit()
        self.notes = QPlainTextEdit(rule.notes if rule else "")
        self.notes.setMaximumHeight(60)
        self.said, self._unit = QLabel(), QLabel()
        self.said.setWordWrap(True)
        self._fill(rule)
        self._lay_out()
        for line in (self.name, self.at_least, self.at_most, *self.of.values()):
            line.textChanged.connect(self._look)
        self.measure.currentIndexChanged.connect(self._look)
        self.each.currentIndexChanged.connect(self._look)
        self.notes.textChanged.connect(self._look)
        self._look()

    def _fill(self, rule: Rule | None) -> None:
        known = _known(self._scenario)
        for dimension, line in self.of.items():
            line.setPlaceholderText(tr("all"))
            line.setAccessibleName(dimension_text(dimension))
            line.setCompleter(QCompleter(known[dimension], line))
            if rule is not None:
                line.setText(", ".join(rule.of.names(dimension) or ()))
        if rule is None:
            return
        self.measure.setCurrentIndex(self.measure.findData(rule.measure))
        self.each.setCurrentIndex(self.each.findData(rule.each or ""))
        self.at_least.setText(cell_text(rule.at_least, ("at_least",)))
        self.at_most.setText(cell_text(rule.at_most, ("at_most",)))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(tr("Name"), self.name)
        form.addRow(tr("Measure"), self.measure)
        for dimension, line in self.of.items():
            form.addRow(tr("of {dimension}", dimension=dimension_text(dimension)), line)
        form.addRow(tr("Counted"), self.each)
        form.addRow(tr("At least"), self.at_least)
        form.addRow(tr("At most"), self.at_most)
        form.addRow("", self._unit)
        form.addRow(tr("Notes"), self.notes)
        self._unit.setProperty("role", "quiet")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addLayout(form)
        box.addWidget(self.said)
        box.addWidget(self.buttons)

    def _look(self) -> None:
        """Say the rule, or why it is none yet."""
        currency = self._scenario.currency
        unit = UNITS[self.measure.currentData()] or currency
        self._unit.setText(tr("Limits are in {unit}.", unit=unit))
        try:
            self.rule = rule_from(self._data())
            with_rule(self._scenario, self.rule, self._old.name if self._old else "")
            self.said.setText(sentence(self.rule, currency))
        except InputError as error:
            self.rule = None
            self.said.setText(str(error.faults[0]))
        self.said.setProperty("role", "" if self.rule else "bad")
        self.said.style().polish(self.said)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(self.rule is not None)

    def _data(self) -> dict[str, Any]:
        of = {}
        for dimension, line in self.of.items():
            names = [name.strip() for name in line.text().split(",") if name.strip()]
            if names:
                of[dimension] = names[0] if len(names) == 1 else names
        return {
            "name": self.name.text().strip(),
            "measure": self.measure.currentData(),
            "of": of or None,
            "each": self.each.currentData() or None,
            "at_least": cell_value(self.at_least.text(), ("at_least",)),
            "at_most": cell_value(self.at_most.text(), ("at_most",)),
            "enabled": self._old.enabled if self._old else True,
            "notes": self.notes.toPlainText().strip() or None,
        }


def _known(scenario: Scenario) -> dict[str, list[str]]:
    """What there is to select, by dimension."""
    requests, pools = scenario.requests, scenario.pools
    return {
        "id": [r.id for r in requests],
        "team": sorted({r.team for r in requests}),
        "product": sorted({r.product for r in requests}),
        "kind": sorted({r.kind for r in requests}),
        "accelerator": sorted({p.accelerator for p in pools}),
        "pool": [p.id for p in pools],
        "region": sorted({p.region for p in pools}),
        "period": list(scenario.calendar.labels),
    }
