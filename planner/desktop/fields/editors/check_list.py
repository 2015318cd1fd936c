"""Names to be ticked, with a filter above them and, where it has a meaning, a speed beside each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QHeaderView,
    QStyleOptionViewItem,
    QTableWidgetItem,
    QWidget,
)

from planner.desktop.fields.editors.bounds import Bounds
from planner.desktop.fields.editors.filter_line import FilterLine
from planner.desktop.fields.editors.notation import Check, Notation, anything, entry_of
from planner.desktop.fields.editors.number import NumberField
from planner.desktop.fields.editors.small_table import NumberDelegate, SmallTable, mark
from planner.desktop.fields.editors.ticks import Ticks, catalogued, ticks_of, written
from planner.desktop.look.index import AT_RIGHT, Index
from planner.desktop.look.labels import label
from planner.desktop.look.layouts import column_of
from planner.desktop.look.popup import Panel
from planner.desktop.look.theme import ROW, SPACE, current
from planner.desktop.look.words import tr
from planner.errors import InputError

ROWS = 10
"""Names that are shown at once."""
NARROWEST, WIDEST = 200, 380
"""Width of the names [px]."""
SPEED = 120
"""Width of the speeds [px]."""
GHOST = Qt.ItemDataRole.UserRole
"""What holds where nothing is typed."""


@dataclass(frozen=True)
class Speeds:
    """What is known of the speeds of the names."""

    known: Mapping[str, float] = field(default_factory=dict)
    """The catalogue's, relative to its own reference."""
    reference: str = ""
    """Whose hours count as 1; nothing: the first name's."""
    check: Check = anything
    bounds: Bounds = field(default_factory=Bounds)


