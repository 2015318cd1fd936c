"""The panel: explains what is selected, at once what is known and the rest as it is worked out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.desktop.look.labels import label
from planner.desktop.look.words import tr
from planner.desktop.open.jobs import Job, Jobs
from planner.desktop.open.shown import Shown
from planner.desktop.open.standing import standing
from planner.desktop.panels.why.cards import Subject, card
from planner.desktop.panels.why.drawing import add_card, heading, new_body, sentence, working
from planner.desktop.panels.why.overview import overview
from planner.desktop.panels.why.work import Line, explained, facts
from planner.domain.plan import Plan
from planner.errors import PlannerError

LANE = "why"
PAUSE = 250
"""Time for which a selection must stand before its re-solves begin [ms]."""


class WhyPanel(QScrollArea):
    """Explains one request, pool, role or rule of the plan on screen."""

    variant_asked = Signal(dict, str)
    """The changes that a sentence speaks of, and a name for the variant."""
    request_asked = Signal(str)
    """The id of a request that is to be explained."""

    def __init__(self, shown: Shown, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown, self._jobs = shown, jobs
        self.subject: Subject | None = None
        self.lines: list[Line] = []
        self._explained: tuple[Plan | None, Subject | None] = (None, None)
        self._firm: tuple[str, ...] = ()
        """How sure the decisions of the plan are, as far as that is known."""
        self._overviewed: tuple[Plan | None] | None = None
        """The plan whose overview is on screen; None: something else is."""
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Why?"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._say_more)
        shown.switched.connect(self._switch)
        shown.changed.connect(self._give_way)
        shown.tried.connect(self._give_way)
        shown.planned.connect(self.refresh)
        self._draw_overview()

    def ask(self, subject: Subject) -> None:
        """Explain something: what is known at once, the rest when the selection has stood for a moment."""
        if subject != self.subject:
            self.subject = subject
            self.refresh()

    @property
    def is_complete(self) -> bool:
        """Whether everything is said of what is selected."""
        return self._explained[0] is not None and self._jobs.running(LANE) is None

    def refresh(self) -> None:
        """The plan is another one: say it anew."""
        document, subject = self._shown.document, self.subject
        if document.plan is None or subject is None:
            self._show_overview()
        elif not subject.is_in(document.plan.scenario):
            self._show_hint(tr("There is no plan for {name} yet.", name=subject.name))
        elif self._explained != (document.plan, subject):
            self._jobs.drop(LANE)
            is_without = document.is_stale and document.error is not None
            self._show(facts(document.plan, subject), is_complete=is_without)
            if not document.is_stale:
                self._timer.start()

    def _switch(self) -> None:
        """Of another document nothing is asked yet."""
        self._jobs.drop(LANE)
        self.subject = None
        self._show_overview()

    def _give_way(self) -> None:
        """The input is another one: the answer would be of the one before, and hold up the new plan."""
        self._timer.stop()
        if self._jobs.running(LANE) is not None:
            self._jobs.drop(LANE)
            self._explained = (None, None)

    def redraw(self) -> None:
        """The same in the colours of now."""
        if self.lines:
            self._show(self.lines, is_complete=self._jobs.running(LANE) is None)
        elif self.subject is None:
            self._draw_overview()

    def _say_more(self) -> None:
        """The plan, or what is selected, has stood for a moment."""
        if self.subject is None or self._shown.document.plan is None:
            self._draw_overview()
        else:
            self._explain()

    def _explain(self) -> None:
        document, subject = self._shown.document, self.subject
        if document.plan is None or document.is_stale or subject is None:
            return
        self._explained = (document.plan, subject)
        work = partial(explained, document.plan, subject)
        self._jobs.start(Job(LANE, work, self._finish, self._fail, partial(self._show, is_complete=False)))

    def _finish(self, found: list[Line] | None) -> None:
        if found is not None:
            self._show(found, is_complete=True)

    def _fail(self, error: PlannerError) -> None:
        self._show([*self.lines, Line("", str(error))], is_complete=True)

    # -- how it looks ------------------------------------------------------------------------------------------------

    def _show_hint(self, hint: str) -> None:
        self._clear()
        body, box = new_body()
        box.addWidget(label(hint, "quiet"))
        box.addStretch()
        self.setWidget(body)

    def _show_overview(self) -> None:
        """Nothing is selected: what the whole plan is like, at once in the place of something else, and in that of an
        overview when the plan has stood for a moment: an edit is not to wait for it.
        """
        if self._overviewed is None:
            self._draw_overview()
        elif self._overviewed != (self._shown.document.plan,):
            self._timer.start()

    def say_firmness(self, sentences: tuple[str, ...]) -> None:
        """How sure the decisions of the plan on screen are; nothing: it is not known."""
        if sentences != self._firm:
            self._firm = sentences
            if self._overviewed is not None and sentences:
                self._draw_overview()

    def _draw_overview(self) -> None:
        plan = self._shown.document.plan
        self._clear()
        self.setWidget(overview(plan, self.request_asked.emit, self._firm))
        self._overviewed = (plan,)

    def _clear(self) -> None:
        self._explained, self.lines, self._overviewed = (None, None), [], None
        self._timer.stop()

    def _show(self, lines: Sequence[Line], *, is_complete: bool) -> None:
        """All sentences so far, under their headings."""
        document, subject = self._shown.document, self.subject
        if document.plan is None or subject is None:
            return
        self.lines, self._overviewed = list(lines), None
        body, box = new_body()
        if stands := standing(document):
            box.addWidget(sentence(stands.said, "warn"))
        add_card(box, card(document.plan, subject))
        for above, group in groupby(lines, key=lambda line: line.heading):
            self._add_part(box, above, list(group), is_complete)
        if not is_complete:
            box.addWidget(working())
        box.addStretch()
        where = self.verticalScrollBar().value()
        self.setWidget(body)
        self.verticalScrollBar().setValue(where)

    def _add_part(self, box: QVBoxLayout, above: str, lines: Sequence[Line], is_complete: bool) -> None:
        """A heading with its sentences; what is to come holds its place below them."""
        said = [line for line in lines if line.text]
        is_awaited = not is_complete and len(said) < len(lines)
        if above and (said or is_awaited):
            box.addWidget(heading(tr(above)))
        for line in said:
            self._add_line(box, line)
        if is_awaited:
            box.addWidget(label(tr("This is being worked out …"), "quiet"))

    def _add_line(self, box: QVBoxLayout, line: Line) -> None:
        box.addWidget(sentence(line.text))
        if line.changes:
            button = QPushButton(tr("Open as variant"))
            button.setToolTip(tr("A scenario that extends this one and makes this change"))
            button.clicked.connect(partial(self.variant_asked.emit, dict(line.changes), line.text.partition(":")[0]))
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
