"""Asking what a metric or a rule is called, and what it means."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.desktop.open.editing.limits import changed_limit
from planner.desktop.pages.rules.asking import Asking
from planner.domain.rule import Rule
from planner.domain.scenario import Metric, Scenario
from planner.errors import InputError
from planner.words.names import metric_title

LONGEST = 200
"""Letters of a name."""

type MetricChange = Callable[[str, Metric], Scenario]
"""The scenario with a metric of this name that is described so; raises InputError where that can't be."""


class DescriptionForm(Asking):
    """Shows a name, notes, and between them a unit where there is one, and what can't be while it is typed."""

    def __init__(
        self, title: str, name: str, notes: str, parent: QWidget | None = None, *, unit: QLineEdit | None = None
    ) -> None:
        super().__init__(title, parent)
        self.name, self.notes = QLineEdit(name), QPlainTextEdit(notes)
        self.name.setMaxLength(LONGEST)
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(72)
        self.form.setHorizontalSpacing(2 * SPACE)
        for said, field in ((tr("Name"), self.name), (tr("Unit"), unit), (tr("Notes"), self.notes)):
            if field is not None:
                self.form.addRow(said, field)
                field.setAccessibleName(said)
        self.name.textChanged.connect(self._look)
        self.name.setFocus()

    @property
    def wanted(self) -> str:
        """The name in the file."""
        return self.name.text().strip()

    @property
    def noted(self) -> str:
        return self.notes.toPlainText().strip()

    def changed(self) -> Scenario:
        """The scenario with what is typed. Raises InputError where that can't be."""
        raise NotImplementedError

    def _look(self) -> None:
        """Say why it can't be, unless nothing has been typed yet."""
        reason = ""
        try:
            self.changed()
        except InputError as error:
            reason = error.faults[0].message
        self.judge(reason if self.wanted else "", can=not reason)


class MetricForm(DescriptionForm):
    """A metric with its unit; an empty name asks for a new one."""

    def __init__(self, name: str, about: Metric, change: MetricChange, parent: QWidget | None = None) -> None:
        unit, asked = QLineEdit(about.unit), tr("Change metric") if name else tr("Add metric")
        super().__init__(asked, metric_title(name), about.notes, parent, unit=unit)
        self._old, self._change, self.unit = name, change, unit
        self.unit.setPlaceholderText(tr("USD, users, % …"))
        self.name.setPlaceholderText(tr("Revenue, active users, market share …"))
        self.notes.setPlaceholderText(tr("How it is counted, and where its figures come from"))
        self._look()

    @property
    def wanted(self) -> str:
        """The name in the file; one that is shown otherwise than it is written stays as it is."""
        typed = super().wanted
        return self._old if self._old and typed == metric_title(self._old) else typed

    def changed(self) -> Scenario:
        return self._change(self.wanted, Metric(unit=self.unit.text().strip(), notes=self.noted))


class RuleForm(DescriptionForm):
    """A rule; what it says is changed in its sentence."""

    def __init__(self, rule: Rule, scenario: Scenario, parent: QWidget | None = None) -> None:
        super().__init__(tr("Change rule"), rule.name, rule.notes, parent)
        self._old, self._scenario = rule.name, scenario
        self.owner, self.because = QLineEdit(rule.owner), QLineEdit(rule.because)
        for at, (said, field) in enumerate(((tr("Owner"), self.owner), (tr("Because"), self.because)), start=1):
            self.form.insertRow(at, said, field)
            field.setAccessibleName(said)
        self._look()

    def changed(self) -> Scenario:
        texts = {"owner": self.owner.text().strip(), "because": self.because.text().strip(), "notes": self.noted}
        said = {"name": self.wanted, **{field: text or None for field, text in texts.items()}}
        return changed_limit(self._scenario, self._old, said)
