"""Many solves at once: the solver lets go of Python's lock, so threads are enough for all cores."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import contextmanager
from itertools import count

from planner.errors import StoppedError
from planner.program import Control
from planner.tradeoffs.parallel.side_by_side import SWITCH

type Steps = Callable[[int, int], None]
"""Hears of progress: how many are done, of how many."""


def each[Item, Found](
    task: Callable[[Item], Found],
    items: Iterable[Item],
    *,
    workers: int | None = None,
    control: Control | None = None,
    on_step: Steps | None = None,
) -> list[Found]:
    """The task's results in the order of the items, whatever the number of workers; None: as many as there are cores.

    The first error ends the rest. Raises StoppedError where the control was cancelled on the way.
    """
    watched = control or Control()
    return _all(lambda item: _whole(task, item, watched), [*items], workers, watched, on_step)


def each_done[Item, Found](
    task: Callable[[Item], Found],
    items: Iterable[Item],
    *,
    workers: int | None = None,
    control: Control | None = None,
    on_step: Steps | None = None,
) -> list[Found | None]:
    """As ``each``, but a cancel keeps what is done: None stands for what is not."""
    watched = control or Control()

    def one(item: Item) -> Found | None:
        try:
            return _whole(task, item, watched)
        except StoppedError:
            if watched.cancelled:
                return None
            raise

    return _all(one, [*items], workers, watched, on_step)


def _whole[Item, Found](task: Callable[[Item], Found], item: Item, control: Control) -> Found:
    """One result; a solve that was cut short says less than it seems to, and is none."""
    stop_if(control)
    found = task(item)
    stop_if(control)
    return found


def _all[Item, Found](
    task: Callable[[Item], Found], items: list[Item], workers: int | None, control: Control, on_step: Steps | None
) -> list[Found]:
    with _hasty(), ThreadPoolExecutor(max_workers=workers or os.cpu_count() or 1) as pool:
        futures = [pool.submit(task, item) for item in items]
        if on_step is not None:
            report, done = on_step, count(1)
            for future in futures:
                future.add_done_callback(lambda _: report(next(done), len(items)))
        try:
            failed = [f for f in wait(futures, return_when=FIRST_EXCEPTION).done if f.exception() is not None]
        except KeyboardInterrupt:
            control.cancel()
            pool.shutdown(cancel_futures=True)
            raise
        if failed:
            pool.shutdown(cancel_futures=True)
            raise next(error for f in futures if f in failed and (error := f.exception()) is not None)
        return [future.result() for future in futures]


@contextmanager
def _hasty() -> Iterator[None]:
    """Threads let each other in after microseconds: a solver asks many times a second whether to go on."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def stop_if(control: Control | None) -> None:
    """Raise StoppedError where a run was cancelled."""
    if control is not None and control.cancelled:
        raise StoppedError("Stopped before all was solved.")
