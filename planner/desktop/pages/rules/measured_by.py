"""What points are measured by: said in words, stated by the scenario itself with one click, and taken back."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from planner.desktop.look.labels import label
from planner.desktop.look.layouts import row_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.editing.metrics import with_own_yardstick, without_own_yardstick
from planner.domain.scenario import Scenario
from planner.domain.worth import factors_of, is_measured_by
from planner.words.yardstick import yardstick_words


class MeasuredBy(QWidget):
    """One sentence, and the button that states or forgets a yardstick of the scenario's own."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.said, self.own = label(role="quiet", selectable=True), QPushButton()
        self.own.clicked.connect(self._change)
        row_of((self.said, 1), self.own, inside=self, gap=SPACE)

    def catch_up(self, document: Document) -> None:
        """Show what the document says."""
        self.document = document
        scenario = document.scenario
        said = yardstick_words(scenario)
        self.setVisible(bool(said))
        self.said.setText(f"{_whose(scenario, document.parent_scenario)}: {said}.")
        if scenario.yardstick:
            self.own.setText(tr("Count by weights"))
            self.own.setToolTip(tr("Forget what the scenario states of its own: weights then say what a point is"))
        else:
            self.own.setText(tr("State as its own"))
            self.own.setToolTip(tr(
                "Write down in this scenario what a point is now: weights are then not used, and no other request or "
                "weight changes what a point is"
            ))  # fmt: skip

    def _change(self) -> None:
        scenario = self.document.scenario
        if scenario.yardstick:
            self.document.replace(without_own_yardstick(scenario), tr("Count by weights"))
        else:
            self.document.replace(with_own_yardstick(scenario), tr("State what a point is"))


def _whose(scenario: Scenario, parent: Scenario | None) -> str:
    """Whose points they are."""
    if scenario.yardstick and (parent is None or parent.yardstick != scenario.yardstick):
        return tr("As the scenario itself states, and weights are not used")
    if parent is not None and is_measured_by(parent, factors_of(scenario)):
        stated = tr(", where it is stated and weights are not used") if scenario.yardstick else ""
        return tr("As in {name}", name=parent.name or tr("the parent scenario")) + stated
    return tr("By these weights") if parent is None else tr("By the weights of this variant")
