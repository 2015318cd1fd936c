"""The scenario itself: its name, calendar, currency, and how far it is solved."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QLabel, QSizePolicy, QWidget

from planner.desktop.fields.editors.field import Field
from planner.desktop.fields.editors.notes import NotesField
from planner.desktop.fields.scenario_fields import PROPERTIES, Path, Property
from planner.desktop.fields.typed import Bound, enter, field_of
from planner.desktop.look.layouts import column_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.wheel import scrolls_past
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.editing.properties import property_at

TALLEST = 108
"""Height of the notes, however long they are [px]."""


class Properties(QFrame):
    """A form over the scenario's own fields."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.document = document
        heading = QLabel(tr("Scenario"))
        heading.setProperty("role", "heading")
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.fields: dict[Path, PropertyField] = {}
        for each in PROPERTIES:
            field = self.fields[each.path] = PropertyField(each)
            form.addRow(field.label, field)
        margins = 2 * SPACE, SPACE + 4, 2 * SPACE, SPACE + 4
        column_of(heading, form, inside=self, gap=SPACE, margins=margins)

    def open(self, document: Document) -> None:
        self.document = document
        self.catch_up()

    def catch_up(self) -> None:
        """Show what the document says."""
        for field in self.fields.values():
            field.show_document(self.document)


class PropertyField(QWidget):
    """One field: its label, its editor, and below it why what was typed is not taken."""

    chosen = Signal()

    def __init__(self, shown: Property, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.of = shown
        self.label = QLabel(tr(shown.title))
        self.fault = QLabel()
        self.fault.setProperty("role", "bad")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self._document: Document | None = None
        self._bound: Bound | None = None
        self.editor: Field | NotesField | QComboBox
        if shown.choices:
            self.editor = self._choice()
        else:
            self.editor = NotesField() if shown.long else Field()
            if shown.long:
                self.editor.setMaximumHeight(TALLEST)
            self.editor.setPlaceholderText(tr(shown.hint))
            self._bound = Bound(self.editor, field_of(*shown.path), shown.changed, self._called())
            self._bound.judged.connect(self._say)
        self.editor.setAccessibleName(tr(shown.title))
        self.label.setBuddy(self.editor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        column_of(self.editor, self.fault, inside=self, gap=2)

    def show_document(self, document: Document) -> None:
        """The value, its label bold where the scenario that is extended has another one."""
        self._document, path = document, self.of.path
        value, parent = property_at(document.scenario, path), document.parent_scenario
        theirs = property_at(parent, path) if parent and path[0] not in ("name", "notes") else value
        font = self.label.font()
        font.setBold(value != theirs)
        self.label.setFont(font)
        given = self.of.text(theirs) or tr("nothing")
        tip = tr("In the parent scenario: {value}", value=given) if value != theirs else tr(self.of.tip)
        self.label.setToolTip(tip)
        if isinstance(self.editor, QComboBox):
            self.editor.setToolTip(tip)
            self.editor.setCurrentIndex(max(self.editor.findData(value), 0))
        elif self._bound is not None:
            self._bound.explain(tip)
            self._bound.show(document, self.of.text(value))

    def _choice(self) -> QComboBox:
        box = QComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        for value, text in self.of.choices:
            box.addItem(tr(text), value)
        box.activated.connect(self._choose)
        scrolls_past(box)
        return box

    def _choose(self, index: int) -> None:
        if self._document is not None and isinstance(self.editor, QComboBox):
            text = str(self.editor.itemData(index))
            enter(self._document, field_of(*self.of.path), text, self.of.changed, self._called())

    def _called(self) -> str:
        return tr("{field} of the scenario", field=tr(self.of.title))

    def _say(self, reason: str) -> None:
        self.fault.setText(reason)
        self.fault.setVisible(bool(reason))
