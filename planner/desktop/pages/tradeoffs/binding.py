"""What binds, as a table: each limit with what it is worth at the margin."""

from __future__ import annotations

import math

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from planner.desktop.look.numbers import number_text
from planner.desktop.look.words import tr
from planner.domain.plan import Plan
from planner.words.amounts import figure

KIND, NAME = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
COLUMNS = ("kind", "name", "period", "used", "unit", "price_points", "sentence")
NUMBERS = (2, 3)
"""Columns that stand at the right."""
ROW, BESIDE = 26, 16
"""Height of a row, and the room between columns [px]."""
BLOCKS = ((1, ""), (10, "10"), (100, "100"), (1e3, "1,000"), (1e6, "1 M"), (1e9, "1 G"))
"""Amounts that a price is said of, so that it has few digits behind the point."""


class Roomy(QStyledItemDelegate):
    """Rows that are easy to tell apart."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + BESIDE, max(hint.height(), ROW))


class BindingTable(QTreeWidget):
    """The limits that a plan reaches, the dearest first."""

    chosen = Signal(str, str)
    """What a limit is one of (pool, on demand, people, rule), and its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("What binds"))
        self.setHeaderLabels([tr("Limit"), tr("Period"), tr("Used"), tr("Shadow price")])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setItemDelegate(Roomy(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.headerItem().setToolTip(
            3,
            tr(
                "At the margin: what a very small step of the limit is worth, for each unit of it. A real step may be "
                "worth less, or nothing: select the limit, and Why? tells what one is worth."
            ),
        )
        for column in NUMBERS:
            self.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(self._choose)

    def show_plan(self, plan: Plan) -> None:
        blocked = self.blockSignals(True)
        self.clear()
        pools = plan.scenario.pool_by_id
        for kind, name, period, used, unit, price, sentence in zip(
            *(plan.binding[column].tolist() for column in COLUMNS), strict=True
        ):
            title = pools[name].title if name in pools else name
            shown = tr("{pool}, rented", pool=title) if kind == "on demand" else title
            item = QTreeWidgetItem(self, [shown, period, f"{number_text(used, 2)} {unit}", price_text(price, unit)])
            item.setData(0, KIND, kind)
            item.setData(0, NAME, name)
            for column in range(self.columnCount()):
                item.setToolTip(column, sentence)
            for column in NUMBERS:
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if not self.topLevelItemCount():
            QTreeWidgetItem(self, [tr("No limit binds.")])
        self.blockSignals(blocked)

    def _choose(self, now: QTreeWidgetItem | None, before: QTreeWidgetItem | None) -> None:
        if now is not None and now.data(0, KIND):
            self.chosen.emit(now.data(0, KIND), now.data(0, NAME))


def price_text(price: float, unit: str) -> str:
    """``2.77 points per 1 M USD``: of so many units that the figure can be read."""
    if abs(price) < 1e-12 or not math.isfinite(price):
        return tr("nothing at the margin")
    size, block = next((pair for pair in BLOCKS if abs(price) * pair[0] >= 0.1), BLOCKS[-1])
    sign = "−" if price < 0 else ""
    return tr(
        "{points} points per {block}", points=f"{sign}{figure(abs(price) * size)}", block=f"{block} {unit}".strip()
    )
