"""What has been worked out, and the question under way; each answer belongs to one state of one document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal

from planner.desktop.open.document import Document
from planner.desktop.open.jobs import Job, Jobs
from planner.desktop.open.shown import Shown
from planner.desktop.pages.tradeoffs.questions import Question
from planner.domain.scenario import Scenario
from planner.errors import PlannerError
from planner.program import Control

LANE = "tradeoff"
type Key = tuple[str, str]
"""A question, and what it is asked of."""


@dataclass(frozen=True)
class Answer:
    """What came of a question."""

    scenario: Scenario
    found: Any = None
    error: PlannerError | None = None
    """Why nothing came of it."""


class Answers(QObject):
    """Works questions out, off the window's thread; a switch of the document, or an edit, ends what is under way."""

    changed = Signal()
    """There is an answer, or something began or ended."""
    stepped = Signal(int, int)
    """How much of the question under way is done, of how much."""

    def __init__(self, jobs: Jobs, shown: Shown, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._jobs, self._shown = jobs, shown
        self._known: WeakKeyDictionary[Document, dict[Key, Answer]] = WeakKeyDictionary()
        self._asked: tuple[Question, str] | None = None
        """The question under way, and what it is asked of."""
        self._stopped: WeakKeyDictionary[Document, set[Key]] = WeakKeyDictionary()
        """What was under way when a scenario changed, or was left, or something else was asked."""
        shown.leaving.connect(self._drop)  # while the document is still the one of what is under way
        shown.changed.connect(self._drop)

    def get(self, question: Question, subject: str) -> Answer | None:
        """The last answer of the open document, which may be of an earlier state of it."""
        return self._known.get(self._shown.document, {}).get((question.key, subject))

    @property
    def running(self) -> str:
        """Title of the question under way; empty: none is."""
        return self._asked[0].title if self._asked and self._jobs.running(LANE) is not None else ""

    def is_running(self, question: Question, subject: str) -> bool:
        """Whether it is this that is under way."""
        return bool(self.running) and self._asked is not None and (question.key, subject) == self._key(self._asked)

    def was_stopped(self, question: Question, subject: str) -> bool:
        """Whether it was asked, and ended by something else before it was answered."""
        return (question.key, subject) in self._stopped.get(self._shown.document, set())

    def ask(self, question: Question, subject: str) -> None:
        """Work a question out, in place of the one under way."""
        document = self._shown.document
        if not question.takes_solves:
            return
        self._stop()
        scenario, self._asked = document.scenario, (question, subject)
        self._stopped.get(document, set()).discard((question.key, subject))
        take = partial(self._take, document, (question.key, subject))
        self._jobs.start(
            Job(
                LANE,
                partial(_worked_out, question.key, scenario, subject),
                on_answer=lambda found: take(Answer(scenario, found)),
                on_error=lambda error: take(Answer(scenario, error=error)),
                on_part=lambda part: self.stepped.emit(*part),
            )
        )
        self.changed.emit()

    def cancel(self) -> None:
        """Stop with what there is."""
        self._jobs.cancel(LANE)

    def stop(self) -> None:
        """Stop without an answer, as nobody waits for it now."""
        self._drop()

    def _take(self, document: Document, key: Key, answer: Answer) -> None:
        self._known.setdefault(document, {})[key] = answer
        self.changed.emit()

    def _drop(self) -> None:
        self._stop()
        self.changed.emit()

    def _stop(self) -> None:
        """End what is under way, and remember that it was."""
        if self.running and self._asked is not None:
            self._stopped.setdefault(self._shown.document, set()).add(self._key(self._asked))
        self._jobs.drop(LANE)

    @staticmethod
    def _key(asked: tuple[Question, str]) -> Key:
        return asked[0].key, asked[1]


def _worked_out(key: str, scenario: Scenario, subject: str, control: Control, tell: Callable[[Any], None]) -> Any:
    from planner.desktop.pages.tradeoffs.working import WORK  # what it loads is not needed to start

    return WORK[key](scenario, subject, control, tell)
