"""Edits a value curve, on a plot and as numbers."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHeaderView, QLabel, QPushButton, QTableWidgetItem, QWidget

from planner.desktop.fields.columns import Column
from planner.desktop.fields.editors.bounds import Bounds
from planner.desktop.fields.editors.curve import END, START, points_of, written
from planner.desktop.fields.editors.curve_plot import CurvePlot
from planner.desktop.fields.editors.notation import Notation
from planner.desktop.fields.editors.number import NumberField
from planner.desktop.fields.editors.small_table import NumberDelegate, SmallTable
from planner.desktop.look.index import AT_RIGHT
from planner.desktop.look.layouts import column_of, row_of
from planner.desktop.look.popup import Panel
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.errors import InputError

PERCENT = Column("", ("share",), "", percent=True)
"""How the numbers beside the plot are written."""
TABLE = 160
"""Width of the numbers [px]."""


class CurvePanel(Panel):
    """Points are dragged or typed; a double click adds one, a right click removes it; none at all is proportional."""

    takes_typing = False

    def __init__(self, notation: Notation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notation = notation
        self.plot = CurvePlot()
        self.table = SmallTable(0, 2)
        self.table.setAccessibleName(tr("Points of the value curve"))
        self.table.setItemDelegate(NumberDelegate(self._field, self.table))
        self.add, self.remove, self.straighten = (
            QPushButton(tr("Add point")),
            QPushButton(tr("Remove point")),
            QPushButton(tr("Proportional")),
        )
        self.straighten.setToolTip(tr("Take all points away: half of its demand brings half of its value"))
        self._lay_out()
        self._connect()

    def show_text(self, text: str) -> None:
        try:
            points = points_of(self._notation.read(text))
        except InputError:
            points = []
        self.plot.show_points(points, 0)
        self._show_numbers()

    def _take(self) -> None:
        """The curve is another one."""
        self._show_numbers()
        self.edited.emit(self._notation.typed(written(self.plot.points)))

    def _show_numbers(self) -> None:
        blocker = QSignalBlocker(self.table)
        chain = [START, *self.plot.points, END]
        self.table.setRowCount(len(chain))
        for row, point in enumerate(chain):
            for column, part in enumerate(point):
                item = QTableWidgetItem(PERCENT.typed(part))
                item.setTextAlignment(AT_RIGHT)
                if row in (0, len(chain) - 1):
                    item.setFlags(Qt.ItemFlag.NoItemFlags)
                self.table.setItem(row, column, item)
        blocker.unblock()
        self._follow(self.plot.selected)

    def _follow(self, selected: int) -> None:
        """Stand on the numbers of the chosen point."""
        self.remove.setEnabled(selected >= 0)
        self.straighten.setEnabled(bool(self.plot.points))
        if selected >= 0 and self.table.currentRow() != selected + 1 < self.table.rowCount():
            blocker = QSignalBlocker(self.table)
            self.table.setCurrentCell(selected + 1, max(self.table.currentColumn(), 0))
            blocker.unblock()

    def _type(self, item: QTableWidgetItem) -> None:
        index = item.row() - 1
        share, part = self.plot.points[index]
        number = PERCENT.read_entry(item.text())
        if not isinstance(number, int | float):
            self._show_numbers()
            return
        number = number / 100 if number > 1 else number
        self.plot.put(index, (number, part) if item.column() == 0 else (share, number))

    def _clear(self) -> None:
        self.plot.remove(self.table.currentRow() - 1)

    def _straighten(self) -> None:
        self.plot.show_points([])
        self._take()

    def _field(self, parent: QWidget) -> NumberField:
        return NumberField(PERCENT, parent, bounds=Bounds(0.0, 1.0))

    def _connect(self) -> None:
        self.plot.changed.connect(self._take)
        self.plot.chosen.connect(self._follow)
        self.table.itemChanged.connect(self._type)
        self.table.cleared.connect(self._clear)
        self.table.currentCellChanged.connect(lambda row, *_: self.plot.select(row - 1) if row > 0 else None)
        self.add.clicked.connect(self.plot.add_in_widest_gap)
        self.remove.clicked.connect(lambda: self.plot.remove(self.plot.selected))
        self.straighten.clicked.connect(self._straighten)
        self.setFocusProxy(self.plot)

    def _lay_out(self) -> None:
        self.table.setHorizontalHeaderLabels([tr("Share"), tr("Value")])
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.setFixedWidth(TABLE)
        self.table.setTabKeyNavigation(False)
        said = QLabel(tr("Double-click adds a point, a right click removes it."))
        said.setProperty("role", "quiet")
        top = row_of(self.plot, self.table, gap=SPACE)
        buttons = row_of(self.add, self.remove, self.straighten)
        column_of(top, said, buttons, inside=self, gap=SPACE)
