"""The Compare tab: figures, input, moves, causes and regret of the ticked scenarios."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QSplitter,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QWidget,
)

from planner.desktop.compare.charts import CAUSES, FIGURES, MOVES, REGRET, Compared, ComparedChart
from planner.desktop.compare.differences import Row, figure_rows, input_rows, moved_rows
from planner.desktop.document import Document
from planner.desktop.jobs import Jobs
from planner.desktop.theme import SPACE, current
from planner.desktop.words import tr
from planner.domain.plan import DECISIONS

ROW = 27
"""Height of a row [px]."""
ID = Qt.ItemDataRole.UserRole


class ComparePage(QWidget):
    """Two or more scenarios side by side, the first with all others."""

    chosen = Signal(str)
    """The id of a request that was clicked."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.compared = Compared(jobs, self)
        self.figures, self.input, self.moved = (
            _table(tr("Key figures")),
            _table(tr("What differs in the input")),
            _table(tr("Who moved")),
        )
        self.charts = {
            kind: ComparedChart(kind, self.compared, said)
            for kind, said in (
                (FIGURES, ""),
                (MOVES, ""),
                (CAUSES, tr("What each difference of the input caused, from the first scenario to the second.")),
                (REGRET, tr("What each plan would lose where another scenario came true.")),
            )
        }
        for chart in self.charts.values():
            chart.chosen.connect(self.chosen)
        self.moved.itemSelectionChanged.connect(self._choose)
        self.hint = QLabel()
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setProperty("role", "quiet")
        self.hint.setWordWrap(True)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(tr("Compare"))
        self.tabs.addTab(_above(self.figures, self.charts[FIGURES]), tr("Key figures"))
        self.tabs.addTab(self.input, tr("What differs in the input"))
        self.tabs.addTab(_above(self.moved, self.charts[MOVES]), tr("Who moved"))
        self.tabs.addTab(self.charts[CAUSES], tr("What caused it"))
        self.tabs.addTab(self.charts[REGRET], tr("Regret"))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.hint)
        self._stack.addWidget(self.tabs)
        self.show_documents([])

    def show_documents(self, documents: Sequence[Document]) -> None:
        """Compare these with the first of them; those without a plan are left out until they have one."""
        pairs = [(document.name, document.plan) for document in documents if document.plan is not None]
        if len(pairs) < 2:
            self.hint.setText(
                tr("These have no plan yet.")
                if len(documents) >= 2
                else tr("Tick two or more scenarios in the tree at the left to compare them.")
            )
            self._stack.setCurrentWidget(self.hint)
            return
        titles, plans = [name for name, _ in pairs], [plan for _, plan in pairs]
        _fill(self.figures, [tr("Figure"), *titles], figure_rows(plans), at_right=True)
        _fill(self.input, [tr("Field"), *titles], input_rows([plan.scenario for plan in plans]))
        _fill(self.moved, [tr("Request"), *titles, tr("Why")], moved_rows(plans), wide_last=True)
        self._stack.setCurrentWidget(self.tabs)
        self.compared.show_plans(titles, plans)

    def _choose(self) -> None:
        item = self.moved.item(self.moved.currentRow(), 0)
        if item is not None and item.data(ID):
            self.chosen.emit(item.data(ID))


def _above(table: QTableWidget, chart: ComparedChart) -> QSplitter:
    split = QSplitter(Qt.Orientation.Vertical)
    split.addWidget(table)
    split.addWidget(chart)
    split.setStretchFactor(1, 1)
    split.setSizes([ROW * 8, 400])
    split.setContentsMargins(0, SPACE, 0, 0)
    return split


def _table(title: str) -> QTableWidget:
    table = QTableWidget()
    table.setAccessibleName(title)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    return table


def _fill(
    table: QTableWidget, titles: list[str], rows: Sequence[Row], *, at_right: bool = False, wide_last: bool = False
) -> None:
    blocked = table.blockSignals(True)
    table.setRowCount(max(len(rows), 1))
    table.setColumnCount(len(titles))
    nothing = Row("", (tr("No difference."), *("" for _ in titles[1:])))
    for r, row in enumerate(rows or [nothing]):
        for c, text in enumerate(row.cells):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            item.setData(ID, row.name)
            item.setTextAlignment(_side(at_right and c > 0))
            if c > 0 and (decision := text.partition(" ")[0]) in DECISIONS:
                item.setForeground(QColor(current().decision(decision)))
            table.setItem(r, c, item)
    for c in range(len(titles)):
        head = QTableWidgetItem(titles[c])
        head.setTextAlignment(_side(at_right and c > 0))
        head.setToolTip(titles[c])
        table.setHorizontalHeaderItem(c, head)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setMaximumSectionSize(420)
    stretched = [len(titles) - 1] if wide_last else range(1, len(titles))
    for c in stretched:
        header.setSectionResizeMode(c, QHeaderView.ResizeMode.Stretch)
    table.blockSignals(blocked)


def _side(at_right: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
