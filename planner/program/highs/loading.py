"""A program into HiGHS, through PuLP, as arrays."""

from __future__ import annotations

import threading
from typing import Any

import highspy
import numpy as np
import pulp

from planner.program.formulation.assembly import Program
from planner.program.highs.control import Control


class _SilentHighs(highspy.Highs):
    """HiGHS that is silent from the start: its constructor enables callbacks, which prints a banner to stdout."""

    def enableCallbacks(self) -> None:
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class _ArraysToHighs(pulp.HiGHS):
    """PuLP's HiGHS, taking the matrix as arrays: PuLP's own hand-over costs a Python object for every coefficient."""

    def __init__(self, program: Program, **options: Any) -> None:
        super().__init__(msg=False, **options)
        self._program = program

    def createAndConfigureSolver(self, lp: pulp.LpProblem) -> None:
        lp.solverModel = _SilentHighs()  # type: ignore[no-untyped-call]
        for name, setting in self.optionsDict.items():
            lp.solverModel.setOptionValue(name, setting)

    def buildSolverModel(self, lp: pulp.LpProblem) -> None:
        program = self._program
        columns, empty = program.variables.count, np.zeros(0, dtype=np.int32)
        low, high = map(finite, program.bounds())
        highs: Any = lp.solverModel
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


def hand_over(program: Program, threads: int, seed: int) -> Any:
    """HiGHS with a program in it, no goal yet, and nothing that must be whole."""
    problem = program.problem()
    solver = _ArraysToHighs(program, random_seed=seed)
    solver.createAndConfigureSolver(problem)
    solver.buildSolverModel(problem)
    highs: Any = problem.solverModel
    assert highs is not None
    highs.setOptionValue("threads", threads)
    return highs


def run(highs: Any, control: Control) -> None:
    """Let HiGHS solve what stands in it. Ctrl-C in the main thread cancels."""
    if threading.current_thread() is not threading.main_thread():
        highs.run()
        return
    worker = threading.Thread(target=highs.run, name="HiGHS")
    worker.start()
    while worker.is_alive():
        try:
            worker.join()
        except KeyboardInterrupt:
            control.cancel()


def version(highs: Any) -> str:
    """Name and version of the solver."""
    return f"HiGHS {highs.version()} through PuLP {pulp.__version__}"


def finite(bounds: np.ndarray) -> np.ndarray:
    """Bounds as HiGHS takes them: its infinity is a number."""
    return np.asarray(np.clip(np.asarray(bounds, dtype=float), -highspy.kHighsInf, highspy.kHighsInf))
