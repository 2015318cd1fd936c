"""How soon threads let each other in; the one place that says so, as Python has one interval for all of them."""

from __future__ import annotations

import sys
import threading

SWITCH = 5e-5
"""Seconds after which a thread lets another one in. A solver asks many times a second whether to go on; with Python's
own 5 ms two solvers took 1.8 × as long as one, with this as long as one."""


class Haste:
    """As long as anyone is inside, threads let each other in after microseconds.

    The first one in sets that, the last one out takes it back, whoever left in between and on whichever thread.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._before = 0.0

    def __enter__(self) -> None:
        with self._lock:
            if not self._inside:
                self._before = sys.getswitchinterval()
                sys.setswitchinterval(SWITCH)
            self._inside += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                sys.setswitchinterval(self._before)


HASTE = Haste()
"""That of this process."""
