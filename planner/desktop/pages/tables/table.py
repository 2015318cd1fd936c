"""A collection of the open document as a table for Qt's views."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtGui import QFont, QPixmap

from planner.desktop.fields.columns import Column
from planner.desktop.fields.entry import Entry, enter
from planner.desktop.look.index import AT_LEFT, AT_RIGHT, NOWHERE, Index
from planner.desktop.look.sparkline import thumbnail
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.editing.collections import elements, name_of
from planner.desktop.open.editing.draft import Cell, Refused
from planner.desktop.open.shown import Shown
from planner.desktop.pages.tables.cells import Cells
from planner.domain.scenario import Scenario

Role = Qt.ItemDataRole
SORT_ROLE = Role.UserRole + 1
"""The value itself, to sort by."""
READ_ONLY = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
EDITABLE = READ_ONLY | Qt.ItemFlag.ItemIsEditable


class ElementTable(QAbstractTableModel):
    """Requests or pools: one row an element, one column a field. Editing goes through the document."""

    def __init__(
        self,
        collection: str,
        columns: Callable[[Scenario], tuple[Column, ...]],
        shown: Shown,
        owner: QObject | None = None,
    ) -> None:
        super().__init__(owner)
        self.collection, self._columns_of, self.shown = collection, columns, shown
        self._read()
        shown.switched.connect(self._switch)
        shown.changed.connect(self._catch_up)
        shown.planned.connect(self._take_plan)

    @property
    def document(self) -> Document:
        return self.shown.document

    def element(self, row: int) -> Any:
        return self._elements[row]

    def row_of(self, name: str) -> int:
        """The row of an element, or -1."""
        return next((row for row, e in enumerate(self._elements) if name_of(e) == name), -1)

    def column_of(self, steps: tuple[str | int, ...]) -> int:
        """The column of a field or of what holds it, or -1."""
        fits = [k for k, c in enumerate(self.columns) if c.steps == steps]
        near = [k for k, c in enumerate(self.columns) if steps and c.steps[0] == steps[0]]
        return (fits or near or [-1])[0]

    # What Qt asks

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._elements)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return self.flags_of(index.column()) if index.isValid() else Qt.ItemFlag.NoItemFlags

    def flags_of(self, column: int) -> Qt.ItemFlag:
        """What can be done with the cells of a column, the same in each row."""
        return EDITABLE if self.columns[column].editable else READ_ONLY

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        match role:
            case Role.DisplayRole:
                said = f" [{column.unit}]" if column.unit and column.unit not in column.title else ""
                return tr(column.title) + said
            case Role.ToolTipRole:
                return column.explained
            case Role.TextAlignmentRole:
                return alignment(column)
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        element, column = self._elements[index.row()], self.columns[index.column()]
        match role:
            case Role.DisplayRole:
                return self.cells.shown(element, column)
            case Role.EditRole:
                return self.cells.typed(element, column)
            case Role.TextAlignmentRole:
                return alignment(column)
            case Role.ToolTipRole | Role.AccessibleDescriptionRole:
                return self.cells.tip(element, column)
            case Role.FontRole:
                return _BOLD if self.cells.difference(element, column)[0] else None
            case Role.ForegroundRole:
                return self.cells.ink(element, column)
            case Role.BackgroundRole:
                return self.cells.ground(element, column)
            case Role.DecorationRole:
                return self.course(element, column)
        return _sortable(self.cells.value(element, column)) if role == SORT_ROLE else None

    def course(self, element: Any, column: Column) -> QPixmap | None:
        """A quantity that changes over time, drawn small."""
        if column.editor != "series" or self.cells.refused(element, column):
            return None
        return thumbnail(column.value(element), self.document.scenario.calendar)

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.EditRole or not index.isValid() or not self.columns[index.column()].editable:
            return False
        column, element = self.columns[index.column()], self._elements[index.row()]
        text = "" if value is None else str(value)
        if text == self.data(index, Role.EditRole):
            return True
        enter(self.document, self.collection, [Entry(name_of(element), column, text)])
        return True

    # How it follows the document

    def _read(self) -> None:
        self.columns = self._columns_of(self.document.scenario)
        self._elements: tuple[Any, ...] = tuple(elements(self.document.scenario, self.collection))
        self.cells = Cells(self.collection, self.document)
        self._refused = self._refused_cells()

    def _switch(self) -> None:
        """Another document is shown."""
        self.beginResetModel()
        self._read()
        self.endResetModel()

    def _catch_up(self) -> None:
        """Tell the views what has changed: rows that went, rows that came, rows that are otherwise."""
        old, new = self._elements, tuple(elements(self.document.scenario, self.collection))
        columns = self._columns_of(self.document.scenario)
        if columns != self.columns:
            self.beginResetModel()
            self.columns, self._elements = columns, new
            self.endResetModel()
            return
        first = _same(old, new)
        last = min(_same(old[::-1], new[::-1]), len(old) - first, len(new) - first)
        if len(old) != len(new):
            if (gone := len(old) - last) > first:
                self.beginRemoveRows(NOWHERE, first, gone - 1)
                self._elements = old[:first] + old[gone:]
                self.endRemoveRows()
            if (come := len(new) - last) > first:
                self.beginInsertRows(NOWHERE, first, come - 1)
                self._elements = new
                self.endInsertRows()
        self._elements = new
        self._tell_rows(old)
        self._tell_plan()

    def _take_plan(self) -> None:
        self.cells.read_plan()
        self._tell_plan()

    def _tell_rows(self, old: tuple[Any, ...]) -> None:
        """Rows that are otherwise than before are drawn anew, and no others."""
        before, known = self._refused, {name_of(element): element for element in old}
        self._refused = self._refused_cells()
        touched = {name for (_, name, _), _ in before ^ self._refused}
        for row, element in enumerate(self._elements):
            name = name_of(element)
            was = known.get(name)
            if name in touched or (was is not element and was != element):
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def _refused_cells(self) -> frozenset[tuple[Cell, Refused]]:
        return frozenset(self.document.draft.refused.items())

    def _tell_plan(self) -> None:
        """What comes from the plan is grey, or is new, in every row."""
        shown = [k for k, column in enumerate(self.columns) if column.plan]
        if self._elements and shown:
            self.dataChanged.emit(self.index(0, shown[0]), self.index(len(self._elements) - 1, shown[-1]))


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font


_BOLD = _bold()


def alignment(column: Column) -> Qt.AlignmentFlag:
    return AT_RIGHT if column.number else AT_LEFT


def _same(a: tuple[Any, ...], b: tuple[Any, ...]) -> int:
    """How many elements from the start have the same names."""
    differ = (k for k, (x, y) in enumerate(zip(a, b, strict=False)) if name_of(x) != name_of(y))
    return next(differ, min(len(a), len(b)))


def _sortable(value: Any) -> Any:
    """Numbers sort as numbers, steps over time by their first value, all else as text."""
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, dict) and value:
        first = next(iter(value.values()))
        return float(first) if isinstance(first, int | float) else str(value)
    if isinstance(value, tuple) and value and isinstance(value[0], int | float):
        return float(value[0])
    return str(value).casefold()
