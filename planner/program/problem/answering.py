"""The other process: PuLP's solver searches, and its answer goes back."""

from __future__ import annotations

import inspect
import os
import pickle
import sys
import warnings
from typing import Any

import numpy as np
import pulp

from planner.program.problem.asking import Answer, End, Question
from planner.program.problem.building import built

_STATUS = pulp.LpSolveStatus
_ENDS: dict[int, End] = {
    _STATUS.Optimal: "done",
    _STATUS.GapLimit: "done",
    _STATUS.Infeasible: "infeasible",
    _STATUS.Undefined: "infeasible",  # infeasible or unbounded, which no program of ours is
    _STATUS.TimeLimit: "time limit",
}


def main() -> None:
    """Answer the question on standard input."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a solver prints does not come into the answer
    warnings.simplefilter("ignore")
    with answers:
        pickle.dump(answered(pickle.load(sys.stdin.buffer)), answers)


def answered(question: Question) -> Answer:
    """What the solver says; an error of its own in its own words."""
    problem = built(question.statement)
    try:
        stats = problem.solve(_solver(question))
    except Exception as error:  # each solver has its own
        return Answer("failed", None, " ".join(str(error).split()))
    values = _values(problem) if stats.has_solution else None
    return Answer(_ENDS.get(stats.status, "stopped"), values)


def _solver(question: Question) -> Any:
    """The solver with those of our options that it has."""
    asked = {
        "msg": False,
        "gapRel": question.gap,
        "timeLimit": question.time_limit,
        "threads": question.threads,
    }
    has = inspect.signature(type(pulp.getSolver(question.solver, msg=False)).__init__).parameters
    return pulp.getSolver(question.solver, **{name: value for name, value in asked.items() if name in has})


def _values(problem: pulp.LpProblem) -> np.ndarray:
    """Every column; one that stands nowhere has no value, and needs none but its floor."""
    columns = problem._model.list_variables()
    return np.array([column.lb if column.value is None else column.value for column in columns])
