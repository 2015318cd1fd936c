"""The panel with the form of the selected row."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from planner.desktop.fields.places import COLUMNS
from planner.desktop.fields.sight import sight_of
from planner.desktop.fields.subject import Subject
from planner.desktop.look.labels import Remark, enlarge, label
from planner.desktop.look.layouts import column_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.desktop.open.editing.collections import elements, name_of
from planner.desktop.open.shown import Shown
from planner.desktop.panels.details.form import Form
from planner.desktop.panels.details.sections import PLANS


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
        self.title, self.under, self.reason = label(), label(role="quiet"), Remark("bad")
        self.hint = label(tr("Select a row in any table to see and change all of it."), "quiet")
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
        self.reason.say("")
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
        columns = COLUMNS[subject.collection](subject.scenario)
        known = self.forms.get(subject.collection)
        if known is not None and known.columns == columns:
            return known
        if known is not None:
            known.hide()
            known.deleteLater()
        form = self.forms[subject.collection] = Form(PLANS[subject.collection], columns, self._subject_now)
        form.refused.connect(self.reason.say)
        form.begun.connect(self._go_to)
        self._stack.addWidget(form)
        return form

    def _finish(self) -> None:
        if self.form is not None:
            self.form.finish()

    def _go_to(self, card: QWidget) -> None:
        """Scroll to a card that is new, when it has found its place."""
        QTimer.singleShot(0, card, lambda: self._scroll_to(card))

    def _scroll_to(self, card: QWidget) -> None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        top = card.mapTo(self._body, QPoint(0, 0)).y()
        self.area.verticalScrollBar().setValue(top - SPACE)

    def _lay_out(self) -> None:
        enlarge(self.title, 1.2)
        self._body = QWidget()
        self._stack = column_of(inside=self._body)
        self.area = QScrollArea()
        self.area.setWidget(self._body)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        labels = self.title, self.under, self.reason, self.hint
        for each in labels:
            each.setContentsMargins(SPACE + 4, 0, SPACE + 4, 0)
        column_of(*labels, (self.area, 1), ..., inside=self, gap=2, margins=(0, SPACE, 0, 0))
