"""When jobs are done at the earliest inside a period, worked out from the hours that they are given in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from planner.domain.audit.account import Account
from planner.domain.inventory import Pool
from planner.domain.ways import Way

DAY = timedelta(days=1)


def bounds(a: Account, way: Way, t: int) -> tuple[float, float]:
    """Where a window begins and ends in a period, as parts of it."""
    step = a.scenario.calendar.steps[t]
    days = (step.end - step.start).days
    return max((way.begin - step.start).days / days, 0.0), min((way.end - step.start).days / days, 1.0)


def counts_before(a: Account, way: Way, required: Way, t: int) -> bool:
    """Whether it is over inside a period in which what it requires may still be done behind it."""
    return required.is_job and bounds(a, way, t)[1] < bounds(a, required, t)[1]


def done(a: Account, request: str, t: int) -> float:
    """The part of a period that passes until a job's work in it is done, behind what it requires."""
    way = a.way(request)
    if way is None or not way.is_job or not way.first <= t <= way.last:
        return 0.0
    own = max(_takes(a, way, t))
    found = opens(a, way, t) + own
    for required, other in _jobs(a, way):
        if not counts_before(a, way, other, t) and other.first <= t <= other.last:
            fastest = max((_fastest(a, way, t)), default=0.0)
            ahead = before(a, required, t) / min(1.0, fastest) if fastest > 0 else 0.0
            found = max(found, done(a, required, t) + own - ahead)
    return found


def before(a: Account, request: str, t: int) -> float:
    """The part of a divisible job that was done before a period."""
    way = a.way(request)
    if way is None or not way.is_job or way.minimum == 1:
        return 0.0
    return sum(share for s, share in a.shares[request].items() if s < t)


def left(a: Account, way: Way, t: int) -> float:
    """The part of a service's time in a period that is behind the jobs that it requires."""
    found = 1.0
    begins, closes = bounds(a, way, t)
    for required, other in _jobs(a, way):
        if other.first <= t <= other.last and not counts_before(a, way, other, t):
            behind = (closes - done(a, required, t)) / (closes - begins)
            found = min(found, behind + before(a, required, t))
    return max(found, 0.0)


def at_hand(a: Account, way: Way, required: str, t: int) -> float:
    """The most of a divisible job that is there in the mean of a service's time in a period: what it is given of a pool
    counts from when that is done.
    """
    other = a.way(required)
    assert other is not None
    begins, closes = bounds(a, way, t)
    most, start, found = _width(a, other, t), opens(a, other, t), before(a, required, t)
    for pool, _, hours in _lanes(a, other, t):
        finished = start + hours / a.hours[t] / most
        counted = min(max((closes - finished) / (closes - begins), 0.0), 1.0)
        found += counted * hours * other.speeds[pool.id] / other.gpu_hours
    return found


def waited(a: Account, way: Way, t: int) -> float:
    """The most of its time in a period that a service may have to wait: all work on what it requires, one by one."""
    return _serial(a, way, t) / (way.inside[t] or 1.0)


def _serial(a: Account, way: Way, t: int) -> float:
    found = 0.0
    for _, other in _jobs(a, way):
        if other.first <= t <= other.last:
            most = other.max_gpus or float("inf")
            found += opens(a, other, t) + sum(
                hours / a.hours[t] / min(_there(a, other, pool, is_rented, t), most)
                for pool, is_rented, hours in _lanes(a, other, t)
            )
            found += _serial(a, other, t)
    return found


def _jobs(a: Account, way: Way) -> Iterator[tuple[str, Way]]:
    for required in way.request.requires:
        other = a.way(required)
        if other is not None and other.is_job:
            yield required, other


def _lanes(a: Account, way: Way, t: int) -> list[tuple[Pool, bool, float]]:
    """Hours that a job is given in a period, of each pool's own and of those rented."""
    found: dict[tuple[str, bool], float] = {}
    for g in a.by_request[way.request.id]:
        if g.period == t and g.pool in way.speeds:
            for is_rented, hours in ((False, g.hours - g.rented), (True, g.rented)):
                if hours > 0:
                    found[g.pool, is_rented] = found.get((g.pool, is_rented), 0.0) + hours
    return [(a.scenario.pool_by_id[pool], is_rented, hours) for (pool, is_rented), hours in found.items()]


def _takes(a: Account, way: Way, t: int) -> Iterator[float]:
    """Parts of the period that its work takes in each pool, and in all at its full width."""
    given = _lanes(a, way, t)
    yield sum(hours for _, _, hours in given) / a.hours[t] / _width(a, way, t)
    for pool, is_rented, hours in given:
        yield hours / a.hours[t] / min(_there(a, way, pool, is_rented, t), way.max_gpus or float("inf"))


def _fastest(a: Account, way: Way, t: int) -> Iterator[float]:
    """The part of a job that a period does at full width, by the best option that could be at work, pool by pool."""
    for other in a.ways[way.request.id]:
        for pool, speed in other.speeds.items() if other.is_job else ():
            for is_rented in (False, True):
                width = min(_there(a, other, a.scenario.pool_by_id[pool], is_rented, t), other.max_gpus or float("inf"))
                yield speed * width * a.hours[t] / other.gpu_hours


def _width(a: Account, way: Way, t: int) -> float:
    """The most GPUs that it can use at once [GPU]."""
    pools = [a.scenario.pool_by_id[pool] for pool in way.speeds]
    found = sum(_there(a, way, pool, is_rented, t) for pool in pools for is_rented in (False, True))
    return min(found, way.max_gpus or float("inf")) or float("inf")


def _there(a: Account, way: Way, pool: Pool, is_rented: bool, t: int) -> float:
    """GPUs of a pool in the time of a period in which a job can be at work [GPU]."""
    return a.gpus(pool, is_rented, way.begin, way.end)[t] / (bounds(a, way, t)[1] - opens(a, way, t))


def opens(a: Account, way: Way, t: int) -> float:
    """The part of a period before a job can begin: its window does then, or its first GPUs come."""
    step = a.scenario.calendar.steps[t]
    lanes = [(a.scenario.pool_by_id[pool], is_rented) for pool in way.speeds for is_rented in (False, True)]
    begins = bounds(a, way, t)[0]
    if any(a.gpus(*lane, date.min, date.max)[s] > 0 for lane in lanes for s in range(way.first, t)):
        return begins
    day = step.start
    while day < step.end:
        if any(a.gpus(*lane, day, day + DAY)[t] > 0 for lane in lanes):
            return max((day - step.start) / (step.end - step.start), begins)
        day += DAY
    return begins
