"""What the rows of a table say in all their cells, to look for words in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from planner.desktop.fields.columns import Column
from planner.desktop.look.index import Index
from planner.desktop.open.editing.collections import name_of
from planner.desktop.pages.tables.table import ElementTable

AT_ONCE = 10
"""Rows that are read between two looks at what the user does: some milliseconds."""


class RowTexts(QObject):
    """The text of each row, kept until the row is another one: a key in the filter asks for every row.

    What comes from the plan is kept apart, as another plan says the same of most rows.
    """

    def __init__(self, table: ElementTable, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._table = table
        self._own: dict[str, tuple[Any, str]] = {}
        """What each element says, and which element that was."""
        self._planned: dict[str, tuple[dict[str, Any], str]] = {}
        """What the plan says of each, and what that was."""
        self._read = 0
        """Rows that have been read ahead."""
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._read_on)
        table.dataChanged.connect(self._forget_rows)
        table.rowsRemoved.connect(self._forget_the_gone)
        table.modelReset.connect(self._forget)

    def of(self, element: Any) -> str:
        """All that a row shows, in small letters."""
        return f"{self._of_element(element)} {self._of_plan(element)}"

    def read_ahead(self) -> None:
        """Read the rows while nothing else is to be done: someone is about to look for words in them."""
        self._read = 0
        self._timer.start()

    def _read_on(self) -> None:
        last = min(self._read + AT_ONCE, self._table.rowCount())
        for row in range(self._read, last):
            self.of(self._table.element(row))
        self._read = last
        if last == self._table.rowCount():
            self._timer.stop()

    def _of_element(self, element: Any) -> str:
        name = name_of(element)
        known = self._own.get(name)
        if known is None or known[0] is not element:
            known = self._own[name] = element, self._said(element, (c for c in self._table.columns if not c.plan))
        return known[1]

    def _of_plan(self, element: Any) -> str:
        planned, name = self._table.cells.planned(element), name_of(element)
        known = self._planned.get(name)
        if known is None or known[0] != planned:
            known = self._planned[name] = planned, self._said(element, (c for c in self._table.columns if c.plan))
        return known[1]

    def _said(self, element: Any, columns: Iterable[Column]) -> str:
        return " ".join(self._table.cells.shown(element, column) for column in columns).casefold()

    def _forget_rows(self, first: Index, last: Index) -> None:
        """Rows of which more than the plan's part is drawn anew."""
        touched = self._table.columns[first.column() : last.column() + 1]
        if any(not column.plan for column in touched):
            for row in range(first.row(), last.row() + 1):
                self._own.pop(name_of(self._table.element(row)), None)

    def _forget_the_gone(self) -> None:
        there = {name_of(self._table.element(row)) for row in range(self._table.rowCount())}
        for known in (self._own, self._planned):
            for name in known.keys() - there:
                del known[name]

    def _forget(self) -> None:
        self._own.clear()
        self._planned.clear()
