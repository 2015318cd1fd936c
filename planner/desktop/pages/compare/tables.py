"""A table of a comparison: a scenario a column, marked where its plan is not the plan of the scenario as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView

from planner.desktop.look.frozen import FrozenColumn
from planner.desktop.look.index import Index
from planner.desktop.look.read_table import ReadColumn, ReadTable
from planner.desktop.look.read_view import ReadView
from planner.desktop.look.theme import ROW, current
from planner.desktop.look.words import tr
from planner.desktop.look.wrapped import Roomy
from planner.desktop.pages.compare.differences import Row
from planner.domain.plan import DECISIONS

ScrollHint = QAbstractItemView.ScrollHint
MOST_HIGH = 72
"""Height of a row of what may be as long as it likes [px]."""
HEAD = 15
"""Letters that have room in a line of a column's head."""
PADDING = 8
"""Beside, and above and below, the lines of a row, together [px]."""
NAME, FIGURE, DECISION, SENTENCE = 210, 132, 112, 250
"""Most that a name or a figure takes, and the least of a decision and of a sentence [px]; longer ones take lines."""


@dataclass(frozen=True)
class Column:
    """The head of a column."""

    title: str
    state: str = ""
    """How the scenario's plan falls short of it; empty: it does not."""


class RowTable(ReadView[Row]):
    """Rows to read, to choose and to copy; what they are called stays in sight while the scenarios are scrolled."""

    chosen = Signal(str)
    """The id of the request that a chosen row is about."""

    def __init__(self, title: str, *, at_right: bool = False, wraps: bool = False) -> None:
        super().__init__(ReadTable(), title)
        self._at_right, self._wraps = at_right, wraps
        self._needs: list[int] = []
        """Width that the cells of each column need [px]."""
        self._widths: list[int] = []
        self.setWordWrap(True)
        self.setItemDelegate(Roomy(self, PADDING, PADDING))
        self.horizontalHeader().setHighlightSections(True)
        heights = self.verticalHeader()
        heights.setMinimumSectionSize(ROW)
        if not wraps and not at_right:
            heights.setMaximumSectionSize(MOST_HIGH)  # options fill a page; their tip has all of them
        self.frozen = self._names()
        self.selectionModel().selectionChanged.connect(self._choose)

    def show_rows(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Other rows; those that are shown already stay as they are, with their selection, under heads of now."""
        heads = [self._column(column, c) for c, column in enumerate(columns)]
        if tuple(rows) == self.table.rows and len(columns) == len(self.table.columns):
            self.table.show_heads(heads)
        else:
            self.table.show_rows(heads, tuple(rows), tr("No difference."))
            self._needs = [self.sizeHintForColumn(c) for c in range(len(columns))]
            self._widths = []
        self._size()

    def _column(self, of: Column, c: int) -> ReadColumn[Row]:
        lines = [part for part in (of.title, of.state) if part]
        broken = [line for part in lines for line in wrap(part, HEAD)] if c > 0 else lines

        def text(row: Row) -> str:
            return row.cells[c]

        return ReadColumn(
            "\n".join(broken),
            text,
            hint=text,
            ink=(lambda row: _ink(row.cells[c])) if c > 0 else None,
            tip="\n".join(lines),
            title_ink=current().warn if of.state else "",
            at_right=self._at_right and c > 0,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size()

    def scrollTo(self, index: Index, hint: ScrollHint = ScrollHint.EnsureVisible) -> None:
        """Scroll to a cell, and on until the names do not cover it."""
        super().scrollTo(index, hint)
        bar = self.horizontalScrollBar()
        if index.column() > 0:
            bar.setValue(bar.value() - max(self.frozen.room - self.visualRect(index).left(), 0))

    def _size(self) -> None:
        """Every column has what it needs; what is left goes to the sentences, or is shared by the figures."""
        widths = [self._needed(c) for c in range(len(self._needs))]
        spare = max(self.viewport().width() - sum(widths), 0)
        sharing = [len(widths) - 1] if self._wraps else range(1, len(widths))
        widths = [width + (spare // len(sharing) if c in sharing else 0) for c, width in enumerate(widths)]
        if widths != self._widths:
            self._widths = widths
            for c, width in enumerate(widths):
                self.setColumnWidth(c, width)
            self.resizeRowsToContents()
        self.frozen.lay_out()

    def _needed(self, c: int) -> int:
        hint = max(self._needs[c], self.horizontalHeader().sectionSizeHint(c))
        if not self._wraps:
            return min(hint, FIGURE if self._at_right and c > 0 else NAME)
        return NAME if c == 0 else SENTENCE if c == len(self._needs) - 1 else min(max(hint, DECISION), NAME)

    def _choose(self) -> None:
        row = self.current_row
        if row is not None and row.name:
            self.chosen.emit(row.name)

    def _names(self) -> FrozenColumn:
        found = FrozenColumn(self, ROW)
        found.setWordWrap(True)
        found.setItemDelegate(Roomy(found, PADDING, PADDING))
        self.table.modelReset.disconnect(found.lay_out)  # the last one comes when the table is gone
        found.setShowGrid(False)
        found.setEditTriggers(self.editTriggers())
        found.setSelectionBehavior(self.selectionBehavior())
        found.horizontalHeader().setSectionsClickable(False)
        found.horizontalHeader().setSortIndicatorShown(False)
        self.verticalHeader().sectionResized.connect(lambda row, _before, height: found.setRowHeight(row, height))
        return found


def _ink(text: str) -> str:
    """The colour of a decision; none of any other text."""
    decision = text.partition(" ")[0]
    return current().decision(decision) if decision in DECISIONS else ""
