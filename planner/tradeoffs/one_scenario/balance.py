"""Deficit and surplus by pool, period and team: who lacks GPUs, which lie idle, and who lends promised ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.domain.ways import Way
from planner.program.reading.served import Served
from planner.tradeoffs.one_scenario.study import Study

DUST = 1e-3
"""GPUs below this are rounding."""


@dataclass(frozen=True)
class Deficit:
    """GPUs of a pool that a team's unserved demand would use in a period, beyond what the plan gives it."""

    pool: str
    period: str
    team: str
    gpus: float


@dataclass(frozen=True)
class Surplus:
    """Usable GPUs of a pool that the plan leaves idle in a period."""

    pool: str
    period: str
    gpus: float


@dataclass(frozen=True)
class Loan:
    """GPU-hours that a promise holds and its owners do not use."""

    rule: str
    each: str
    """Which of the rule's promises, where it makes several."""
    gpu_hours: float
    to: str
    """Teams that use them, the largest first."""


@dataclass(frozen=True)
class Balance:
    """What is lacking, what is idle, and who lends."""

    deficits: tuple[Deficit, ...]
    surpluses: tuple[Surplus, ...]
    loans: tuple[Loan, ...]

    def lacking(self, pool: str) -> dict[str, float]:
        """GPUs that a pool lacks, by period."""
        found: dict[str, float] = {}
        for d in self.deficits:
            if d.pool == pool:
                found[d.period] = found.get(d.period, 0.0) + d.gpus
        return found

    def idle(self, pool: str) -> dict[str, float]:
        """GPUs of a pool that lie idle, by period."""
        return {s.period: s.gpus for s in self.surpluses if s.pool == pool}


def balance(study: Study) -> Balance:
    """Unserved demand, each on the pool that would serve it most cheaply at the going prices, and what lies idle.

    A pool that is empty in a period lacks nothing in it: it is others that serve what runs on both, and what runs on no
    other can't be served.

    A service lacks what it asks for in a period and is not given; a job's missing work is spread evenly over its
    window. Of several options the chosen one counts, or the first. Who is forced out asks for nothing.
    """
    found: dict[tuple[str, str, str], float] = {}
    labels = study.scenario.calendar.labels
    for request in study.resolver.grid.requests:
        ways = study.resolver.grid.ways[request.id]
        if request.commitment == "out" or not ways:
            continue
        served = study.base.served[request.id]
        way = served.way.way if served.way else ways[0]
        for t, missing in _missing(study, way, served):
            pool = _cheapest(study, way, t)
            if pool is not None and missing / way.speeds[pool] > DUST:
                key = (pool, labels[t], request.team)
                found[key] = found.get(key, 0.0) + missing / way.speeds[pool]
    surpluses = tuple(_idle(study))
    return Balance(tuple(_beyond(found, surpluses)), surpluses, tuple(_loans(study)))


def _beyond(asked: dict[tuple[str, str, str], float], surpluses: Sequence[Surplus]) -> Iterator[Deficit]:
    """What is asked for beyond what lies idle: where GPUs are idle, something else is lacking."""
    idle = {(s.pool, s.period): s.gpus for s in surpluses}
    total: dict[tuple[str, str], float] = {}
    for (pool, period, _), gpus in asked.items():
        total[pool, period] = total.get((pool, period), 0.0) + gpus
    for (pool, period, team), gpus in sorted(asked.items()):
        part = 1.0 - idle.get((pool, period), 0.0) / total[pool, period]
        if gpus * part > DUST:
            yield Deficit(pool, period, team, gpus * part)


def _missing(study: Study, way: Way, served: Served) -> Iterator[tuple[int, float]]:
    """(period, reference GPUs) that a request asks for and is not given."""
    hours = study.scenario.calendar.hours
    if way.gpus is not None:
        yield from ((t, way.gpus[t] * (1.0 - served.shares.get(t, 0.0))) for t in way.periods)
        return
    window = sum(hours[t] for t in way.periods)
    left = way.gpu_hours * (1.0 - served.share)
    yield from ((t, left / window) for t in way.periods if window > 0)


def _cheapest(study: Study, way: Way, period: int) -> str | None:
    """The pool in which work costs least at the going prices, of those that have GPUs; of equals the fastest, then the
    first by id.
    """
    has = {lane.pool.id for lane in study.resolver.grid.lanes if lane.gpus[period] > 0}
    ranked = sorted(
        (study.price(pool, period) / way.speeds[pool], -way.speeds[pool], pool) for pool in way.speeds.keys() & has
    )
    return ranked[0][2] if ranked else None


def _idle(study: Study) -> Iterator[Surplus]:
    for pool, period, usable, used in study.plan.tables.pools.rows("pool", "period", "usable_gpus", "used_gpus"):
        if usable - used > max(DUST, 1e-6 * usable):
            yield Surplus(pool, period, usable - used)


def _loans(study: Study) -> Iterator[Loan]:
    for rule, each, hours, to in study.plan.tables.promises.rows("rule", "each", "lent_gpu_hours", "lent_to"):
        if to:
            yield Loan(rule, each, hours, to)
