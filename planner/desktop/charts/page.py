"""The Trade-offs tab: a list of charts and questions, and the answer as a chart."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from planner.desktop.charts.binding import BindingTable
from planner.desktop.charts.questions import Question, questions
from planner.desktop.charts.steps import Steps, StepTable
from planner.desktop.document import Document
from planner.desktop.jobs import Job, Jobs
from planner.desktop.settings import Settings
from planner.desktop.theme import SPACE
from planner.desktop.words import tr
from planner.domain.scenario import Scenario
from planner.errors import PlannerError
from planner.program import Control

if TYPE_CHECKING:
    from planner.desktop.charts.canvas import ChartView

LANE = "tradeoff"


class TradeoffsPage(QWidget):
    """Charts of the plan, which follow it, and questions that are worked out when they are asked."""

    chosen = Signal(str)
    """The id of a request whose mark was clicked."""
    variant_asked = Signal(tuple, str)
    """Settings (``rules.Budget.at_most=3e6``) that a clicked point stands for, and a name for the variant."""
    changes_asked = Signal(dict, str)
    """The changes of a variant that a row of a table stands for, and its name."""

    def __init__(self, jobs: Jobs, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._settings = jobs, settings
        self._document: Document | None = None
        self._answers: dict[tuple[str, str], tuple[Scenario, Any]] = {}
        self._questions = {question.key: question for question in questions()}
        self.list = QListWidget()
        self.list.setFixedWidth(200)
        self.list.setSpacing(3)
        self.list.setAccessibleName(tr("Charts and questions"))
        for question in self._questions.values():
            entry = QListWidgetItem(question.title)
            entry.setData(Qt.ItemDataRole.UserRole, question.key)
            entry.setToolTip(question.hint)
            self.list.addItem(entry)
        self.subject, self.run = QComboBox(), QPushButton(tr("Work it out"))
        self.subject.setAccessibleName(tr("Of what"))
        self.cancel = QPushButton(tr("Cancel"))
        self.save, self.copy = QPushButton(tr("Save chart…")), QPushButton(tr("Copy"))
        self.progress = QProgressBar()
        self.progress.setMaximumWidth(220)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setProperty("role", "quiet")
        self.hint = QLabel()
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setProperty("role", "quiet")
        self.binding, self.steps = BindingTable(), StepTable()
        self.steps.variant_asked.connect(self.changes_asked)
        self.view: ChartView | None = None
        self._stack = QStackedLayout()
        self._stack.addWidget(self.hint)
        self._stack.addWidget(self.binding)
        self._stack.addWidget(self.steps)
        self._lay_out()
        self._connect()
        self.list.setCurrentRow(0)

    def show_document(self, document: Document) -> None:
        """The plan's charts anew; answers of another state say so."""
        self._document = document
        if self.isVisible():
            self._show()

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self._show()

    @property
    def question(self) -> Question:
        entry = self.list.currentItem()
        key = entry.data(Qt.ItemDataRole.UserRole) if entry is not None else next(iter(self._questions))
        return self._questions[key]

    def ask(self) -> None:
        """Work the chosen question out, off the window's thread."""
        document, question = self._document, self.question
        if document is None or question.work is None:
            return
        subject = self.subject.currentData() or ""
        self._jobs.start(
            Job(
                LANE,
                partial(_worked_out, question.work, document.scenario, subject),
                on_answer=partial(self._answered, question.key, subject, document.scenario),
                on_error=self._failed,
                on_part=self._step,
            )
        )
        self._show_running(True)

    # -- how it looks ------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        for widget in (self.subject, self.run, self.progress, self.cancel):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self.copy)
        bar.addWidget(self.save)
        right = QVBoxLayout()
        right.addLayout(bar)
        right.addWidget(self.said)
        right.addLayout(self._stack, 1)
        box = QHBoxLayout(self)
        box.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        box.setSpacing(SPACE)
        box.addWidget(self.list)
        box.addLayout(right, 1)
        self._show_running(False)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(lambda *_: self._choose())
        self.subject.currentIndexChanged.connect(lambda _: self._show_chart())
        self.run.clicked.connect(self.ask)
        self.cancel.clicked.connect(lambda: self._jobs.cancel(LANE))
        self.save.clicked.connect(self.save_chart)
        self.copy.clicked.connect(lambda: self.view.copy() if self.view else None)

    def _choose(self) -> None:
        if self._document is not None and self.isVisible():
            self._show()

    def _show(self) -> None:
        document, question = self._document, self.question
        if document is None:
            return
        subjects = question.subjects(document.scenario) if question.subjects else []
        chosen = self.subject.currentData()
        self.subject.blockSignals(True)
        self.subject.clear()
        for key, title in subjects:
            self.subject.addItem(title, key)
        self.subject.setCurrentIndex(max(self.subject.findData(chosen), 0 if subjects else -1))
        self.subject.blockSignals(False)
        self.subject.setVisible(bool(subjects))
        self.run.setVisible(question.work is not None)
        self._show_chart()

    def _show_chart(self) -> None:
        document, question = self._document, self.question
        if document is None:
            return
        self.said.setText(question.hint + ".")
        if question.work is None:
            answer: Any = document.shown_plan
            if answer is None:
                self._nothing(tr("There is no plan yet: press F5 to solve."))
                return
        else:
            known = self._answers.get((question.key, self.subject.currentData() or ""))
            if known is None:
                self._nothing(tr("Press “Work it out”: this takes many solves, in the background."))
                return
            scenario, answer = known
            if scenario is not document.scenario:
                self.said.setText(tr("Of an earlier state of the scenario: work it out again for the present one."))
        draw = question.draw
        if isinstance(answer, Steps):
            self.steps.show_steps(answer)
            self.said.setText(answer.summary)
            self._stack.setCurrentWidget(self.steps)
        elif draw is None:
            self.binding.show_plan(answer)
            self._stack.setCurrentWidget(self.binding)
        else:
            view = self._view()
            view.show_drawing(lambda theme, size: draw(answer, theme, size))
            self._stack.setCurrentWidget(view)
        for button in (self.save, self.copy):
            button.setEnabled(draw is not None)

    def _view(self) -> ChartView:
        """The canvas; matplotlib is loaded when the first chart is shown."""
        if self.view is None:
            from planner.desktop.charts.canvas import ChartView

            self.view = ChartView()
            self.view.picked.connect(self._picked)
            self._stack.addWidget(self.view)
        return self.view

    def _nothing(self, text: str) -> None:
        self.hint.setText(text)
        self._stack.setCurrentIndex(0)
        for button in (self.save, self.copy):
            button.setEnabled(False)

    def _show_running(self, running: bool) -> None:
        self.progress.setVisible(running)
        self.cancel.setVisible(running)
        self.run.setEnabled(not running)
        self.progress.setRange(0, 0)

    # -- what comes back ---------------------------------------------------------------------------------------------

    def _answered(self, key: str, subject: str, scenario: Scenario, answer: Any) -> None:
        self._answers[(key, subject)] = (scenario, answer)
        self._show_running(False)
        self._show()

    def _failed(self, error: PlannerError) -> None:
        self._show_running(False)
        self.said.setText(str(error))

    def _step(self, part: Any) -> None:
        done, whole = part
        self.progress.setRange(0, whole)
        self.progress.setValue(done)

    def _picked(self, name: str) -> None:
        if self._document is None:
            return
        if name in self._document.scenario.request_by_id:
            self.chosen.emit(name)
        elif "=" in name:
            self.variant_asked.emit(tuple(name.split()), name)

    def save_chart(self) -> None:
        """Ask for a file, and write the chart there: PNG, SVG, PDF or its table."""
        from planner.charts.write import write_chart

        if self.view is None or self.view.chart is None:
            return
        start = str(self._settings.export_folder / f"{self.question.key}.png")
        kinds = "PNG (*.png);;SVG (*.svg);;PDF (*.pdf);;CSV (*.csv)"
        file, _ = QFileDialog.getSaveFileName(self, tr("Save chart"), start, kinds)
        if not file:
            return
        try:
            write_chart(self.view.chart, file)
        except PlannerError as error:
            self.said.setText(str(error))
            return
        self._settings.export_folder = Path(file).parent
        self.said.setText(tr("Saved: {file}", file=file))


def _worked_out(
    work: Callable[..., Any], scenario: Scenario, subject: str, control: Control, tell: Callable[[Any], None]
) -> Any:
    return work(scenario, subject, control, tell)
