"""The decision in words, above the key figures: at once what the plan says, then what the next step would bring."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QWidget

from planner.desktop.look.icons import icon
from planner.desktop.look.labels import Text
from planner.desktop.look.layouts import row_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.desktop.open.jobs import Job, Jobs
from planner.desktop.open.shown import Shown
from planner.desktop.open.studying import study_of
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.program import Control
from planner.tradeoffs.explanations.decision import deciding
from planner.tradeoffs.sentences.decision import TRIED
from planner.words.decision import decision_sentences

LANE = "decision"
PAUSE = 1500
"""Time for which a plan must stand before it is asked what would be better [ms]: an edit is never to wait for that."""

LEAST = 640
"""Width for which the height is worked out before there is one [px]."""


class DecisionBanner(QFrame):
    """Says what the plan on screen decides; what takes re-solves follows while nothing else is to do."""

    def __init__(self, shown: Shown, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown, self._jobs = shown, jobs
        self.setAccessibleName(tr("The decision in words"))
        self.sentences: tuple[str, ...] = ()
        self._own: tuple[Plan | None, tuple[str, ...]] = None, ()
        """A plan, and what it says by itself."""
        self._asked: Plan | None = None
        """The plan of which more is asked, or all is said."""
        self.text = _Paragraph()
        self.copy_button = QToolButton()
        self.copy_button.setAutoRaise(True)
        self.copy_button.setToolTip(tr("Copy these sentences"))
        self.copy_button.setAccessibleName(tr("Copy these sentences"))
        self.copy_button.clicked.connect(self.copy)
        row = row_of((self.text, 1), self.copy_button, inside=self, gap=SPACE, margins=(SPACE + 2, 6, 2, 0))
        row.setAlignment(self.copy_button, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._ask)
        shown.switched.connect(self.refresh)
        shown.changed.connect(self.refresh)
        shown.tried.connect(self.refresh)
        shown.planned.connect(self.refresh)
        self.redraw()
        self.say(())
        self.refresh()

    @property
    def is_complete(self) -> bool:
        """Whether all is said of the plan on screen."""
        return self._asked is not None and self._jobs.running(LANE) is None

    def refresh(self) -> None:
        """Another plan, or the input is another one: what was asked of the one before is of no use."""
        document = self._shown.document
        plan = document.shown_plan
        if plan is self._asked and plan is not None and not document.is_stale:
            return
        self._timer.stop()
        self._jobs.drop(LANE)
        self._asked = None
        if self._own[0] is not plan:
            self._own = plan, decision_sentences(plan) if plan is not None else ()
        if self.sentences != self._own[1]:
            self.say(self._own[1])
        if plan is not None and not document.is_stale and document.trial is None:
            self._timer.start()

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(" ".join(self.sentences))

    def redraw(self) -> None:
        self.copy_button.setIcon(icon("copy"))

    def _ask(self) -> None:
        plan = self._shown.document.shown_plan
        if plan is None or self._shown.document.is_stale or not self.isVisible():
            return
        self._asked = plan
        self._jobs.start(Job(LANE, partial(_decided, plan), self._take, self._give_up, self.say))

    def _take(self, found: tuple[str, ...] | None) -> None:
        if found is not None:
            self.say(found)

    def _give_up(self, error: PlannerError) -> None:
        """What the plan says by itself stands; that more could not be found out is no concern of the reader."""
        self.setToolTip(str(error))

    def say(self, sentences: tuple[str, ...]) -> None:
        """Show some sentences, the first one in bold."""
        self.sentences = sentences
        first, *others = sentences or ("",)
        self.text.setText(f"<b>{escape(first)}</b> {escape(' '.join(others))}")
        self.text.setAccessibleDescription(" ".join(sentences))
        self.setToolTip(tr(TRIED) if len(sentences) > 4 else "")
        self.setVisible(bool(sentences))


class _Paragraph(Text):
    """As high as its text is at the width that it has: a bar asks for its height before it gives it a width."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(0)  # below which Qt would not go
        self.setFixedHeight(self.heightForWidth(max(self.width(), LEAST)))


def _decided(plan: Plan, control: Control, tell: Callable[[tuple[str, ...]], None]) -> tuple[str, ...] | None:
    """Everything that can be said, told as it grows; None where a cancel came first."""
    found: tuple[str, ...] = ()
    for found in deciding(study_of(plan, control), plan):
        tell(found)
    return None if control.cancelled else found
