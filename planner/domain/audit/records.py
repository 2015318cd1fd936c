"""Whether the frames can be followed at all: every row names what is there, and its figures agree with each other."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.audit.account import Account, Finding, mismatch
from planner.domain.ways import Way


def strays(a: Account) -> Iterator[Finding]:
    """No row names what is not there, or lacks a number; each request has one row."""
    for where in sorted(a.strays):
        yield 1.0, "record", (where,)


def units(a: Account) -> Iterator[Finding]:
    """hours = gpus · h   and   work = hours · speed   in every row of the allocation"""
    for request, ways in a.ways.items():
        speeds = {way.option: way.speeds for way in ways}
        for g in a.by_request[request]:
            where = (request, "in", g.pool, "in", a.scenario.calendar.labels[g.period])
            yield mismatch("units", where, g.gpus * a.hours[g.period], g.hours)
            yield mismatch("units", where, g.work, g.hours * speeds[g.option].get(g.pool, 0.0))


def summaries(a: Account) -> Iterator[Finding]:
    """Each request's row tells its option and its share: what was served of all that it asks for."""
    for request, row in a.rows.items():
        way = a.way(request)
        yield float(row["option"] != (way.option if way else "")), "option", (request,)
        yield mismatch("share", (request, "as a whole"), row["share"], _share(a, way) if way else 0.0)


def _share(a: Account, way: Way) -> float:
    """A service's periods count by the hours that they ask for; by their length where it asks for none."""
    shares = a.shares[way.request.id]
    if way.gpus is None:
        return sum(shares.values())
    asked = {t: way.gpus[t] * a.hours[t] for t in way.periods}
    if not any(asked.values()):
        asked = {t: a.hours[t] * way.inside[t] for t in way.periods}
    return sum(asked[t] * shares.get(t, 0.0) for t in asked) / (sum(asked.values()) or 1.0)
