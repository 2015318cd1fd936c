"""A program as it stands, in plain arrays: what another process, or PuLP, needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.program.formulation.assembly import Program
from planner.program.formulation.limits import Limits, limits_of
from planner.program.formulation.objective import Goal
from planner.program.formulation.variables import LONGEST, clean, distinct


@dataclass(frozen=True, eq=False)
class Statement:
    """Maximise costs · x + constant within limits of the rows and bounds of the columns, some of them whole."""

    name: str
    goal: str
    columns: list[str]
    rows: list[str]
    limits: Limits
    whole: np.ndarray
    """Whether a column must be whole."""
    starts: np.ndarray
    places: np.ndarray
    """Columns of the coefficients, row after row."""
    coefficients: np.ndarray
    costs: np.ndarray
    constant: float


def named(program: Program) -> Statement:
    """The program with its first goal, under names that LP and MPS files can hold."""
    goal = program.goals[0]
    name = clean(program.grid.scenario.name)[:LONGEST] or "plan"
    _, *rows = distinct([goal.name, *(clean("_".join(filter(None, key))) for key in program.keys)])
    return _stated(program, goal, limits_of(program), name, program.variables.names, rows)


def numbered(program: Program, goal: Goal, limits: Limits) -> Statement:
    """The program with a goal, within some limits, under names that nobody reads."""
    columns = [f"x{k}" for k in range(program.variables.count)]
    return _stated(program, goal, limits, "plan", columns, [f"r{k}" for k in range(len(program.keys))])


def _stated(program: Program, goal: Goal, limits: Limits, name: str, columns: list[str], rows: list[str]) -> Statement:
    whole = np.zeros(program.variables.count, dtype=bool)
    whole[program.integers] = True
    return Statement(
        name,
        goal.name,
        columns,
        rows,
        limits,
        whole,
        np.asarray(program.starts),
        np.asarray(program.columns, dtype=np.uint64),
        np.asarray(program.coefficients),
        program.costs(goal),
        goal.constant,
    )
