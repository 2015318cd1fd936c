"""The Trade-offs tab: a list of charts and questions, and the answer as a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QToolTip, QWidget

from planner.desktop.canvas.keeping import KeepButtons
from planner.desktop.canvas.no_plan import NoPlan
from planner.desktop.canvas.view import ChartView
from planner.desktop.look.labels import Remark, hint, label
from planner.desktop.look.layouts import column_of, row_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.jobs import Jobs
from planner.desktop.open.settings import Settings
from planner.desktop.open.shown import Shown
from planner.desktop.open.standing import awaited, standing
from planner.desktop.pages.tradeoffs.answers import Answers
from planner.desktop.pages.tradeoffs.asking import AskingRow
from planner.desktop.pages.tradeoffs.binding import BindingTable
from planner.desktop.pages.tradeoffs.listing import QuestionList
from planner.desktop.pages.tradeoffs.questions import Question, questions
from planner.desktop.pages.tradeoffs.saying import conflict_of, note_on, unanswered, why
from planner.desktop.pages.tradeoffs.steps import Steps, StepTable

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
        self.list = QuestionList(self._questions.values())
        self.asking = AskingRow(self.answers)
        self.state, self.said, self.hint = Remark("warn"), label(role="quiet"), hint()
        self.view, self.binding, self.steps, self.no_plan = ChartView(jobs), BindingTable(), StepTable(), NoPlan()
        self.keep = KeepButtons(self.view, settings, lambda: self.question.key)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(LATE)
        self._stack = QStackedLayout()
        self._lay_out()
        self._connect()
        self.list.choose(next(iter(self._questions)))

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self.show_plan()

    @property
    def question(self) -> Question:
        return self._questions[self.list.key]

    def choose(self, key: str) -> None:
        """Put a question in front."""
        self.list.choose(key)

    def copy(self) -> None:
        """What is shown, on the clipboard: the selected rows of a table, or the chart."""
        shown = self._stack.currentWidget()
        if shown is self.binding or shown is self.steps:
            (self.binding if shown is self.binding else self.steps).copy()
        elif shown is self.view:
            self.keep.copy_chart()

    # -- how it looks ------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for widget in (self.hint, self.binding, self.steps, self.no_plan, self.view):
            self._stack.addWidget(widget)
        bar = row_of(self.asking, (..., 1), self.keep)
        right = column_of(bar, self.asking.under_way, self.state, self.said, (self._stack, 1))
        row_of(self.list, (right, 1), inside=self, gap=SPACE, margins=SPACE)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(self.show_plan)
        self.asking.chosen.connect(self._show_answer)
        self.asking.asked.connect(lambda: self.answers.ask(self.question, self.asking.of))
        self.answers.changed.connect(self._show_answer)
        self.view.picked.connect(self._pick)
        self.keep.said.connect(self.said.setText)
        self.steps.variant_asked.connect(self.changes_asked)
        self.no_plan.variant_asked.connect(self.changes_asked)
        self._late.timeout.connect(self._show_answer)
        self.shown.changed.connect(self._late.start)
        self.shown.switched.connect(self.show_plan)
        self.shown.planned.connect(self.show_plan)

    def show_plan(self) -> None:
        """The chosen entry of the plan that there is: what it can be asked of, and its answer."""
        document, question = self.shown.document, self.question
        if not self.isVisible():
            return
        self.asking.offer(question.subjects(document.scenario) if question.subjects else [])
        self._show_answer()

    def _show_answer(self) -> None:
        document, question = self.shown.document, self.question
        if not self.isVisible():
            return
        self._late.stop()
        self.state.say("")
        self.said.setText(tr("{clause}.", clause=question.hint))
        self.asking.show_running(question)
        if not question.takes_solves:
            self._show_plan(document, question)
        else:
            self._show_found(document, question)

    def _show_plan(self, document: Document, question: Question) -> None:
        """A chart of the plan, or why there is none."""
        plan = document.shown_plan
        if plan is not None:
            stands = standing(document, shown=True)
            self.state.say(why(stands, document.error) if stands else "")
            self._draw(question, plan, stands.said if stands else "")
        elif document.error is not None:
            self.no_plan.show_error(document.error)
            self._stack.setCurrentWidget(self.no_plan)
        else:
            self._nothing(awaited(document))

    def _show_found(self, document: Document, question: Question) -> None:
        """What a question came to, or why it can't be asked."""
        answer, lacks = self.answers.get(question, self.asking.of), question.lacks(document.scenario)
        conflict = conflict_of(document, answer)
        self.asking.run.setEnabled(not lacks and conflict is None)
        if lacks:
            self._nothing(lacks)
        elif conflict is not None:
            self.no_plan.show_error(conflict)
            self._stack.setCurrentWidget(self.no_plan)
        elif answer is None:
            self._nothing(unanswered(self.answers, question, self.asking.of))
        elif answer.error is not None:
            self._nothing(str(answer.error))
        else:
            note = note_on(document, answer)
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
            self.view.show_drawing(question.drawing(found, note), (question.key, self.asking.of, self.shown.document))

    def _nothing(self, text: str) -> None:
        self.hint.setText(text)
        self.keep.hide()
        self._stack.setCurrentWidget(self.hint)

    # -- what is clicked ---------------------------------------------------------------------------------------------

    def _pick(self, mark: Mark) -> None:
        if mark.kind == "level":
            self._open_level(int(mark.name))
        elif mark.kind:
            self.chosen.emit(mark.kind, mark.name)

    def _open_level(self, number: int) -> None:
        """The point of a frontier as a variant; the scenario itself is one already."""
        from planner.tradeoffs.sentences.many import level_title

        answer = self.answers.get(self.question, self.asking.of)
        if answer is None or answer.found is None:
            return
        point = answer.found.points[number]
        if point.current:
            text = tr("This point is the scenario as it is.")
            QToolTip.showText(self.view.mapToGlobal(QPoint(SPACE, SPACE)), text, self.view)
            self.said.setText(text)
        else:
            self.scenario_asked.emit(point.variation.applied(answer.scenario), level_title(answer.found, point))
