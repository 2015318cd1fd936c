"""Edits a quantity over time, period by period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QTableWidgetItem, QWidget

from planner.desktop.fields.editors.bounds import Bounds
from planner.desktop.fields.editors.notation import Check, Notation, entry_of
from planner.desktop.fields.editors.number import NumberField
from planner.desktop.fields.editors.payments import Due
from planner.desktop.fields.editors.series import Given, spread, written
from planner.desktop.fields.editors.series_table import VALUES, SeriesTable
from planner.desktop.fields.editors.small_table import NumberDelegate, mark
from planner.desktop.look.layouts import column_of, row_of
from planner.desktop.look.popup import Panel
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.domain.calendar import Calendar
from planner.errors import InputError
from planner.files.clipboard import read_cells


def rounded(value: float) -> float:
    """A number to as many digits as one takes in at a glance."""
    return float(f"{value:.4g}")


class SeriesPanel(Panel):
    """A value for each period, or an amount due in it; the text stays in the shortest notation that says the same."""

    takes_typing = False
    is_entered = True

    def __init__(
        self,
        notation: Notation,
        calendar: Calendar,
        check: Check,
        bounds: Bounds,
        parent: QWidget | None = None,
        *,
        due: Due | None = None,
    ) -> None:
        """``due``: what is given falls in its own period alone, as payments do."""
        super().__init__(parent)
        self._is_due = due is not None
        self._spread, self._written = (due.spread, due.written) if due is not None else (spread, written)
        self._notation, self._calendar, self._check, self._bounds = notation, calendar, check, bounds
        self._before: Any = None
        self.table = SeriesTable(calendar.labels)
        self.table.setAccessibleName(tr("A value for each period"))
        self.table.setItemDelegateForRow(VALUES, NumberDelegate(self._field, self.table))
        self.mean = QLabel()
        self.mean.setProperty("role", "quiet")
        self.fill, self.onwards = QPushButton(tr("Fill right")), QPushButton(tr("Same from here on"))
        self.fill.setToolTip(
            tr("Repeat the first of the selected values in the others; in one cell, the value left of it (Ctrl+R)")
        )
        self.onwards.setToolTip(tr("Repeat this value in every period behind it (Ctrl+E)"))
        self._lay_out()
        self._connect()

    def show_text(self, text: str) -> None:
        try:
            self._before = self._notation.read(text)
        except InputError:
            self._before = None
        entries = self._spread(self._before, self._calendar) or [None] * len(self._calendar)
        self.table.put(0, [self._typed(entry) for entry in entries])
        self.table.go(0)
        self._look()

    def entries(self) -> list[Given]:
        """The entry of each period; None for an empty cell."""
        return [entry_of(self._notation, self.table.text(k)) for k in range(len(self._calendar))]

    def fill_right(self) -> None:
        """Repeat the first of the selected values in the others; in one cell, the value left of it."""
        chosen = self.table.chosen()
        source = chosen[0] if len(chosen) > 1 else max(chosen[0] - 1, 0)
        self._put(source, [self.table.text(source)] * (chosen[-1] + 1 - source))

    def same_from_here(self) -> None:
        """Repeat the value of the current cell in all that follow."""
        here = self.table.here
        self._put(here, [self.table.text(here)] * (len(self._calendar) - here))

    def paste(self) -> None:
        """Put the clipboard's row, or column, of numbers into the cells from the current one on."""
        block = read_cells(QGuiApplication.clipboard().text())
        words = block[0] if len(block) == 1 else [row[0] for row in block if row]
        here = self.table.here
        entries = [entry_of(self._notation, word.strip()) for word in words[: len(self._calendar) - here]]
        self._put(here, [self._typed(entry) for entry in entries])

    def clear(self) -> None:
        """Leave the selected values out."""
        for k in self.table.chosen():
            self._put(k, [""])

    def _put(self, first: int, texts: Sequence[str]) -> None:
        self.table.put(first, texts)
        self.table.setFocus()
        self._take()

    def _take(self, item: QTableWidgetItem | None = None) -> None:
        """Some cells say something else now."""
        self._look()
        self.edited.emit(self._notation.typed(self._written(self.entries(), self._before, self._calendar)))

    def _look(self) -> None:
        """Mark what can't be, draw the course, and say what it comes to."""
        blocker = QSignalBlocker(self.table)
        for k in range(len(self._calendar)):
            text = self.table.text(k)
            mark(self.table.cell(VALUES, k), self._check(text) if text else "")
        blocker.unblock()
        numbers = [float(entry) if isinstance(entry, int | float) else 0.0 for entry in self.entries()]
        hours, top = self._calendar.hours, 1.0 if self._notation.percent else 0.0
        self.table.draw(numbers, max(top, *numbers) or 1.0)
        if self._is_due:
            total = f"{self._notation.shown(rounded(sum(numbers)))} {self._notation.unit}".strip()
            self.mean.setText(tr("In all {value}", value=total))
            return
        mean = sum(n * h for n, h in zip(numbers, hours, strict=True)) / sum(hours)
        unit = "" if self._notation.percent else self._notation.unit
        self.mean.setText(tr("On average {value}", value=f"{self._notation.shown(rounded(mean))} {unit}".strip()))

    def _typed(self, entry: Given) -> str:
        return "" if entry is None else self._notation.typed(entry)

    def _field(self, parent: QWidget) -> NumberField:
        return NumberField(self._notation, parent, check=self._check, bounds=self._bounds)

    def _connect(self) -> None:
        self.table.itemChanged.connect(self._take)
        self.table.moved_on.connect(lambda: self.table.go(self.table.here + 1))
        self.table.pasted.connect(self.paste)
        self.table.cleared.connect(self.clear)
        self.table.filled.connect(self.fill_right)
        self.table.continued.connect(self.same_from_here)
        self.fill.clicked.connect(self.fill_right)
        self.onwards.clicked.connect(self.same_from_here)
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        row = row_of(self.mean, ..., self.fill, self.onwards)
        column_of(self.table, row, inside=self, gap=SPACE)
