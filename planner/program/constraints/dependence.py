"""Requests that need others, and requests that rule each other out."""

from __future__ import annotations

from planner.program.constraints.rows import Rows, at_most
from planner.program.variables import Terms, Variables, WayColumns


def requires(v: Variables) -> Rows:
    """share of r by t <= share of q delivered by the end of t   for every q that r requires, period of r's window

    Share of r: Σ_o f[r,o,t] of a service, Σ_{t'<=t} of a job's work. Delivered by q: a service's share in t (nothing
    outside its window); a job's work up to t, or its completion where it is all or nothing.
    """
    for request in v.grid.requests:
        for required in request.requires:
            for t in _window(v, request.id):
                asked = [term for w in v.by_request[request.id] for term in _served(v, w, t)]
                ready = [(column, -part) for w in v.by_request[required] for column, part in _delivered(v, w, t)]
                yield at_most((request.id, required, v.grid.labels[t]), asked + ready, 0.0)


def requires_choice(v: Variables) -> Rows:
    """z_r <= z_q   where both know that they are chosen: implied for whole numbers, tighter for the relaxation"""
    for request in v.grid.requests:
        chosen = v.chosen(request.id)
        for required in request.requires if chosen else ():
            enabling = v.chosen(required)
            if enabling and not _same(v, request.id, required):
                yield at_most((request.id, required), chosen + [(column, -1.0) for column, _ in enabling], 0.0)


def conflicts(v: Variables) -> Rows:
    """z_r + z_q <= 1   for every pair in conflict, whichever of them says so"""
    pairs = {tuple(sorted((r.id, other))) for r in v.grid.requests for other in r.conflicts}
    for a, b in sorted(pairs):
        yield at_most((a, b), v.chosen(a) + v.chosen(b), 1.0)


def _window(v: Variables, request: str) -> range:
    ways = v.by_request[request]
    return ways[0].way.periods if ways else range(0)


def _served(v: Variables, w: WayColumns, t: int) -> Terms:
    if w.way.is_job:
        return [term for done in range(w.way.first, t + 1) for term in w.work(done, v.grid.hours[done])]
    return [(w.share[t], 1.0)]


def _delivered(v: Variables, w: WayColumns, t: int) -> Terms:
    if not w.way.is_job:
        return [(w.share[t], 1.0)] if t in w.share else []
    last = min(t, w.way.last)
    if w.complete:
        return [(w.complete[last], 1.0)] if last >= w.way.first else []
    return _served(v, w, last)


def _same(v: Variables, request: str, required: str) -> bool:
    """Whether ``requires`` says it already: two services with nothing between all and nothing, launched at once."""
    ways = v.by_request[request] + v.by_request[required]
    return all(not w.way.is_job and w.way.minimum == 1 and w.way.latest == w.way.first for w in ways)
