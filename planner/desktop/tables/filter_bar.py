"""What stands above a table: the filter by text and by columns, and how many rows are left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from planner.desktop.icons import icon
from planner.desktop.tables.filtering import FilteredTable
from planner.desktop.theme import SPACE
from planner.desktop.wheel import scrolls_past
from planner.desktop.words import tr
from planner.domain.plan import DECISIONS

ALL = ""


class FilterBar(QWidget):
    """Narrows a table down to the rows that are looked for."""

    def __init__(self, filtered: FilteredTable, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filtered, self._table = filtered, filtered.table
        self.search = QLineEdit(placeholderText=tr("Filter rows"), clearButtonEnabled=True)
        self.search.setAccessibleName(tr("Filter rows"))
        self._lens = self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMaximumWidth(280)
        self.search.textChanged.connect(filtered.look_for)
        self.search.textChanged.connect(self.count)
        self.boxes = {key: self._box(key) for key in keys}
        self.counted = QLabel()
        self.counted.setProperty("role", "quiet")
        bar = QHBoxLayout(self)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(SPACE)
        for part in (self.search, *self.boxes.values(), self.counted):
            bar.addWidget(part)

    def clear(self) -> None:
        """Show every row."""
        self.search.clear()
        for box in self.boxes.values():
            box.setCurrentIndex(0)

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
            else tr("{there} rows", there=there)
        )

    def _box(self, key: str) -> QComboBox:
        box = QComboBox()
        what = tr("Filter by {what}", what=tr(key.rpartition(".")[2]))
        box.setAccessibleName(what)
        box.setToolTip(what)
        scrolls_past(box)
        box.setMinimumContentsLength(12)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.currentIndexChanged.connect(lambda _: self._keep_only(key, str(box.currentData() or ALL)))
        return box

    def _keep_only(self, key: str, value: str) -> None:
        self._filtered.keep_only(key, value)
        self.count()

    def _refill(self, key: str, box: QComboBox) -> None:
        column = next(c for c in self._table.columns if c.key == key)
        found = {str(column.value(self._table.element(row)) or "") for row in range(self._table.rowCount())}
        values = list(DECISIONS) if column.plan else sorted(found - {""})
        chosen = box.currentData()
        box.blockSignals(True)
        box.clear()
        box.addItem(tr("Every {what}", what=tr(column.title).lower()), ALL)
        for value in values:
            box.addItem(value, value)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        box.blockSignals(False)
        self._filtered.keep_only(key, str(box.currentData() or ALL))
