"""One way at a time, requirements by then, rivals, and commitments kept."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.audit.account import Account, Finding, excess, shortfall


def options(a: Account) -> Iterator[Finding]:
    """A request is served by one option at most."""
    for request, named in a.options.items():
        yield float(max(len(named) - 1, 0)), "options", (request,)


def requirements(a: Account) -> Iterator[Finding]:
    """In no period is more of a request served than has been of what it requires."""
    labels = a.scenario.calendar.labels
    for request, way, shares in a.served():
        for required in request.requires:
            done = 0.0
            for t in way.periods:
                done = done + shares.get(t, 0.0) if way.is_job else shares.get(t, 0.0)
                where = (request.id, "on", required, "in", labels[t])
                yield excess("requires", where, done, a.delivered(required, t))


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
            held = [shares.get(t, 0.0) for t in range(begin, way.last + 1)]
            least = a.total(request.id) if way.is_job else min(held, default=0.0)
            yield shortfall("commitment", (request.id,), least, way.promised)
