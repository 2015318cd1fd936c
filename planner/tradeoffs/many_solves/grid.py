"""Grids: every combination of some figures, one row each; what is there already is not solved again."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from planner.domain.digest import digest
from planner.domain.scenario import Scenario
from planner.errors import Fault, InputError
from planner.letters import shown
from planner.tradeoffs.many_solves.known import known_rows, number, status, text, whole
from planner.tradeoffs.parallel.processes import CHUNK, Crew, Settings, Varied, chunks, solve_all

MOST = 100_000
"""Points of a grid."""
LONGEST = 100
"""Letters of an axis that are repeated in a message."""
FIGURES = ("status", "gap", "value_points", "bound_points", "cost", "funded", "trimmed", "deferred", "declined")


@dataclass(frozen=True)
class Axis:
    """One figure and the values that it takes, as they are written."""

    path: str
    values: tuple[str, ...]

    @property
    def numbers(self) -> list[float]:
        """The values, where they are numbers; raises InputError where one is none, below 0 or without end."""
        try:
            found = [float(value) for value in self.values]
        except ValueError:
            found = [math.nan]
        if not all(0 <= each < math.inf for each in found):
            raise _fault(f"{self.path}={','.join(self.values)}", "the levels of a frontier are numbers from 0 on")
        return found


def axis(written_as: str) -> Axis:
    """``pools.h100-us.gpus=128:512:64`` or ``rules.Budget.at_most=2e6,3e6``; raises InputError for anything else."""
    path, equals, values = written_as.partition("=")
    if not equals or not path.strip() or not values.strip():
        raise _fault(written_as, "must be written as path=from:to:step or path=value,value")
    if ":" not in values:
        written = tuple(value.strip() for value in values.split(",") if value.strip())
        if not written:
            raise _fault(written_as, "has no values; write path=value,value")
        if len(set(written)) < len(written):
            raise _fault(written_as, "has a value twice")
        return Axis(path.strip(), written)
    try:
        first, last, step = (float(part) for part in values.split(":"))
    except ValueError:
        raise _fault(written_as, "a range is three numbers, from:to:step") from None
    if not all(map(math.isfinite, (first, last, step))) or step == 0 or (last - first) * step < 0:
        raise _fault(written_as, "the step must lead from the first number to the last")
    steps = (last - first) / step
    if not steps < MOST:
        raise _fault(written_as, f"makes more than {MOST:,} points; take larger steps")
    count = math.floor(steps + 1e-9) + 1
    return Axis(path.strip(), tuple(f"{first + k * step:.10g}" for k in range(count)))


def points(axes: Sequence[Axis]) -> list[tuple[str, ...]]:
    """Every combination, the last axis fastest; raises InputError where they are too many."""
    paths = [each.path for each in axes]
    if twice := next((path for path in paths if paths.count(path) > 1), None):
        raise InputError(f"--vary: {twice} is varied twice; give all its values at once")
    size = math.prod(len(each.values) for each in axes)
    if size > MOST:
        raise InputError(f"--vary: the grid has {size:,} points, more than {MOST:,}; take larger steps")
    return list(itertools.product(*(each.values for each in axes)))


@dataclass(frozen=True)
class Sweep:
    """A grid's table, as far as it is solved."""

    frame: pd.DataFrame
    """One row a point: its number, the scenario's digest, the figures varied, and what the best plan comes to."""
    size: int

    @property
    def complete(self) -> bool:
        return len(self.frame) == self.size


def columns(scenario: Scenario, axes: Sequence[Axis]) -> list[str]:
    """The columns of a grid's table."""
    cost = f"cost_{scenario.currency.lower()}"
    figures = [cost if name == "cost" else name for name in FIGURES]
    return ["point", "scenario", *(each.path for each in axes), *figures]


def sweep(
    scenario: Scenario,
    axes: Sequence[Axis],
    *,
    known: pd.DataFrame | None = None,
    gap: float | None = None,
    time_limit: float | None = None,
    crew: Crew | None = None,
) -> Iterator[Sweep]:
    """The grid as it fills, after each chunk; ``known`` is the table of a run that was stopped.

    Raises InputError where a path leads nowhere, a value does not fit, or the known table is of another grid.
    """
    grid, mark = points(axes), digest(scenario)[:12]
    names = columns(scenario, axes)
    rows = {} if known is None else _known(known, names, mark, grid)
    settings = {k: Settings(tuple(f"{a.path}={v}" for a, v in zip(axes, p, strict=True))) for k, p in enumerate(grid)}
    for each in axes:  # a path or a value that does not fit is told before anything is solved
        for value in each.values:
            Settings((f"{each.path}={value}",)).applied(scenario)
    left = [(k, s) for k, s in settings.items() if not _chunk_known(k, rows, len(grid))]
    yield _table(rows, names, len(grid))
    own = scenario.solver
    limits = (own.gap if gap is None else gap, own.time_limit if time_limit is None else time_limit)
    for fresh, found in enumerate(solve_all(chunks(scenario, left, *limits), crew), 1):
        rows[found.index] = (found.index, mark, *grid[found.index], *_figures(found, scenario.objective == "value"))
        if fresh % CHUNK == 0:
            yield _table(rows, names, len(grid))
    yield _table(rows, names, len(grid))


def check_known(known: pd.DataFrame, scenario: Scenario, axes: Sequence[Axis]) -> None:
    """Raise what ``sweep`` would raise for a table that is there."""
    _known(known, columns(scenario, axes), digest(scenario)[:12], points(axes))


def _chunk_known(index: int, rows: dict[int, tuple[object, ...]], size: int) -> bool:
    """Whether all points that are solved together with this one are there."""
    first = index // CHUNK * CHUNK
    return all(k in rows for k in range(first, min(first + CHUNK, size)))


def _known(
    known: pd.DataFrame, names: list[str], mark: str, grid: list[tuple[str, ...]]
) -> dict[int, tuple[object, ...]]:
    varied = len(names) - 2 - len(FIGURES)
    readers = [whole, text, *[text] * varied, status, number, number, number, number, whole, whole, whole, whole]
    rows: dict[int, tuple[object, ...]] = {}
    for line, row in known_rows(known, names, readers, "grid"):
        index = row[0]
        for column, found, wanted in (
            ("point", index < len(grid), True),
            ("scenario", row[1], mark),
            *zip(names[2:], row[2 : 2 + varied], grid[min(index, len(grid) - 1)], strict=False),
        ):
            if found != (shown(wanted) if isinstance(wanted, str) else wanted):  # as it is written to a file
                message = "The table that is there is of another scenario or grid. Name a new file."
                raise InputError([Fault(message, line=line, column=column)])
        rows[index] = row
    return rows


def _figures(found: Varied, counts_points: bool) -> tuple[object, ...]:
    """``counts_points``: whether the bound is one on points."""
    decided = list(found.decisions.values())
    counts = [decided.count(name) for name in ("fund", "trim", "defer", "decline")]
    bound = found.bound if counts_points else math.nan
    return (found.status, found.gap, found.points, bound, found.cost, *counts)


def _table(rows: dict[int, tuple[object, ...]], names: list[str], size: int) -> Sweep:
    return Sweep(pd.DataFrame([rows[k] for k in sorted(rows)], columns=names), size)


def _fault(text: str, message: str) -> InputError:
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return InputError([Fault(message, file=f"--vary {shown}")])
