"""Many solves at once: the solver lets go of Python's lock, so threads are enough for all cores."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, as_completed, wait
from itertools import count
from typing import Protocol, Self

from planner.errors import StoppedError
from planner.program import Control
from planner.tradeoffs.parallel.haste import HASTE

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
    with HASTE, ThreadPoolExecutor(max_workers=workers or os.cpu_count() or 1) as pool:
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


class Twinned(Protocol):
    """What can be asked on several threads at once, as each has a twin of its own."""

    control: Control | None

    def twin(self, control: Control) -> Self:
        """The same with a solver of its own; what is known already is shared."""
        ...


def side_by_side[Subject: Twinned, Found](
    subject: Subject, questions: Sequence[Callable[[Subject], Found]]
) -> Iterator[Found]:
    """The answers in the order of the questions, each as soon as it and those before it are there.

    Ends as ``as_they_come`` does.
    """
    early: dict[int, Found] = {}
    following = 0
    for place, found in as_they_come(subject, questions):
        early[place] = found
        while following in early:
            yield early.pop(following)
            following += 1


def as_they_come[Subject: Twinned, Found](
    subject: Subject, questions: Sequence[Callable[[Subject], Found]]
) -> Iterator[tuple[int, Found]]:
    """Each answer as soon as it is there, with the place of its question; those at the front are begun first.

    A cancel, or an exception while the answers are read (Ctrl-C among them), ends all that is under way; what was
    answered was answered.
    """
    control = subject.control or Control()
    shared, local = subject.twin(control), threading.local()  # what all need is known once, before it is shared

    def answer(question: Callable[[Subject], Found]) -> Found:
        if not hasattr(local, "twin"):
            local.twin = shared.twin(control)
        return question(local.twin)

    pool = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="twin")
    with HASTE:
        try:
            places = {pool.submit(answer, question): place for place, question in enumerate(questions)}
            for job in as_completed(places):
                found = job.result()
                if control.cancelled:
                    return
                yield places[job], found
        except BaseException:
            control.cancel()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def stop_if(control: Control | None) -> None:
    """Raise StoppedError where a run was cancelled."""
    if control is not None and control.cancelled:
        raise StoppedError("Stopped before all was solved.")
