"""Rows that are looked for: by text in any cell, by team, product and decision."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QObject, QSortFilterProxyModel, Qt

from planner.desktop.fields.columns import Column
from planner.desktop.look.index import Index
from planner.desktop.open.editing.collections import name_of
from planner.desktop.pages.tables.table import SORT_ROLE, ElementTable
from planner.desktop.pages.tables.texts import RowTexts


class FilteredTable(QSortFilterProxyModel):
    """A table's rows that pass the filter, sorted by a column or as they stand in the file."""

    def __init__(self, table: ElementTable, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._words: tuple[str, ...] = ()
        self._wanted: dict[str, str] = {}
        self._kept: set[str] = set()
        self.table = table
        self.texts = RowTexts(table, self)  # hears of a change before what is shown does
        self._values: dict[tuple[int, int], Any] = {}
        """What rows are sorted by, as of the last change of any: row and column → value."""
        for changed in (table.dataChanged, table.rowsInserted, table.rowsRemoved, table.modelReset):
            changed.connect(self._values.clear)
        self.setSourceModel(table)
        self.setSortRole(SORT_ROLE)
        self.setDynamicSortFilter(False)  # a row stays where it is while it is edited
        self.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def look_for(self, text: str) -> None:
        """Show rows in which every word occurs."""
        self._words = tuple(text.casefold().split())
        self.apply_again()

    def keep_only(self, column: str, value: str) -> None:
        """Show rows whose column (by its key: ``team``) has this value; an empty one shows all."""
        if self._wanted.get(column, "") != value:
            self._wanted[column] = value
            self.apply_again()

    @property
    def wanted(self) -> dict[str, str]:
        """By column: the value that rows must have."""
        return {key: value for key, value in self._wanted.items() if value}

    def column(self, key: str) -> Column:
        """The table's column with a key."""
        return self.table.columns[self.table.column_of(tuple(key.split(".")))]

    def keep(self, names: Iterable[str]) -> None:
        """Show these elements, whether they pass or not, until the filter is applied again."""
        self._kept.update(names)

    def apply_again(self) -> None:
        """Filter and sort the rows as they are now."""
        self._kept.clear()
        self.invalidate()

    @property
    def is_filtered(self) -> bool:
        return bool(self._words) or any(self._wanted.values())

    def astray(self) -> tuple[int, int]:
        """How many rows are shown that do not pass as they are now, and how many pass that are not shown."""
        if not self.is_filtered:
            return 0, 0
        passing = {row for row in range(self.table.rowCount()) if self._passes(row)}
        shown = {self.mapToSource(self.index(row, 0)).row() for row in range(self.rowCount())}
        return len(shown - passing), len(passing - shown)

    def is_out_of_order(self) -> bool:
        """Whether rows that are sorted stand otherwise than their values do now."""
        column = self.sortColumn()
        if column < 0:
            return False
        rows = [self.mapToSource(self.index(row, column)) for row in range(self.rowCount())]
        if self.sortOrder() == Qt.SortOrder.DescendingOrder:
            rows.reverse()
        return any(self.lessThan(below, above) for above, below in pairwise(rows))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """As the table's, without a look at the row: Qt asks for each cell that it draws."""
        return self.table.flags_of(index.column()) if index.isValid() else Qt.ItemFlag.NoItemFlags

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        return name_of(self.table.element(row)) in self._kept or self._passes(row)

    def _passes(self, row: int) -> bool:
        element = self.table.element(row)
        for key, value in self._wanted.items():
            if value and self.table.cells.shown(element, self.column(key)) != value:
                return False
        if not self._words:
            return True
        text = self.texts.of(element)
        return all(word in text for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        a, b = self._value(left), self._value(right)
        if _is_blank(a) != _is_blank(b):  # what is left out comes last, whichever way the rest is sorted
            return _is_blank(b) == (self.sortOrder() == Qt.SortOrder.AscendingOrder)
        if isinstance(a, float) and isinstance(b, float):
            return a < b
        if isinstance(a, float) != isinstance(b, float):
            return isinstance(a, float)
        return str(a) < str(b)

    def _value(self, index: Index) -> Any:
        place = index.row(), index.column()
        if place not in self._values:
            self._values[place] = index.data(SORT_ROLE)
        return self._values[place]


def _is_blank(value: object) -> bool:
    return value is None or value == "" or value != value
