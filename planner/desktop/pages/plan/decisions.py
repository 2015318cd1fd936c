"""The Plan tab's rows: every request in priority order, with its decision and the reason."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QBrush, QColor

from planner.desktop.fields.index_text import index_text
from planner.desktop.look.index import Index
from planner.desktop.look.numbers import number_text
from planner.desktop.look.theme import current
from planner.desktop.look.words import tr
from planner.domain.plan import Plan

Role = Qt.ItemDataRole
VALUE_ROLE = Role.UserRole + 1
CUT_ROLE = Role.UserRole + 2
"""Whether the cut line runs below this row."""
DECISION_ROLE = Role.UserRole + 3
"""The decision whose colour a bar has; none while the plan is stale."""
_NOWHERE = QModelIndex()
CUT = 1.0
"""The index at which a request earns exactly what its GPUs would earn elsewhere."""


@dataclass(frozen=True)
class PlanColumn:
    """A column of ``plan.requests`` on screen."""

    name: str
    title: str
    tip: str
    unit: str = ""
    number: bool = True
    width: int = 90


COLUMNS = (
    PlanColumn("rank", "Rank", "Priority: value per scarce GPU, highest first", width=52),
    PlanColumn("name", "Request", "The request", number=False, width=226),
    PlanColumn("decision", "Decision", "fund: full share · trim: a part · defer: later than asked · decline: nothing",
               number=False, width=84),
    PlanColumn("share", "Share", "Part of its demand that is served", width=116),
    PlanColumn("scarcity_index", "Index", "Value ÷ opportunity cost; above 1 it earns its GPUs", width=64),
    PlanColumn("value_points", "Value", "What it would bring when served in full", "points", width=104),
    PlanColumn("captured_points", "Captured", "What the plan captures of it", "points", width=126),
    PlanColumn("team", "Team", "Team that asks", number=False, width=100),
    PlanColumn("option", "Option", "The way in which it is served", number=False, width=90),
    PlanColumn("given_gpu_hours", "Given", "GPU-hours that it is given", "GPU·h", width=116),
    PlanColumn("cost", "Cost", "What serving it costs", "currency", width=116),
    PlanColumn("reason", "Reason", "Why it is decided so", number=False, width=420),
)  # fmt: skip


class DecisionTable(QAbstractTableModel):
    """A plan's requests as rows. What changed since the plan before is marked."""

    def __init__(self, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._rows: list[dict[str, Any]] = []
        self._before: dict[str, tuple[str, float]] = {}
        self._currency = ""
        self.is_stale = False

    def show_plan(self, plan: Plan | None, before: Plan | None) -> None:
        self.beginResetModel()
        self._rows, self._before = [], {}
        if plan is not None:
            names = ("id", *(column.name for column in COLUMNS))
            values = (plan.requests[plan.cost_column if name == "cost" else name].tolist() for name in names)
            self._rows = [dict(zip(names, row, strict=True)) for row in zip(*values, strict=True)]
            self._currency = plan.scenario.currency
        if before is not None:
            columns = (before.requests[name].tolist() for name in ("id", "decision", "share"))
            self._before = {name: (decision, share) for name, decision, share in zip(*columns, strict=True)}
        self.endResetModel()

    def set_stale(self, is_stale: bool) -> None:
        """Whether the rows are of another scenario than the one that is open."""
        if is_stale != self.is_stale and self._rows:
            self.is_stale = is_stale
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(COLUMNS) - 1))
        self.is_stale = is_stale

    def request(self, row: int) -> str:
        return str(self._rows[row]["id"])

    def row_of(self, request: str) -> int:
        return next((k for k, row in enumerate(self._rows) if row["id"] == request), -1)

    @property
    def cut_row(self) -> int:
        """The last row whose index reaches 1, or -1."""
        reaching = [k for k, row in enumerate(self._rows) if row["scarcity_index"] >= CUT]
        return reaching[-1] if reaching and len(reaching) < len(self._rows) else -1

    def change(self, row: int) -> str:
        """What the last edit did to a request: ``decline before``; nothing where it is as before."""
        now = self._rows[row]
        if not self._before:
            return ""
        if now["id"] not in self._before:
            return tr("not there before")
        decision, share = self._before[now["id"]]
        if decision == now["decision"] and abs(share - now["share"]) < 5e-4:
            return ""
        return tr("{decision} {share} before", decision=decision, share=f"{share:.0%}".replace("%", " %"))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        unit = self._currency if column.unit == "currency" else column.unit
        match role:
            case Role.DisplayRole:
                return tr(column.title) + (f" [{unit}]" if unit else "")
            case Role.ToolTipRole:
                return tr(column.tip)
            case Role.TextAlignmentRole:
                return _alignment(column)
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, row = COLUMNS[index.column()], self._rows[index.row()]
        value = row[column.name]
        match role:
            case Role.DisplayRole:
                return _shown(column.name, value, row)
            case Role.TextAlignmentRole:
                return _alignment(column)
            case Role.ToolTipRole:
                change = self.change(index.row()) if column.name in ("decision", "share") else ""
                return change or (str(value) if column.name in ("reason", "name") else "")
            case Role.ForegroundRole:
                return self._ink(column.name, row)
            case Role.BackgroundRole:
                changed = column.name in ("decision", "share") and self.change(index.row())
                return QBrush(QColor(current().changed_surface)) if changed and not self.is_stale else None
        if role == CUT_ROLE:
            return index.row() == self.cut_row
        if role == DECISION_ROLE:
            return "" if self.is_stale else row["decision"]
        return value if role == VALUE_ROLE else None

    def _ink(self, column: str, row: dict[str, Any]) -> QBrush | None:
        theme = current()
        if self.is_stale:
            return QBrush(QColor(theme.quiet))
        return QBrush(QColor(theme.decision(row["decision"]))) if column == "decision" else None


def _shown(column: str, value: Any, row: dict[str, Any]) -> str:
    if column == "name":
        return str(value or row["id"])
    if column == "scarcity_index":
        return index_text(value)
    if column == "share":
        return f"{value:.0%}".replace("%", " %")
    if column in ("value_points", "captured_points"):
        return f"{value:,.2f}"
    if isinstance(value, float):
        return "–" if math.isnan(value) else number_text(round(value, 2) if abs(value) < 1000 else round(value), 2)
    return str(value)


def _alignment(column: PlanColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
