"""One field of a form: its title, its editor, and below it the reason where what was typed is refused."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from planner.desktop.fields.binding import Binding
from planner.desktop.fields.cell_editors import make_editor
from planner.desktop.fields.columns import Column
from planner.desktop.fields.sight import Sight
from planner.desktop.fields.subject import Asked
from planner.desktop.look.labels import Remark, embolden
from planner.desktop.look.layouts import column_of, row_of
from planner.desktop.look.sparkline import thumbnail
from planner.desktop.look.title_button import TITLE, TitleButton
from planner.desktop.look.words import literal, tr


class Labelled(QWidget):
    """Edits one column's field of whatever the form shows."""

    def __init__(
        self, column: Column, subject: Asked, parent: QWidget | None = None, *, is_beside: bool = False
    ) -> None:
        """``is_beside``: the form puts the title beside the field; else it stands above it."""
        super().__init__(parent)
        self.column, self._is_beside = column, is_beside
        self.differs = False
        self.is_titled = True
        """Whether the title is shown where nothing has to be said by it."""
        self._sight: Sight | None = None
        self.editor = make_editor(column, subject, self)
        self.title, self.course, self.reason = QLabel(literal(tr(column.title))), QLabel(self), Remark("bad", self)
        self.title.setBuddy(self.editor)
        self.take_parent = TitleButton("parent", tr("Take the parent's value"), self)
        self.take_parent.clicked.connect(self._take_parent)
        for part in (self.course, self.take_parent):
            part.hide()
        self._binding = Binding(self.editor, column)
        self._binding.judged.connect(self.reason.say)
        self._lay_out()

    def show_value(self, sight: Sight) -> None:
        """Show what the field holds, unless it is just being typed."""
        self._sight, steps = sight, self.column.steps
        self._mark(sight.differs(steps))
        self._explain(sight)
        self._binding.show(sight.subject, self.column.typed(sight.value(steps)))
        self.editor.setPlaceholderText(sight.blank(self.column))
        if self.column.editor == "series":
            refused, calendar = sight.subject.refused(self.column), sight.subject.scenario.calendar
            drawn = None if refused else thumbnail(sight.value(steps), calendar)
            self.course.setVisible(drawn is not None)
            if drawn is not None:
                self.course.setPixmap(drawn)

    def finish(self) -> None:
        """Hand over what was typed, if it is something else than is known."""
        self._binding.finish()

    def _take_parent(self) -> None:
        """Let the field be as in the scenario that is extended."""
        if self._sight is not None:
            theirs = self.column.typed(self._sight.theirs(self.column.steps))
            self._sight.subject.enter(self.column, theirs, tr("Take the parent's value"))

    def _mark(self, differs: bool) -> None:
        """Make the title bold where the scenario that is extended has another value."""
        self.differs = differs
        if not self._is_beside:
            self.take_parent.setVisible(differs)
            self.title.setVisible(self.is_titled or differs)
        embolden(self.title, differs)

    def _explain(self, sight: Sight) -> None:
        tip = self.column.explained
        if self.differs:
            theirs = self.column.shown(sight.theirs(self.column.steps)) or tr("nothing")
            tip += "\n" + tr("In the parent scenario: {value}", value=theirs)
        self.title.setToolTip(tip)
        self._binding.explain(tip)

    def _lay_out(self) -> None:
        if self._is_beside:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
            column_of(self.editor, self.reason, inside=self, gap=2)
            return
        self.title.setProperty("role", "caption")
        self.title.setFixedHeight(max(TITLE, self.title.sizeHint().height()))
        head = row_of((self.title, 1), self.course, self.take_parent, gap=4)
        column_of(head, self.editor, self.reason, ..., inside=self, gap=2)
