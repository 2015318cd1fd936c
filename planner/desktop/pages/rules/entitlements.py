"""For the fair objective: each team's part of every pool."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from planner.desktop.fields.binding import Binding
from planner.desktop.fields.cell_editors import CellEditor, make_editor
from planner.desktop.fields.scenario_fields import part_column
from planner.desktop.fields.subject import Subject
from planner.desktop.look.elided import ElidedLabel
from planner.desktop.look.labels import Remark, label
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document


class Entitlements(QWidget):
    """A number for each team; the plan raises the team that captures least of what it could with its part."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.numbers: dict[str, CellEditor] = {}
        self._bindings: dict[str, Binding] = {}
        self.fault = Remark("bad")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE)
        self._grid.setColumnStretch(0, 1)

    def open(self, document: Document) -> None:
        self.document = document
        self.catch_up()

    def catch_up(self) -> None:
        """Show what the document says."""
        scenario = self.document.scenario
        teams = [team for team in scenario.teams if team]
        if teams != list(self.numbers):
            self._rebuild(teams)
        for team, binding in self._bindings.items():
            binding.show(Subject(self.document), part_column(team).typed(scenario.entitlements.get(team)))
        self._say()

    def _rebuild(self, teams: list[str]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and widget is not self.fault:
                widget.hide()
                widget.deleteLater()
        self.numbers, self._bindings = {}, {}
        self._grid.addWidget(label(tr("Part of every pool to which a team is entitled"), "quiet"), 0, 0, 1, 2)
        for row, team in enumerate(teams, 1):
            column = part_column(team)
            field = self.numbers[team] = make_editor(column, lambda: Subject(self.document), self)
            binding = self._bindings[team] = Binding(field, column)
            binding.judged.connect(self._say)
            self._grid.addWidget(ElidedLabel(team), row, 0)
            self._grid.addWidget(field, row, 1)
        self._grid.addWidget(self.fault, len(teams) + 1, 0, 1, 2)

    def _say(self) -> None:
        """Why a part can't be; of several the first."""
        self.fault.say(next((field.reason for field in self.numbers.values() if field.reason), ""))
