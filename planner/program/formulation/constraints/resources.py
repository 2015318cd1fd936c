"""What all requests share: GPUs and people."""

from __future__ import annotations

from planner.program.formulation.constraints.rows import Rows, at_most
from planner.program.formulation.variables import Terms, Variables


def pool_capacity(v: Variables) -> Rows:
    """sum_{r,o} x[r,o,l,t] <= C[l,t]   for every lane, period   [GPU]

    A lane is a pool's own GPUs (C = gpus · availability) or those rented on top of it (C = E). The dual is what one
    more GPU throughout the period would earn [points per GPU].
    """
    users: dict[tuple[int, int], Terms] = {}
    for w in v.ways:
        for t in w.active:
            for column, lane, _ in w.given(t):
                users.setdefault((lane.index, t), []).append((column, 1.0))
    for lane in v.grid.lanes:
        for t in v.grid.periods:
            terms = users.get((lane.index, t))
            if terms:
                yield at_most((lane.label, v.grid.labels[t]), terms, lane.gpus[t])


def people(v: Variables) -> Rows:
    """sum_{r,o} fte[r,o,role]·f[r,o,t] <= FTE[role,t]   for every role, period   [FTE]

    A job's share of its whole work counts in every period of its window.
    """
    users: dict[tuple[str, int], Terms] = {}
    for w in v.ways:
        for role, fte in w.way.people.items():
            if fte > 0:
                for t, column in w.share.items():
                    users.setdefault((role, t), []).append((column, fte))
    for role, available in v.grid.fte.items():
        for t in v.grid.periods:
            terms = users.get((role, t))
            if terms:
                yield at_most((role, v.grid.labels[t]), terms, available[t])
