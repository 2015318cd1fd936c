"""Many tasks at once."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from planner.errors import PlannerError, StoppedError
from planner.program import Control
from planner.tradeoffs.parallel.threads import as_they_come, each, each_done, side_by_side


def cancel_at(control: Control, item: int) -> int:
    if item == 2:
        control.cancel()
    return item


@pytest.mark.parametrize("workers", [1, 2, 7, None])
def test_results_come_in_the_order_of_the_items(workers: int | None) -> None:
    first = threading.Event()

    def slow_first(item: int) -> int:
        if item == 0 and workers not in (1, None):
            first.wait(10)
        first.set()
        return item * item

    assert each(slow_first, range(9), workers=workers) == [k * k for k in range(9)]


def test_progress_counts_every_item_once() -> None:
    seen: list[tuple[int, int]] = []
    each(str, range(5), workers=3, on_step=lambda done, whole: seen.append((done, whole)))
    assert sorted(seen) == [(k, 5) for k in range(1, 6)]


def test_the_first_error_ends_the_rest() -> None:
    tried: list[int] = []
    never = threading.Event()

    def fail(item: int) -> None:
        tried.append(item)
        if item == 1:
            raise PlannerError("no")
        if item > 1:
            never.wait(0.05)

    with pytest.raises(PlannerError, match="no"):
        each(fail, range(50), workers=1)
    assert len(tried) < 50


def test_a_cancel_stops_and_a_result_that_was_cut_short_does_not_count() -> None:
    control = Control()
    with pytest.raises(StoppedError):
        each(lambda item: cancel_at(control, item), range(5), workers=1, control=control)
    kept = Control()
    assert each_done(lambda item: cancel_at(kept, item), range(5), workers=1, control=kept) == [0, 1, None, None, None]


class Subject:
    """What can be asked on several threads."""

    control: Control | None = None

    def twin(self, control: Control) -> Subject:
        return self


def slow_and_quick() -> list[Callable[[Subject], str]]:
    """Two questions, of which the first waits until the second is answered."""
    answered = threading.Event()

    def slow(subject: Subject) -> str:
        assert answered.wait(10)
        return "slow"

    def quick(subject: Subject) -> str:
        answered.set()
        return "quick"

    return [slow, quick]


def test_answers_come_as_soon_as_they_are_there_each_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    is_taken = threading.Event()

    def slow(subject: Subject) -> str:
        assert is_taken.wait(10)
        return "slow"

    answers = as_they_come(Subject(), [slow, lambda subject: "quick"])
    assert next(answers) == (1, "quick")
    is_taken.set()
    assert list(answers) == [(0, "slow")]


def test_or_in_the_order_of_the_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert list(side_by_side(Subject(), slow_and_quick())) == ["slow", "quick"]
