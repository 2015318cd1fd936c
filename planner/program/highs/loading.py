"""A program into HiGHS, as arrays: an object for every coefficient would cost more than many a solve."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import highspy
import numpy as np

from planner.program.formulation.assembly import Program
from planner.program.highs.control import Control

_CALL = highspy.cb.HighsCallbackType


class _SilentHighs(highspy.Highs):
    """HiGHS that is silent from the start: its constructor enables callbacks, which prints a banner to stdout."""

    def enableCallbacks(self) -> None:
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def hand_over(program: Program, threads: int, seed: int) -> Any:
    """HiGHS with a program in it, no goal yet, and nothing that must be whole."""
    highs = silent()
    highs.setOptionValue("random_seed", seed)
    highs.setOptionValue("threads", threads)
    columns, empty = program.variables.count, np.zeros(0, dtype=np.int32)
    low, high = map(finite, program.bounds())
    highs.addCols(columns, np.zeros(columns), low, high, 0, empty, empty, np.zeros(0))
    highs.addRows(
        len(program.low),
        np.asarray(program.low),
        np.asarray(program.high),
        len(program.columns),
        np.asarray(program.starts[:-1], dtype=np.int32),
        np.asarray(program.columns, dtype=np.int32),
        np.asarray(program.coefficients),
    )
    highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
    return highs


def silent() -> Any:
    """HiGHS with nothing in it."""
    return _SilentHighs()  # type: ignore[no-untyped-call]


def small() -> Any:
    """HiGHS on one thread, without presolve: for small programs, one after the other."""
    highs = silent()
    highs.setOptionValue("presolve", "off")
    highs.setOptionValue("threads", 1)
    return highs


def load_small(
    highs: Any,
    columns: int,
    place: np.ndarray,
    row: np.ndarray,
    coefficients: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
) -> None:
    """Put a few columns in place of what is there, and behind them one for each row: its slack.

    ``place``, ``row``: where each coefficient stands. Costs and bounds are still to be given.
    """
    highs.clearModel()
    rows = len(low)
    empty, none = np.zeros(0, dtype=np.int32), np.zeros(0)
    highs.addRows(rows, low, high, 0, empty, empty, none)
    order = np.argsort(place, kind="stable")
    starts = np.searchsorted(place[order], np.arange(columns)).astype(np.int32)
    each, zero = np.arange(rows, dtype=np.int32), np.zeros(columns + rows)
    highs.addCols(
        columns + rows,
        zero,
        zero,
        zero,
        len(order) + rows,
        np.concatenate([starts, len(order) + each]).astype(np.int32),
        np.concatenate([row[order], each]).astype(np.int32),
        np.concatenate([coefficients[order], np.where(high < highspy.kHighsInf, -1.0, 1.0)]),
    )
    highs.changeObjectiveSense(highspy.ObjSense.kMaximize)


def run_here(highs: Any) -> None:
    """Let HiGHS solve what stands in it, in this thread.

    Its workers belong to the thread, and it refuses another number of them than whoever was first here has asked for,
    be it somebody else's HiGHS: they are sent away, and it is asked again.
    """
    refused = highs.run() == highspy.HighsStatus.kError
    if refused and highs.getModelStatus() == highspy.HighsModelStatus.kNotset:
        highs.resetGlobalScheduler(True)
        highs.run()


def run(highs: Any, control: Control) -> None:
    """Let HiGHS solve what stands in it. Ctrl-C in the main thread cancels."""
    if threading.current_thread() is not threading.main_thread():
        run_here(highs)
        return
    worker = threading.Thread(target=run_here, args=(highs,), name="HiGHS")
    worker.start()
    while worker.is_alive():
        try:
            worker.join()
        except KeyboardInterrupt:
            control.cancel()


def hear(highs: Any, searched: Callable[[Any], bool], stepped: Callable[[], bool]) -> None:
    """Ask whether to stop, as a search goes on and after every step of a linear program.

    Both are called directly: highspy's events took a fifth of a relaxation with ten thousand steps.
    """

    def asked(kind: Any, _message: str, told: Any, answer: Any, _user: Any) -> None:
        # said both ways: HiGHS keeps the last answer for the runs that follow
        answer.user_interrupt = searched(told) if kind == _CALL.kCallbackMipInterrupt else stepped()

    super(highspy.Highs, highs).setCallback(asked, None)
    for kind in (_CALL.kCallbackMipInterrupt, _CALL.kCallbackSimplexInterrupt, _CALL.kCallbackIpmInterrupt):
        highs.startCallback(kind)


def version(highs: Any) -> str:
    """Name and version of the solver."""
    return f"HiGHS {highs.version()}"


def finite(bounds: np.ndarray) -> np.ndarray:
    """Bounds as HiGHS takes them: its infinity is a number."""
    return np.asarray(np.clip(np.asarray(bounds, dtype=float), -highspy.kHighsInf, highspy.kHighsInf))
