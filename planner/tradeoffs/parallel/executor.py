"""Processes of this machine as an executor of ``concurrent.futures``.

Why not ``ProcessPoolExecutor``: what it spawns runs the user's script again, so that one without a guard, a notebook or
a prompt can't use it; it looks for modules in the current folder first, which may be a workspace; and it goes on where
its parent was killed. A process of ours imports nothing but the planner, and ends when its standard input does.
"""

from __future__ import annotations

import pickle
import subprocess
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any

from planner.apart import how_ended, started
from planner.errors import PlannerError
from planner.tradeoffs.parallel.worker import receive, send

WORKER = "planner.tradeoffs.parallel.worker"


class Processes(Executor):
    """So many processes, each begun when it is first needed; leaving ends what is not done."""

    def __init__(self, count: int) -> None:
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="gpu-planner")
        self._own = threading.local()
        self._lock = threading.Lock()
        self._all: list[subprocess.Popen[bytes]] = []
        self._closed = False

    def submit[**P, Found](
        self, function: Callable[P, Found], /, *arguments: P.args, **named: P.kwargs
    ) -> Future[Found]:
        """Have a function called in one of the processes; it, its arguments and its result are pickled."""
        return self._threads.submit(self._ask, partial(function, *arguments, **named))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End all processes at once; what they are doing is given up."""
        with self._lock:
            self._closed = True
            for process in self._all:
                process.kill()
        self._threads.shutdown(wait=wait, cancel_futures=True)
        for process in self._all:
            _end(process)

    def _ask(self, call: Callable[[], Any]) -> Any:
        process = self._process()
        assert process.stdin is not None and process.stdout is not None
        try:
            send(process.stdin, pickle.dumps(call))  # type: ignore[arg-type]
            went_well, found = pickle.loads(receive(process.stdout))  # type: ignore[arg-type]
        except (EOFError, OSError):
            _end(process)
            raise PlannerError(_gone(process.returncode)) from None
        if not went_well:
            raise found
        return found

    def _process(self) -> subprocess.Popen[bytes]:
        """That of this thread; another one where it has ended."""
        known: subprocess.Popen[bytes] | None = getattr(self._own, "process", None)
        if known is not None and known.poll() is None:
            return known
        with self._lock:
            if self._closed:
                raise PlannerError("Stopped.")
            self._own.process = started(WORKER)
            self._all.append(self._own.process)
        found: subprocess.Popen[bytes] = self._own.process
        return found


def _end(process: subprocess.Popen[bytes]) -> None:
    """Wait for a process that has ended or is asked to, and close what led to it."""
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()
    process.wait()


def _gone(code: int) -> str:
    """Why there is no answer."""
    return f"A process that was solving {how_ended(code)}. Where memory is short, fewer workers need less of it."
