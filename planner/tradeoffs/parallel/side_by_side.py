"""Questions about one scenario, answered on all cores: each thread asks a solver of its own."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from planner.program import Control
from planner.tradeoffs.one_scenario.study import Study

SWITCH = 5e-5
"""Seconds after which a thread lets another one in. A solver asks many times a second whether to go on; with Python's
own 5 ms two solvers took 1.8 × as long as one, with this as long as one."""


def side_by_side[T](study: Study, questions: Sequence[Callable[[Study], T]]) -> Iterator[T]:
    """The answers in the order of the questions, each as soon as it and those before it are there.

    HiGHS leaves the interpreter alone while it solves, so threads are enough. A cancel, or an exception while the
    answers are read (Ctrl-C among them), ends all that is under way; what was answered was answered.
    """
    control = study.control or Control()
    study.plan, study.base, study.prices  # noqa: B018  known once, before it is shared
    local = threading.local()

    def answer(question: Callable[[Study], T]) -> T:
        if not hasattr(local, "study"):
            local.study = study.twin(control)
        return question(local.study)

    pool = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="study")
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH)
    try:
        for job in [pool.submit(answer, question) for question in questions]:
            found = job.result()
            if control.cancelled:
                return
            yield found
    except BaseException:
        control.cancel()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        sys.setswitchinterval(before)
