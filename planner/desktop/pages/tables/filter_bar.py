"""What stands above a table: the filter by text and by columns, and how many rows are left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QWidget

from planner.desktop.look.combo import Combo
from planner.desktop.look.icons import icon
from planner.desktop.look.labels import Text
from planner.desktop.look.layouts import row_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import counted, tr
from planner.desktop.pages.tables.filtering import FilteredTable
from planner.domain.plan import DECISIONS
from planner.words.names import started

ALL = ""
PAUSE = 200
"""Time from an edit until its row is looked at again: its plan comes first [ms]."""


class FilterBar(QWidget):
    """Narrows a table down to the rows that are looked for.

    A row stays where it is while it is edited; that it no longer belongs there is said in a line of its own, which
    stands where no row has to make way for it.
    """

    left = Signal()
    """The keyboard shall go on in the table."""

    def __init__(self, filtered: FilteredTable, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filtered, self._table = filtered, filtered.table
        self.search = _Search(placeholderText=tr("Filter rows"), clearButtonEnabled=True)
        self.search.left.connect(self.left)
        self.search.entered.connect(filtered.texts.read_ahead)
        self.search.setAccessibleName(tr("Filter rows"))
        self._lens = self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMinimumWidth(90)
        self.search.setMaximumWidth(280)
        self.search.textChanged.connect(filtered.look_for)
        self.search.textChanged.connect(self.count)
        self.boxes = {key: self._box(key) for key in keys}
        self.counted = QLabel()
        self.counted.setProperty("role", "quiet")
        self.astray = Astray()
        self.astray.again.clicked.connect(self._apply_again)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.count)
        self._table.dataChanged.connect(self._count_soon)
        filtered.layoutChanged.connect(self._count_soon)
        row_of(self.search, *self.boxes.values(), self.counted, inside=self, gap=SPACE)

    def clear(self) -> None:
        """Show every row."""
        self.search.clear()
        for box in self.boxes.values():
            box.setCurrentIndex(0)

    def show_view(self, text: str, wanted: Mapping[str, str]) -> None:
        """Look for a text, and for values of columns as far as there are those."""
        self.clear()
        self.search.setText(text)
        for key, box in self.boxes.items():
            box.choose(wanted.get(key, ALL))

    def choose(self, key: str, value: str) -> None:
        """Show only the rows with a value, and every one of them."""
        self.clear()
        self.boxes[key].setCurrentIndex(max(self.boxes[key].findData(value), 0))

    def refresh(self) -> None:
        """Offer what the rows hold now, and count them."""
        for key, box in self.boxes.items():
            self._refill(key, box)
        self.count()

    def redraw(self) -> None:
        """The icon in the theme's colours."""
        self._lens.setIcon(icon("search"))

    def count(self) -> None:
        shown, there = self._filtered.rowCount(), self._table.rowCount()
        self.counted.setText(
            tr("{shown} of {there} rows", shown=shown, there=there)
            if self._filtered.is_filtered
            else counted(there, "{count} row", "{count} rows")
        )
        self.astray.say(self._strays())

    def _strays(self) -> list[str]:
        """What the filter and the order would change if they were applied now."""
        gone, come = self._filtered.astray()
        said = [
            counted(gone, "{count} row no longer matches", "{count} rows no longer match") if gone else "",
            counted(come, "{count} more row matches", "{count} more rows match") if come else "",
            tr("the order is another one now") if self._filtered.is_out_of_order() else "",
        ]
        return [each for each in said if each]

    def _count_soon(self) -> None:
        """Edits come one after the other; what they do to the filter may wait a moment."""
        if self._filtered.is_filtered or self._filtered.sortColumn() >= 0 or not self.astray.isHidden():
            self._pause.start()

    def _apply_again(self) -> None:
        self._filtered.apply_again()
        self.count()
        self.left.emit()

    def _box(self, key: str) -> Combo:
        what = tr("Filter by {what}", what=tr(key.rpartition(".")[2]))
        box = Combo(what, letters=8)
        box.setToolTip(what)
        box.currentIndexChanged.connect(lambda _: self._keep_only(key, box.value))
        return box

    def _keep_only(self, key: str, value: str) -> None:
        self._filtered.keep_only(key, value)
        self.count()

    def _refill(self, key: str, box: Combo) -> None:
        column = self._filtered.column(key)
        found = {str(column.value(self._table.element(row)) or "") for row in range(self._table.rowCount())}
        values = list(DECISIONS) if column.plan else sorted(found - {""})
        box.offer([(ALL, tr("Any {what}", what=tr(column.title).lower())), *((value, value) for value in values)])
        self._filtered.keep_only(key, box.value)


class Astray(QFrame):
    """Says which rows no longer belong where they are, and applies the filter and the order again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.said = Text()
        self.again = QPushButton(tr("Apply again"))
        self.again.setToolTip(tr("Filter and sort the rows as they are now"))
        row_of((self.said, 1), self.again, inside=self, margins=(SPACE, SPACE // 2, SPACE // 2, SPACE // 2))
        self.hide()

    def say(self, said: list[str]) -> None:
        self.said.setText(started(" · ".join(said)))
        self.setVisible(bool(said))


class _Search(QLineEdit):
    """Return and Down go to what was found; Escape gives the search up."""

    entered = Signal()
    """Something is about to be typed."""
    left = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)
