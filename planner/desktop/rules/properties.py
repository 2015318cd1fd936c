"""The scenario itself: its name, calendar, currency, and how far it is solved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from planner.desktop.document import Document
from planner.desktop.editing.properties import property_at, with_property
from planner.desktop.numbers import percent_text
from planner.desktop.theme import SPACE
from planner.desktop.words import tr
from planner.errors import InputError
from planner.files.cells import cell_text, cell_value

type Path = tuple[str, ...]


@dataclass(frozen=True)
class Property:
    """One field of the scenario."""

    title: str
    path: Path
    tip: str
    choices: tuple[tuple[str, str], ...] = ()
    """(value, text) of what may be chosen."""
    long: bool = False
    """Whether it may have several lines."""
    percent: bool = False
    hint: str = ""
    """Shown where nothing is given."""

    def text(self, value: object) -> str:
        if self.percent and isinstance(value, int | float):
            return percent_text(value)
        return cell_text(value, self.path)


PROPERTIES = (
    Property("Name", ("name",), "What the scenario is called"),
    Property("Notes", ("notes",), "Anything worth knowing", long=True),
    Property("First period", ("calendar", "start"), "First period; a date names the period that it falls in: 2027-01"),
    Property("Number of periods", ("calendar", "periods"), "How many periods the scenario covers"),
    Property("Length of a period", ("calendar", "unit"), "Length of a period",
             choices=(("week", "week"), ("month", "month"), ("quarter", "quarter"))),
    Property("Currency", ("currency",), "Of all prices and budgets, as a code: USD, EUR"),
    Property("Value counts", ("value", "scale"), "How metrics become points",
             choices=(("share", "by shares: 100 in all"), ("raw", "weight × metric"))),
    Property("Proof within", ("solver", "gap"), "Distance to the best plan at which the solver stops", percent=True),
    Property("Longest solve [s]", ("solver", "time_limit"), "Longest solve; the best plan found until then is kept [s]",
             hint="as long as it takes"),
)  # fmt: skip


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
        self.fields: dict[Path, Field] = {}
        for each in PROPERTIES:
            field = self.fields[each.path] = Field(each)
            field.entered.connect(partial(self._enter, field))
            form.addRow(field.label, field)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, SPACE + 4, 2 * SPACE, SPACE + 4)
        box.setSpacing(SPACE)
        box.addWidget(heading)
        box.addLayout(form)

    def open(self, document: Document) -> None:
        self.document = document
        for field in self.fields.values():
            field.show_fault("")
        self.catch_up()

    def catch_up(self) -> None:
        """Show what the document says; what is typed and not taken stays."""
        scenario, parent = self.document.scenario, self.document.parent_scenario
        for path, field in self.fields.items():
            value = property_at(scenario, path)
            theirs = property_at(parent, path) if parent and path[0] not in ("name", "notes") else value
            field.show_value(value, theirs)

    def _enter(self, field: Field, text: str) -> None:
        path, title = field.of.path, tr(field.of.title)
        if text == field.of.text(property_at(self.document.scenario, path)):
            field.show_fault("")
            return
        try:
            after = with_property(self.document.scenario, path, cell_value(text, path))
        except InputError as error:
            field.show_fault(error.faults[0].message)
            return
        field.show_fault("")
        self.document.replace(after, tr("{field} of the scenario", field=title))


class Field(QWidget):
    """One field: its label, its editor, and below it why what was typed is not taken."""

    entered = Signal(str)
    """What was typed or chosen, when the field is left."""

    def __init__(self, shown: Property, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.of = shown
        self.label = QLabel(tr(shown.title))
        self.editor: QLineEdit | QComboBox | QPlainTextEdit
        if shown.choices:
            self.editor = self._choice()
        elif shown.long:
            self.editor = self._text()
        else:
            self.editor = QLineEdit(placeholderText=tr(shown.hint))
            self.editor.editingFinished.connect(lambda: self.entered.emit(self.text()))
        self.editor.setAccessibleName(tr(shown.title))
        self.editor.setToolTip(tr(shown.tip))
        self.fault = QLabel()
        self.fault.setProperty("role", "bad")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.editor)
        box.addWidget(self.fault)

    def text(self) -> str:
        match self.editor:
            case QComboBox():
                return str(self.editor.currentData())
            case QPlainTextEdit():
                return self.editor.toPlainText().strip()
            case _:
                return self.editor.text().strip()

    def show_value(self, value: object, theirs: object) -> None:
        """The value, bold where the scenario that is extended has another one."""
        differs = value != theirs
        font = self.label.font()
        font.setBold(differs)
        self.label.setFont(font)
        given = self.of.text(theirs) or tr("nothing")
        self.label.setToolTip(tr("In the parent scenario: {value}", value=given) if differs else tr(self.of.tip))
        if self.fault.isHidden() and not self.editor.hasFocus():
            self._quietly(lambda: self._set(self.of.text(value)))

    def show_fault(self, reason: str) -> None:
        self.fault.setText(reason)
        self.fault.setVisible(bool(reason))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A long text is entered when it is left."""
        if event.type() == QEvent.Type.FocusOut:
            self.entered.emit(self.text())
        return super().eventFilter(watched, event)

    def _choice(self) -> QComboBox:
        box = QComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        for value, text in self.of.choices:
            box.addItem(tr(text), value)
        box.currentIndexChanged.connect(lambda _: self.entered.emit(self.text()))
        return box

    def _text(self) -> QPlainTextEdit:
        edit = QPlainTextEdit()
        edit.setFixedHeight(72)
        edit.setTabChangesFocus(True)
        edit.installEventFilter(self)
        return edit

    def _set(self, text: str) -> None:
        match self.editor:
            case QComboBox():
                self.editor.setCurrentIndex(max(self.editor.findData(text), 0))
            case QPlainTextEdit():
                self.editor.setPlainText(text)
            case _:
                self.editor.setText(text)

    def _quietly(self, change: Callable[[], None]) -> None:
        blocked = self.editor.blockSignals(True)
        change()
        self.editor.blockSignals(blocked)
