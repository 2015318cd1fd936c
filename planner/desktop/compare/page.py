"""The Compare tab: figures, moves and input of the ticked scenarios, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLabel,
    QScrollArea,
    QSplitter,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.desktop.compare.charts import ComparedCharts
from planner.desktop.compare.differences import Row, figure_rows, input_rows, moved_rows
from planner.desktop.document import Document
from planner.desktop.jobs import Jobs
from planner.desktop.theme import SPACE
from planner.desktop.words import tr


class ComparePage(QWidget):
    """Two or more scenarios side by side: tables at the left, charts at the right."""

    chosen = Signal(str)
    """The id of a request whose mark was clicked."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tables: dict[str, QTableWidget] = {}
        self.hint = QLabel()
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setProperty("role", "quiet")
        self.hint.setWordWrap(True)
        self._listed = QScrollArea()
        self._listed.setWidgetResizable(True)
        self._listed.setFrameShape(QFrame.Shape.NoFrame)
        self._listed.setAccessibleName(tr("Compare"))
        self.charts = ComparedCharts(jobs)
        self.charts.chosen.connect(self.chosen)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._listed)
        split.addWidget(self.charts)
        split.setContentsMargins(0, SPACE, SPACE, SPACE)
        split.setSizes([500, 500])
        self._split = split
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.hint)
        self._stack.addWidget(split)
        self.show_documents([])

    def show_documents(self, documents: Sequence[Document]) -> None:
        """Compare these with the first of them; those without a plan are left out until they have one."""
        solved = [document for document in documents if document.plan is not None]
        self.tables = {}
        if len(solved) < 2:
            waiting = len(documents) >= 2
            self.hint.setText(
                tr("These have no plan yet.")
                if waiting
                else tr("Tick two or more scenarios in the tree at the left to compare them.")
            )
            self._stack.setCurrentWidget(self.hint)
            return
        plans = [document.plan for document in solved if document.plan is not None]
        titles = [document.name for document in solved]
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        box.setSpacing(SPACE)
        scenarios = [plan.scenario for plan in plans]
        self._section(box, tr("Key figures"), tr("Figure"), titles, figure_rows(plans), True)
        self._section(box, tr("What differs in the input"), tr("Field"), titles, input_rows(scenarios))
        self._section(box, tr("Who moved"), tr("Request"), titles, moved_rows(plans))
        box.addStretch()
        self._listed.setWidget(body)
        self._stack.setCurrentWidget(self._split)
        self.charts.show_plans(titles, plans)

    def _section(
        self, box: QVBoxLayout, title: str, first: str, titles: list[str], rows: list[Row], numbers: bool = False
    ) -> None:
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        box.addWidget(heading)
        if not rows:
            nothing = QLabel(tr("No difference."))
            nothing.setProperty("role", "quiet")
            box.addWidget(nothing)
            return
        table = QTableWidget(len(rows), len(titles) + 1)
        table.setAccessibleName(title)
        table.setHorizontalHeaderLabels([first, *titles])
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(27)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setTabKeyNavigation(False)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if numbers and c:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                table.setItem(r, c, item)
        table.setFixedHeight(27 * len(rows) + table.horizontalHeader().sizeHint().height() + 4)
        self.tables[title] = table
        box.addWidget(table)
