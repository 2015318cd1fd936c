"""Progress on standard error, for those who watch."""

from __future__ import annotations

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
    """A control whose progress is drawn on one line of standard error; silent where that is no terminal."""
    from planner.program import Control

    if not sys.stderr.isatty():
        yield Control()
        return
    line = _Line()
    try:
        yield Control(line.draw)
    finally:
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
        text = f"solving … {progress.seconds:.1f} s"
        if progress.best is not None:
            text += f"   best {progress.best:,.2f}"
        if progress.bound is not None:
            text += f"   bound {progress.bound:,.2f}"
        if progress.gap is not None:
            text += f"   gap {100 * progress.gap:.2f} %"
        self._write(text)

    def clear(self) -> None:
        if self._width:
            self._write("")
            sys.stderr.write("\r")

    def _write(self, text: str) -> None:
        sys.stderr.write("\r" + text.ljust(self._width))
        sys.stderr.flush()
        self._width = len(text)
