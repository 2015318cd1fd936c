"""Value curves, piece by piece. They are concave, so the pieces fill in order without binaries."""

from __future__ import annotations

from planner.program.formulation.constraints.rows import Rows, at_most, equal
from planner.program.formulation.earliest import closes_first, ends, head
from planner.program.formulation.variables import Terms, Variables, WayColumns


def value_curve(v: Variables) -> Rows:
    """sum_s g[r,o,t,s] = f[r,o,t]   (a job: the part of its work done in t)   for every way with a value curve"""
    for w in v.ways:
        for t, pieces in w.segments.items():
            filled: Terms = [(column, 1.0) for column, _, _ in pieces]
            share = w.work(t, v.grid.hours[t]) if w.way.is_job else [(w.share[t], 1.0)]
            yield equal((w.label, v.grid.labels[t]), filled + [(column, -part) for column, part in share], 0.0)


def segment_width(v: Variables) -> Rows:
    """g[r,o,t,s] <= width[s] for a service;   sum_t g[r,o,t,s] <= width[s] for a job, whose share adds up

    A service that waits in t for a job q is served in what is left of it: i·g[r,o,t,s] + width[s]·E[q,t] <= width[s]·(e
    + i·S), in the words of ``requires_within``.
    """
    for w in v.ways:
        if w.way.is_job:
            for s, pieces in enumerate(zip(*w.segments.values(), strict=True)):
                yield at_most((w.label, str(s)), [(column, 1.0) for column, _, _ in pieces], pieces[0][1])
        else:
            for t, steps in w.segments.items():
                for s, (column, width, _) in enumerate(steps):
                    yield at_most((w.label, v.grid.labels[t], str(s)), [(column, 1.0)], width)
                    yield from _while_served(v, w, t, s)


def _while_served(v: Variables, w: WayColumns, t: int, s: int) -> Rows:
    column, width, _ = w.segments[t][s]
    for required in w.way.request.requires:
        waiting = v.earliest.get(required, {}).get(t)
        if waiting is not None and not closes_first(v, w.way.request.id, required, t):
            inside = w.way.inside[t]
            ahead = [(c, -width * inside * part) for c, part in head(v, required, t)]
            key = (w.label, v.grid.labels[t], str(s), required)
            yield at_most(key, [(column, inside), (waiting, width), *ahead], width * ends(v.grid, w.way, t)[1])
