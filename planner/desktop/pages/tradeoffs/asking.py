"""What a question is asked of, the button that asks it, and how far the one under way has come."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton

from planner.desktop.look.combo import Combo
from planner.desktop.look.labels import label
from planner.desktop.look.words import tr
from planner.desktop.pages.tradeoffs.answers import Answers
from planner.desktop.pages.tradeoffs.questions import Question


class AskingRow(QHBoxLayout):
    """Shows only what there is to ask, or under way."""

    asked = Signal()
    chosen = Signal()
    """Something else to ask it of."""

    def __init__(self, answers: Answers) -> None:
        super().__init__()
        self._answers = answers
        self.subject, self.run = Combo(tr("Of what"), letters=14), QPushButton(tr("Work it out"))
        self.cancel, self.progress = QPushButton(tr("Cancel")), QProgressBar()
        self.progress.setMinimumWidth(60)
        self.progress.setMaximumWidth(260)
        self.under_way = label(role="quiet")
        """Says what is being worked out: a bar of unknown length shows no text."""
        for part in (self.subject, self.run, self.progress, self.cancel):
            self.addWidget(part)
            part.hide()
        self.under_way.hide()
        self.subject.currentIndexChanged.connect(lambda _: self.chosen.emit())
        self.run.clicked.connect(self.asked)
        self.cancel.clicked.connect(answers.cancel)
        answers.stepped.connect(self._step)

    @property
    def of(self) -> str:
        """What is chosen to ask it of; empty: the whole scenario."""
        return self.subject.value

    def offer(self, subjects: list[tuple[str, str]]) -> None:
        """What it can be asked of, by key and title; what was chosen stays if it is still there."""
        self.subject.offer(subjects)
        self.subject.setVisible(bool(subjects))

    def show_running(self, question: Question) -> None:
        """What is under way, and whether this can be asked instead."""
        running = self._answers.running
        for part in (self.under_way, self.progress, self.cancel):
            part.setVisible(bool(running))
        self.under_way.setText(tr("“{what}” is being worked out…", what=running))
        self.run.setVisible(question.takes_solves and not self._answers.is_running(question, self.of))
        self.run.setToolTip(tr("This stops what is being worked out now: {what}", what=running) if running else "")
        if not running:
            self.progress.setRange(0, 0)

    def _step(self, done: int, whole: int) -> None:
        self.progress.setRange(0, whole)
        self.progress.setValue(done)
