"""Which editor a column wants, and what the editor has to know of the element and its scenario."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from planner.desktop.fields import columns
from planner.desktop.fields.columns import Column
from planner.desktop.fields.editors.bounds import Bounds, bounds_of
from planner.desktop.fields.editors.check_list import CheckList, Speeds
from planner.desktop.fields.editors.choice import ChoiceField
from planner.desktop.fields.editors.curve_panel import CurvePanel
from planner.desktop.fields.editors.field import Field
from planner.desktop.fields.editors.list_field import ListField
from planner.desktop.fields.editors.notes import NotesField
from planner.desktop.fields.editors.number import NumberField
from planner.desktop.fields.editors.payments import Due
from planner.desktop.fields.editors.period import PeriodGrid
from planner.desktop.fields.editors.pick import PickField
from planner.desktop.fields.editors.popup_field import PopupField
from planner.desktop.fields.editors.series_panel import SeriesPanel
from planner.desktop.fields.subject import Asked, Subject
from planner.desktop.look.words import tr
from planner.desktop.open.editing.collections import NOUNS
from planner.desktop.open.editing.fields import value_at
from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.domain.ways import window

type CellEditor = Field | NotesField | PickField


def make_editor(column: Column, subject: Asked, parent: QWidget | None, *, is_in_cell: bool = False) -> CellEditor:
    """The editor of a column's values."""
    found: CellEditor
    if column.editor == "notes":
        found = NotesField(parent, is_in_cell=is_in_cell)
    elif column.editor == "pick":
        found = PickField(_choices(column, subject()), parent)
    else:
        found = field = _MAKERS[column.editor](column, subject, parent)
        field.check = lambda text: subject().reason(column, text)
        if column.number:
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
    found.setPlaceholderText(tr(column.blank))
    found.setAccessibleName(tr(column.title))
    return found


def _text(column: Column, subject: Asked, parent: QWidget | None) -> Field:
    return Field(parent)


def _number(column: Column, subject: Asked, parent: QWidget | None) -> Field:
    return NumberField(column, parent, bounds=_bounds(column, subject()), step=column.step)


def _series(column: Column, subject: Asked, parent: QWidget | None) -> Field:
    def panel() -> SeriesPanel:
        asked = subject()

        def check(text: str) -> str:
            return asked.misfit(column, text, is_entry=True)

        return SeriesPanel(column, asked.scenario.calendar, check, _bounds(column, asked))

    return PopupField(panel, parent, unit="" if column.percent else column.unit)


def _payments(column: Column, subject: Asked, parent: QWidget | None) -> Field:
    def panel() -> SeriesPanel:
        asked = subject()
        calendar = asked.scenario.calendar
        first = min(window(asked.element, calendar)[0], len(calendar) - 1)

        def check(text: str) -> str:
            return asked.misfit(column, text, is_entry=True)

        return SeriesPanel(column, calendar, check, _bounds(column, asked), due=Due(first))

    return PopupField(panel, parent, unit=column.unit)


def _choice(column: Column, subject: Asked, parent: QWidget | None) -> Field:
    return ChoiceField(lambda: _choices(column, subject()), parent)


def _period(column: Column, subject: Asked, parent: QWidget | None) -> Field:
    return PopupField(lambda: PeriodGrid(subject().scenario.calendar), parent)


def _names(column: Column, subject: Asked, parent: QWidget | None) -> Field:
    def choices() -> list[str]:
        asked = subject()
        return [name for name in _choices(column, asked) if name != asked.name]

    return ListField(choices, lambda: CheckList(column, choices(), hint=_hint(column)), parent)


def _speeds(column: Column, subject: Asked, parent: QWidget | None) -> Field:
    def panel() -> CheckList:
        asked = subject()
        known = _known_speeds(asked.scenario, asked.element)
        own = value_at(asked.element, (*asked.site, "reference"))
        reference = own or value_at(asked.element, ("reference",)) or ""
        speeds = Speeds(known, reference, lambda text: asked.misfit(column, text), _bounds(column, asked, "each"))
        return CheckList(column, _choices(column, asked), speeds=speeds, hint=_hint(column))

    return ListField(lambda: _choices(column, subject()), panel, parent)


def _curve(column: Column, subject: Asked, parent: QWidget | None) -> Field:
    return PopupField(lambda: CurvePanel(column), parent)


_MAKERS: Mapping[columns.Editor, Callable[[Column, Asked, QWidget | None], Field]] = {
    "text": _text,
    "number": _number,
    "series": _series,
    "payments": _payments,
    "choice": _choice,
    "period": _period,
    "names": _names,
    "speeds": _speeds,
    "curve": _curve,
}


def _bounds(column: Column, subject: Subject, *inside: str) -> Bounds:
    return bounds_of(NOUNS.get(subject.collection, Scenario), (*subject.placed(column).steps, *inside))


def _choices(column: Column, subject: Subject) -> Sequence[str]:
    found = column.choices(subject.scenario) if column.choices else ()
    return ["", *found] if column.open and column.editor == "choice" else list(found)


def _hint(column: Column) -> str:
    return tr("None ticked: {what}", what=tr(column.blank)) if column.blank else tr("None ticked")


def _known_speeds(scenario: Scenario, request: Any) -> dict[str, float]:
    """The catalogue's speeds for what a request does, where it knows them."""
    kind = request.kind if isinstance(request, Request) else ""
    found = {name: device.speed_for(kind) for name, device in scenario.hardware.items()}
    return {name: speed for name, speed in found.items() if speed}
