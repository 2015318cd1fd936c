"""Asking for a metric: its name, its unit, and what it means."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from planner.desktop.look.layouts import column_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.domain.scenario import Metric, Scenario
from planner.errors import InputError
from planner.words.names import metric_title

LONGEST = 200
"""Letters of a name."""

type MetricChange = Callable[[str, Metric], Scenario]
"""The scenario with a metric of this name that is described so; raises InputError where that can't be."""


class MetricForm(QDialog):
    """Shows a metric, and what can't be while it is typed; an empty name asks for a new one."""

    def __init__(self, name: str, about: Metric, change: MetricChange, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Change metric") if name else tr("Add metric"))
        self.setMinimumWidth(420)
        self._old, self._change = name, change
        self.name = QLineEdit(metric_title(name), placeholderText=tr("Revenue, active users, market share …"))
        self.name.setMaxLength(LONGEST)
        self.unit = QLineEdit(about.unit, placeholderText=tr("USD, users, % …"))
        self.notes = QPlainTextEdit(about.notes)
        self.notes.setPlaceholderText(tr("How it is counted, and where its figures come from"))
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(72)
        self.reason = QLabel()
        self.reason.setProperty("role", "bad")
        self.reason.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.name.textChanged.connect(self._look)
        self._lay_out()
        self._look()

    @property
    def wanted(self) -> str:
        """The name in the file; one that is shown otherwise than it is written stays as it is."""
        typed = self.name.text().strip()
        return self._old if self._old and typed == metric_title(self._old) else typed

    @property
    def about(self) -> Metric:
        return Metric(unit=self.unit.text().strip(), notes=self.notes.toPlainText().strip())

    def _look(self) -> None:
        """Say why it can't be, unless nothing has been typed yet."""
        reason = ""
        try:
            self._change(self.wanted, self.about)
        except InputError as error:
            reason = error.faults[0].message
        self.reason.setText(reason if self.wanted else "")
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not reason)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        for title, field in ((tr("Name"), self.name), (tr("Unit"), self.unit), (tr("Notes"), self.notes)):
            form.addRow(title, field)
            field.setAccessibleName(title)
        column_of(form, self.reason, ..., self.buttons, inside=self, gap=SPACE, margins=None)
