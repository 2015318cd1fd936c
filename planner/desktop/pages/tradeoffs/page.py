"""The Trade-offs tab: a list of charts and questions, and the answer as a chart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QStackedLayout,
    QToolTip,
    QWidget,
)

from planner.desktop.canvas.keeping import KeepButtons
from planner.desktop.canvas.view import ChartView
from planner.desktop.look.combo import Combo
from planner.desktop.look.labels import Remark, hint, label
from planner.desktop.look.layouts import column_of, row_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.jobs import Jobs
from planner.desktop.open.settings import Settings
from planner.desktop.open.shown import Shown
from planner.desktop.open.standing import Standing, standing
from planner.desktop.pages.tradeoffs.answers import Answer, Answers
from planner.desktop.pages.tradeoffs.binding import BindingTable
from planner.desktop.pages.tradeoffs.no_plan import NoPlan
from planner.desktop.pages.tradeoffs.questions import Question, questions
from planner.desktop.pages.tradeoffs.steps import Steps, StepTable
from planner.errors import InfeasibleError, PlannerError

if TYPE_CHECKING:
    from planner.charts.sheet import Mark

LATE = 400
"""Time after an edit from which a chart of the plan before says that it is one [ms]."""


class TradeoffsPage(QWidget):
    """Charts of the plan, which follow it, and questions that are worked out when they are asked."""

    chosen = Signal(str, str)
    """Kind and name of what was clicked: a request, a pool, a role, a rule, a weight."""
    scenario_asked = Signal(object, str)
    """The scenario that a clicked point stands for, and a name for the variant."""
    changes_asked = Signal(dict, str)
    """The changes of a variant that a row of a table or a repair stands for, and its name."""

    def __init__(self, shown: Shown, jobs: Jobs, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = shown
        self.answers = Answers(jobs, shown, self)
        self._questions = {question.key: question for question in questions()}
        self.list = _entries(self._questions.values())
        self.subject, self.run = Combo(tr("Of what"), letters=14), QPushButton(tr("Work it out"))
        self.cancel, self.progress = QPushButton(tr("Cancel")), QProgressBar()
        self.under_way = label(role="quiet")
        """Says what is being worked out: a bar of unknown length shows no text."""
        self.progress.setMinimumWidth(60)
        self.progress.setMaximumWidth(260)
        self.state, self.said, self.hint = Remark("warn"), label(role="quiet"), hint()
        self.view, self.binding, self.steps, self.no_plan = ChartView(jobs), BindingTable(), StepTable(), NoPlan()
        self.keep = KeepButtons(self.view, settings, lambda: self.question.key)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(LATE)
        self._stack = QStackedLayout()
        self._lay_out()
        self._connect()
        self.list.setCurrentRow(0)

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self.show_plan()

    @property
    def question(self) -> Question:
        entry = self.list.currentItem() or self.list.item(0)
        return self._questions[entry.data(Qt.ItemDataRole.UserRole)]

    def copy(self) -> None:
        """What is shown, on the clipboard: the selected rows of a table, or the chart."""
        shown = self._stack.currentWidget()
        if shown is self.binding or shown is self.steps:
            (self.binding if shown is self.binding else self.steps).copy()
        elif shown is self.view:
            self.keep.copy_chart()

    # -- how it looks ------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.under_way.hide()
        for widget in (self.hint, self.binding, self.steps, self.no_plan, self.view):
            self._stack.addWidget(widget)
        asking = self.subject, self.run, self.progress, self.cancel
        for part in asking:
            part.hide()  # until there is something to ask, or under way
        bar = row_of(*asking, (..., 1), self.keep)
        right = column_of(bar, self.under_way, self.state, self.said, (self._stack, 1))
        row_of(self.list, (right, 1), inside=self, gap=SPACE, margins=SPACE)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(lambda *_: self.show_plan())
        self.subject.currentIndexChanged.connect(lambda _: self._show_answer())
        self.run.clicked.connect(lambda: self.answers.ask(self.question, self._subject))
        self.cancel.clicked.connect(self.answers.cancel)
        self.answers.changed.connect(self._show_answer)
        self.answers.stepped.connect(self._step)
        self.view.picked.connect(self._pick)
        self.keep.said.connect(self.said.setText)
        self.steps.variant_asked.connect(self.changes_asked)
        self.no_plan.variant_asked.connect(self.changes_asked)
        self._late.timeout.connect(self._show_answer)
        self.shown.changed.connect(self._late.start)
        self.shown.switched.connect(self.show_plan)
        self.shown.planned.connect(self.show_plan)

    @property
    def _subject(self) -> str:
        return self.subject.value

    def show_plan(self) -> None:
        """The chosen entry of the plan that there is: what it can be asked of, and its answer."""
        document, question = self.shown.document, self.question
        if not self.isVisible():
            return
        subjects = question.subjects(document.scenario) if question.subjects else []
        self.subject.offer(subjects)
        self.subject.setVisible(bool(subjects))
        self._show_answer()

    def _show_answer(self) -> None:
        document, question = self.shown.document, self.question
        if not self.isVisible():
            return
        self._late.stop()
        self.state.say("")
        self.said.setText(question.hint + ".")
        self._show_running(question)
        if not question.takes_solves:
            self._show_plan(document, question)
        else:
            self._show_found(document, question)

    def _show_plan(self, document: Document, question: Question) -> None:
        """A chart of the plan, or why there is none."""
        plan = document.shown_plan
        if plan is not None:
            stands = standing(document, shown=True)
            self.state.say(_why(stands, document.error) if stands else "")
            self._draw(question, plan, stands.said if stands else "")
        elif document.error is not None:
            self.no_plan.show_error(document.error)
            self._stack.setCurrentWidget(self.no_plan)
        else:
            self._nothing(tr("There is no plan yet: press F5 to solve."))

    def _show_found(self, document: Document, question: Question) -> None:
        """What a question came to, or why it can't be asked."""
        answer, lacks = self.answers.get(question, self._subject), question.lacks(document.scenario)
        conflict = _conflict(document, answer)
        self.run.setEnabled(not lacks and conflict is None)
        if lacks:
            self._nothing(lacks)
        elif conflict is not None:
            self.no_plan.show_error(conflict)
            self._stack.setCurrentWidget(self.no_plan)
        elif answer is None:
            self._nothing(_unanswered(self.answers, question, self._subject))
        elif answer.error is not None:
            self._nothing(str(answer.error))
        else:
            note = _said_of(document, answer)
            self.state.say(note)
            self._draw(question, answer.found, note)

    def _draw(self, question: Question, found: Any, note: str) -> None:
        """A chart or a table of what was found."""
        self.keep.setVisible(question.is_drawn and not isinstance(found, Steps))
        if isinstance(found, Steps):
            self.steps.show_steps(found)
            self.said.setText(found.summary)
            self._stack.setCurrentWidget(self.steps)
        elif not question.is_drawn:
            self.binding.show_plan(found)
            self._stack.setCurrentWidget(self.binding)
        else:
            self._stack.setCurrentWidget(self.view)
            self.view.show_drawing(question.drawing(found, note), (question.key, self._subject, self.shown.document))

    def _nothing(self, text: str) -> None:
        self.hint.setText(text)
        self.keep.hide()
        self._stack.setCurrentWidget(self.hint)

    def _show_running(self, question: Question) -> None:
        running = self.answers.running
        for part in (self.under_way, self.progress, self.cancel):
            part.setVisible(bool(running))
        self.under_way.setText(tr("“{what}” is being worked out…", what=running))
        is_this = self.answers.is_running(question, self._subject)
        self.run.setVisible(question.takes_solves and not is_this)
        self.run.setToolTip(tr("This stops what is being worked out now: {what}", what=running) if running else "")
        if not running:
            self.progress.setRange(0, 0)

    def _step(self, done: int, whole: int) -> None:
        self.progress.setRange(0, whole)
        self.progress.setValue(done)

    # -- what is clicked ---------------------------------------------------------------------------------------------

    def _pick(self, mark: Mark) -> None:
        if mark.kind == "level":
            self._open_level(int(mark.name))
        elif mark.kind:
            self.chosen.emit(mark.kind, mark.name)

    def _open_level(self, number: int) -> None:
        """The point of a frontier as a variant; the scenario itself is one already."""
        from planner.tradeoffs.sentences.many import level_title

        answer = self.answers.get(self.question, self._subject)
        if answer is None or answer.found is None:
            return
        point = answer.found.points[number]
        if point.current:
            text = tr("This point is the scenario as it is.")
            QToolTip.showText(self.view.mapToGlobal(QPoint(SPACE, SPACE)), text, self.view)
            self.said.setText(text)
        else:
            self.scenario_asked.emit(point.variation.applied(answer.scenario), level_title(answer.found, point))


