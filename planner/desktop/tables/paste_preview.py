"""Before a paste that needs a look: what is taken, what is not, and why."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.desktop.tables.pasting import Pasting
from planner.desktop.words import tr


class PastePreview(QDialog):
    """Asks whether to paste, with the rejected cells listed."""

    def __init__(self, pasting: Pasting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Paste"))
        self.resize(640, 360)
        box = QVBoxLayout(self)
        summary = QLabel(_summary(pasting))
        summary.setWordWrap(True)
        box.addWidget(summary)
        self.rejects = QTableWidget(len(pasting.prepared.rejected), 4)
        self.rejects.setHorizontalHeaderLabels([tr("Row"), tr("Column"), tr("Text"), tr("Reason")])
        self.rejects.setAccessibleName(tr("Cells that can't be taken"))
        self.rejects.verticalHeader().hide()
        self.rejects.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.rejects.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        for row, (entry, reason) in enumerate(pasting.prepared.rejected):
            for k, text in enumerate((entry.name, tr(entry.column.title), entry.text, reason)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.rejects.setItem(row, k, item)
        self.rejects.setVisible(bool(pasting.prepared.rejected))
        box.addWidget(self.rejects)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("Paste"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box.addWidget(buttons)


def _summary(pasting: Pasting) -> str:
    lines = [tr("{count} cells are taken.", count=pasting.prepared.accepted)]
    if pasting.rows_added:
        lines.append(tr("{count} rows are added.", count=pasting.rows_added))
    if pasting.left_out:
        lines.append(tr("{count} cells lie right of the last column and are left out.", count=pasting.left_out))
    if rejected := len(pasting.prepared.rejected):
        lines.append(
            tr("{count} texts don't fit; they stay in their cells, marked, until you mend them.", count=rejected)
        )
    return " ".join(lines)
