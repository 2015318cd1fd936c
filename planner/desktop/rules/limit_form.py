"""The fields that rules and expectations share: a measure, what it counts, and its limits."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from planner.desktop.editors.check_list import CheckList
from planner.desktop.editors.list_field import ListField
from planner.desktop.editors.number import NumberField
from planner.desktop.rules.sentences import DIMENSIONS, MEASURES, dimension_text
from planner.desktop.tables.columns import Column
from planner.desktop.words import tr
from planner.domain.rule import UNITS, Dimension, Limit
from planner.domain.scenario import Scenario
from planner.errors import InputError


class LimitForm(QWidget):
    """Asks for a limit; ``data`` is what was entered, valid or not.

    It counts everything until it is narrowed: to teams, to pools, to periods …
    """

    changed = Signal()

    def __init__(self, scenario: Scenario, limit: Limit | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency = scenario.currency
        self.measure, self.narrow = QComboBox(), QComboBox()
        for measure, text in MEASURES.items():
            self.measure.addItem(tr(text), measure)
        self.of = {dimension: _names(scenario, dimension) for dimension in DIMENSIONS}
        self._narrowed: set[Dimension] = set()
        self.at_least, self.at_most = (_amount(side) for side in ("at_least", "at_most"))
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.addRow(tr("Measure"), self.measure)
        for dimension, field in self.of.items():
            self.form.addRow(tr("of {dimension}", dimension=dimension_text(dimension)), field)
        self.form.addRow(tr("of"), self.narrow)
        self.form.addRow(tr("At least"), self.at_least)
        self.form.addRow(tr("At most"), self.at_most)
        if limit is not None:
            self._fill(limit)
        self._offer()
        self._connect()
        self._follow()

    @property
    def is_limited(self) -> bool:
        """Whether there is anything in a limit."""
        return bool(self.at_least.typed() or self.at_most.typed())

    def narrow_to(self, dimension: Dimension) -> None:
        """Show the field of a dimension."""
        self._narrowed.add(dimension)
        self._offer()
        self.of[dimension].setFocus()

    def data(self) -> dict[str, Any]:
        """What was entered, as plain data; what was left empty is None. Raises InputError for what can't be read."""
        of = {}
        for dimension, field in self.of.items():
            names = [name.strip() for name in field.text().split(",") if name.strip()]
            if names:
                of[str(dimension)] = names[0] if len(names) == 1 else names
        return {
            "measure": self.measure.currentData(),
            "of": of or None,
            "at_least": _AMOUNT.read(self.at_least.typed()),
            "at_most": _AMOUNT.read(self.at_most.typed()),
        }

    def _connect(self) -> None:
        self.measure.currentIndexChanged.connect(self._follow)
        self.narrow.activated.connect(self._narrow)
        for field in (self.at_least, self.at_most, *self.of.values()):
            field.textChanged.connect(self.changed)

    def _fill(self, limit: Limit) -> None:
        self.measure.setCurrentIndex(self.measure.findData(limit.measure))
        for dimension, field in self.of.items():
            if names := limit.of.names(dimension):
                field.show_text(", ".join(names))
                self._narrowed.add(dimension)
        self.at_least.show_text(_AMOUNT.typed(limit.at_least))
        self.at_most.show_text(_AMOUNT.typed(limit.at_most))

    def _offer(self) -> None:
        """Fields that narrow nothing are out of sight; their dimensions are offered instead."""
        self.narrow.clear()
        self.narrow.addItem(tr("nothing else") if self._narrowed else tr("everything"), "")
        for dimension, field in self.of.items():
            self.form.setRowVisible(field, dimension in self._narrowed)
            if dimension not in self._narrowed:
                self.narrow.addItem(tr("narrow by {dimension}…", dimension=dimension_text(dimension)), dimension)

    def _narrow(self, index: int) -> None:
        if dimension := self.narrow.itemData(index):
            self.narrow_to(dimension)

    def _follow(self) -> None:
        unit = UNITS[self.measure.currentData()] or self._currency
        for field in (self.at_least, self.at_most):
            field.show_unit(unit)
        self.changed.emit()


_AMOUNT = Column("Limit", ("at_most",), "", editor="number", number=True)


def _amount(side: str) -> NumberField:
    field = NumberField(_AMOUNT)
    field.setAccessibleName(tr(side.replace("_", " ")))
    field.setPlaceholderText(tr("no limit"))
    field.check = _unread
    return field


def _unread(text: str) -> str:
    """Why a text is no number."""
    try:
        _AMOUNT.read(text)
    except InputError as error:
        return error.faults[0].message
    return ""


def _names(scenario: Scenario, dimension: Dimension) -> ListField:
    """Names to be ticked or typed; none means all."""
    column = Column(dimension_text(dimension), ("of", dimension), "", editor="names", listed=True)
    choices = partial(scenario.names, dimension)
    field = ListField(choices, lambda: CheckList(column, choices(), hint=tr("None ticked: all")))
    field.setAccessibleName(dimension_text(dimension))
    field.setPlaceholderText(tr("all"))
    return field
