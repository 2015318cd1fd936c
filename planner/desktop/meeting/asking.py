"""A question from the room: a name is typed, and why it is in or out, and what would change that, is the slide."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import QObject, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from planner.desktop.look.labels import Remark, label
from planner.desktop.look.layouts import column_of, row_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.desktop.meeting.slide import Slide
from planner.desktop.open.document import Document
from planner.desktop.open.jobs import Job, Jobs
from planner.desktop.open.standing import standing
from planner.desktop.panels.why.cards import Kind, Subject, card
from planner.desktop.panels.why.work import Line, explained, facts
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.errors import InputError, PlannerError
from planner.tradeoffs.sentences.request import heading
from planner.words.called import called, titles

LANE = "meeting question"
KINDS: dict[str, Kind] = {"requests": "request", "pools": "pool", "people": "people", "rules": "rule"}
"""Collections in which a name is looked for, requests first, and what each holds."""
LEFT_OUT = frozenset(
    heading(part, decision) for part in ("value", "scarcity", "options") for decision in ("fund", "decline")
)
"""Parts of an explanation that nobody asks for in a meeting."""


class AskLine(QWidget):
    """Where a name is typed; what it could be is offered."""

    asked = Signal(object)
    """The subject that is meant."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenario: Scenario | None = None
        self.line = QLineEdit(placeholderText=tr("Why is it in or out? A request, a pool, a role or a rule"))
        self.line.setAccessibleName(tr("Ask about a request, a pool, a role or a rule"))
        self.fault = Remark("bad")
        self._names = QStringListModel(self)
        completer = self._completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)
        completer.activated.connect(self._ask)
        self.line.returnPressed.connect(lambda: self._ask(self.line.text()))
        column_of(row_of(label(tr("Ask")), (self.line, 1), gap=SPACE), self.fault, inside=self)
        self.hide()

    def open(self, scenario: Scenario, typed: str = "") -> None:
        """Let a name be typed, which may have begun."""
        self._scenario = scenario
        self._names.setStringList([title for each in KINDS for title in titles(scenario, each).values()])
        if (popup := self._completer.popup()) is not None:
            popup.setFont(self.line.font())
        self.fault.say("")
        self.line.setText(typed)
        self.show()
        self.line.setFocus()
        if typed:
            self._completer.complete()

    def _ask(self, text: str) -> None:
        if self._scenario is None or not text.strip() or not self.isVisible():
            return
        found = meant(self._scenario, text)
        if isinstance(found, Subject):
            self.fault.say("")
            self.hide()
            self.asked.emit(found)
        else:
            self.fault.say(found)


def meant(scenario: Scenario, text: str) -> Subject | str:
    """What a name means, requests first; or why it means nothing."""
    faults = []
    for collection, kind in KINDS.items():
        try:
            return Subject(kind, called(scenario, collection, text.strip()))
        except InputError as error:
            faults.append(str(error))
    return faults[0]


class Asked(QObject):
    """Answers one question at a time, at once what the plan knows and the rest as it is worked out."""

    changed = Signal()
    """The slide is another one."""

    def __init__(self, jobs: Jobs, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._jobs = jobs
        self.slide: Slide | None = None
        self.subject: Subject | None = None

    def ask(self, document: Document, subject: Subject) -> None:
        """Answer of the plan on screen."""
        self.subject, plan = subject, document.shown_plan
        if plan is None or not subject.is_in(plan.scenario):
            text = tr("There is no plan for {name} yet.", name=subject.name)
            self._take(Slide("asked", tr("Asked in the room"), text))
            return
        stands = standing(document, shown=True)
        is_it = stands is None and document.trial is None
        note = stands.said if stands else "" if is_it else tr("Told of what is tried out.")
        show = partial(self._show, plan, subject, note)
        show(facts(plan, subject), is_complete=False)
        work = partial(explained, plan, subject)
        self._jobs.start(
            Job(LANE, work, partial(self._finish, show), self._fail, lambda lines: show(lines, is_complete=False))
        )

    def drop(self) -> None:
        """Nobody asks any more."""
        self._jobs.drop(LANE)
        self.slide = self.subject = None

    def _finish(self, show: partial[None], lines: list[Line] | None) -> None:
        if lines is not None:
            show(lines, is_complete=True)

    def _fail(self, error: PlannerError) -> None:
        if self.slide is not None:
            self._take(Slide("asked", self.slide.topic, self.slide.headline, (("", (str(error),)),)))

    def _show(self, plan: Plan, subject: Subject, note: str, lines: Sequence[Line], *, is_complete: bool) -> None:
        shown = card(plan, subject)
        sections = []
        for above, group in groupby(lines, key=lambda line: line.heading):
            if above not in LEFT_OUT or not above:
                said = [line.text for line in group if line.text]
                if not said and not is_complete:
                    said = [tr("This is being worked out …")]
                if said:
                    sections.append((tr(above) if above else "", tuple(said)))
        headline = f"{shown.title}: {shown.state[:1].lower()}{shown.state[1:]}"
        slide = Slide(
            "asked", tr("Asked in the room"), headline, tuple(sections), note=note, is_awaited=not is_complete
        )
        self._take(slide)

    def _take(self, slide: Slide) -> None:
        self.slide = slide
        self.changed.emit()
