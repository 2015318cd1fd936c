"""Blocks that know nothing of each other in one solver: one run for all of them."""

from __future__ import annotations

import math
from typing import Any

import highspy
import numpy as np

from planner.errors import PlannerError, StoppedError
from planner.program.formulation.blocks import Blocks
from planner.program.highs.budget import Budget
from planner.program.highs.control import Control
from planner.program.highs.loaded import LARGEST_SUM
from planner.program.highs.loading import finite, hear, run, silent

_SOLVED = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)


def best(blocks: Blocks, control: Control, budget: Budget, seed: int, gap: float | None = None) -> np.ndarray:
    """The columns where Σ cost · column of every block is greatest.

    ``gap``: with whole numbers, proved to it, which is then one for all blocks together; None: anything between will
    do. Raises StoppedError where it is cancelled, or the time is up, before that is known.
    """
    _go_on(control, budget)
    highs = _handed_over(blocks, seed)
    if gap is not None:
        highs.setOptionValue("mip_rel_gap", gap)
        highs.setOptionValue("mip_abs_gap", 1e-6 if gap > 0 else 0.0)
        which: dict[bool, Any] = {True: highspy.HighsVarType.kInteger, False: highspy.HighsVarType.kContinuous}
        kinds = np.array([which[each] for each in blocks.whole.tolist()])
        highs.changeColsIntegrality(len(kinds), np.arange(len(kinds), dtype=np.int32), kinds)

    def is_over() -> bool:
        return control.cancelled or budget.is_late

    hear(highs, lambda _: is_over(), is_over)
    run(highs, control)
    _go_on(control, budget)
    status = highs.getModelStatus()
    if status not in _SOLVED:
        raise PlannerError(f"The solver gave up ({highs.modelStatusToString(status)}).")
    return np.asarray(highs.getSolution().col_value)


def _handed_over(blocks: Blocks, seed: int) -> Any:
    """HiGHS with the blocks in it, and what is to be maximised."""
    highs = silent()
    highs.setOptionValue("random_seed", seed)
    highs.setOptionValue("threads", 1)
    none = np.zeros(0, dtype=np.int32)
    highs.addRows(len(blocks.row_low), finite(blocks.row_low), finite(blocks.row_high), 0, none, none, np.zeros(0))
    highs.addCols(
        len(blocks.low),
        blocks.costs * _scales(blocks),
        finite(blocks.low),
        finite(blocks.high),
        len(blocks.rows),
        blocks.starts.astype(np.int32),
        blocks.rows.astype(np.int32),
        blocks.coefficients,
    )
    highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
    return highs


def _scales(blocks: Blocks) -> np.ndarray:
    """By column: what its block's costs are scaled by, as those of a program by itself are."""
    totals = np.bincount(blocks.block, weights=np.abs(blocks.costs))
    powers = [2.0 ** math.floor(math.log2(LARGEST_SUM / total)) if total > 0 else 1.0 for total in totals.tolist()]
    found: np.ndarray = np.array(powers)
    return np.take(found, blocks.block)


def _go_on(control: Control, budget: Budget) -> None:
    if control.cancelled:
        raise StoppedError("Stopped before any plan was found.")
    if budget.is_late:
        raise StoppedError("Stopped by the time limit before any plan was found. Allow more time, or a wider gap.")
