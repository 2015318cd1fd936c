"""Many small teams, each alone, side by side: a scenario of its own for each would take longer than its solve.

Nothing ties one to another, so all of them are one linear program. Where a yes or no comes out between, no yes may cost
the team anything; else it is solved once more by itself, with whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from planner.program.branching.node import WHOLE
from planner.program.formulation.assembly import Program
from planner.program.formulation.blocks import Block, Blocks, Cutting
from planner.program.formulation.measures import worth
from planner.program.highs.beside import best
from planner.program.highs.budget import Budget
from planner.program.highs.control import Control
from planner.program.optimum.alone import Alone
from planner.program.optimum.optimise import Effort

SMALL, BINARIES = 500, 20
"""Columns, and whole numbers among them, up to which a team is small."""
TOGETHER = 3_000
"""Columns up to which teams are one program: the more rows there are, the longer each pivot takes."""
ASIDE = ("rules", "left_out", "ruled_out", "cost", "fair")
"""Families that are set aside: rules, and what an objective needs."""
DIGITS = 12
"""Significant digits of what is found: those behind them depend on who else is solved."""
BROKEN = 1e-9
"""By how much a row may be broken where a yes is no longer between."""
LOST = 1e-12
"""Part of a team's points that this may cost: rounding."""


@dataclass(frozen=True, slots=True)
class _Small:
    """A small team, as a block of the program."""

    alone: Alone
    block: Block


def side_by_side(
    program: Program, teams: Sequence[Alone], effort: Effort, control: Control
) -> Iterator[tuple[Alone, float]]:
    """The small ones of some teams, each with the most points that it captures; raises as ``best`` does."""
    budget = Budget()
    budget.renew(effort.time_limit, None)
    cutting = Cutting(program, ASIDE)
    for batch in _batches(_small(program, teams)):
        blocks = cutting.side_by_side([each.block for each in batch])
        found = best(blocks, control, budget, effort.seed)
        points, is_known = _points(blocks, found)
        for small, amount, known in zip(batch, points.tolist(), is_known.tolist(), strict=True):
            if not known:
                one = cutting.side_by_side([small.block])
                amount = float(one.costs @ best(one, control, budget, effort.seed, effort.gap))
            yield small.alone, float(f"{amount:.{DIGITS}g}")


def _small(program: Program, teams: Sequence[Alone]) -> Iterator[_Small]:
    v, whole = program.variables, set(program.integers)
    for alone in teams:
        if any(request.id in v.earliest for request in (*alone.own, *alone.needed)):
            continue  # how long a job takes depends on how much there is of a pool, in more rows than its own
        own = [w for request in alone.own for w in v.by_request[request.id]]
        needed = [w for request in alone.needed for w in v.by_request[request.id]]
        columns = sorted({column for w in (*own, *needed) for column in chain(w.columns, w.pieces)})
        if len(columns) <= SMALL and len(whole.intersection(columns)) <= BINARIES:
            place, costs = {column: k for k, column in enumerate(columns)}, np.zeros(len(columns))
            for column, amount, _ in chain.from_iterable(worth(v, w) for w in own):
                costs[place[column]] += amount
            yield _Small(alone, Block(np.array(columns, dtype=np.int64), costs, alone.part))


def _batches(teams: Iterator[_Small]) -> Iterator[list[_Small]]:
    batch, columns = list[_Small](), 0
    for each in teams:
        columns += len(each.block.columns)
        if batch and columns > TOGETHER:
            yield batch
            batch, columns = [], len(each.block.columns)
        batch.append(each)
    if batch:
        yield batch


def _points(blocks: Blocks, found: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of each block: the points of its relaxation, and whether there is a plan with as many."""
    count = blocks.count
    points = np.bincount(blocks.block, blocks.costs * found, count)
    between = blocks.whole & (np.abs(found - np.round(found)) >= WHOLE)
    is_between = np.bincount(blocks.block, between, count) > 0
    if not is_between.any():
        return points, ~is_between
    yes = np.where(between, np.ceil(found), found)
    kept = np.bincount(blocks.block, blocks.costs * yes, count) >= points * (1 - LOST)
    return points, ~is_between | (kept & (blocks.excess(yes) <= BROKEN))
