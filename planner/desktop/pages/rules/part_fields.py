"""Fields that open in the place of a part of a sentence: for an amount, for names, for one request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from planner.desktop.fields.amounts import Names, amounts_of, unread
from planner.desktop.fields.columns import Column
from planner.desktop.fields.editors.check_list import CheckList
from planner.desktop.fields.editors.choice import ChoiceField
from planner.desktop.fields.editors.field import Field
from planner.desktop.fields.editors.list_field import ListField
from planner.desktop.fields.editors.number import NumberField
from planner.desktop.fields.worded import Worded
from planner.desktop.look.words import tr
from planner.desktop.open.editing.limits import Limited, expected_of
from planner.domain.rule import Dimension
from planner.domain.scenario import Scenario
from planner.words.measures import SIDES, unit_of
from planner.words.selections import NOUNS

AMOUNT, NAMES = 150, 216
"""Least width of a field for an amount, and of one for names [px]."""


@dataclass(frozen=True)
class PartField:
    """A field, and what its text belongs to."""

    field: Field
    column: Column
    """Of the limit."""
    known: Any
    """The value."""
    width: int = NAMES


def amount_field(scenario: Scenario, limit: Limited, side: str, ground: QWidget) -> PartField:
    """For the one limit or the other."""
    measure = limit.measure
    assert measure is not None
    notation = amounts_of(measure, side)
    field = NumberField(notation, ground, check=lambda text: unread(measure, text))
    field.setAlignment(Qt.AlignmentFlag.AlignLeft)
    field.setAccessibleName(tr(SIDES[side]))
    field.show_unit("" if measure == "gpu_share" else unit_of(measure, scenario.currency))
    return PartField(field, notation, getattr(limit, side), AMOUNT)


def names_field(scenario: Scenario, limit: Limited, dimension: Dimension, ground: QWidget) -> PartField:
    """For names of a dimension, to be ticked or typed; none means all."""
    names = Names(scenario, dimension)
    called = list(names.titles.values())
    field = ListField(lambda: called, lambda: CheckList(names.column, called, hint=tr("None ticked: all")), ground)
    field.setAccessibleName(tr(NOUNS[dimension]))
    return PartField(field, names.entered, limit.of.names(dimension))


def request_field(scenario: Scenario, limit: Limited, kind: str, ground: QWidget) -> PartField:
    """For the request of which something is expected."""
    names = Names(scenario, "id")

    def check(text: str) -> str:
        is_known = names.name_of(text) in scenario.request_by_id
        return "" if is_known else tr("No request is called “{name}”", name=text)

    field = ChoiceField(lambda: list(names.titles.values()), ground, check=check)
    field.setAccessibleName(tr(NOUNS["id"]))
    column = Column("Request", (kind,), "", worded=Worded(lambda name: names.titles.get(name, name), names.name_of))
    return PartField(field, column, expected_of(limit) or None)
