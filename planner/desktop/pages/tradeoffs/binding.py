"""What binds, as a table: each limit with what it is worth at the margin."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem

from planner.desktop.look.numbers import number_text
from planner.desktop.look.read_table import ReadColumn, ReadTable
from planner.desktop.look.read_view import ReadList
from planner.desktop.look.words import tr
from planner.desktop.look.wrapped import Roomy
from planner.domain.plan import Plan
from planner.words.amounts import figure

HIGH, BESIDE = 26, 16
"""Height of a row, and the room between columns [px]."""
BLOCKS = ((1, ""), (10, "10"), (100, "100"), (1e3, "1,000"), (1e6, "1 M"), (1e9, "1 G"))
"""Amounts that a price is said of, so that it has few digits behind the point."""

type Bound = dict[str, Any]
"""A row of ``plan.binding``, and the ``title`` of what binds."""


class BindingTable(ReadList[Bound]):
    """The limits that a plan reaches, the dearest first."""

    chosen = Signal(str, str)
    """What a limit is one of (pool, on demand, people, rule), and its name."""

    def __init__(self) -> None:
        super().__init__(ReadTable(), tr("What binds"))
        self.setItemDelegate(Roomy(self, BESIDE))
        self.verticalHeader().setDefaultSectionSize(HIGH)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setStretchLastSection(True)
        self.selectionModel().currentChanged.connect(self._choose)

    def show_plan(self, plan: Plan) -> None:
        self.table.show_rows(_columns(), _bound(plan), tr("No limit binds."))

    def sizeHintForColumn(self, column: int) -> int:
        """Of the widest text: to lay out each of them would take longer than all else."""
        wide, rows = self.fontMetrics().horizontalAdvance, range(self.table.rowCount())
        widest = max(rows, key=lambda row: wide(self.table.text(row, column)), default=0)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        return self.itemDelegate().sizeHint(option, self.table.index(widest, column)).width()

    def _choose(self, now: QModelIndex, before: QModelIndex) -> None:
        row = self.table.row(now)
        if row is not None and now.row() != before.row():
            self.chosen.emit(row["kind"], row["name"])


def _columns() -> list[ReadColumn[Bound]]:
    margin = tr(
        "At the margin: what a very small step of the limit is worth, for each unit of it. A real step may be worth "
        "less, or nothing: select the limit, and Why? tells what one is worth."
    )

    def used(row: Bound) -> str:
        return f"{number_text(row['used'], 2)} {row['unit']}"

    def price(row: Bound) -> str:
        return price_text(row["price_points"], row["unit"])

    def said(row: Bound) -> str:
        return str(row["sentence"])

    return [
        ReadColumn(tr("Limit"), lambda row: str(row["title"]), hint=said),
        ReadColumn(tr("Period"), lambda row: str(row["period"]), hint=said),
        ReadColumn(tr("Used"), used, hint=said, at_right=True),
        ReadColumn(tr("Shadow price"), price, hint=said, tip=margin, at_right=True),
    ]


def _bound(plan: Plan) -> list[Bound]:
    pools = plan.scenario.pool_by_id
    found = plan.tables.binding.records("kind", "name", "period", "used", "unit", "price_points", "sentence")
    for row in found:
        title = pools[row["name"]].title if row["name"] in pools else row["name"]
        row["title"] = tr("{pool}, rented", pool=title) if row["kind"] == "on demand" else title
    return found


def price_text(price: float, unit: str) -> str:
    """``2.77 points per 1 M USD``: of so many units that the figure can be read."""
    if abs(price) < 1e-12 or not math.isfinite(price):
        return tr("nothing at the margin")
    size, block = next((pair for pair in BLOCKS if abs(price) * pair[0] >= 0.1), BLOCKS[-1])
    sign, unit = "−" if price < 0 else "", "GPUs" if unit == "GPU" and size > 1 else unit
    return tr(
        "{points} points per {block}", points=f"{sign}{figure(abs(price) * size)}", block=f"{block} {unit}".strip()
    )
