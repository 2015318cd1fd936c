"""Work off the window's thread: pure functions with a control, of which the newest wins."""

from __future__ import annotations

import gc
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from planner.errors import PlannerError
from planner.program import Control, Progress
from planner.tradeoffs.parallel.haste import HASTE

YOUNG = 20_000
"""Objects that are made before Python looks for garbage among them. After its own 700 it looked fifty times an edit of
200 requests, and now and then at everything that there is, for longer than the edit takes."""

THREADS = 12
"""One for each lane and more: a long question must not keep an edit waiting for its plan."""

type Function = Callable[[Control, Callable[[Any], None]], Any]
"""What a job runs: it looks at the control, may hand over parts of its answer as they come, and returns the last."""


@dataclass(eq=False)
class Job:
    """One function under way, and who waits for its answer."""

    lane: str
    function: Function
    on_answer: Callable[[Any], None]
    on_error: Callable[[PlannerError], None]
    on_part: Callable[[Any], None] | None = None
    on_progress: Callable[[Progress], None] | None = None
    control: Control = field(default_factory=Control)
    is_dropped: bool = False

    def cancel(self) -> None:
        """Stop soon; the answer so far still comes."""
        self.control.cancel()

    def drop(self) -> None:
        """Stop soon; nobody hears of the answer."""
        self.is_dropped = True
        self.control.cancel()


class Jobs(QObject):
    """The jobs of the app: one in each lane at a time; a new one in a lane drops the one before.

    As long as there may be any, threads let each other in after microseconds, so that the window can draw while a job
    computes: it asks for Python's lock a thousand times a frame.
    """

    busy = Signal(str, bool)
    """A lane, and whether something runs in it."""
    _happened = Signal(object, str, object)

    def __init__(self, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(THREADS)
        self._running: dict[str, Job] = {}
        self._is_stopped = False
        self._standing = ExitStack()
        """What holds until the jobs stop."""
        self._standing.enter_context(HASTE)
        threshold = gc.get_threshold()
        self._standing.callback(gc.set_threshold, *threshold)
        gc.set_threshold(YOUNG, *threshold[1:])
        self._happened.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self, job: Job, priority: int = 0) -> Job:
        """Run a job; whatever runs in its lane is dropped. Behind ``stop`` nothing begins any more."""
        self.drop(job.lane)
        if self._is_stopped:
            job.drop()
            return job
        watched = job.on_progress is not None
        job.control = Control(lambda progress: self._happened.emit(job, "progress", progress)) if watched else Control()
        self._running[job.lane] = job
        self._pool.start(_Run(job, self._happened), priority)
        self.busy.emit(job.lane, True)
        return job

    @property
    def is_busy(self) -> bool:
        """Whether anything runs."""
        return bool(self._running)

    def running(self, lane: str) -> Job | None:
        return self._running.get(lane)

    def cancel(self, lane: str) -> None:
        """Ask the job of a lane to stop with what it has."""
        if job := self._running.get(lane):
            job.cancel()

    def drop(self, lane: str) -> None:
        """Stop the job of a lane, and forget it."""
        if job := self._running.pop(lane, None):
            job.drop()
            self.busy.emit(lane, False)

    def stop(self) -> None:
        """Drop everything and wait until no thread is left."""
        self._is_stopped = True
        for lane in list(self._running):
            self.drop(lane)
        self._pool.clear()
        self._pool.waitForDone()
        self._standing.close()

    def _deliver(self, job: Job, kind: str, what: Any) -> None:
        """Hand an answer, on the window's thread, to whoever still waits for it."""
        if job.is_dropped:
            return
        if kind == "progress" and job.on_progress:
            job.on_progress(what)
        elif kind == "part" and job.on_part:
            job.on_part(what)
        elif kind in ("answer", "error"):
            if self._running.get(job.lane) is job:
                del self._running[job.lane]
                self.busy.emit(job.lane, False)
            (job.on_answer if kind == "answer" else job.on_error)(what)


class _Run(QRunnable):
    """A job on its thread; whatever goes wrong comes back as an error to be read."""

    def __init__(self, job: Job, happened: Any) -> None:
        super().__init__()
        self._jobs, self._happened = [job], happened

    def run(self) -> None:
        job = self._jobs.pop()  # now and then Qt's binding keeps what has run: it is not to keep scenarios and plans
        if not job.is_dropped:
            self._work(job)

    def _work(self, job: Job) -> None:
        kind, what = "answer", None
        try:
            what = job.function(job.control, lambda part: self._tell(job, "part", part))
        except PlannerError as error:
            kind, what = "error", error
        except Exception as error:
            traceback.print_exc()  # to the terminal, for whoever mends it; the user reads a sentence
            kind, what = "error", PlannerError(f"The app has a fault of its own ({type(error).__name__}: {error}).")
        self._tell(job, kind, what)

    def _tell(self, job: Job, kind: str, what: Any) -> None:
        if not job.is_dropped:
            self._happened.emit(job, kind, what)