def _why(stands: Standing, error: PlannerError | None) -> str:
    """How the plan stands, and why the scenario as it is has none."""
    if not isinstance(error, InfeasibleError):
        return stands.said
    parts = [stands.said, tr("Not to be kept together: {what}.", what="; ".join(error.conflict.members))]
    if error.conflict.repairs:
        parts.append(tr("A repair: {what} More are listed under Problems.", what=error.conflict.repairs[0].sentence))
    return " ".join(parts)


def _unanswered(answers: Answers, question: Question, subject: str) -> str:
    """What to say of a question that has no answer yet."""
    if answers.is_running(question, subject):
        return tr("This is being worked out, in the background.")
    if answers.was_stopped(question, subject):
        return tr("Stopped when the scenario changed, or something else was asked. Press “Work it out” to ask again.")
    if running := answers.running:
        return tr("Press “Work it out” to ask this instead: “{what}” then stops.", what=running)
    return tr("Press “Work it out”: this takes many solves, in the background.")


def _said_of(document: Document, answer: Answer) -> str:
    """What an answer is of, where that is not what is on screen."""
    if answer.scenario is not document.scenario:
        return tr("Of an earlier state of the scenario: work it out again for the present one.")
    return tr("Of the scenario as it is, without the what-if.") if document.trial is not None else ""


def _conflict(document: Document, answer: Answer | None) -> InfeasibleError | None:
    """Why the scenario as it is has no plan, where that is known."""
    plan = document.plan
    if plan is not None and plan.scenario is document.scenario:
        return None
    if document.trial is None and isinstance(document.error, InfeasibleError):
        return document.error
    is_present = answer is not None and answer.scenario is document.scenario
    return answer.error if answer and is_present and isinstance(answer.error, InfeasibleError) else None


def _entries(found: Iterable[Question]) -> QListWidget:
    entries = QListWidget()
    entries.setFixedWidth(200)
    entries.setSpacing(3)
    entries.setAccessibleName(tr("Charts and questions"))
    for question in found:
        entry = QListWidgetItem(question.title)
        entry.setData(Qt.ItemDataRole.UserRole, question.key)
        entry.setToolTip(question.hint)
        entries.addItem(entry)
    return entries
