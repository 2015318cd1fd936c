"""What several threads ask alike is worked out by one of them: the others wait for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, Protocol


class Doubting(Protocol):
    """Who asks, and counts what was not searched to its end."""

    doubts: int


class Answered:
    """Answers by their questions. A question must not depend on who asks it, or wait for one that waits for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[Hashable, Future[tuple[Any, int]]] = {}

    def once[Found](self, asking: Doubting, question: Hashable, work: Callable[[], Found]) -> Found:
        """The answer, its doubts counted by all that ask. What was raised is raised to all that wait, and forgotten."""
        with self._lock:
            is_new = question not in self._known
            answer: Future[tuple[Found, int]] = self._known.setdefault(question, Future())
        if not is_new:
            found, doubts = answer.result()
            asking.doubts += doubts
            return found
        before = asking.doubts
        try:
            found = work()
        except BaseException as error:
            with self._lock:
                del self._known[question]
            answer.set_exception(error)
            raise
        answer.set_result((found, asking.doubts - before))
        return found
