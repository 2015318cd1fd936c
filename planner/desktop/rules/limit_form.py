"""The fields that rules and expectations share: a measure, what it counts, and its limits."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QFormLayout, QLabel, QLineEdit, QWidget

from planner.desktop.rules.sentences import DIMENSIONS, MEASURES, dimension_text
from planner.desktop.words import tr
from planner.domain.rule import UNITS, Limit
from planner.domain.scenario import Scenario
from planner.files.cells import cell_text, cell_value


class LimitForm(QWidget):
    """Asks for a limit; ``data`` is what was entered, valid or not."""

    changed = Signal()

    def __init__(self, scenario: Scenario, limit: Limit | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency = scenario.currency
        self.measure = QComboBox()
        for measure, text in MEASURES.items():
            self.measure.addItem(tr(text), measure)
        self.of = {dimension: QLineEdit() for dimension in DIMENSIONS}
        self.at_least, self.at_most = QLineEdit(), QLineEdit()
        self._unit = QLabel()
        self._unit.setProperty("role", "quiet")
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.addRow(tr("Measure"), self.measure)
        for dimension, line in self.of.items():
            line.setPlaceholderText(tr("all"))
            line.setAccessibleName(dimension_text(dimension))
            line.setCompleter(QCompleter(list(scenario.names(dimension)), line))
            self.form.addRow(tr("of {dimension}", dimension=dimension_text(dimension)), line)
        self.form.addRow(tr("At least"), self.at_least)
        self.form.addRow(tr("At most"), self.at_most)
        self.form.addRow("", self._unit)
        if limit is not None:
            self._fill(limit)
        self.measure.currentIndexChanged.connect(self._follow)
        for line in (self.at_least, self.at_most, *self.of.values()):
            line.textChanged.connect(self.changed)
        self._follow()

    def data(self) -> dict[str, Any]:
        """What was entered, as plain data; what was left empty is None."""
        of = {}
        for dimension, line in self.of.items():
            names = [name.strip() for name in line.text().split(",") if name.strip()]
            if names:
                of[str(dimension)] = names[0] if len(names) == 1 else names
        return {
            "measure": self.measure.currentData(),
            "of": of or None,
            "at_least": cell_value(self.at_least.text(), ("at_least",)),
            "at_most": cell_value(self.at_most.text(), ("at_most",)),
        }

    def _fill(self, limit: Limit) -> None:
        self.measure.setCurrentIndex(self.measure.findData(limit.measure))
        for dimension, line in self.of.items():
            line.setText(", ".join(limit.of.names(dimension) or ()))
        self.at_least.setText(cell_text(limit.at_least, ("at_least",)))
        self.at_most.setText(cell_text(limit.at_most, ("at_most",)))

    def _follow(self) -> None:
        unit = UNITS[self.measure.currentData()] or self._currency
        self._unit.setText(tr("Limits are in {unit}.", unit=unit))
        self.changed.emit()
