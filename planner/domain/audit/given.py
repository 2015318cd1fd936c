"""GPUs and people given, against what there is, what was asked and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

from planner.domain.audit.account import Account, Finding, Grant, excess, shortfall
from planner.domain.audit.waiting import waited

ROUNDING = 1e-6
"""Part of a period below which nothing of it is left."""


def pools(a: Account) -> Iterator[Finding]:
    """No pool gives more than it has, or rents more than is offered; nothing given is negative."""
    calendar = a.scenario.calendar
    used: dict[tuple[str, int], tuple[float, float]] = {}
    for g in a.grants:
        own, rented = used.get((g.pool, g.period), (0.0, 0.0))
        used[g.pool, g.period] = own + g.hours - g.rented, rented + g.rented
        lowest = min(g.hours, g.rented, g.hours - g.rented)
        if lowest < 0:
            yield -lowest / max(g.hours, 1.0), "negative", (g.request, "in", g.pool)
    for pool in a.scenario.pools:
        usable = calendar.mean(pool.gpus, pool.availability)
        offered = calendar.over(pool.on_demand.gpus) if pool.on_demand else (0.0,) * len(calendar)
        for t, hours in enumerate(a.hours):
            own, rented = used.get((pool.id, t), (0.0, 0.0))
            where = (pool.id, "in", calendar.labels[t])
            yield excess("capacity", where, own, usable[t] * hours)
            yield excess("on demand", where, rented, offered[t] * hours)


def within(a: Account) -> Iterator[Finding]:
    """What must be done in a part of a period is no more than there is in that part.

    A part is from the day on which a window begins to the day on which one ends.
    """
    calendar = a.scenario.calendar
    cells: dict[tuple[str, int], list[tuple[date, date, Grant]]] = {}
    for request, way, _ in a.served():
        for g in a.by_request[request.id]:
            if way.inside[g.period] < 1:
                cells.setdefault((g.pool, g.period), []).append((way.begin, way.end, g))
    for (name, t), grants in sorted(cells.items()):
        pool = a.scenario.pool_by_id[name]
        for begin, end in product({cell[0] for cell in grants}, {cell[1] for cell in grants}):
            held = [g for a_, b_, g in grants if begin <= a_ and b_ <= end]
            where = (name, "from", str(begin), "to before", str(end), "in", calendar.labels[t])
            usable = calendar.mean(pool.gpus, pool.availability, begin, end)[t] * a.hours[t]
            yield excess("capacity", where, sum(g.hours - g.rented for g in held), usable)
            if pool.on_demand is not None:
                offered = calendar.mean(pool.on_demand.gpus, begin=begin, end=end)[t] * a.hours[t]
                yield excess("on demand", where, sum(g.rented for g in held), offered)


def demands(a: Account) -> Iterator[Finding]:
    """The work given in each period is just what its share needs, in pools that may serve it, within max_gpus.

    A difference counts as a part of all that is asked for: it is as large as the share that it would serve.
    """
    labels = a.scenario.calendar.labels
    for request, way, shares in a.served():
        work: dict[int, float] = {}
        held: dict[int, float] = {}
        for g in a.by_request[request.id]:
            speed = way.speeds.get(g.pool, 0.0)
            if speed <= 0:
                yield 1.0, "pool", (request.id, "in", g.pool)
            work[g.period] = work.get(g.period, 0.0) + g.hours * speed
            held[g.period] = held.get(g.period, 0.0) + g.hours
        for t in sorted(work.keys() | shares.keys()):
            share = shares.get(t, 0.0)
            asked = way.gpu_hours if way.gpus is None else way.gpus[t] * a.hours[t]
            where = (request.id, "in", labels[t])
            yield abs(work.get(t, 0.0) - asked * share) / max(asked, 1.0), "demand", where
            if way.max_gpus is not None:
                yield excess("parallelism", where, held.get(t, 0.0), way.max_gpus * way.inside[t] * a.hours[t])


def windows(a: Account) -> Iterator[Finding]:
    """Nothing is served outside a window, less than nothing, or beyond what is asked."""
    for request in a.scenario.requests:
        way = a.way(request.id)
        touched = {*a.shares[request.id], *(g.period for g in a.by_request[request.id])}
        outside = sum(not way.first <= t <= way.last for t in touched) if way is not None else 0
        if outside:
            yield float(outside), "window", (request.id,)
    for request, way, shares in a.served():
        yield -min(shares.values(), default=0.0), "negative", ("share of", request.id)
        most = a.total(request.id) if way.is_job else max(shares.values(), default=0.0)
        yield excess("share", (request.id,), most, 1.0)


def minimums(a: Account) -> Iterator[Finding]:
    """At least the minimum or nothing; once launched it stays; constant from latest_start on.

    But for the time of a period in which it may have to wait for a job that it requires.
    """
    for request, way, shares in a.served():
        if way.is_job:
            if a.total(request.id) > 0:
                yield shortfall("minimum", (request.id,), a.total(request.id), way.minimum)
            continue
        course = [shares.get(t, 0.0) for t in way.periods]
        if request.latest_start is not None:
            held = course[way.latest - way.first :]
            excused = waited(a, way, way.latest)
            settled = held[1:] or held
            yield max(held) - min(settled), "latest start", (request.id,)
            yield min(settled) - held[0] - excused, "latest start", (request.id,)
        if way.minimum > 0:
            started = next((k for k, share in enumerate(course) if share > 0), None)
            if started is not None:
                least = [f + way.minimum * waited(a, way, t) for t, f in zip(way.periods, course, strict=True)]
                yield shortfall("minimum", (request.id,), min(least[started:]), way.minimum)
                late = started - (way.latest - way.first)
                is_excused = late == 1 and waited(a, way, way.latest) >= 1 - ROUNDING
                yield float(max(late, 0) and not is_excused), "latest start", (request.id,)


def people(a: Account) -> Iterator[Finding]:
    """No role is busier than there are people, in any period."""
    busy: dict[tuple[str, int], float] = {}
    for request, way, shares in a.served():
        whole = dict.fromkeys(way.periods, a.total(request.id)) if way.is_job else shares
        for site in (request, way.of_option):
            for role, series in site.people.items() if site is not None else ():
                needed = a.scenario.calendar.mean(series, begin=way.begin, end=way.end)
                for t in way.periods:
                    busy[role, t] = busy.get((role, t), 0.0) + needed[t] * whole.get(t, 0.0)
    for staff in a.scenario.people:
        for t, available in enumerate(a.scenario.calendar.over(staff.fte)):
            where = (staff.role, "in", a.scenario.calendar.labels[t])
            yield excess("people", where, busy.get((staff.role, t), 0.0), available)
