"""Requests that need others, and requests that rule each other out."""

from __future__ import annotations

from planner.program.formulation.constraints.rows import Rows, at_most
from planner.program.formulation.variables import Terms, Variables, WayColumns


def requires(v: Variables) -> Rows:
    """share of r by t <= share of q delivered by the end of t   for every q that r requires, period of r's window

    Share of r: Σ_o f[r,o,t] of a service, Σ_{t'<=t} of a job's work. Delivered by q: a service's share in t (nothing
    outside its window); a job's work up to t, or its completion where it is all or nothing.
    """
    for request in v.grid.requests:
        for required in request.requires:
            asking = [_served(v, w) for w in v.by_request[request.id]]
            enabling = [_delivered(v, w) for w in v.by_request[required]]
            for t in _window(v, request.id):
                asked = [term for served in asking for term in served[t]]
                ready = [(column, -part) for delivered in enabling for column, part in delivered.get(t, ())]
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


def _served(v: Variables, w: WayColumns) -> dict[int, Terms]:
    """A service's share in each period; the part of a job's work that is done by its end."""
    if not w.way.is_job:
        return {t: [(column, 1.0)] for t, column in w.share.items()}
    found: dict[int, Terms] = {}
    done: Terms = []
    for t in w.way.periods:
        found[t] = done = done + w.work(t, v.grid.hours[t])
    return found


def _delivered(v: Variables, w: WayColumns) -> dict[int, Terms]:
    """What is ready for others: a service's share in each period, a job's work or its completion by the end of it."""
    if not w.way.is_job:
        return _served(v, w)
    ready = {t: [(column, 1.0)] for t, column in w.complete.items()} or _served(v, w)
    return ready | dict.fromkeys(range(w.way.last + 1, len(v.grid.periods)), ready[w.way.last])


def _same(v: Variables, request: str, required: str) -> bool:
    """Whether ``requires`` says it already: two services with nothing between all and nothing, launched at once."""
    ways = v.by_request[request] + v.by_request[required]
    return all(not w.way.is_job and w.way.minimum == 1 and w.way.latest == w.way.first for w in ways)
