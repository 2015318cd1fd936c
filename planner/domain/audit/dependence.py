"""One way at a time, requirements by then, rivals, and commitments kept."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.audit.account import Account, Finding, excess, shortfall
from planner.domain.audit.waiting import at_hand, bounds, counts_before, left, waited
from planner.domain.audit.waiting import done as finished


def options(a: Account) -> Iterator[Finding]:
    """A request is served by one option at most."""
    for request, named in a.options.items():
        yield float(max(len(named) - 1, 0)), "options", (request,)


def requirements(a: Account) -> Iterator[Finding]:
    """In no period is more of a request served than has been of what it requires, and within one, not before."""
    labels = a.scenario.calendar.labels
    for request, way, shares in a.served():
        for required in request.requires:
            done = 0.0
            for t in way.periods:
                done = done + shares.get(t, 0.0) if way.is_job else shares.get(t, 0.0)
                where = (request.id, "on", required, "in", labels[t])
                other = a.way(required)
                by = t - 1 if other is not None and counts_before(a, way, other, t) else t
                yield excess("requires", where, done, a.delivered(required, by))


def waits(a: Account) -> Iterator[Finding]:
    """What requires a job is served, in the period in which that is worked on, in what is left of it."""
    labels = a.scenario.calendar.labels
    for request, way, shares in a.served():
        jobs = [q for q in request.requires if (other := a.way(q)) is not None and other.is_job]
        for t in shares if jobs else ():
            where = (request.id, "in", labels[t])
            if way.is_job:
                yield excess("requires", where, finished(a, request.id, t), bounds(a, way, t)[1])
                continue
            yield excess("requires", where, shares[t], left(a, way, t))
            for required in jobs:
                other = a.way(required)
                if (
                    other is not None
                    and other.minimum < 1
                    and t in other.periods
                    and not counts_before(a, way, other, t)
                ):
                    yield excess("requires", (*where, "on", required), shares[t], at_hand(a, way, required, t))


def conflicts(a: Account) -> Iterator[Finding]:
    """Requests in conflict are not served together."""
    for request, _, _ in a.served():
        for other in request.conflicts:
            yield float(a.way(other) is not None), "conflicts", (request.id, "and", other)


def commitments(a: Account) -> Iterator[Finding]:
    """What must be served is, at its promised share; what is out is not."""
    for request in a.scenario.requests:
        way = a.way(request.id)
        if request.commitment == "out":
            yield float(way is not None), "commitment", (request.id,)
        elif request.commitment == "must":
            if way is None:
                yield 1.0, "commitment", (request.id,)
                continue
            shares = a.shares[request.id]
            begin = way.first if request.latest_start is None else way.latest
            waits = {t: waited(a, way, t) for t in range(begin, way.last + 1)}
            held = [shares.get(t, 0.0) + way.promised * part for t, part in waits.items()]
            least = a.total(request.id) if way.is_job else min(held, default=0.0)
            yield shortfall("commitment", (request.id,), least, way.promised)
            if all(waits.values()) and not way.is_job:  # or what waits all the time would keep it with nothing
                hours = sum(shares.get(t, 0.0) * way.inside[t] * a.hours[t] for t in waits)
                yield shortfall("commitment", (request.id, "for an hour"), hours, way.promised)
