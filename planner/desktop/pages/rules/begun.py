"""A rule or an expectation that is begun: it stands beside the document until it has a limit, and leaves no trace."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.editing.draft import Draft, Refused
from planner.desktop.open.editing.limits import SIDES, UNSAID, Key, Limited, limit_at, with_limit
from planner.desktop.pages.rules.part_cells import part_cell
from planner.domain.scenario import Scenario


class Begun(Document):
    """The open scenario with one limit more, of which each part can be changed as if it were in the document."""

    completed = Signal()
    """Nothing is missing any longer."""

    def __init__(self, scenario: Scenario, limit: Limited, owner: QObject) -> None:
        after, key = with_limit(scenario, limit)
        super().__init__(after, owner=owner)
        self.key: Key = key
        self.beside = scenario
        """What is open without it."""
        self.changed.connect(self._look)
        self._look()

    @property
    def limit(self) -> Limited:
        return limit_at(self.scenario, self.key)

    def follow(self, scenario: Scenario) -> None:
        """What is open is another scenario. Raises InputError where the limit can't stand in that."""
        if scenario is not self.beside:
            self.beside = scenario
            after, self.key = with_limit(scenario, self.limit)
            self.show(Draft(after, self.draft.refused), self.identities)

    def call(self, name: str, scenario: Scenario, said: str) -> None:
        """Show a scenario in which the rule is called otherwise."""
        self.key = name
        self.replace(scenario, said)

    def _look(self) -> None:
        """Ask for a limit that is not given yet; what is typed and not taken is asked for already."""
        for side in SIDES:
            cell = part_cell(self.key, side)
            if getattr(self.limit, side) == UNSAID and cell not in self.draft.refused:
                asked = Refused("", tr("Give it a limit: at least, at most, or both."))
                return self.show(self.draft.refusing(cell, asked), self.identities)
        if not self.draft.refused:
            self.completed.emit()
        return None
