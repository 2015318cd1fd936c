"""What no plan can use, because a limit leaves nothing of it worth speaking of.

A price that nobody can pay says "never". In the row of a budget it would stand so many orders of magnitude above the
prices that are paid that the solver's tolerance there covers a whole budget.
"""

from __future__ import annotations

from bisect import bisect_right

from planner.program.formulation.variables import Terms, Variables

SPREAD = 1e6
"""How many times the least amount in a row another one must be, to be out of its league."""
LEAST = 1e-7
"""Share of a demand below which nothing is served: what the solver rounds."""


def unpayable(v: Variables, terms: Terms, limit: float) -> set[int]:
    """The columns of Σ amount · column <= limit that could serve less than ``LEAST`` of a demand, or not be chosen.

    Only those that stand far above the others: a limit that leaves nothing of anything is one that can be raised. None
    where something in the sum brings it down: that could pay for the rest.
    """
    amounts = [amount for _, amount in terms if amount != 0]
    if limit <= 0 or not amounts or min(amounts) < 0 or max(amounts) < SPREAD * min(amounts):
        return set()
    beyond, starts = max(limit, SPREAD * min(amounts)), [w.given_from for w in v.ways]
    return {column for column, amount in terms if amount > beyond and limit < amount * _least(v, column, starts)}


def _least(v: Variables, column: int, starts: list[int]) -> float:
    """The least of a column that is worth speaking of: a choice whole, GPUs for ``LEAST`` of a demand."""
    w = v.ways[bisect_right(starts, column) - 1]
    if column >= w.given_from + len(w.active) * len(w.lanes):
        return 1.0 - LEAST
    t = w.active[(column - w.given_from) // len(w.lanes)]
    sigma = w.speeds[(column - w.given_from) % len(w.lanes)]
    asked = w.way.asked_in(t, v.grid.hours)
    return LEAST * asked / sigma
