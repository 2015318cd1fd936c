"""Ask another solver, which searches in a process of its own.

There it can be stopped whatever it does, and takes nobody with it: some solvers hold Python's lock as long as they
search, some print, some crash.
"""

from __future__ import annotations

import math
import os
import pickle
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

import numpy as np

from planner.apart import how_ended, started
from planner.program.problem.statement import Statement

HEED = 0.1
"""How often it is looked whether the search is still wanted [s]."""
GRACE = 1.0
"""Time beyond its limit after which a solver is stopped that does not heed it [s]."""

End = Literal["done", "infeasible", "time limit", "stopped", "failed"]
"""How a search ends. done: as near to the best plan as was asked for, by the solver's own word."""


@dataclass(frozen=True, eq=False)
class Question:
    """What a solver is asked."""

    statement: Statement
    solver: str
    """By the name that PuLP has for it."""
    gap: float
    time_limit: float | None
    threads: int | None


@dataclass(frozen=True, eq=False)
class Answer:
    """What a solver says."""

    end: End
    values: np.ndarray | None
    """Of every column; None where it has no plan."""
    words: str = ""
    """What it says of its failure."""


def ask(question: Question, is_wanted: Callable[[], bool], cancel: Callable[[], None]) -> Answer:
    """The solver's answer; it is stopped where that is no longer wanted. Ctrl-C cancels."""
    process = started("planner.program.problem.answering", stderr=subprocess.DEVNULL)
    latest = math.inf if question.time_limit is None else time.perf_counter() + question.time_limit + GRACE
    try:
        _send(process, pickle.dumps(question))
        while (told := _heard(process, cancel)) is None:
            if not is_wanted():
                return Answer("stopped", None)
            if time.perf_counter() > latest:
                return Answer("time limit", None)
    finally:
        _end(process)
    if not told:
        return Answer("failed", None, f"its process {how_ended(process.returncode)}")
    found: Answer = pickle.loads(told)
    return found


def _send(process: subprocess.Popen[bytes], content: bytes) -> None:
    assert process.stdin is not None
    with suppress(OSError), process.stdin as stream:  # where it has ended already, it has nothing to say
        stream.write(content)
    process.stdin = None  # or communicate would want to write, too


def _heard(process: subprocess.Popen[bytes], cancel: Callable[[], None]) -> bytes | None:
    """All that the process has said, once it has ended; None for now."""
    try:
        return process.communicate(timeout=HEED)[0]
    except subprocess.TimeoutExpired:
        return None
    except KeyboardInterrupt:
        cancel()
        return None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process, and a command that it may have started."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL) if os.name == "posix" else process.kill()
    if process.stdout is not None:
        process.stdout.close()
    process.wait()
