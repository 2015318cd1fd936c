"""What slides tell is worked out behind them, one question after the other; an edit begins anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from planner.desktop.look.words import tr
from planner.desktop.meeting.deck import Room, Stepped, stepped
from planner.desktop.open.document import Document
from planner.desktop.open.jobs import Job
from planner.desktop.open.session import Session
from planner.desktop.open.standing import standing
from planner.desktop.open.studying import study_of
from planner.desktop.pages.tradeoffs.answers import Answers
from planner.desktop.pages.tradeoffs.questions import Question, questions
from planner.domain.plan import Plan
from planner.errors import InfeasibleError, PlannerError
from planner.program import Control
from planner.tradeoffs.explanations.decision import deciding
from planner.tradeoffs.one_scenario.steps import steps

LANE = "meeting"
PAUSE = 300
"""Time for which a plan must stand before questions about it begin [ms]."""
ASKED = ("tornado", "robustness")
"""Questions of the Trade-offs tab, in the order in which they are worked out."""


class Research(QObject):
    """Knows what there is for the slides, and works out what lacks."""

    changed = Signal()
    """There is more, or something else, to show."""

    def __init__(
        self, session: Session, answers: Answers, ticked: Callable[[], list[Document]], owner: QObject | None = None
    ) -> None:
        super().__init__(owner)
        self._session, self._answers, self._ticked = session, answers, ticked
        self._questions = {question.key: question for question in questions() if question.key in ASKED}
        self._stepped: tuple[Plan | None, Stepped | None, str] = None, None, ""
        """A plan, what its steps came to, and why nothing came of them."""
        self._own: Question | None = None
        """What was asked of the Trade-offs tab from here."""
        self._is_held = False
        """Whether something that is asked in the room goes first."""
        self._is_over = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._go_on)
        shown = session.shown
        for signal in (shown.switched, shown.changed, shown.planned, shown.tried, session.planned, session.listed):
            signal.connect(self._look)
        answers.changed.connect(self._look)
        self._timer.start()

    @property
    def document(self) -> Document:
        return self._session.shown.document

    @property
    def is_complete(self) -> bool:
        """Whether nothing more comes, as the scenario is."""
        is_at_rest = not self._is_held and not self._timer.isActive() and not self._is_working()
        return is_at_rest and self._next() is None

    def hold(self, is_held: bool) -> None:
        """Let what is asked in the room go first, and go on once it is answered."""
        if is_held != self._is_held and not self._is_over:
            self._is_held = is_held
            if is_held:
                self._give_way()
            else:
                self._timer.start()

    def stop(self) -> None:
        """Work on nothing any more, and listen to nothing."""
        self._is_held = self._is_over = True
        self.blockSignals(True)
        self._timer.stop()
        self._session.jobs.drop(LANE)
        self._give_way()

    def room(self) -> Room:
        """What is known now."""
        document, plan = self.document, self.document.shown_plan
        stands = standing(document, shown=True)
        said = stands.said if stands else ""
        if document.trial is not None and not said:
            said = tr("What is tried out is shown, and not the scenario as it is.")
        of, found, fault = self._stepped
        answers = {key: answer for key in ASKED if (answer := self._answer(key)) is not None}
        faults = [(key, str(answer.error)) for key, answer in answers.items() if answer.error is not None]
        if fault and of is plan:
            faults.append(("steps", fault))
        compared, unsolved = self._compared()
        return Room(
            document.name,
            plan if not isinstance(document.error, InfeasibleError) else None,
            document.error,
            said,
            found if of is plan else None,
            answers["tornado"].found if "tornado" in answers else None,
            answers["robustness"].found if "robustness" in answers else None,
            tuple(faults),
            next((key for key, question in self._questions.items() if self._answers.is_running(question, "")), ""),
            compared,
            unsolved,
        )

    # -- what is asked -----------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Something is another one: show it, and go on with what lacks once it has stood for a moment."""
        if self._stepped[0] is not self.document.shown_plan:
            self._session.jobs.drop(LANE)
            self._stepped = None, None, ""
        if not self._is_held:
            self._timer.start()
        self.changed.emit()

    def _go_on(self) -> None:
        plan = None if self._is_held else self._current()
        if plan is not None and self._stepped[0] is not plan:
            self._stepped = plan, None, ""
            tell = partial(self._take, plan)
            fail = partial(self._fail, plan)
            self._session.jobs.start(Job(LANE, partial(_worked_out, plan), tell, fail, tell))
        elif plan is not None and not self._is_working() and (question := self._next()) is not None:
            self._own = question
            self._answers.ask(question, "")
        self.changed.emit()

    def _give_way(self) -> None:
        """End a question that was begun here; what others have asked goes on."""
        own, self._own = self._own, None
        if own is not None and self._answers.is_running(own, ""):
            self._answers.stop()

    def _is_working(self) -> bool:
        return self._session.jobs.running(LANE) is not None or bool(self._answers.running)

    def _current(self) -> Plan | None:
        """The plan of the scenario as it is, while nothing else is tried out."""
        document = self.document
        plan = document.shown_plan
        is_it = plan is not None and document.trial is None and not document.is_stale and bool(plan.scenario.requests)
        return plan if is_it else None

    def _next(self) -> Question | None:
        """The first question without an answer of the scenario as it is."""
        if self._current() is None:
            return None
        open_ones = (question for key, question in self._questions.items() if self._answer(key) is None)
        return next((question for question in open_ones if not question.lacks(self.document.scenario)), None)

    def _answer(self, key: str) -> Any:
        """What the Trade-offs tab knows of the scenario as it is; None: nothing."""
        answer = self._answers.get(self._questions[key], "")
        return answer if answer is not None and answer.scenario is self.document.scenario else None

    def _take(self, plan: Plan, found: Stepped | None) -> None:
        if found is not None:
            self._stepped = plan, found, ""
            self.changed.emit()
            self._timer.start()

    def _fail(self, plan: Plan, error: PlannerError) -> None:
        self._stepped = plan, None, str(error)
        self.changed.emit()
        self._timer.start()

    # -- what is compared --------------------------------------------------------------------------------------------

    def _compared(self) -> tuple[tuple[tuple[str, Plan], ...], int]:
        """Plans of the ticked scenarios, or of those that stand on one with what is open; and how many have none."""
        found = self._side_by_side()
        solved = [(each.name, each.plan) for each in found if each.plan is not None and standing(each) is None]
        return tuple((name, plan) for name, plan in solved if plan is not None), len(found) - len(solved)

    def _side_by_side(self) -> list[Document]:
        ticked, workspace, document = self._ticked(), self._session.workspace, self.document
        if len(ticked) > 1 or workspace is None or document.file is None:
            return ticked
        root = workspace.parent_document(document) or document
        variants = workspace.variants_of(root.file)
        return [root, *(workspace.documents[file] for file in variants if file in workspace.documents)]


def _worked_out(plan: Plan, control: Control, tell: Callable[[Stepped], None]) -> Stepped | None:
    """What single steps bring, told as it grows; None where a cancel came first."""
    study = study_of(plan, control)
    found = steps(study)
    last: Stepped | None = None
    for said in deciding(study, plan, found):
        last = stepped(study, found, said)
        tell(last)
    return None if control.cancelled else last
