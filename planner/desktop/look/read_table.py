"""Rows that are only read, as a table for Qt's views."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtGui import QBrush, QColor

from planner.desktop.look.index import AT_LEFT, AT_RIGHT, NOWHERE, Index
from planner.letters import isolated

Role = Qt.ItemDataRole


@dataclass(frozen=True)
class ReadColumn[Row]:
    """A column: its head, and what it says of a row. An empty colour is the usual one."""

    title: str
    text: Callable[[Row], str]
    hint: Callable[[Row], str] | None = None
    """What is said where the mouse rests."""
    ink: Callable[[Row], str] | None = None
    ground: Callable[[Row], str] | None = None
    """The colour behind the text."""
    tip: str = ""
    """What is said over the head."""
    title_ink: str = ""
    at_right: bool = False
    width: int = 0
    """At the start [px]; 0: as the view wants it."""

    @cached_property
    def side(self) -> Qt.AlignmentFlag:
        return AT_RIGHT if self.at_right else AT_LEFT


class ReadTable[Row](QAbstractTableModel):
    """Rows and columns that come anew from time to time; where there are no rows, one says why."""

    def __init__(self, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self.columns: Sequence[ReadColumn[Row]] = ()
        self.rows: Sequence[Row] = ()
        self._none = ""

    def show_rows(self, columns: Sequence[ReadColumn[Row]], rows: Sequence[Row], none: str = "") -> None:
        """Other rows; ``none`` is said in their place where there are none."""
        self.beginResetModel()
        self.columns, self.rows, self._none = columns, rows, none
        self.endResetModel()

    def show_heads(self, columns: Sequence[ReadColumn[Row]]) -> None:
        """The same rows in as many columns, under other heads."""
        self.columns = columns
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)

    def redraw(self) -> None:
        """The same rows in other colours."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))

    def row(self, index: Index) -> Row | None:
        """The row of a cell; None where there is none."""
        return self.rows[index.row()] if 0 <= index.row() < len(self.rows) else None

    def text(self, row: int, column: int) -> str:
        if row < len(self.rows):
            return self.columns[column].text(self.rows[row])
        return "" if column else self._none

    # What Qt asks

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows) or bool(self._none)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        match role:
            case Role.DisplayRole:
                return column.title
            case Role.ToolTipRole:
                return column.tip
            case Role.TextAlignmentRole:
                return column.side
            case Role.ForegroundRole:
                return _brush(column.title_ink)
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self.row(index)
        match role:
            case Role.DisplayRole:
                return isolated(self.text(index.row(), index.column()))
            case Role.TextAlignmentRole:
                return column.side
            case Role.ToolTipRole:
                return isolated(_said(column.hint, row))
            case Role.ForegroundRole:
                return _brush(_said(column.ink, row))
            case Role.BackgroundRole:
                return _brush(_said(column.ground, row))
        return None


def _said[Row](about: Callable[[Row], str] | None, row: Row | None) -> str:
    return "" if about is None or row is None else about(row)


def _brush(colour: str) -> QBrush | None:
    return QBrush(QColor(colour)) if colour else None
