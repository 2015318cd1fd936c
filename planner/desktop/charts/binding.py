"""What binds, as a table: each limit with what it is worth at the margin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from planner.desktop.numbers import number_text
from planner.desktop.words import tr
from planner.domain.plan import Plan

KIND = Qt.ItemDataRole.UserRole
COLUMNS = ("kind", "name", "period", "used", "unit", "price_points", "sentence")
NUMBERS, SENTENCE = (2, 4), 5
"""Columns on screen: those that stand at the right, and the one in words."""


class BindingTable(QTreeWidget):
    """The limits that a plan reaches, the dearest first."""

    chosen = Signal(str, str)
    """What a limit is one of (pool, on demand, people, rule), and its name."""

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
        self.currentItemChanged.connect(self._choose)
        header.setSectionResizeMode(SENTENCE, QHeaderView.ResizeMode.Stretch)

    def show_plan(self, plan: Plan) -> None:
        self.clear()
        for kind, *cells, price, sentence in zip(*(plan.binding[name].tolist() for name in COLUMNS), strict=True):
            name, period, used, unit = cells
            item = QTreeWidgetItem(self, [name, period, number_text(used, 2), unit, f"{price:.3g}", sentence])
            item.setData(0, KIND, kind)
            item.setToolTip(SENTENCE, sentence)
            for column in NUMBERS:
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if not self.topLevelItemCount():
            QTreeWidgetItem(self, [tr("No limit binds.")])

    def _choose(self, now: QTreeWidgetItem | None, before: QTreeWidgetItem | None) -> None:
        if now is not None and now.data(0, KIND):
            self.chosen.emit(now.data(0, KIND), now.text(0))
