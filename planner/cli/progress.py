"""Progress on standard error, for those who watch."""

from __future__ import annotations

import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from planner.letters import one_line
from planner.program import Control, Progress

PATIENCE = 0.5
"""Seconds before anything is shown."""
OFTEN = 0.1


@contextmanager
def watched() -> Iterator[Control]:
    """A control that Ctrl-C cancels, so that the best plan is kept; a second Ctrl-C ends the command at once.

    Its progress is drawn on one line of standard error; nothing is drawn where that is no terminal.
    """
    line = _Line() if sys.stderr.isatty() else None
    control = Control(line.draw if line else None)
    with _cancelling(control):
        try:
            yield control
        finally:
            if line:
                line.clear()


@contextmanager
def counted() -> Iterator[Counted]:
    """As ``watched``, for many solves: what is drawn is how many are done."""
    line = _Line() if sys.stderr.isatty() else None
    found = Counted(Control(), line)
    with _cancelling(found.control):
        try:
            yield found
        finally:
            if line:
                line.clear()


class Counted:
    """The control of many solves, and how far they are."""

    def __init__(self, control: Control, line: _Line | None) -> None:
        self.control = control
        self._line = line

    def steps(self, what: str) -> Callable[[int, int], None]:
        """What to call with how many are done, of how many: ``attributing … 37 of 128``"""

        def show(done: int, whole: int) -> None:
            if self._line is not None:
                self._line.show(f"{what} … {done} of {whole}" + (" · Ctrl-C keeps what is done" if done else ""))

        return show

    def clear(self) -> None:
        """Take the line off the screen, before something is printed."""
        if self._line is not None:
            self._line.clear()


@contextmanager
def _cancelling(control: Control) -> Iterator[None]:
    """Ctrl-C cancels a control; a second one ends the command."""

    def stop(*_: object) -> None:
        if control.cancelled:
            raise KeyboardInterrupt
        control.cancel()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class _Line:
    def __init__(self) -> None:
        self._began = self._drawn = time.monotonic()
        self._width = 0

    def draw(self, progress: Progress) -> None:
        self.show(progress_words(progress))

    def show(self, text: str) -> None:
        now = time.monotonic()
        if now - self._began < PATIENCE or now - self._drawn < OFTEN:
            return
        self._drawn = now
        self._write(text[: shutil.get_terminal_size().columns - 1])

    def clear(self) -> None:
        if self._width:
            self._write("")
            sys.stderr.write("\r")
            sys.stderr.flush()

    def _write(self, text: str) -> None:
        text = one_line(text)
        sys.stderr.write("\r" + text.ljust(self._width))
        sys.stderr.flush()
        self._width = len(text)


def progress_words(progress: Progress) -> str:
    """``solving … 12 s · best 78.10 · bound 78.42 · gap 0.41 %``"""
    parts = [f"solving … {progress.seconds:.0f} s"]
    if progress.best is not None:
        parts.append(f"best {progress.best:,.2f}")
    if progress.bound is not None:
        parts.append(f"bound {progress.bound:,.2f}")
    if progress.gap is not None:
        parts.append(f"gap {100 * progress.gap:.2f} %")
    return " · ".join([*parts, "Ctrl-C keeps the best"] if progress.best is not None else parts)
