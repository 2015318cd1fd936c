"""Progress on standard error, for those who watch."""

from __future__ import annotations

import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.program import Control, Progress

PATIENCE = 0.5
"""Seconds before anything is shown."""
OFTEN = 0.1


@contextmanager
def watched() -> Iterator[Control]:
    """A control that Ctrl-C cancels, so that the best plan is kept; a second Ctrl-C ends the command at once.

    Its progress is drawn on one line of standard error; nothing is drawn where that is no terminal.
    """
    from planner.program import Control

    line = _Line() if sys.stderr.isatty() else None
    control = Control(line.draw if line else None)

    def stop(*_: object) -> None:
        if control.cancelled:
            raise KeyboardInterrupt
        control.cancel()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield control
    finally:
        signal.signal(signal.SIGINT, before)
        if line:
            line.clear()


class _Line:
    def __init__(self) -> None:
        self._began = self._drawn = time.monotonic()
        self._width = 0

    def draw(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._began < PATIENCE or now - self._drawn < OFTEN:
            return
        self._drawn = now
        self._write(progress_words(progress)[: shutil.get_terminal_size().columns - 1])

    def clear(self) -> None:
        if self._width:
            self._write("")
            sys.stderr.write("\r")
            sys.stderr.flush()

    def _write(self, text: str) -> None:
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
