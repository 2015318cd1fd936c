"""What all requests share: GPUs and people."""

from __future__ import annotations

from datetime import date, timedelta

from planner.program.formulation.constraints.rows import Rows, at_most
from planner.program.formulation.variables import Terms, Variables

DAY = timedelta(days=1)


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


def pool_capacity_within(v: Variables) -> Rows:
    """sum_{r,o: window in t ⊆ a..b} x[r,o,l,t] <= C[l,t,a..b]   for every lane, period, part a..b of it   [GPU]

    C[l,t,a..b]: what is there from a to b, in the mean of the whole period. Parts are those from where a window begins
    to where one ends inside the period. For work that can be interrupted these are all that is needed: it fits if for
    every part what must be done within it does (Horn, Some simple scheduling algorithms, 1974).
    """
    users: dict[tuple[int, int], list[tuple[int, date, date]]] = {}
    steps = v.grid.scenario.calendar.steps
    for w in v.ways:
        for t in w.active:
            if w.way.inside[t] < 1:
                a, b = max(w.way.begin, steps[t].start), min(w.way.end, steps[t].end)
                for column, lane, _ in w.given(t):
                    users.setdefault((lane.index, t), []).append((column, a, b))
    for (index, t), cells in sorted(users.items()):
        lane = v.grid.lanes[index]
        for a, b in _parts(cells):
            terms: Terms = [(column, 1.0) for column, begin, end in cells if a <= begin and end <= b]
            key = (lane.label, v.grid.labels[t], f"{a} to {b - DAY}")
            yield at_most(key, terms, v.grid.within(lane, t, a, b))


def _parts(cells: list[tuple[int, date, date]]) -> list[tuple[date, date]]:
    """From where one window begins to where one ends, if those that lie within begin and end there."""
    found = set()
    for a in {begin for _, begin, _ in cells}:
        for b in {end for _, _, end in cells}:
            within = [(begin, end) for _, begin, end in cells if a <= begin and end <= b]
            if within:
                found.add((min(begin for begin, _ in within), max(end for _, end in within)))
    return sorted(found)


def people(v: Variables) -> Rows:
    """sum_{r,o} fte[r,o,role,t]·f[r,o,t] <= FTE[role,t]   for every role, period   [FTE]

    fte: in the mean of the period, by the days of it that lie in the window. A service needs those of the periods in
    which it is served, by its share in each; a job's share of all its work counts in every period of its window.
    """
    users: dict[tuple[str, int], Terms] = {}
    for w in v.ways:
        for role, fte in w.way.people.items():
            for t, column in w.share.items():
                if fte[t] > 0:
                    users.setdefault((role, t), []).append((column, fte[t]))
    for role, available in v.grid.fte.items():
        for t in v.grid.periods:
            terms = users.get((role, t))
            if terms:
                yield at_most((role, v.grid.labels[t]), terms, available[t])
