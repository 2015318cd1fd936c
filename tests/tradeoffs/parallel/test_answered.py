"""What several ask alike."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import pytest

from planner.errors import StoppedError
from planner.tradeoffs.parallel.answered import Answered
from planner.tradeoffs.parallel.threads import each


@dataclass
class Asking:
    doubts: int = 0


def test_what_several_threads_ask_is_worked_out_once_and_doubted_by_all() -> None:
    answered, begun, worked = Answered(), threading.Barrier(4), list[Asking]()
    everyone = [Asking() for _ in range(4)]

    def ask(asking: Asking) -> int:
        def work() -> int:
            worked.append(asking)
            asking.doubts += 1
            return 42

        begun.wait(10)
        return answered.once(asking, "question", work)

    assert each(ask, everyone, workers=4) == [42] * 4
    assert len(worked) == 1
    assert [asking.doubts for asking in everyone] == [1] * 4


def test_what_was_stopped_can_be_asked_again() -> None:
    def stopped() -> int:
        raise StoppedError("Stopped.")

    answered = Answered()
    with pytest.raises(StoppedError):
        answered.once(Asking(), "question", stopped)
    assert answered.once(Asking(), "question", lambda: 1) == 1
