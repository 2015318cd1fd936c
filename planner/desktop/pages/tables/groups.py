"""Requests by team, product or decision, with what each group asks for and gets; only those that pass the filter."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from planner.desktop.look.combo import Combo
from planner.desktop.look.numbers import compact, whole_percent
from planner.desktop.look.read_table import ReadColumn, ReadTable
from planner.desktop.look.read_view import ReadView
from planner.desktop.look.theme import current
from planner.desktop.look.words import tr
from planner.desktop.pages.tables.filtering import FilteredTable
from planner.domain.plan import DECISIONS, Plan
from planner.domain.request import Request

NONE = ""
"""By what is grouped where nothing is."""
BY = ("team", "product", "decision")
OPEN, SHUT, INSIDE = "▾ ", "▸ ", "      "
"""Before what a line is called."""


@dataclass(frozen=True)
class Line:
    """A group, all groups together, or one request of an open group."""

    title: str
    request: str = ""
    """The id of the request; of a group none."""
    decision: str = ""
    """Of a request; of one that the plan does not know yet none."""
    count: int = 1
    decided: tuple[int, ...] = ()
    """Of a group: how many there are of each decision."""
    value: float = 0.0
    """When served in full [points]."""
    captured: float = 0.0
    """[points]"""
    given: float = 0.0
    """[GPU·h]"""
    cost: float = 0.0
    """[currency]"""
    group: str | None = None
    """Of a group: the team, product or decision; None of a request, and of all together."""
    is_open: bool = False


def grouped(requests: Sequence[Request], plan: Plan | None, by: str, open_groups: frozenset[str]) -> list[Line]:
    """All together, then each group, the one that is worth most first, with its requests where it is open."""
    rows = _rows(plan) if plan is not None else {}
    lines: dict[str, list[Line]] = {}
    for request in requests:
        row = rows.get(request.id, {})
        key = str(row.get("decision", "")) if by == "decision" else str(getattr(request, by))
        lines.setdefault(key, []).append(_line(request, row))
    every = [line for group in lines.values() for line in group]
    found = [_summed(tr("All shown"), every)]
    for key in sorted(lines, key=lambda key: _place(key, by, lines[key])):
        title = key or (tr("not in the plan yet") if by == "decision" else tr("without {what}", what=tr(by)))
        found.append(replace(_summed(title, lines[key]), group=key, is_open=key in open_groups))
        if key in open_groups:
            found += sorted(lines[key], key=lambda line: (-line.value, line.title))
    return found


def _place(key: str, by: str, lines: Sequence[Line]) -> tuple[float, str]:
    """Decisions in their own order, all else by worth."""
    if by == "decision":
        return (float(DECISIONS.index(key)) if key in DECISIONS else math.inf, key)
    return (-math.fsum(line.value for line in lines), key)


def _rows(plan: Plan) -> dict[str, dict[str, Any]]:
    names = ("id", "decision", "value_points", "captured_points", "given_gpu_hours", plan.cost_column)
    return {
        name: {"decision": decision, "amounts": amounts}
        for name, decision, *amounts in plan.tables.requests.rows(*names)
    }


def _line(request: Request, row: dict[str, Any]) -> Line:
    if not row:
        return Line(request.title, request.id)
    value, captured, given, cost = (0.0 if math.isnan(amount) else amount for amount in row["amounts"])
    return Line(request.title, request.id, row["decision"], 1, (), value, captured, given, cost)


def _summed(title: str, lines: Sequence[Line]) -> Line:
    def total(name: str) -> float:
        return math.fsum(getattr(line, name) for line in lines)

    decided = tuple(sum(line.decision == decision for line in lines) for decision in DECISIONS)
    amounts = total("value"), total("captured"), total("given"), total("cost")
    return Line(title, "", "", len(lines), decided, *amounts)


def columns(plan: Plan | None, by: str) -> list[ReadColumn[Line]]:
    """What is said of each group and of each request."""
    currency = plan.scenario.currency if plan is not None else ""
    found = [
        _column(tr({"team": "Team", "product": "Product"}.get(by, "Decision")), _title, width=210),
        _column(tr("Requests"), lambda line: "" if line.request else str(line.count), width=76),
        _column(tr("Value [points]"), lambda line: f"{line.value:,.2f}", width=104),
        _column(tr("Captured [points]"), lambda line: f"{line.captured:,.2f}", width=124),
        _column(tr("Captured"), _part, tip=tr("Part of the value that the plan captures"), width=80),
        *(
            _column(
                tr(decision),
                partial(_decided, k, decision),
                tip=tr("How many requests the plan decides so"),
                width=66,
            )
            for k, decision in enumerate(DECISIONS)
        ),
        _column(tr("Given [GPU·h]"), lambda line: compact(line.given), width=104),
        _column(tr("Cost") + (f" [{currency}]" if currency else ""), lambda line: compact(line.cost)),
    ]
    return [replace(found[0], at_right=False), *found[1:]]


def _column(title: str, text: Any, *, tip: str = "", width: int = 96) -> ReadColumn[Line]:
    return ReadColumn[Line](title, text, tip=tip, at_right=True, width=width, ground=_ground, ink=_ink)


def _title(line: Line) -> str:
    if line.request:
        return INSIDE + line.title
    return line.title if line.group is None else (OPEN if line.is_open else SHUT) + line.title


def _decided(at: int, decision: str, line: Line) -> str:
    if line.request:
        return "●" if line.decision == decision else ""
    return str(line.decided[at]) if line.decided[at] else "–"


def _part(line: Line) -> str:
    return whole_percent(line.captured / line.value) if line.value > 0 else "–"


def _ground(line: Line) -> str:
    return current().raised if line.group is None and not line.request else ""


def _ink(line: Line) -> str:
    return current().quiet if line.request else ""


class GroupView(ReadView[Line]):
    """The groups on screen: Return, a double click, and the arrows to the right and left open and shut them."""

    chosen = Signal(str)
    """The id of the request under the cursor."""

    def __init__(self) -> None:
        super().__init__(ReadTable[Line](), tr("Requests by group"))
        self._shown: tuple[Sequence[Request], Plan | None, str] = (), None, BY[0]
        self._open: frozenset[str] = frozenset()
        self.selectionModel().currentChanged.connect(self._say_chosen)
        self.doubleClicked.connect(lambda _: self._turn())

    def show_groups(self, requests: Sequence[Request], plan: Plan | None, by: str) -> None:
        """Group some requests; what was open stays open, and the cursor where it is."""
        had, row = self.table.columnCount(), self.currentIndex().row()
        if by != self._shown[2]:
            self._open = frozenset()
        self._shown = requests, plan, by
        self.table.show_rows(columns(plan, by), grouped(requests, plan, by, self._open))
        if self.table.columnCount() != had:
            for k, column in enumerate(self.table.columns):
                self.setColumnWidth(k, column.width)
        blocked = self.selectionModel().blockSignals(True)
        self.setCurrentIndex(self.table.index(min(max(row, 0), self.table.rowCount() - 1), 0))
        self.selectionModel().blockSignals(blocked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.current_row
        keys = {int(Qt.Key.Key_Right): False, int(Qt.Key.Key_Left): True}
        is_turn = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if line is not None and line.group is not None and (is_turn or keys.get(event.key()) is line.is_open):
            self._turn()
        else:
            super().keyPressEvent(event)

    def _turn(self) -> None:
        """Open the group under the cursor, or shut it."""
        line = self.current_row
        if line is not None and line.group is not None:
            self._open ^= {line.group}
            self.show_groups(*self._shown)

    def _say_chosen(self, now: QModelIndex, before: QModelIndex) -> None:
        line = self.table.row(now)
        if line is not None and line.request and now.row() != before.row():
            self.chosen.emit(line.request)


class Grouping(QObject):
    """By what a table's rows are grouped, and their groups, of the rows that pass the filter and the plan shown."""

    changed = Signal()
    """Rows are grouped otherwise, or no more."""

    def __init__(self, filtered: FilteredTable, owner: QObject) -> None:
        super().__init__(owner)
        self._filtered = filtered
        self.view, self.by = GroupView(), Combo(tr("Group rows"), letters=9)
        self.by.setToolTip(tr("Group rows, with totals of those that pass the filter"))
        names = {"team": tr("By team"), "product": tr("By product"), "decision": tr("By decision")}
        self.by.offer([(NONE, tr("Not grouped")), *((by, names[by]) for by in BY)])
        self.by.currentIndexChanged.connect(lambda _: self._follow())
        self.by.currentIndexChanged.connect(lambda _: self.changed.emit())
        for signal in (filtered.layoutChanged, filtered.modelReset, filtered.table.dataChanged):
            signal.connect(self._follow)

    @property
    def is_on(self) -> bool:
        return bool(self.by.value)

    def end(self) -> None:
        """Show rows one by one."""
        self.by.choose(NONE)

    def _follow(self) -> None:
        if self.is_on:
            filtered, table = self._filtered, self._filtered.table
            rows = (filtered.mapToSource(filtered.index(row, 0)).row() for row in range(filtered.rowCount()))
            self.view.show_groups([table.element(row) for row in rows], table.document.shown_plan, self.by.value)
