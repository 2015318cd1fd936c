"""What binds, as a table: each limit with what it is worth at the margin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from planner.desktop.tables.columns import number_text
from planner.desktop.words import tr
from planner.domain.plan import Plan

COLUMNS = ("name", "period", "used", "unit", "price_points", "sentence")
NUMBERS = (2, 4)
"""Columns on screen that stand at the right."""


class BindingTable(QTreeWidget):
    """The limits that a plan reaches, the dearest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("What binds"))
        self.setHeaderLabels([tr("Limit"), tr("Period"), tr("Used"), tr("Unit"), tr("Price [points]"), tr("In words")])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.headerItem().setToolTip(
            4,
            tr("Shadow price: points for one unit more of the limit, at the margin; a re-solve says what it is worth"),
        )
        for column in NUMBERS:
            self.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)

    def show_plan(self, plan: Plan) -> None:
        self.clear()
        for *cells, price, sentence in zip(*(plan.binding[name].tolist() for name in COLUMNS), strict=True):
            name, period, used, unit = cells
            item = QTreeWidgetItem(self, [name, period, number_text(used, 2), unit, f"{price:.3g}", sentence])
            item.setToolTip(len(COLUMNS) - 1, sentence)
            for column in NUMBERS:
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if not self.topLevelItemCount():
            QTreeWidgetItem(self, [tr("No limit binds.")])
