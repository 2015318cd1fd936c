"""The selected rows of a table that is only read, on the clipboard as cells for a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView

from planner.files.clipboard import write_cells


def copy_rows(view: QAbstractItemView) -> None:
    """The selected rows, or all where none is selected, under their titles; columns that hold nothing are left out."""
    content, root = view.model(), QModelIndex()
    chosen = sorted({index.row() for index in view.selectionModel().selectedIndexes()})
    columns = range(content.columnCount(root))
    titles = [" ".join(str(content.headerData(column, Qt.Orientation.Horizontal) or "").split()) for column in columns]
    rows = [
        [str(content.index(row, column, root).data() or "") for column in columns]
        for row in chosen or range(content.rowCount(root))
    ]
    kept = [column for column in columns if titles[column]]
    QGuiApplication.clipboard().setText(write_cells([[line[k] for k in kept] for line in (titles, *rows)]))
