"""The fields that rules and expectations share: a measure, what it counts, and its limits."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from planner.desktop.fields.amounts import SHARE, Names, amounts_of, read_amount, unread
from planner.desktop.fields.editors.check_list import CheckList
from planner.desktop.fields.editors.list_field import ListField
from planner.desktop.fields.editors.number import NumberField
from planner.desktop.fields.sentences import DIMENSIONS, MEASURES, SIDES, dimension_text
from planner.desktop.look.wheel import scrolls_past
from planner.desktop.look.words import tr
from planner.domain.rule import UNITS, Dimension, Limit, Measure
from planner.domain.scenario import Scenario


class LimitForm(QWidget):
    """Asks for a limit; ``data`` is what was entered, valid or not.

    It counts everything until it is narrowed: to teams, to pools, to periods …
    """

    changed = Signal()

    def __init__(self, scenario: Scenario, limit: Limit | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency = scenario.currency
        self.measure, self.narrow = QComboBox(), QComboBox()
        scrolls_past(self.measure, self.narrow)
        for measure, text in MEASURES.items():
            self.measure.addItem(tr(text), measure)
        self._names = {dimension: Names(scenario, dimension) for dimension in DIMENSIONS}
        self.of = {dimension: _field(dimension, names) for dimension, names in self._names.items()}
        self._narrowed: set[Dimension] = set()
        self.at_least, self.at_most = (self._amount(side) for side in SIDES)
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
            if names := self._names[dimension].read(field.text()):
                of[str(dimension)] = names[0] if len(names) == 1 else names
        return {
            "measure": self._measure,
            "of": of or None,
            "at_least": read_amount(self._measure, self.at_least.typed()),
            "at_most": read_amount(self._measure, self.at_most.typed()),
        }

    @property
    def _measure(self) -> Measure:
        found: Measure = self.measure.currentData()
        return found

    def _connect(self) -> None:
        self.measure.currentIndexChanged.connect(self._follow)
        self.narrow.activated.connect(self._narrow)
        for field in (self.at_least, self.at_most, *self.of.values()):
            field.textChanged.connect(self.changed)

    def _fill(self, limit: Limit) -> None:
        self.measure.setCurrentIndex(self.measure.findData(limit.measure))
        for dimension, field in self.of.items():
            if names := limit.of.names(dimension):
                field.show_text(self._names[dimension].typed(names))
                self._narrowed.add(dimension)
        notation = amounts_of(limit.measure)
        self.at_least.show_text(notation.typed(limit.at_least))
        self.at_most.show_text(notation.typed(limit.at_most))

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
        is_share = self._measure == "gpu_share"  # which is typed with its sign
        unit = "" if is_share else UNITS[self._measure] or self._currency
        for field in (self.at_least, self.at_most):
            field.write_as(amounts_of(self._measure))
            field.show_unit(unit)
            field.judge()
        self.changed.emit()

    def _amount(self, side: str) -> NumberField:
        field = NumberField(SHARE)
        field.setAccessibleName(tr(SIDES[side]))
        field.setPlaceholderText(tr("no limit"))
        field.check = lambda text: unread(self._measure, text)
        return field


def _field(dimension: Dimension, names: Names) -> ListField:
    """Names to be ticked or typed; none means all."""
    choices = list(names.titles.values())
    field = ListField(lambda: choices, lambda: CheckList(names.column, choices, hint=tr("None ticked: all")))
    field.setAccessibleName(dimension_text(dimension))
    field.setPlaceholderText(tr("all"))
    return field
