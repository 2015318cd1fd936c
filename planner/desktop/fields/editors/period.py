"""The calendar's periods, laid out by year."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QWidget

from planner.desktop.look.dates import plain_date
from planner.desktop.look.layouts import column_of
from planner.desktop.look.popup import Panel, is_typing
from planner.desktop.look.theme import current
from planner.desktop.look.words import tr
from planner.domain.calendar import Calendar, Period
from planner.words.periods import month

CELL = (58, 30)
"""Width and height of a month or quarter [px]."""
WEEK = 150
"""Width of a week [px]."""
TALLEST = 320
"""Of all of them; what is more is scrolled [px]."""
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
ROLE = Qt.ItemDataRole.UserRole


class PeriodGrid(Panel):
    """Months in rows of four, quarters in one row a year, weeks below each other."""

    def __init__(self, calendar: Calendar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calendar = calendar
        self.grid = _Grid()
        self.grid.setAccessibleName(tr("Periods"))
        self._places: dict[int, tuple[int, int]] = {}
        self._fill()
        self.grid.currentItemChanged.connect(self._say)
        self.grid.itemClicked.connect(self._pick)
        self.grid.moved.connect(self._move)
        column_of(self.grid, inside=self)
        self.setFocusProxy(self.grid)

    def show_text(self, text: str) -> None:
        """Stand on the period that a date names; on none for one outside of the calendar, or what is no date."""
        try:
            place = self._places.get(self._calendar.first(plain_date(text).strip()))
        except (ValueError, OverflowError):
            place = None
        blocked = self.grid.blockSignals(True)
        if place is None:
            self.grid.setCurrentCell(-1, -1)
            self.grid.clearSelection()
        else:
            self.grid.setCurrentCell(*place)
            self.grid.scrollTo(self.grid.currentIndex())
        self.grid.blockSignals(blocked)

    def _move(self, key: int) -> None:
        """Go to a neighbour, from year to year too; up and down to the nearest row that has one below or above."""
        places = list(self._places.values())
        here = (self.grid.currentRow(), self.grid.currentColumn())
        if here not in places:
            to = places[0]
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            at = places.index(here) + (1 if key == Qt.Key.Key_Right else -1)
            to = places[min(max(at, 0), len(places) - 1)]
        else:
            way = 1 if key == Qt.Key.Key_Down else -1
            ahead = [place for place in places[::way] if place[1] == here[1] and (place[0] - here[0]) * way > 0]
            to = (ahead or [here])[0]
        self.grid.setCurrentCell(*to)

    def _fill(self) -> None:
        is_week = self._calendar.unit == "week"
        across = 1 if is_week else 4
        self.grid.setColumnCount(across)
        year = 0
        for period in self._calendar.steps:
            if period.start.year != year:
                year = period.start.year
                self._begin_year(year, across)
                begun = self.grid.rowCount()
            place = 0 if is_week else (period.start.month - 1) // (1 if self._calendar.unit == "month" else 3)
            row = self.grid.rowCount() if is_week else begun + place // across
            while self.grid.rowCount() <= row:
                self._add_row()
            self.grid.setItem(row, place % across, self._item(period))
            self._places[period.index] = (row, place % across)
        width, height = (WEEK if is_week else CELL[0]), CELL[1]
        self.grid.horizontalHeader().setDefaultSectionSize(width)
        self.grid.verticalHeader().setDefaultSectionSize(height)
        tall = self.grid.rowCount() * height > TALLEST
        bar = self.grid.verticalScrollBar().sizeHint().width() if tall else 0
        self.grid.setFixedSize(width * across + bar + 2, min(self.grid.rowCount() * height, TALLEST) + 2)

    def _begin_year(self, year: int, across: int) -> None:
        row = self.grid.rowCount()
        self.grid.insertRow(row)
        item = QTableWidgetItem(str(year))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setForeground(self.palette().placeholderText())
        self.grid.setItem(row, 0, item)
        if across > 1:
            self.grid.setSpan(row, 0, 1, across)

    def _add_row(self) -> None:
        """A row in which no period is yet."""
        row = self.grid.rowCount()
        self.grid.insertRow(row)
        for column in range(self.grid.columnCount()):
            blank = QTableWidgetItem("")
            blank.setFlags(Qt.ItemFlag.NoItemFlags)
            self.grid.setItem(row, column, blank)

    def _item(self, period: Period) -> QTableWidgetItem:
        item = QTableWidgetItem(_spoken(self._calendar, period))
        item.setData(ROLE, period.label)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, period.label)
        item.setToolTip(period.label)
        item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        return item

    def _say(self, item: QTableWidgetItem | None) -> None:
        if item is not None and item.data(ROLE):
            self.edited.emit(str(item.data(ROLE)))

    def _pick(self, item: QTableWidgetItem) -> None:
        if item.data(ROLE):
            self.edited.emit(str(item.data(ROLE)))
            self.picked.emit()


class _Grid(QTableWidget):
    """A grid without lines that leaves what is typed to the field."""

    moved = Signal(int)
    """An arrow key."""

    def __init__(self) -> None:
        super().__init__()
        self.setShowGrid(False)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        hover = current().raised
        self.setStyleSheet(f"QTableView {{ border: none; }} QTableView::item:hover {{ background: {hover}; }}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_typing(event) or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        elif event.key() in ARROWS:
            self.moved.emit(event.key())
        else:
            super().keyPressEvent(event)


def _spoken(calendar: Calendar, period: Period) -> str:
    """A period inside of its year: ``Mar``, ``Q2``, ``4 Jan · week 1``."""
    if calendar.unit == "week":
        week = period.start.isocalendar().week
        return tr("{day} · week {week}", day=f"{period.start.day} {month(period.start)}", week=week)
    return period.label.partition("-")[2] if "Q" in period.label else month(period.start)
