"""One option of a request: what it is worth, what it needs, where it runs."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from planner.desktop.fields.labelled import Labelled
from planner.desktop.fields.option_columns import option_columns
from planner.desktop.fields.sight import Sight
from planner.desktop.fields.subject import Asked, Subject
from planner.desktop.look.layouts import FieldLayout, column_of, row_of
from planner.desktop.look.section import FoldButton
from planner.desktop.look.theme import SPACE
from planner.desktop.look.title_button import TitleButton
from planner.desktop.look.words import literal, tr
from planner.desktop.panels.details.demand import SITE, DemandFields
from planner.desktop.panels.details.sections import width_of
from planner.domain.scenario import Scenario


class OptionCard(QFrame):
    """The fields of one option, which can be folded away."""

    copied = Signal(str)
    removed = Signal(str)
    moved = Signal(str, int)

    def __init__(self, subject: Asked, option: str, scenario: Scenario, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.option, self._subject = option, subject
        self.head = FoldButton()
        self.up, self.down = TitleButton("up", tr("Move up")), TitleButton("down", tr("Move down"))
        self.copy, self.remove = TitleButton("duplicate", tr("Duplicate")), TitleButton("trash", tr("Remove"))
        columns = option_columns(scenario)
        self.fields = [Labelled(column, self._placed) for column in columns]
        self.demand = DemandFields(self._placed)
        self.body = QWidget()
        self._lay_out()
        self._connect()

    def show_option(self, sight: Sight, place: int, count: int) -> None:
        """Show the option that a sight is of, which is one of several."""
        self.option = str(sight.subject.site[1])
        name = sight.value(("name",))
        self.head.setText(literal(self.option))
        self.head.setToolTip(name or self.option)
        self.head.setAccessibleName(tr("Option {name}", name=self.option))
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < count - 1)
        has_demand = sight.value(SITE) is not None
        for field in self.fields:
            field.show_value(sight)
            if field.column.steps == ("max_gpus",):
                is_said = sight.value(field.column.steps) is not None or sight.subject.refused(field.column)
                field.setHidden(has_demand and not is_said)
        self.demand.show_demand(sight)
        self.show()

    def begin(self) -> None:
        """Unfold, and let the option be named."""
        self.head.setChecked(True)
        self.fields[0].editor.setFocus()

    def _placed(self) -> Subject:
        return replace(self._subject(), site=("options", self.option))

    def _connect(self) -> None:
        self.head.toggled.connect(self.body.setVisible)
        self.copy.clicked.connect(lambda: self.copied.emit(self.option))
        self.remove.clicked.connect(lambda: self.removed.emit(self.option))
        self.up.clicked.connect(lambda: self.moved.emit(self.option, -1))
        self.down.clicked.connect(lambda: self.moved.emit(self.option, 1))

    def _lay_out(self) -> None:
        top = row_of((self.head, 1), self.up, self.down, self.copy, self.remove, gap=2)
        own, shared = QWidget(), QWidget()
        layouts = FieldLayout(own), FieldLayout(shared)
        for field in self.fields:
            is_own = field.column.steps[0] in ("id", "name", "value", "cost", "max_gpus")
            layouts[0 if is_own else 1].add(field, width_of(field.column))
        column_of(own, self.demand, shared, inside=self.body, gap=SPACE)
        column_of(top, self.body, inside=self, gap=SPACE // 2, margins=(SPACE, SPACE // 2, SPACE, SPACE))
