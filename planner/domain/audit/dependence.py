"""One way at a time, requirements by then, rivals, and commitments kept."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.audit.account import Account, excess, shortfall
from planner.domain.plan import Violation


def options(a: Account) -> Iterator[Violation]:
    """A request is served by one option at most."""
    for request, named in a.options.items():
        yield Violation("options", request, float(max(len(named) - 1, 0)))


def requirements(a: Account) -> Iterator[Violation]:
    """In no period is more of a request served than has been of what it requires."""
    labels = a.scenario.calendar.labels
    for request, way, shares in a.served():
        for required in request.requires:
            done = 0.0
            for t in way.periods:
                done = done + shares.get(t, 0.0) if way.is_job else shares.get(t, 0.0)
                yield excess("requires", f"{request.id} on {required} in {labels[t]}", done, a.delivered(required, t))


def conflicts(a: Account) -> Iterator[Violation]:
    """Requests in conflict are not served together."""
    for request, _, _ in a.served():
        for other in request.conflicts:
            yield Violation("conflicts", f"{request.id} and {other}", float(a.way(other) is not None))


def commitments(a: Account) -> Iterator[Violation]:
    """What must be served is, at its promised share; what is out is not."""
    for request in a.scenario.requests:
        way = a.way(request.id)
        if request.commitment == "out":
            yield Violation("commitment", request.id, float(way is not None))
        elif request.commitment == "must":
            if way is None:
                yield Violation("commitment", request.id, 1.0)
                continue
            shares = a.shares[request.id]
            begin = way.first if request.latest_start is None else way.latest
            held = [shares.get(t, 0.0) for t in range(begin, way.last + 1)]
            least = a.total(request.id) if way.is_job else min(held, default=0.0)
            yield shortfall("commitment", request.id, least, way.promised)
