"""The scenario itself: its name, calendar, currency, and how far it is solved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFormLayout, QFrame, QWidget

from planner.desktop.fields.columns import Column
from planner.desktop.fields.labelled import Labelled
from planner.desktop.fields.scenario_fields import PROPERTIES
from planner.desktop.fields.sight import sight_of
from planner.desktop.fields.subject import Subject
from planner.desktop.look.labels import heading, label
from planner.desktop.look.layouts import column_of
from planner.desktop.look.theme import SPACE
from planner.desktop.open.document import Document
from planner.desktop.open.editing.fields import Steps

TALLEST = 108
"""Height of the notes, however long they are [px]."""


class Properties(QFrame):
    """A form over the scenario's own fields."""

    def __init__(
        self,
        document: Document,
        title: str,
        columns: Sequence[Column] = PROPERTIES,
        about: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.document = document
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.fields: dict[Steps, Labelled] = {}
        for column in columns:
            field = self.fields[column.steps] = Labelled(column, lambda: Subject(self.document), is_beside=True)
            form.addRow(field.title, field)
        if ("notes",) in self.fields:
            self.fields["notes",].editor.setMaximumHeight(TALLEST)
        margins = 2 * SPACE, SPACE + 4, 2 * SPACE, SPACE + 4
        said = [label(about, "quiet")] if about else []
        column_of(heading(title), *said, form, inside=self, gap=SPACE, margins=margins)

    def open(self, document: Document) -> None:
        self.document = document
        self.catch_up()

    def catch_up(self) -> None:
        """Show what the document says."""
        sight = sight_of(Subject(self.document))
        assert sight is not None
        for field in self.fields.values():
            field.show_value(sight)
