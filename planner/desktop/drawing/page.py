"""The Trade-offs tab: the limits that bind with what they are worth, and charts of the plan."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.desktop.drawing.canvas import Canvas
from planner.desktop.drawing.registry import CHARTS
from planner.desktop.icons import icon
from planner.desktop.tables.columns import number_text
from planner.desktop.theme import SPACE, current
from planner.desktop.words import tr
from planner.domain.plan import Plan


class TradeoffsPage(QWidget):
    """What limits the plan, and pictures of it."""

    chosen = Signal(str)
    """The id of a request whose mark was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: Plan | None = None
        self.binding = QTreeWidget()
        self.binding.setAccessibleName(tr("What binds"))
        self.binding.setHeaderLabels([tr("Limit"), tr("Period"), tr("Used"), tr("Unit"), tr("Price [points]")])
        self.binding.setRootIsDecorated(False)
        self.binding.setUniformRowHeights(True)
        self.binding.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.binding.headerItem().setToolTip(
            4,
            tr("Shadow price: points for one unit more of the limit, at the margin; a re-solve says what it is worth"),
        )
        header = self.binding.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (2, 4):
            self.binding.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
        self.charts = QComboBox()
        self.charts.setAccessibleName(tr("Chart"))
        self.charts.addItems(list(CHARTS))
        self.charts.currentTextChanged.connect(lambda _: self._draw())
        self.canvas = Canvas()
        self.canvas.chosen.connect(self.chosen)
        copy = QPushButton(icon("copy"), tr("Copy chart"))
        copy.clicked.connect(self.canvas.copy)
        bar = QHBoxLayout()
        bar.addWidget(self.charts)
        bar.addStretch()
        bar.addWidget(copy)
        drawn = QWidget()
        box = QVBoxLayout(drawn)
        box.setContentsMargins(SPACE, 0, 0, 0)
        box.addLayout(bar)
        box.addWidget(self.canvas, 1)
        drawn.setVisible(bool(CHARTS))
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self.binding)
        self._splitter.addWidget(drawn)
        self._splitter.setStretchFactor(1, 2)
        hint = QLabel(tr("Here stand the limits that bind, once there is a plan. Press F5 to solve."))
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint.setProperty("role", "quiet")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(hint)
        self._stack.addWidget(self._splitter)
        self._splitter.setContentsMargins(SPACE, SPACE, SPACE, SPACE)

    def show_plan(self, plan: Plan | None) -> None:
        self._plan = plan
        self.binding.clear()
        self._stack.setCurrentIndex(0 if plan is None else 1)
        if plan is None:
            self.canvas.clear()
            return
        columns = ("name", "period", "used", "unit", "price_points", "sentence")
        for name, period, used, unit, price, sentence in zip(*(plan.binding[c].tolist() for c in columns), strict=True):
            shown = [name, period, number_text(used, 2), unit, f"{price:.3g}"]
            item = QTreeWidgetItem(self.binding, shown)
            item.setToolTip(0, sentence)
            for column in (2, 4):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._draw()

    def showEvent(self, event: object) -> None:
        """What is not looked at is not drawn."""
        self._draw()

    def _draw(self) -> None:
        chart = CHARTS.get(self.charts.currentText())
        if self._plan is not None and chart is not None and self.isVisible():
            self.canvas.show_drawing(chart(self._plan, current()), self.charts.currentText())
