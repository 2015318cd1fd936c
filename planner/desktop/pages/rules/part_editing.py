"""Changing one part of a rule's sentence: a choice drops down from it, or a field opens in its place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from planner.desktop.fields.amounts import Names, amounts_of, unread
from planner.desktop.fields.editors.check_list import CheckList
from planner.desktop.fields.editors.number import NumberField
from planner.desktop.fields.sentences import DIMENSIONS, MEASURES, SIDES, dimension_text, each_text
from planner.desktop.fields.subject import Subject
from planner.desktop.look.popup import Popup
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.editing.rules import changed_rule, limit_cell, measured, narrowed
from planner.desktop.pages.rules.sentence_view import SentenceView
from planner.domain.rule import UNITS, Dimension, Measure, Rule
from planner.domain.scenario import Scenario
from planner.errors import InputError

type Choice = tuple[str, bool | None, Callable[[], None]]
"""Its text, whether it is chosen (None where several may be), and what it does."""
FIELD = 150
"""Least width of a field for a limit [px]."""


class PartEditing(QObject):
    """Lets the parts of one rule's sentence be changed."""

    def __init__(self, view: SentenceView, subject: Callable[[], tuple[Document, Rule]]) -> None:
        super().__init__(view)
        self._view, self._subject = view, subject
        self.field: NumberField | None = None
        """What is typed into, while a limit is."""
        self.popup: Popup | None = None
        view.wanted.connect(self.change)

    def change(self, key: str) -> None:
        """Open the editor of a part."""
        kind, _, dimension = key.partition(".")
        if kind in SIDES:
            self._type(kind)
        elif dimension:
            self._tick(next(each for each in DIMENSIONS if each == dimension), key)
        else:
            self._choose(key)

    def finish(self) -> None:
        """Take what is being typed."""
        if self.field is not None:
            self.field.left.emit()

    def _choose(self, key: str) -> None:
        menu, group = QMenu(self._view), None
        menu.aboutToHide.connect(menu.deleteLater)
        for text, is_chosen, act in self._choices(key):
            action = menu.addAction(text)
            if is_chosen is not None:
                group = group or QActionGroup(menu)
                action.setCheckable(True)
                action.setChecked(is_chosen)
                group.addAction(action)
                if is_chosen:
                    menu.setActiveAction(action)
            action.triggered.connect(lambda _, act=act: act())
        menu.popup(_below(self._view.buttons[key]))

    def _choices(self, key: str) -> list[Choice]:
        """What drops down from a part."""
        document, rule = self._subject()
        match key:
            case "measure":
                return [
                    (tr(text), each == rule.measure, partial(self._measure, each)) for each, text in MEASURES.items()
                ]
            case "each":
                every = (None, *DIMENSIONS)
                return [(each_text(each), each == rule.each, partial(self._set, "each", each)) for each in every]
            case "side":
                return [(tr(text), getattr(rule, side) is not None, partial(self._turn, side))
                        for side, text in SIDES.items()]  # fmt: skip
        left = [each for each in DIMENSIONS if rule.of.names(each) is None and document.scenario.names(each)]
        said = {each: tr("only some {these}…", these=tr(f"{dimension_text(each)}s")) for each in left}
        return [(text, None, partial(self._tick, each, key)) for each, text in said.items()]

    def _tick(self, dimension: Dimension, key: str) -> None:
        """Let names be ticked below a part."""
        document, rule = self._subject()
        names = Names(document.scenario, dimension)
        panel = CheckList(names.column, list(names.titles.values()), hint=tr("None ticked: all"))
        text = [names.typed(rule.of.names(dimension))]
        panel.show_text(text[0])
        panel.edited.connect(lambda typed: text.__setitem__(0, typed))
        button = self._view.buttons[key]
        popup = self.popup = Popup(panel, button)
        popup.closed.connect(lambda taken, _: self._narrow(dimension, names.read(text[0]) if taken else None))
        popup.open()

    def _narrow(self, dimension: Dimension, names: list[str] | None) -> None:
        self.popup = None
        _, rule = self._subject()
        if names is not None and tuple(names) != (rule.of.names(dimension) or ()):
            self._replace(lambda scenario: narrowed(scenario, rule.name, dimension, names))
            self._view.focus_part(f"of.{dimension}", "of", "narrow")

    def _measure(self, measure: Measure) -> None:
        """Another measure; its limit is most likely another one, too, so that is asked for next."""
        _, rule = self._subject()
        if measure != rule.measure and self._replace(lambda scenario: measured(scenario, rule.name, measure), *SIDES):
            self._type("at_most" if rule.at_most is not None else "at_least")

    def _set(self, field: str, value: Any) -> None:
        _, rule = self._subject()
        self._replace(lambda scenario: changed_rule(scenario, rule.name, {field: value}))

    def _turn(self, side: str) -> None:
        """Make the one limit the lower or the upper one."""
        _, rule = self._subject()
        amount = rule.at_least if rule.at_most is None else rule.at_most
        sides = {each: amount if each == side else None for each in SIDES}
        self._replace(lambda scenario: changed_rule(scenario, rule.name, sides), *SIDES)

    def _replace(self, change: Callable[[Scenario], Scenario], *sides: str) -> bool:
        """Make a change, if it can be; what was typed for some sides, and was not taken, goes with it."""
        document, rule = self._subject()
        try:
            after = change(document.scenario)
        except InputError as error:
            self._view.say(error.faults[0].message)
            return False
        draft = document.draft.with_scenario(after, *(limit_cell(rule.name, side) for side in sides))
        document.replace_draft(draft, tr("Change rule {name}", name=rule.name))
        return True

    def _type(self, side: str) -> None:
        """Open a field in the place of a limit."""
        document, rule = self._subject()
        card = self._view.parentWidget() or self._view
        field = self.field = _LimitField(amounts_of(rule.measure), card)
        field.setAlignment(Qt.AlignmentFlag.AlignLeft)
        field.check = lambda text: unread(rule.measure, text)
        field.setAccessibleName(tr(SIDES[side]))
        field.show_unit("" if rule.measure == "gpu_share" else UNITS[rule.measure] or document.scenario.currency)
        refused = document.draft.refused.get(limit_cell(rule.name, side))
        known = amounts_of(rule.measure).typed(getattr(rule, side))
        field.setGeometry(_over(self._view.buttons[side], card, field.sizeHint().height()))
        field.show_text(refused.text if refused else known, refused.reason if refused else "")
        field.show()
        field.setFocus()
        field.selectAll()
        field.left.connect(lambda: self._take(field, side, document, rule.name))

    def _take(self, field: NumberField, side: str, document: Document, name: str) -> None:
        if self.field is not field:
            return
        self.field = None
        text, touched, had_focus = field.typed(), field.is_touched, field.hasFocus()
        field.hide()
        field.deleteLater()
        if had_focus and side in self._view.buttons:
            self._view.buttons[side].setFocus()
        subject = Subject(document, "rules", name)
        if touched and (rule := subject.element) is not None:
            subject.enter(amounts_of(rule.measure, side), text, tr("Limit of {name}", name=name))


class _LimitField(NumberField):
    """Is left by Escape, too, as it was."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.show_text(self._known)
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _below(button: QWidget) -> QPoint:
    return button.mapToGlobal(QPoint(0, button.height()))


def _over(button: QWidget, card: QWidget, height: int) -> QRect:
    """Where a field stands that takes the place of a part: large enough, and inside of the card."""
    left, middle = button.mapTo(card, QPoint(-3, 0)).x(), button.mapTo(card, button.rect().center()).y()
    width = min(max(button.width() + 60, FIELD), card.width())
    return QRect(min(left, card.width() - width), middle - height // 2, width, height)
