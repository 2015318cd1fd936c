"""Many tasks at once."""

from __future__ import annotations

import threading

import pytest

from planner.errors import PlannerError, StoppedError
from planner.program import Control
from planner.tradeoffs.parallel.threads import each, each_done


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
