"""A few rows of texts in a dialog, to be looked at before something is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from planner.desktop.look.index import AT_LEFT, AT_RIGHT
from planner.letters import isolated, one_line


def laid_out(table: QTableWidget, called: str, heads: Sequence[str], stretched: int, widths: Mapping[int, int]) -> None:
    """Heads, and how wide columns are [px]; the stretched one takes what is left. Nothing is edited."""
    table.setColumnCount(len(heads))
    table.setHorizontalHeaderLabels([*heads])
    table.horizontalHeader().setDefaultAlignment(AT_LEFT)
    table.setWordWrap(False)
    table.setAccessibleName(called)
    table.verticalHeader().hide()
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.horizontalHeader().setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    for column, width in widths.items():
        table.setColumnWidth(column, width)


def text_item(text: str) -> QTableWidgetItem:
    """A cell with a text in one line, whole where the mouse rests."""
    shown = isolated(one_line(text))
    item = QTableWidgetItem(shown)
    item.setToolTip(shown)
    return item


class TextTable(QTableWidget):
    """Texts in rows; from a column on they are figures, and stand at the right."""

    def __init__(
        self,
        called: str,
        heads: Sequence[str],
        stretched: int,
        widths: Mapping[int, int] | None = None,
        figures_from: int | None = None,
        *,
        wraps: bool = False,
    ) -> None:
        """``wraps``: long texts go on in further lines; else they are cut, and whole where the mouse rests."""
        super().__init__()
        laid_out(self, called, heads, stretched, widths or {})
        if wraps:
            self.setWordWrap(True)
            self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._figures_from = len(heads) if figures_from is None else figures_from
        for column in range(self._figures_from, len(heads)):
            self.model().setHeaderData(column, Qt.Orientation.Horizontal, AT_RIGHT, Qt.ItemDataRole.TextAlignmentRole)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Other rows."""
        self.setRowCount(len(rows))
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                item = text_item(text)
                if column >= self._figures_from:
                    item.setTextAlignment(AT_RIGHT)
                self.setItem(row, column, item)
