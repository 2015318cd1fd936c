"""The Compare tab: figures, input, moves, causes and regret of the ticked scenarios."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QWidget

from planner.charts.catalogue import KINDS
from planner.desktop.look.labels import Remark, hint
from planner.desktop.look.layouts import column_of
from planner.desktop.look.theme import ROW, SPACE
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.jobs import Jobs
from planner.desktop.open.settings import Settings
from planner.desktop.open.standing import standing
from planner.desktop.pages.compare.charts import CAUSES, FIGURES, MOVES, REGRET, ComparedChart
from planner.desktop.pages.compare.compared import Compared
from planner.desktop.pages.compare.differences import counted_otherwise, figure_rows, input_rows, moved_rows
from planner.desktop.pages.compare.tables import Column, RowTable
from planner.domain.plan import Plan
from planner.tradeoffs.several_scenarios.measuring import on_one_yardstick


class ComparePage(QWidget):
    """Two or more scenarios side by side, the first with all others."""

    chosen = Signal(str, str)
    """Kind and name of what was clicked."""
    scenario_wanted = Signal(object)
    """The file of a scenario whose bar was clicked."""

    def __init__(self, jobs: Jobs, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._documents: tuple[Document, ...] = ()
        self.compared = Compared(jobs, self)
        self.figures, self.input, self.moved = (
            RowTable(tr("Key figures"), at_right=True),
            RowTable(tr("What differs in the input")),
            RowTable(tr("Who moved"), wraps=True),
        )
        self.charts = {
            kind: ComparedChart(kind, self.compared, jobs, settings, _caption(kind))
            for kind in (FIGURES, MOVES, CAUSES, REGRET)
        }
        for chart in self.charts.values():
            chart.chosen.connect(self._choose)
        self.moved.chosen.connect(lambda name: self.chosen.emit("request", name))
        self.hint, self.state = hint(), Remark("warn")
        self.tabs, self._stack = QTabWidget(), QStackedWidget()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show)
        self._lay_out()
        self.show_documents([])

    def show_documents(self, documents: Sequence[Document]) -> None:
        """Compare these with the first of them, now or when the tab is looked at."""
        for document in self._documents:
            document.changed.disconnect(self._soon.start)
        self._documents = tuple(documents)
        for document in documents:
            document.changed.connect(self._soon.start)
        self._show()

    def redraw(self) -> None:
        """Decisions and charts in the theme's colours."""
        self._show()
        for chart in self.charts.values():
            chart.view.redraw()

    def copy(self) -> None:
        """The selected rows of the table in front, or the chart, on the clipboard."""
        if self._stack.currentWidget() is not self.tabs:
            return
        shown = self.tabs.currentWidget()
        table = next((t for t in (self.figures, self.input, self.moved) if t is shown or t.parent() is shown), None)
        chart = next((c for c in self.charts.values() if c.isVisible()), None)
        if table is not None and not (chart and chart.view.hasFocus()):
            table.copy()
        elif chart is not None:
            chart.keep.copy_chart()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _lay_out(self) -> None:
        self.state.setContentsMargins(SPACE, SPACE, SPACE, 0)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(tr("Compare"))
        self.tabs.addTab(_above(self.figures, self.charts[FIGURES]), tr(KINDS[FIGURES].title))
        self.tabs.addTab(self.input, tr("What differs in the input"))
        self.tabs.addTab(_above(self.moved, self.charts[MOVES]), tr(KINDS[MOVES].title))
        self.tabs.addTab(self.charts[CAUSES], tr(KINDS[CAUSES].title))
        self.tabs.addTab(self.charts[REGRET], tr(KINDS[REGRET].title))
        for part in (self.hint, self.tabs):
            self._stack.addWidget(part)
        column_of(self.state, (self._stack, 1), inside=self)

    def _show(self) -> None:
        """The tables and charts of what is ticked; what is out of sight follows when it is looked at."""
        documents = self._documents
        stands = [standing(document) for document in documents]
        if len(documents) < 2 or all(document.plan is None for document in documents):
            few = tr("Tick two or more scenarios in the tree at the left to compare them.")
            self.hint.setText(few if len(documents) < 2 else tr("These have no plan yet."))
            self.state.hide()
            self._stack.setCurrentWidget(self.hint)
            self.compared.show_plans((), ())
            return
        said = [tr("{name}: {state}", name=d.name, state=s.said) for d, s in zip(documents, stands, strict=True) if s]
        solved = [document for document in documents if document.plan is not None]
        plans = [document.plan for document in solved if document.plan is not None]
        said += counted_otherwise([document.name for document in solved], plans)
        self.state.say("\n".join(said))
        self._stack.setCurrentWidget(self.tabs)
        if self.isVisible():
            self._fill([Column(d.name, s.short if s else "") for d, s in zip(documents, stands, strict=True)])
            self.compared.show_plans([document.name for document in solved], plans, " ".join(said))

    def _choose(self, kind: str, name: str) -> None:
        if kind != "scenario":
            self.chosen.emit(kind, name)
            return
        solved = [document for document in self._documents if document.plan is not None]
        self.scenario_wanted.emit(solved[self.compared.names.index(name)].file)

    def _fill(self, columns: Sequence[Column]) -> None:
        plans = _on_one_yardstick([document.plan for document in self._documents])
        scenarios = [d.plan.scenario if d.plan is not None else d.scenario for d in self._documents]
        self.figures.show_rows([Column(tr("Figure")), *columns], figure_rows(plans))
        self.input.show_rows([Column(tr("Field")), *columns], input_rows(scenarios))
        self.moved.show_rows([Column(tr("Request")), *columns, Column(tr("Why"))], moved_rows(plans))


def _caption(kind: str) -> str:
    hint = KINDS[kind].hint
    return tr(f"{hint}.") if hint else ""


def _on_one_yardstick(plans: Sequence[Plan | None]) -> list[Plan | None]:
    """The plans that there are, their points as the first of them counts."""
    found = iter(on_one_yardstick([plan for plan in plans if plan is not None]))
    return [None if plan is None else next(found) for plan in plans]


def _above(table: RowTable, chart: ComparedChart) -> QSplitter:
    split = QSplitter(Qt.Orientation.Vertical)
    split.addWidget(table)
    split.addWidget(chart)
    split.setStretchFactor(1, 1)
    split.setSizes([ROW * 8, 400])
    split.setContentsMargins(0, SPACE, 0, 0)
    return split
