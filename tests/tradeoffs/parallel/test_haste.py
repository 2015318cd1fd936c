"""How soon threads let each other in, whoever asks for it and in whatever order they leave."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from planner.desktop.open.jobs import Jobs
from planner.errors import PlannerError
from planner.tradeoffs.parallel.haste import SWITCH, Haste
from planner.tradeoffs.parallel.threads import each

OWN = 0.002
"""An interval that nobody but these tests sets."""


@pytest.fixture(autouse=True)
def own_interval() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(OWN)
    yield
    sys.setswitchinterval(before)


def is_hasty() -> bool:
    return sys.getswitchinterval() == pytest.approx(SWITCH)


def is_as_before() -> bool:
    return sys.getswitchinterval() == pytest.approx(OWN)


@pytest.mark.parametrize("leaves_first", [0, 1])
def test_the_last_one_out_takes_it_back_in_whatever_order_they_leave(leaves_first: int) -> None:
    haste = Haste()
    two = [ExitStack(), ExitStack()]
    for each_one in two:
        each_one.enter_context(haste)
    assert is_hasty()
    two[leaves_first].close()
    assert is_hasty(), "the other one is still inside"
    two[1 - leaves_first].close()
    assert is_as_before()


def test_an_error_inside_takes_it_back() -> None:
    with pytest.raises(PlannerError), Haste():
        raise PlannerError("no")
    assert is_as_before()


def test_threads_that_overlap_leave_it_as_it_was() -> None:
    haste, all_in, seen = Haste(), threading.Barrier(4), []

    def inside() -> None:
        for _ in range(200):
            with haste:
                seen.append(is_hasty())
        with haste:
            all_in.wait(10)
            seen.append(is_hasty())

    threads = [threading.Thread(target=inside) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 4 * 201
    assert all(seen)
    assert is_as_before()


def test_a_window_that_closes_while_threads_are_at_work_takes_nothing_from_them() -> None:
    jobs, closed, seen = Jobs(), threading.Event(), []

    def close_first(item: int) -> None:
        if item == 0:
            jobs.stop()
            jobs.stop()  # a second time changes nothing
            closed.set()
        closed.wait(10)
        seen.append(is_hasty())

    each(close_first, range(2), workers=2)
    assert seen == [True, True]
    assert is_as_before()


def test_a_window_that_stays_open_keeps_it_when_threads_are_done() -> None:
    jobs = Jobs()
    each(str, range(3), workers=2)
    assert is_hasty()
    jobs.stop()
    assert is_as_before()
