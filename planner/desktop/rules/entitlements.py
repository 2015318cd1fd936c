"""For the fair objective: each team's part of every pool."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QLabel, QWidget

from planner.desktop.document import Document
from planner.desktop.rules.edits import entitled
from planner.desktop.theme import SPACE
from planner.desktop.words import tr
from planner.errors import InputError

EQUAL = -1.0
"""What stands for no part of its own: an equal one."""


class Entitlements(QWidget):
    """A number for each team; the plan raises the team that captures least of what it could with its part."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.numbers: dict[str, QDoubleSpinBox] = {}
        self.fault = QLabel()
        self.fault.setProperty("role", "bad")
        self.fault.setWordWrap(True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE)
        self._grid.setColumnStretch(0, 1)

    def open(self, document: Document) -> None:
        self.document = document
        self.fault.hide()
        self.catch_up()

    def catch_up(self) -> None:
        """Show what the document says."""
        scenario = self.document.scenario
        teams = [team for team in scenario.teams if team]
        if teams != list(self.numbers):
            self._rebuild(teams)
        for team, number in self.numbers.items():
            blocked = number.blockSignals(True)
            part = scenario.entitlements.get(team)
            number.setValue(EQUAL if part is None else 100 * part)
            number.blockSignals(blocked)

    def _rebuild(self, teams: list[str]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and widget is not self.fault:
                widget.hide()
                widget.deleteLater()
        self.numbers = {}
        title = QLabel(tr("Part of every pool to which a team is entitled"))
        title.setProperty("role", "quiet")
        title.setWordWrap(True)
        self._grid.addWidget(title, 0, 0, 1, 2)
        for row, team in enumerate(teams, 1):
            number = self.numbers[team] = QDoubleSpinBox()
            number.setRange(EQUAL, 100.0)
            number.setSpecialValueText(tr("equal part"))
            number.setSuffix(" %")
            number.setDecimals(1)
            number.setKeyboardTracking(False)
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            number.setAccessibleName(tr("Part of team {team}", team=team))
            number.valueChanged.connect(partial(self._entitle, team))
            self._grid.addWidget(QLabel(team), row, 0)
            self._grid.addWidget(number, row, 1)
        self._grid.addWidget(self.fault, len(teams) + 1, 0, 1, 2)

    def _entitle(self, team: str, percent: float) -> None:
        try:
            after = entitled(self.document.scenario, team, None if percent < 0 else percent / 100)
        except InputError as error:
            self.fault.setText(error.faults[0].message)
            self.fault.show()
            return
        self.fault.hide()
        self.document.replace(after, tr("Part of team {team}", team=team))
