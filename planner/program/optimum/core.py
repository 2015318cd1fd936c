"""A plan of a large program from its core: requests near the cut line, all others as the relaxation has them.

Who is far above the line is served in nearly every good plan, who is far below in none; which of those between are
served is what whole numbers are about. With the others held, a program of some hundred requests remains, and HiGHS has
a plan of it at once (Balas and Zemel, An algorithm for large zero-one knapsack problems, Operations Research 28, 1980;
Puchinger, Raidl and Pferschy, The multidimensional knapsack problem: structure and algorithms, INFORMS Journal on
Computing 22, 2010). It proves nothing: the bound is the whole program's.
"""

from __future__ import annotations

import math

import numpy as np

from planner.program.branching.node import WHOLE
from planner.program.formulation.groups import SHARED, groups_of_columns, groups_of_requests
from planner.program.formulation.limits import Limits
from planner.program.formulation.objective import Goal
from planner.program.highs.excerpt import Excerpt
from planner.program.highs.loaded import Loaded, Solution
from planner.program.optimum.prices import Opportunity, opportunity, standing_prices

LARGE = 20_000
"""Columns from which a program has a core."""
COLUMNS = 4_000
"""About so many columns the core has, besides what is of no request and of groups that the relaxation leaves between.
Measured at 1,000 and 4,000 requests: with 8,000 or 20,000 plans are as good, and take 2 and 4 times as long."""
NEAR = 0.9
"""Part of the gap that is asked for within which a plan of it is near enough."""
ROUNDS = 4
"""Of cuts, and nodes, that its plans are looked for: what they still lack then is sooner found in the whole program."""


def core_plan(loaded: Loaded, goal: Goal, relaxed: Solution) -> np.ndarray | None:
    """Every column of a good plan, near the relaxation that stands solved in the solver.

    None where the program has no core, or no plan of it is found.
    """
    program, values = loaded.program, relaxed.values
    if values is None or program.variables.count < LARGE or loaded.is_combinatorial:
        return None
    columns = _core(loaded, values)
    if 2 * np.count_nonzero(columns) > len(columns):
        return None
    held = values.copy()
    held[loaded.whole] = np.round(values[loaded.whole])
    rows, limits = _left(loaded, columns, held, values)
    costs = program.costs(goal) * loaded.scale
    excerpt = Excerpt(loaded, columns, rows, costs, limits)
    found = excerpt.search(NEAR * loaded.gap * abs(relaxed.objective) * loaded.scale, ROUNDS)
    if found is None:
        return None
    held[columns] = found
    return held


def _core(loaded: Loaded, values: np.ndarray) -> np.ndarray:
    """Which columns are free: of all that is between yes and no, and of those nearest to the cut line."""
    program, prices = loaded.program, standing_prices(loaded)
    group = groups_of_requests(program)
    of_columns = groups_of_columns(program, group)
    between = loaded.whole[np.abs(values[loaded.whole] - np.round(values[loaded.whole])) > WHOLE]
    sizes = np.bincount(of_columns[of_columns != SHARED])
    distance = np.full(len(sizes), math.inf)
    for request, place in group.items():
        ways = program.variables.by_request[request]
        distance[place] = min([distance[place], *(_distance(opportunity(w, prices, program.grid.hours)) for w in ways)])
    distance[np.setdiff1d(of_columns[between], [SHARED])] = -1.0
    order = np.argsort(distance, kind="stable")
    near = order[(np.cumsum(sizes[order]) <= COLUMNS) | (distance[order] < 0)]
    return np.isin(of_columns, [SHARED, *near])


def _distance(best: Opportunity) -> float:
    """How far a way is from the cut line: |value − cost| as a part of the larger one."""
    larger = max(best.value, best.cost)
    return abs(best.value - best.cost) / larger if 0 < larger < math.inf else math.inf


def _left(loaded: Loaded, columns: np.ndarray, held: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, Limits]:
    """The rows that the core stands in, and what the others leave of all limits."""
    program, own = loaded.program, loaded.bounds.limits()
    others, core = program.activities(np.where(columns, 0.0, held)), program.activities(np.where(columns, values, 0.0))
    rows = np.zeros(len(own.low), dtype=bool)
    rows[program.rows[columns[np.asarray(program.columns)]]] = True
    # what the relaxation has, the core may keep, although the solver has rounded
    low, high = np.minimum(own.low - others, core), np.maximum(own.high - others, core)
    return rows, Limits(low, high, own.floor, own.ceiling)