class CheckList(Panel):
    """Ticks names; those that are not in the list stay, and so does the order in which they were ticked."""

    takes_typing = False

    def __init__(
        self,
        notation: Notation,
        choices: Sequence[str],
        *,
        speeds: Speeds | None = None,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._notation, self._choices, self._speeds, self._hint = notation, list(choices), speeds, hint
        self._ticks: Ticks = {}
        self._names: list[str] = []
        self._is_beside = False
        self.filter = FilterLine()
        self.said = label(role="quiet")
        self.table = SmallTable(0, 2 if speeds else 1)
        self.table.setAccessibleName(tr("Choices"))
        self._lay_out()
        self._connect()

    def show_text(self, text: str) -> None:
        try:
            self._ticks = ticks_of(self._notation.read(text))
        except InputError:
            self._ticks = {}
        self._names = [*self._ticks, *(name for name in self._choices if name not in self._ticks)]
        self._fill()
        self._fit()

    def toggle(self, row: int) -> None:
        """Tick a name, or take the tick away."""
        item = self.table.item(row, 0)
        if item is not None:
            is_ticked = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked)

    def _fill(self) -> None:
        """Show the names that the filter lets pass."""
        wanted = self.filter.text().casefold()
        shown = [name for name in self._names if wanted in name.casefold()]
        blocker = QSignalBlocker(self.table)
        self.table.setRowCount(len(shown))
        for row, name in enumerate(shown):
            item = QTableWidgetItem(name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in self._ticks else Qt.CheckState.Unchecked)
            if name not in self._choices:
                item.setForeground(QColor(current().warn))
                item.setToolTip(tr("Not in the list; it stays while it is ticked"))
            self.table.setItem(row, 0, item)
            if self._speeds:
                self._show_speed(row, name)
        blocker.unblock()
        self.table.setCurrentCell(0 if shown else -1, 0)
        self._say_hint()

    def _show_speed(self, row: int, name: str) -> None:
        item = self.table.cell(row, 1)
        item.setTextAlignment(AT_RIGHT)
        speeds, speed = self._speeds or Speeds(), self._ticks.get(name)
        text = "" if speed is None else self._notation.typed(speed)
        ghost = catalogued(name, self._ticks, speeds.known, speeds.reference) if name in self._ticks else None
        item.setText(text)
        item.setData(GHOST, "" if ghost is None else self._notation.shown(ghost))
        mark(item, speeds.check(f"{name}: {text}") if text else "")

    def _take(self, item: QTableWidgetItem) -> None:
        """A name was ticked, or a speed typed."""
        name = self.table.cell(item.row(), 0).text()
        if item.column() == 1:
            self._ticks[name] = entry_of(self._notation, item.text())
        elif item.checkState() == Qt.CheckState.Checked:
            self._ticks.setdefault(name, None)
        else:
            self._ticks.pop(name, None)
        blocker = QSignalBlocker(self.table)
        for row in range(self.table.rowCount() if self._speeds else 0):
            each = self.table.cell(row, 0)
            each.setCheckState(Qt.CheckState.Checked if each.text() in self._ticks else Qt.CheckState.Unchecked)
            self._show_speed(row, each.text())
        blocker.unblock()
        self._say_hint()
        speeds = self._speeds or Speeds()
        self.edited.emit(self._notation.typed(written(self._ticks, speeds.known, speeds.reference)))

    def _say_hint(self) -> None:
        given = [speed for speed in self._ticks.values() if speed is not None]
        if not self._ticks:
            said = self._hint
        elif self._speeds and 0 < len(given) < len(self._ticks):
            said = tr("Speeds in grey are the catalogue's; they are written down because another one is given.")
        elif self._speeds:
            said = tr("Work done per GPU-hour. Without figures the catalogue's speeds hold.")
        else:
            said = tr("{count} ticked", count=len(self._ticks))
        self.said.setText(said)

    def _press(self, row: int, column: int) -> None:
        """A box keeps what is pressed in it to itself, so this was beside it."""
        self._is_beside = column == 0

    def _click(self, row: int, column: int) -> None:
        """A click on the name ticks its box too."""
        if self._is_beside:
            self.toggle(row)
        self._is_beside = False

    def _move(self, by: int) -> None:
        row = max(min(self.table.currentRow() + by, self.table.rowCount() - 1), 0)
        self.table.setCurrentCell(row, 0)

    def _field(self, parent: QWidget) -> NumberField:
        speeds = self._speeds or Speeds()
        name = self.table.cell(self.table.currentRow(), 0).text()

        def check(text: str) -> str:
            return speeds.check(f"{name}: {text}") if text else ""

        return NumberField(self._notation, parent, check=check, bounds=speeds.bounds, step=0.1)

    def _connect(self) -> None:
        self.table.itemChanged.connect(self._take)
        self.table.cellPressed.connect(self._press)
        self.table.cellClicked.connect(self._click)
        self.filter.textChanged.connect(self._fill)
        self.filter.moved.connect(self._move)
        self.filter.toggled.connect(lambda: self.toggle(self.table.currentRow()))
        self.setFocusProxy(self.filter)

    def _lay_out(self) -> None:
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setHorizontalHeaderLabels([tr("Name"), tr("Speed")][: self.table.columnCount()])
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setVisible(self._speeds is not None)
        if self._speeds:
            self.table.setColumnWidth(1, SPEED)
            self.table.setItemDelegateForColumn(1, _SpeedDelegate(self._field, self.table))
        column_of(self.filter, self.table, self.said, inside=self, gap=SPACE)

    def _fit(self) -> None:
        """As wide as the names, as high as some of them."""
        names = max(self.table.sizeHintForColumn(0) + 24, NARROWEST)
        self.table.setFixedWidth(min(names, WIDEST) + (SPEED if self._speeds else 0))
        head = self.table.horizontalHeader().sizeHint().height() if self._speeds else 0
        self.table.setFixedHeight(max(min(len(self._names), ROWS), 2) * ROW + head + 2)
        self.said.setFixedWidth(self.table.width())


class _SpeedDelegate(NumberDelegate):
    """Shows in grey what holds where no speed is typed."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if not option.text:
            option.text = str(index.data(GHOST) or "")
            option.palette.setColor(option.palette.ColorRole.Text, QColor(current().quiet))
