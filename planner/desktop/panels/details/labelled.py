"""One field of the form: its title above it, its reason below it where it is refused."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from planner.desktop.fields.cell_editors import Asked, make_editor
from planner.desktop.fields.columns import Column
from planner.desktop.look.layouts import column_of, row_of
from planner.desktop.look.sparkline import thumbnail
from planner.desktop.look.title_button import TITLE, TitleButton
from planner.desktop.look.words import literal, tr
from planner.desktop.panels.details.sight import Sight


class Labelled(QWidget):
    """Edits one column's field of whatever the form shows."""

    entered = Signal(str)
    """A text that shall be the value."""
    parent_wanted = Signal()
    """The field shall be as in the scenario that is extended."""

    def __init__(self, column: Column, subject: Asked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = column
        self.differs = False
        self.is_titled = True
        """Whether the title is shown where nothing has to be said by it."""
        self.editor = make_editor(column, subject, self)
        self.editor.leaves_undo = True
        self.title, self.course, self.reason = QLabel(literal(tr(column.title))), QLabel(), QLabel()
        self.title.setBuddy(self.editor)
        self.title.setProperty("role", "caption")
        self.reason.setProperty("role", "bad")
        self.reason.setWordWrap(True)
        self.reason.hide()
        self.take_parent = TitleButton("parent", tr("Take the parent's value"))
        self.take_parent.hide()
        self.take_parent.clicked.connect(self.parent_wanted)
        self.editor.judged.connect(self._show_reason)
        self.editor.left.connect(self.finish)
        self.editor.taken.connect(self.finish)
        self._lay_out()

    def show_value(self, sight: Sight) -> None:
        """Show what the field holds, unless it is just being typed."""
        value, refused = sight.value(self.column), sight.refused(self.column)
        if not (self.editor.is_touched and self.editor.is_busy):
            text = refused.text if refused else self.column.typed(value)
            self.editor.show_text(text, refused.reason if refused else "")
        self.editor.setPlaceholderText(sight.blank(self.column))
        self._mark(sight.differs(self.column))
        self._show_tip(sight)
        if self.column.editor == "series":
            drawn = None if refused else thumbnail(value, sight.subject.scenario.calendar)
            self.course.setVisible(drawn is not None)
            if drawn is not None:
                self.course.setPixmap(drawn)

    def finish(self) -> None:
        """Hand over what was typed, if it is something else than is known."""
        text = self.editor.typed()
        if self.editor.is_touched:
            self.editor.show_text(text, self.editor.reason)
            self.entered.emit(text)

    def _mark(self, differs: bool) -> None:
        """Make the title bold where the scenario that is extended has another value."""
        self.differs = differs
        self.take_parent.setVisible(differs)
        self.title.setVisible(self.is_titled or differs)
        if self.title.font().bold() is not differs:
            font = self.title.font()
            font.setBold(differs)
            self.title.setFont(font)

    def _show_tip(self, sight: Sight) -> None:
        column, tip = self.column, self.column.explained
        if self.differs:
            theirs = column.shown(sight.theirs(column)) or tr("nothing")
            tip += "\n" + tr("In the parent scenario: {value}", value=theirs)
        for part in (self.title, self.editor):
            part.setToolTip(tip)

    def _show_reason(self, reason: str) -> None:
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))

    def _lay_out(self) -> None:
        head = row_of((self.title, 1), self.course, self.take_parent, gap=4)
        self.course.hide()
        self.title.setFixedHeight(max(TITLE, self.title.sizeHint().height()))
        column_of(head, self.editor, self.reason, ..., inside=self, gap=2)
