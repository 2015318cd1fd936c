"""What the plan is after."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QLabel,
    QWidget,
)

from planner.desktop.fields.binding import Binding
from planner.desktop.fields.cell_editors import make_editor
from planner.desktop.fields.scenario_fields import TARGET
from planner.desktop.fields.subject import Subject
from planner.desktop.look.combo import Combo
from planner.desktop.look.labels import heading
from planner.desktop.look.layouts import column_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.editing.rules import USUAL_TARGET, aimed
from planner.desktop.pages.rules.entitlements import Entitlements
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
        self.objective = Combo(tr("Objective"))
        self.objective.offer((key, tr(text)) for key, text in OBJECTIVES.items())
        self.target = make_editor(TARGET, lambda: Subject(self.document), self)
        self.target.setToolTip(tr(TARGET.tip))
        self._binding = Binding(self.target, TARGET)
        self.objective.activated.connect(self._aim)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        form.addRow(tr("The plan is after"), self.objective)
        self._target_label = QLabel(tr(TARGET.title))
        form.addRow(self._target_label, self.target)
        self.entitlements = Entitlements(document)
        form.addRow(self.entitlements)
        margins = 2 * SPACE, SPACE + 4, 2 * SPACE, SPACE + 4
        column_of(heading(tr("Objective")), form, inside=self, gap=SPACE, margins=margins)

    def open(self, document: Document) -> None:
        self.document = document
        self.entitlements.open(document)
        self.catch_up()

    def catch_up(self) -> None:
        """Show what the document says."""
        scenario = self.document.scenario
        objective = scenario.objective
        key = objective if isinstance(objective, str) else "cost"
        self.objective.choose(key)
        target = objective.cost.target_value if isinstance(objective, CostObjective) else USUAL_TARGET
        self._binding.show(Subject(self.document), TARGET.typed(target))
        self.entitlements.catch_up()
        self.entitlements.setVisible(key == "fair")
        self.target.setVisible(key == "cost")
        self._target_label.setVisible(key == "cost")

    def _aim(self) -> None:
        self.document.replace(aimed(self.document.scenario, self.objective.value), tr("Objective"))
