"""Slides written as pages without a meeting: what they tell is worked out first, in the background."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from planner.desktop.meeting.deck import slides
from planner.desktop.meeting.pages import pages_job, register_fonts
from planner.desktop.meeting.research import Research
from planner.desktop.open.document import Document
from planner.desktop.open.session import Session
from planner.desktop.pages.tradeoffs.answers import Answers
from planner.errors import PlannerError


class Writing(QObject):
    """Writes once everything is known, or at once with what there is."""

    written = Signal(object)
    """The file."""
    failed = Signal(str)
    """Why there is none."""

    def __init__(
        self, file: Path, session: Session, answers: Answers, ticked: Callable[[], list[Document]], owner: QObject
    ) -> None:
        super().__init__(owner)
        register_fonts()
        self._file, self._session = file, session
        self._research = Research(session, answers, ticked, self)
        self._research.changed.connect(self._look)

    @property
    def is_waiting(self) -> bool:
        """Whether something is still worked out for it."""
        return not self._research.is_complete

    def give_up(self) -> None:
        """Write nothing."""
        self._research.stop()
        self._research.changed.disconnect(self._look)
        self.deleteLater()

    def write_now(self) -> None:
        """Write what there is."""
        self._research.changed.disconnect(self._look)
        self._research.stop()
        shown, name = slides(self._research.room()), self._session.shown.document.name
        self._session.jobs.start(pages_job(self._file, name, shown, self._take, self._fail))

    def _look(self) -> None:
        if self._research.is_complete:
            self.write_now()

    def _take(self, file: Path) -> None:
        self.written.emit(file)
        self.deleteLater()

    def _fail(self, error: PlannerError) -> None:
        self.failed.emit(str(error))
        self.deleteLater()
