"""What stands in front of the slides: a question from the room, or a lever, with where they are typed and moved."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from planner.desktop.look.layouts import column_of
from planner.desktop.look.theme import SPACE
from planner.desktop.meeting.asking import Asked, AskLine
from planner.desktop.meeting.levers import Lever, LeverBar, Levered
from planner.desktop.meeting.slide import Slide
from planner.desktop.meeting.view import write_at
from planner.desktop.open.jobs import Jobs
from planner.desktop.open.shown import Shown
from planner.desktop.panels.why.cards import Subject


class Front(QWidget):
    """Asks and moves, and holds the slide that answers; nothing of it stays when it is put away."""

    changed = Signal()
    """The slide that answers is another one, or more of it is known."""
    put_away = Signal()
    """The slides are seen again."""
    kept = Signal(object, str)
    """A scenario that is to be kept as a variant, and its name."""
    leaving = Signal()
    """The meeting is to end, wherever the keyboard is."""

    def __init__(self, shown: Shown, jobs: Jobs) -> None:
        super().__init__()
        self._shown = shown
        self.asked, self.levered = Asked(jobs, self), Levered(jobs, self)
        self.ask_line, self.lever_bar = AskLine(), LeverBar()
        for part in (self.ask_line, self.lever_bar):
            part.setContentsMargins(4 * SPACE, SPACE, 4 * SPACE, SPACE)
        column_of(self.ask_line, self.lever_bar, inside=self, gap=0)
        self.asked.changed.connect(self.changed)
        self.levered.changed.connect(self.changed)
        self.ask_line.asked.connect(self.ask)
        self.lever_bar.moved.connect(self._move)
        self.lever_bar.kept.connect(self._keep)
        for field in (self.ask_line.line, self.lever_bar.slider, self.lever_bar.what):
            field.installEventFilter(self)
        for signal in (shown.switched, shown.changed):
            signal.connect(self.close_all)

    @property
    def slide(self) -> Slide | None:
        """The answer that stands in front; None: the slides do."""
        return self.asked.slide or self.levered.slide

    def ask(self, subject: Subject) -> None:
        """Answer a question from the room."""
        self.close_all()
        self.asked.ask(self._shown.document, subject)

    def open_line(self) -> None:
        """Let a name be typed."""
        self.close_all()
        self.ask_line.open(self._shown.document.scenario)

    def open_lever(self) -> None:
        """Let something be moved."""
        self.close_all()
        self.lever_bar.open(self._shown.document.scenario)

    def close_all(self) -> bool:
        """Back to the slides; whether anything stood in front of them."""
        is_any = self.slide is not None or not self.ask_line.isHidden() or not self.lever_bar.isHidden()
        self.asked.drop()
        self.levered.drop()
        self.ask_line.hide()
        self.lever_bar.hide()
        self.put_away.emit()
        return is_any

    def write_at(self, type_px: float) -> None:
        """Be as large as the slides."""
        write_at(self, type_px)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Escape and F11 mean the same wherever the keyboard is."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.close_all()
                return True
            if event.key() == Qt.Key.Key_F11:
                self.leaving.emit()
                return True
        return False

    def _move(self, lever: Lever, step: int) -> None:
        self.levered.move(self._shown.document, lever, step)

    def _keep(self) -> None:
        scenario, name = self.levered.scenario, self.levered.title
        if scenario is not None:
            self.close_all()
            self.kept.emit(scenario, name)
