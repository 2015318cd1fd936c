"""Weights as sliders, and the objective."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from planner.desktop.document import Document
from planner.desktop.rules.edits import aimed, weighted, weights_of
from planner.desktop.rules.entitlements import Entitlements
from planner.desktop.theme import SPACE
from planner.desktop.words import tr
from planner.domain.scenario import CostObjective

OBJECTIVES = {
    "value": "Most value",
    "fair": "Fair: the worst-off team first",
    "cost": "Least cost for a value",
}
TOP = 100
"""The right end of a weight's slider; larger weights can be typed."""


class Aims(QFrame):
    """What counts, and what the plan is after."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.document = document
        self.sliders: dict[str, QSlider] = {}
        self.numbers: dict[str, QDoubleSpinBox] = {}
        self._drags = 0
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
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE)
        self._grid.setColumnStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, SPACE + 4, 2 * SPACE, SPACE + 4)
        box.setSpacing(SPACE)
        box.addWidget(_heading(tr("Objective")))
        box.addLayout(form)
        box.addSpacing(SPACE)
        box.addWidget(_heading(tr("Weights of the metrics")))
        box.addLayout(self._grid)

    def open(self, document: Document) -> None:
        self.document = document
        self.entitlements.open(document)
        self._rebuild()
        self.catch_up()

    def catch_up(self) -> None:
        """Show what the document says."""
        scenario = self.document.scenario
        weights = weights_of(scenario)
        if list(weights) != list(self.sliders):
            self._rebuild()
        for metric, weight in weights.items():
            for part, value in ((self.sliders[metric], round(weight)), (self.numbers[metric], weight)):
                blocked = part.blockSignals(True)
                part.setValue(value)  # type: ignore[arg-type]  # whole for the slider
                part.blockSignals(blocked)
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

    def _rebuild(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.sliders, self.numbers = {}, {}
        for row, metric in enumerate(weights_of(self.document.scenario)):
            title = metric.replace("_", " ").capitalize()
            slider, number = QSlider(Qt.Orientation.Horizontal), QDoubleSpinBox()
            slider.setRange(0, TOP)
            slider.setAccessibleName(tr("Weight of {metric}", metric=title))
            slider.setToolTip(tr("How much {metric} counts beside the other metrics", metric=title.lower()))
            number.setRange(0, 1e6)
            number.setDecimals(1)
            number.setKeyboardTracking(False)
            number.setAccessibleName(slider.accessibleName())
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            slider.sliderPressed.connect(self._begin_drag)
            slider.valueChanged.connect(partial(self._weigh, metric))
            number.valueChanged.connect(partial(self._weigh, metric))
            self.sliders[metric], self.numbers[metric] = slider, number
            for column, widget in enumerate((QLabel(title), slider, number)):
                self._grid.addWidget(widget, row, column)

    def _begin_drag(self) -> None:
        self._drags += 1

    def _weigh(self, metric: str, weight: float) -> None:
        dragged = self.sliders[metric].isSliderDown()
        text = tr("Weight of {metric}", metric=metric.replace("_", " "))
        self.document.replace(
            weighted(self.document.scenario, metric, float(weight)), text, drag=self._drags if dragged else 0
        )

    def _aim(self) -> None:
        key = str(self.objective.currentData())
        target = self.target.value() or 70.0
        self.document.replace(aimed(self.document.scenario, key, target), tr("Objective"))


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label
