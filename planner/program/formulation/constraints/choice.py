"""All or nothing, early or late, this way or that."""

from __future__ import annotations

from planner.program.formulation.constraints.dependence import delivered
from planner.program.formulation.constraints.rows import Rows, at_least, at_most, equal
from planner.program.formulation.earliest import waited
from planner.program.formulation.variables import Terms, Variables, WayColumns, summed

LEFT = 1e-3
"""ε: the part of a job that is left to do, at the least, where it is said not to be done."""


def minimum(v: Variables) -> Rows:
    """m·(z − W) <= f <= z   for every way that knows that it is chosen; a service's z is its launch, period by period

    W: the part of the period that it may have to wait for what it requires, nothing for most. With a minimum of 1, f
    and z are one column and need no row, but where it waits.
    """
    for w in v.ways:
        if w.chosen is None or w.is_switched:
            continue
        shares = {w.way.first: w.total} if w.way.is_job else w.share
        for t, share in _once(shares).items():
            switch = w.launched.get(t, w.chosen)
            key = (w.label, v.grid.labels[t])
            yield at_most((*key, "most"), [(share, 1.0), (switch, -1.0)], 0.0)
            if w.way.minimum > 0:
                terms, constant = _waited(v, w, t, w.way.minimum)
                yield at_least((*key, "least"), [(share, 1.0), (switch, -w.way.minimum), *terms], -constant)


def _waited(v: Variables, w: WayColumns, t: int, share: float) -> tuple[Terms, float]:
    """What a share loses of the mean of a period while the service waits in it for what it requires."""
    if not w.waits:
        return [], 0.0
    terms, constant = waited(v, w.way.request.id, t)
    part = share / w.way.inside[t]
    return summed([(column, part * each) for column, each in terms]), part * constant


def _once(columns: dict[int, int]) -> dict[int, int]:
    """Periods and their columns, each column only for its first period."""
    return {t: column for t, column in columns.items() if columns.get(t - 1) != column}


def launch(v: Variables) -> Rows:
    """z[r,o,t] >= z[r,o,t-1]   for every service with a minimum, period up to latest_start: once launched it stays

    f[r,o,t+1] − W <= f[r,o,t] <= f[r,o,t+1]   at latest_start, where it waits for W of the period: see ``minimum``.
    """
    for w in v.ways:
        for t in range(w.way.first + 1, w.way.latest + 1) if w.launched else ():
            yield at_least((w.label, v.grid.labels[t]), [(w.launched[t], 1.0), (w.launched[t - 1], -1.0)], 0.0)
        t = w.way.latest
        if w.way.request.latest_start and w.waits and t < w.way.last:
            terms, constant = _waited(v, w, t, 1.0)
            key, change = (w.label, v.grid.labels[t]), [(w.share[t], 1.0), (w.share[t + 1], -1.0)]
            yield at_most((*key, "constant"), change, 0.0)
            yield at_least((*key, "but for"), [*change, *terms], -constant)


def completion(v: Variables) -> Rows:
    """sum_{l,t'<=t} σ·h_t'·x[r,o,l,t'] >= gpu_hours·c[r,o,t]   and   c[r,o,t] >= c[r,o,t-1]

    for every all-or-nothing job whose end matters, each period of its window but the last, where c is z. Of one that
    costs points, which would rather be done later than it is: done by t <= gpu_hours·(1 − ε·(1 − c[r,o,t])), too.
    """
    for w in v.ways:
        done: Terms = []
        for t in w.way.periods if w.complete else ():
            done = done + w.work(t, v.grid.hours[t])
            key = (w.label, v.grid.labels[t])
            if t < w.way.last:
                yield at_least((*key, "work"), [*done, (w.complete[t], -1.0)], 0.0)
            if t < w.way.last and w.value < 0:
                yield at_most((*key, "left"), [*done, (w.complete[t], -LEFT)], 1.0 - LEFT)
            if t > w.way.first:
                yield at_least((*key, "order"), [(w.complete[t], 1.0), (w.complete[t - 1], -1.0)], 0.0)


def one_option(v: Variables) -> Rows:
    """sum_o z[r,o] <= 1   for every request with several options"""
    for request, ways in v.by_request.items():
        if len(ways) > 1:
            yield at_most((request,), v.chosen(request), 1.0)


def commitment(v: Variables) -> Rows:
    """must: sum_o f[r,o,t] >= minimum, or 1 where none is given    out: sum_o f[r,o,t] = 0

    A service is held to it from latest_start on where that is given, else in every period of its window, but for the
    part of a period that it may have to wait for what it requires: see ``minimum``. Where it may wait in all of them,
    it is served for an hour: Σ_o,t h_t·f[r,o,t] >= minimum.
    """
    for request in v.grid.requests:
        if request.commitment == "open":
            continue
        ways = v.by_request[request.id]
        if request.commitment == "out":
            for w in ways:
                yield from _none_of(v, w)
        elif not ways:
            yield at_least((request.id, ""), [], 1.0)
        else:
            yield from _must(v, request.id)


def hopeless(v: Variables) -> Rows:
    """f[r,o,t] = 0   for every way in which no plan could serve a request: else the relaxation would give it a part

    Implied for whole numbers; without it, what can't be would have a price, and raise that of what it would need.
    """
    for w in v.ways:
        if (w.way.request.id, w.way.option) in v.grid.hopeless:
            yield from _none_of(v, w)


def _none_of(v: Variables, w: WayColumns) -> Rows:
    for t, column in _once(w.share).items():
        yield equal((w.way.request.id, w.label, v.grid.labels[t]), [(column, 1.0)], 0.0)


def _must(v: Variables, request: str) -> Rows:
    ways = v.by_request[request]
    first = ways[0].way
    begin = first.first if first.request.latest_start is None else first.latest
    if all(w.way.is_job for w in ways):
        begin = first.last
    held = range(begin, first.last + 1)
    waits = True
    for t in held:
        # each option has a promise of its own: f_o >= m_o·z_o by its minimum, so sum_o f_o/m_o >= 1 asks just that
        terms = [(w.share[t], 1.0 / w.way.promised) for w in ways]
        waiting, constant = _waited(v, next((w for w in ways if w.waits), ways[0]), t, 1.0)
        waits = waits and bool(waiting)
        yield at_least((request, v.grid.labels[t]), terms + waiting, 1.0 - constant)
        for required in first.request.requires if waiting else ():
            if t in v.earliest.get(required, {}):  # it may wait for that, but has to have it by the end of the period
                ready = [term for w in v.by_request[required] for term in delivered(v, w).get(t, ())]
                yield at_least((request, v.grid.labels[t], required), ready, min(w.way.promised for w in ways))
    if waits and held:
        hours = {t: first.inside[t] * v.grid.hours[t] for t in held}
        terms = [(w.share[t], hours[t] / max(hours.values()) / w.way.promised) for w in ways for t in held]
        yield at_least((request, "", "served"), summed(terms), 1.0 / max(hours.values()))
