"""Work that has to be done before anything else goes on, off the window's thread: the window goes on drawing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEventLoop

from planner.desktop.look.words import tr
from planner.desktop.open.jobs import Job, Jobs
from planner.errors import InputError, PlannerError

LANE = "aside"

type Run = Callable[[Callable[[], Any]], Any]
"""Does some work and gives what that gives."""


def at_once(function: Callable[[], Any]) -> Any:
    """Work that is done where it is asked for."""
    return function()


class Aside:
    """Runs a function on another thread and waits; what users type or click meanwhile comes when it is done."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self.is_busy = False

    def __call__(self, function: Callable[[], Any]) -> Any:
        """What the function gives. Raises InputError where it does, or could not be brought to an end."""
        loop, found, failed = QEventLoop(), list[Any](), list[PlannerError]()

        def answered(what: Any) -> None:
            found.append(what)
            loop.quit()

        def refused(why: PlannerError) -> None:
            failed.append(why)
            loop.quit()

        job = self._jobs.start(Job(LANE, lambda control, part: function(), answered, refused))
        if job.is_dropped:  # the app is on its way out, and waits for nothing any more
            return function()
        self.is_busy = True
        try:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        finally:
            self.is_busy = False
        if found:
            return found[0]
        why = failed[0] if failed else PlannerError(tr("The app was closed before that was done."))
        raise why if isinstance(why, InputError) else InputError(str(why))
