"""The panel with the form of the selected row."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from planner.desktop.fields.cell_editors import Subject
from planner.desktop.fields.columns import Column
from planner.desktop.fields.entry import Entry, prepare, spoken
from planner.desktop.look.layouts import column_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.desktop.open.editing.collections import elements, name_of
from planner.desktop.open.editing.options import OptionEdit, make, renamed
from planner.desktop.open.shown import Shown
from planner.desktop.panels.details.form import Form
from planner.desktop.panels.details.sections import PLANS
from planner.desktop.panels.details.sight import sight_of


class DetailsPanel(QWidget):
    """Follows the selection, and edits what is selected."""

    def __init__(self, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Details"))
        self._subject: Subject | None = None
        self._shown = shown
        self._place = (-1, 0)
        self._last: Subject | None = None
        self._is_in_front, self._is_late = True, False
        self.forms: dict[str, Form] = {}
        self.title, self.under, self.reason = QLabel(), QLabel(), QLabel()
        self.hint = QLabel(tr("Select a row in any table to see and change all of it."))
        self._lay_out()
        shown.leaving.connect(self._finish)
        shown.switched.connect(self._switch_document)
        shown.changed.connect(self._catch_up)
        self._show()

    def choose(self, collection: str, name: str) -> None:
        """Show an element; for no name the one on show stays."""
        if collection not in PLANS or not name:
            return
        self._finish()
        if self._subject != (subject := Subject(self._shown.document, collection, name)):
            self._subject = subject
            self.area.verticalScrollBar().setValue(0)
            self._show()

    @property
    def form(self) -> Form | None:
        """The form on show."""
        return self.forms.get(self._subject.collection) if self._subject else None

    def set_in_front(self, is_in_front: bool) -> None:
        """Whether the panel can be seen; what can't be is not kept up to date."""
        self._is_in_front = is_in_front
        if is_in_front and self._is_late:
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show()

    def _subject_now(self) -> Subject:
        """What the form edits; a field that is left because that is gone still asks."""
        assert self._last is not None
        return self._last

    def _switch_document(self) -> None:
        """Of another document nothing is selected yet."""
        self._finish()
        self._subject = None
        self._show()

    def _catch_up(self) -> None:
        """The document is another one; an element that is called otherwise now is still the one on show."""
        subject = self._subject
        if subject is not None and subject.element is None:
            place, count = self._place
            found = elements(subject.scenario, subject.collection)
            is_renamed = 0 <= place < count == len(found)
            self._subject = Subject(subject.document, subject.collection, name_of(found[place])) if is_renamed else None
        self._show()

    def _show(self) -> None:
        self._last = self._subject or self._last
        self._is_late = not self._is_in_front
        if self._is_late and self._subject is not None:
            return  # nothing is left to be typed into, though, where nothing is chosen
        sight = sight_of(self._subject) if self._subject else None
        for part in (self.title, self.under, self.area):
            part.setVisible(sight is not None)
        self.hint.setVisible(sight is None)
        self._say("")
        if sight is None:
            return
        subject = sight.subject
        found = elements(subject.scenario, subject.collection)
        self._place = (next(k for k, each in enumerate(found) if name_of(each) == subject.name), len(found))
        self.title.setText(getattr(sight.element, "title", subject.name))
        is_new = subject.document.parent_scenario is not None and sight.parent is None
        self.under.setText(f"{subject.name} · {tr('New in this variant')}" if is_new else subject.name)
        form = self._form(subject)
        for each in self.forms.values():
            each.setVisible(each is form)
        form.show_element(sight)

    def _form(self, subject: Subject) -> Form:
        """The form for a collection, made anew only where the scenario has other metrics or roles."""
        plan = PLANS[subject.collection]
        columns = plan.columns(subject.scenario)
        known = self.forms.get(subject.collection)
        if known is not None and known.columns == columns:
            return known
        if known is not None:
            known.hide()
            known.deleteLater()
        form = self.forms[subject.collection] = Form(plan, columns, self._subject_now)
        form.entered.connect(self._enter)
        form.switched.connect(self._switch)
        form.parent_wanted.connect(self._take_parent)
        form.options_changed.connect(self._change_options)
        self._stack.addWidget(form)
        return form

    def _finish(self) -> None:
        if self.form is not None:
            self.form.finish()

    def _enter(self, column: Column, text: str, called: str) -> None:
        if (subject := self._subject) is None:  # what was typed goes with what it was typed for
            return
        entry = Entry(subject.name, column, text)
        prepared = prepare(subject.document.draft, subject.collection, [entry])
        draft, steps = prepared.draft, column.steps
        if prepared.accepted and steps[0] == "options" and steps[2:] == ("id",):
            draft = renamed(draft, subject.name, str(steps[1]), text.strip())
        subject.document.replace_draft(draft, called or spoken(subject.scenario, subject.collection, [entry]))

    def _switch(self, column: Column, text: str, called: str) -> None:
        """Let a demand be of another kind; what was typed into the old one, and was no value, goes with it."""
        if (subject := self._subject) is None:
            return
        entry = Entry(subject.name, column, text)
        draft = subject.document.draft
        prepared = prepare(draft, subject.collection, [entry])
        if prepared.rejected:
            self._show()
            self._say(prepared.rejected[0][1])
            return
        site = column.steps[: column.steps.index("demand") + 1]
        cells = [c for c in draft.refused if c[:2] == (subject.collection, subject.name) and c[2][: len(site)] == site]
        text = called or spoken(subject.scenario, subject.collection, [entry])
        subject.document.replace_draft(draft.with_scenario(prepared.draft.scenario, *cells), text)

    def _take_parent(self, column: Column) -> None:
        sight = sight_of(self._subject) if self._subject is not None else None
        if sight is not None:
            self._enter(column, column.typed(sight.theirs(column)), tr("Take the parent's value"))

    def _change_options(self, edit: OptionEdit, text: str) -> None:
        if (subject := self._subject) is None:
            return
        reason = make(subject.document, subject.name, edit, text)
        self._say(reason)
        if edit.come and not reason and self.form is not None and self.form.options is not None:
            card = self.form.options.card(edit.come)
            card.begin()
            QTimer.singleShot(0, card, lambda: self._scroll_to(card))  # when it has found its place

    def _scroll_to(self, card: QWidget) -> None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        top = card.mapTo(self._body, QPoint(0, 0)).y()
        self.area.verticalScrollBar().setValue(top - SPACE)

    def _say(self, reason: str) -> None:
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))

    def _lay_out(self) -> None:
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        font.setBold(True)
        self.title.setFont(font)
        self.under.setProperty("role", "quiet")
        self.hint.setProperty("role", "quiet")
        self.reason.setProperty("role", "bad")
        self._body = QWidget()
        self._stack = column_of(inside=self._body)
        self.area = QScrollArea()
        self.area.setWidget(self._body)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        labels = self.title, self.under, self.reason, self.hint
        for label in labels:
            label.setWordWrap(True)
            label.setContentsMargins(SPACE + 4, 0, SPACE + 4, 0)
        column_of(*labels, (self.area, 1), ..., inside=self, gap=2, margins=(0, SPACE, 0, 0))
