"""What the plan is after."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from planner.desktop.document import Document
from planner.desktop.rules.edits import aimed
from planner.desktop.rules.entitlements import Entitlements
from planner.desktop.theme import SPACE
from planner.desktop.words import tr
from planner.domain.scenario import CostObjective

OBJECTIVES = {
    "value": "Most value",
    "fair": "Fair: the worst-off team first",
    "cost": "Least cost for a value",
}


class Aims(QFrame):
    """The objective, and what belongs to it."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.document = document
        self.objective = QComboBox()
        self.objective.setAccessibleName(tr("Objective"))
        for key, text in OBJECTIVES.items():
            self.objective.addItem(tr(text), key)
        self.target = QDoubleSpinBox()
        self.target.setRange(0, 1e9)
        self.target.setSuffix(tr(" points"))
        self.target.setAccessibleName(tr("Value to capture"))
        self.target.setKeyboardTracking(False)
        self.objective.currentIndexChanged.connect(self._aim)
        self.target.valueChanged.connect(self._aim)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        form.addRow(tr("The plan is after"), self.objective)
        self._target_label = QLabel(tr("Value to capture"))
        form.addRow(self._target_label, self.target)
        self.entitlements = Entitlements(document)
        form.addRow(self.entitlements)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, SPACE + 4, 2 * SPACE, SPACE + 4)
        box.setSpacing(SPACE)
        box.addWidget(_heading(tr("Objective")))
        box.addLayout(form)

    def open(self, document: Document) -> None:
        self.document = document
        self.entitlements.open(document)
        self.catch_up()

    def catch_up(self) -> None:
        """Show what the document says."""
        scenario = self.document.scenario
        objective = scenario.objective
        key = objective if isinstance(objective, str) else "cost"
        for widget in (self.objective, self.target):
            widget.blockSignals(True)
        self.objective.setCurrentIndex(self.objective.findData(key))
        if isinstance(objective, CostObjective):
            self.target.setValue(objective.cost.target_value)
        for widget in (self.objective, self.target):
            widget.blockSignals(False)
        self.entitlements.catch_up()
        self.entitlements.setVisible(key == "fair")
        self.target.setVisible(key == "cost")
        self._target_label.setVisible(key == "cost")

    def _aim(self) -> None:
        key = str(self.objective.currentData())
        target = self.target.value() or 70.0
        self.document.replace(aimed(self.document.scenario, key, target), tr("Objective"))


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label
