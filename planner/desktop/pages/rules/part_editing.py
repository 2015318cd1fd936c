"""Changing one part of a sentence: a choice drops down from it, or a field opens in its place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QActionGroup, QCursor, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from planner.desktop.fields.editors.field import Field
from planner.desktop.fields.editors.list_field import ListField
from planner.desktop.fields.editors.popup_field import PopupField
from planner.desktop.fields.sentences import OUTCOMES
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.editing.limits import (
    Key,
    Limited,
    about_request,
    changed_limit,
    expected_of,
    is_there,
    is_unsaid,
    limit_at,
    measured,
    outcome_of,
    turned,
)
from planner.desktop.pages.rules.naming import AttributeForm
from planner.desktop.pages.rules.part_cells import part_cell, subject_of
from planner.desktop.pages.rules.part_choices import BOTH, choices
from planner.desktop.pages.rules.part_fields import PartField, amount_field, names_field, request_field
from planner.desktop.pages.rules.sentence_view import SentenceView
from planner.domain.rule import ATTRIBUTES, Dimension
from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.words.measures import SIDES
from planner.words.selections import NOUNS

NARROWEST = 96
"""Width that a field has even where less is left of the line [px]."""


class PartEditing(QObject):
    """Lets the parts of the sentence of one rule or expectation be changed."""

    def __init__(self, view: SentenceView, subject: Callable[[], tuple[Document, Key]]) -> None:
        super().__init__(view)
        self._view, self._subject = view, subject
        self.field: Field | None = None
        """What is typed into, while something is."""
        self._over = ""
        """The part in the place of which it is."""
        self._menu = QMenu(view)
        view.wanted.connect(self.change)

    def change(self, part: str) -> None:
        """Open the editor of a part."""
        dimension = next((each for each in NOUNS if part == f"of.{each}"), None)
        if part in SIDES:
            self._type(part, part)
        elif dimension is not None:
            self._name(dimension, part)
        elif part == "request":
            self._ask_request(outcome_of(self._known()[1]), part)
        else:
            self._choose(part)

    def finish(self) -> None:
        """Take what is being typed."""
        if self.field is not None:
            self.field.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape leaves a part as it was."""
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if watched is self.field and is_escape and event.type() == QEvent.Type.KeyPress:
            self._close()
            return True
        return super().eventFilter(watched, event)

    def _known(self) -> tuple[Scenario, Limited]:
        document, key = self._subject()
        return document.scenario, limit_at(document.scenario, key)

    # -- what drops down ---------------------------------------------------------------------------------------------

    def _choose(self, part: str) -> None:
        menu, group = self._menu, None
        menu.clear()
        for choice in choices(part, *self._known()):
            if not choice.text:
                menu.addSeparator()
                continue
            action = menu.addAction(choice.text)
            if choice.is_chosen is not None:
                group = group or QActionGroup(action)
                action.setCheckable(True)
                action.setChecked(choice.is_chosen)
                group.addAction(action)
                if choice.is_chosen:
                    menu.setActiveAction(action)
            action.triggered.connect(partial(self._pick, part, choice.value))
        menu.popup(_below(self._view.buttons[part]))

    def _pick(self, part: str, value: str, _checked: bool = False) -> None:
        """Do what was chosen."""
        _, limit = self._known()
        match part:
            case "measure" if value in OUTCOMES:
                self._ask_request(value, part)
            case "measure" if value == ATTRIBUTES:
                self._ask_attribute()
            case "measure":
                self._measure(value)
            case "each":
                self._replace(partial(changed_limit, fields={"each": value or None}))
            case "kind":
                self._replace(partial(about_request, kind=value, request=expected_of(limit)))
            case "side" if value == BOTH:
                self._type(next(side for side in SIDES if getattr(limit, side) is None), part)
            case "side":
                self._replace(partial(turned, side=value), *SIDES)
            case _:
                self._name(next(each for each in NOUNS if each == value), part)

    def _ask_attribute(self) -> None:
        """Let an attribute be named that no request has yet; the table of requests then has a column for it."""
        form = AttributeForm(self._known()[0], self._view)
        form.accepted.connect(lambda: self._measure(f"{ATTRIBUTES}{form.wanted}"))
        form.open()

    def _measure(self, measure: str) -> None:
        """Another measure; its limit is most likely another one, too, so that is asked for next."""
        _, limit = self._known()
        is_other = measure != limit.measure
        if is_other and not self._replace(partial(measured, measure=measure), *SIDES):
            return
        if is_other or is_unsaid(limit):
            _, limit = self._known()
            side = "at_most" if limit.at_most is not None else "at_least"
            self._type(side, side)

    def _replace(self, change: Callable[[Scenario, Key], Scenario], *parts: str) -> bool:
        """Make a change, if it can be; what was typed for some parts, and was not taken, goes with it."""
        document, key = self._subject()
        try:
            after = change(document.scenario, key)
        except InputError as error:
            self._view.say(error.faults[0].message)
            return False
        draft = document.draft.with_scenario(after, *(part_cell(key, part) for part in parts))
        document.replace_draft(draft, _called(key))
        return True

    # -- what opens in the place of a part ---------------------------------------------------------------------------

    def _type(self, side: str, over: str) -> None:
        """Let a limit be typed."""
        self._open(amount_field(*self._known(), side, self._ground()), over)

    def _name(self, dimension: Dimension, over: str) -> None:
        """Let names be ticked below a part, or typed in its place."""
        self._open(names_field(*self._known(), dimension, self._ground()), over)

    def _ask_request(self, kind: str, over: str) -> None:
        """Let the request be chosen that is expected to be served, or not to be."""
        scenario, limit = self._known()
        if scenario.requests:
            self._open(request_field(scenario, limit, kind, self._ground()), over)
        else:
            self._view.say(tr("There is no request yet."))

    def _open(self, opened: PartField, over: str) -> None:
        """Show a field in the place of a part, with what was typed for its own part and is not taken."""
        document, key = self._subject()
        field, self._over = opened.field, over
        refused = subject_of(document, key).refused(opened.column)
        if (words := self._view.layout()) is not None:
            words.activate()  # they may just have become others
        least = QSize(opened.width, field.sizeHint().height())
        field.setGeometry(_in_place_of(self._view.buttons[over], self._ground(), least))
        text, reason = (refused.text, refused.reason) if refused else (opened.column.typed(opened.known), "")
        field.show_text(text, reason if text else "")
        field.installEventFilter(self)
        field.show()
        field.setFocus()
        self.field = field
        field.left.connect(lambda: self._take(opened, document, key))
        if isinstance(field, PopupField):
            field.taken.connect(lambda is_enter: self._choose_in(field, is_enter))
            field.given_up.connect(self._close)
            field.open()
        field.selectAll()  # so that typing says something else

    def _choose_in(self, field: PopupField, is_enter: bool) -> None:
        """Take what was chosen; where the line itself was clicked, names are to be typed into it."""
        is_at_line = isinstance(field, ListField) and field.rect().contains(field.mapFromGlobal(QCursor.pos()))
        if is_enter or not is_at_line:
            field.left.emit()

    def _take(self, opened: PartField, document: Document, key: Key) -> None:
        """Let a part say what was typed."""
        field, over = opened.field, self._over
        if self.field is not field:
            return
        text, is_touched, had_focus = field.typed(), field.is_touched, field.hasFocus()
        self._close()
        column, subject = opened.column, subject_of(document, key)
        if is_touched and is_there(document.scenario, key):
            if column.key in OUTCOMES and (reason := subject.reason(column, text)):
                self._view.say(reason)  # there is no part to keep the text in
            else:
                subject.enter(column, text, _called(key, column.key))
        if had_focus:
            self._view.focus_part("request" if column.key in OUTCOMES else column.key, over, "of", "narrow")

    def _close(self) -> None:
        """Take the field away, and go back to its part."""
        field, self.field = self.field, None
        if field is not None:
            had_focus = field.hasFocus()
            field.hide()
            field.deleteLater()
            if had_focus:
                self._view.focus_part(self._over)

    def _ground(self) -> QWidget:
        """What a field lies on that may be larger than the sentence: its card."""
        return self._view.parentWidget() or self._view


def _called(key: Key, part: str = "") -> str:
    """A change, for the undo menu."""
    if isinstance(key, int):
        return tr("Change expectation")
    return tr("Limit of {name}", name=key) if part in SIDES else tr("Change rule {name}", name=key)


def _below(button: QWidget) -> QPoint:
    return button.mapToGlobal(QPoint(0, button.height()))


def _in_place_of(button: QWidget, card: QWidget, wanted: QSize) -> QRect:
    """Where a field stands that takes the place of a part: as large as can be without hiding what is before it."""
    left, middle = button.mapTo(card, QPoint(-3, 0)).x(), button.mapTo(card, button.rect().center()).y()
    right = card.width() - SPACE
    width = min(max(button.width() + 60, wanted.width()), max(right - left, NARROWEST))
    return QRect(max(min(left, right - width), 0), middle - wanted.height() // 2, width, wanted.height())
