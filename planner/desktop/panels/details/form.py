"""All fields of one request or pool, in parts that can be folded away; its widgets stay when another one is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from planner.desktop.fields.columns import Column
from planner.desktop.fields.labelled import Labelled
from planner.desktop.fields.sight import Sight
from planner.desktop.fields.subject import Asked
from planner.desktop.look.layouts import FieldLayout, column_of
from planner.desktop.look.section import Fold
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.desktop.panels.details.demand import DemandFields
from planner.desktop.panels.details.options import OptionList
from planner.desktop.panels.details.sections import SectionPlan, columns_of, width_of


class Form(QWidget):
    """The fields of a collection's elements."""

    refused = Signal(str)
    """Why a change can't be made that nobody typed."""
    begun = Signal(QWidget)
    """An option that is new, and can be named."""

    def __init__(
        self, plan: Sequence[SectionPlan], columns: tuple[Column, ...], subject: Asked, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.columns, self._subject = columns, subject
        self.fields: dict[tuple[str | int, ...], Labelled] = {}
        self.sections: dict[str, Fold] = {}
        self.demand: DemandFields | None = None
        self.options: OptionList | None = None
        for part in plan:
            self.sections[part.title] = Fold(tr(part.title), self._body(part), is_open=part.is_open)
        margins = SPACE + 4, 0, SPACE + 4, SPACE
        column_of(*self.sections.values(), ..., inside=self, gap=SPACE // 2, margins=margins)

    def show_element(self, sight: Sight) -> None:
        for field in self.fields.values():
            field.show_value(sight)
        if self.demand is not None:
            self.demand.show_demand(sight)
        if self.options is not None:
            self.options.show_options(sight)

    def finish(self) -> None:
        """Hand over what is typed and not entered yet."""
        for field in self.findChildren(Labelled):
            field.finish()

    def _body(self, part: SectionPlan) -> QWidget:
        body = QWidget()
        box = column_of(inside=body, gap=SPACE, margins=(0, 0, 0, SPACE // 2))
        if part.special == "demand":
            self.demand = DemandFields(self._subject)
            self.demand.refused.connect(self.refused)
            box.addWidget(self.demand)
        if part.special == "options":
            self.options = OptionList(self._subject)
            self.options.refused.connect(self.refused)
            self.options.begun.connect(self.begun)
            box.addWidget(self.options)
        grid = QWidget()
        layout = FieldLayout(grid)
        for column in columns_of(part, self.columns):
            field = self.fields[column.steps] = Labelled(column, self._subject)
            field.is_titled = column.title != part.title
            layout.add(field, width_of(column))
        if part.places:
            box.addWidget(grid)
        return body
