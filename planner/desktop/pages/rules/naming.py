"""Asking for the name of an attribute that requests are to have."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from planner.desktop.look.words import tr
from planner.desktop.pages.rules.asking import Asking
from planner.domain.scenario import Scenario
from planner.words.names import metric_title

LONGEST = 200
"""Letters of a name."""


class AttributeForm(Asking):
    """A name for a figure of the requests' own."""

    def __init__(self, scenario: Scenario, parent: QWidget | None = None) -> None:
        super().__init__(tr("Attribute of requests"), parent)
        self._taken = {metric_title(name).casefold() for name in scenario.attributes}
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST)
        self.name.setAccessibleName(tr("Name"))
        self.name.setPlaceholderText(tr("legal_reviews, launches, integrations …"))
        self.name.setToolTip(
            tr("What each request takes of it is said in the Requests table, in a column of this name")
        )
        self.form.addRow(tr("Name"), self.name)
        self.name.textChanged.connect(self._look)
        self._look()
        self.name.setFocus()

    @property
    def wanted(self) -> str:
        """The name in the file."""
        return self.name.text().strip()

    def _look(self) -> None:
        is_taken = metric_title(self.wanted).casefold() in self._taken
        reason = tr("There is an attribute “{name}” already", name=self.wanted) if is_taken else ""
        self.judge(reason, can=bool(self.wanted) and not is_taken)
