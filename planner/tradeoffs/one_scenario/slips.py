"""Deliveries that come late: what the plan loses, and how many periods one may slip before a request loses by it."""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.inventory import Pool
from planner.domain.scenario import Scenario
from planner.program.again.what_if import Result
from planner.tradeoffs.one_scenario.changes import Changes, more_gpus
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.study import Study, effect, marked


@dataclass(frozen=True)
class Delivery:
    """GPUs that arrive in a pool in some period after the first."""

    pool: str
    period: int
    label: str
    gpus: float


@dataclass(frozen=True)
class Slip:
    """How late one delivery may come for one request."""

    delivery: Delivery
    tolerated: int
    """Periods that it may slip without loss to the request."""
    lost_at: int | None
    """The first slip that costs the request something; None where even the longest in the calendar does not."""
    share: float
    """Its share then."""
    decision: str
    """Its decision then."""
    proved: bool = True
    """Whether all that it rests on was searched to its end."""


def deliveries(pool: Pool, scenario: Scenario) -> tuple[Delivery, ...]:
    """Every period in which a pool grows."""
    calendar = scenario.calendar
    gpus = calendar.over(pool.gpus)
    return tuple(
        Delivery(pool.id, t, calendar.labels[t], gpus[t] - gpus[t - 1])
        for t in range(1, len(gpus))
        if gpus[t] > gpus[t - 1]
    )


def slip_tolerance(study: Study, request: str) -> tuple[Slip, ...]:
    """For each delivery to a pool from which a served request is given GPUs afterwards."""
    served = study.base.served[request]
    lanes = study.resolver.grid.lanes
    used = {(lanes[lane].pool.id, t) for t, lane, _ in served.given}
    arriving = [delivery for pool in study.scenario.pools for delivery in deliveries(pool, study.scenario)]
    leaned_on = [d for d in arriving if any(name == d.pool and t >= d.period for name, t in used)]
    return tuple(_tolerance(study, request, delivery) for delivery in leaned_on)


def late(scenario: Scenario, delivery: Delivery, by: int) -> Changes:
    """A delivery so many periods later; past the end of the calendar it does not come."""
    last = min(delivery.period + by, len(scenario.calendar))
    return more_gpus(scenario, delivery.pool, -delivery.gpus, range(delivery.period, last))


def delay(study: Study, pool: str, by: int) -> tuple[Delivery, Interval] | None:
    """What the objective changes by where the largest delivery to a pool comes so many periods later [points].

    None where nothing is delivered, or it would come behind the calendar.
    """
    arriving = deliveries(study.scenario.pool_by_id[pool], study.scenario)
    largest = min(arriving, key=lambda d: (-d.gpus, d.period), default=None)
    if largest is None or largest.period + by > len(study.scenario.calendar):
        return None
    return largest, effect(study, late(study.scenario, largest, by))


@marked
def _tolerance(study: Study, request: str, delivery: Delivery) -> Slip:
    """Slips are tried one after another: what the first lost period takes need not be given back by a longer slip."""
    before = study.base.served[request].share
    longest = len(study.scenario.calendar) - delivery.period
    for by in range(1, longest + 1):
        # ties are broken as in the plan, so that a share that moves without need does not count as lost
        result = study.what_if(late(study.scenario, delivery, by), settle=True)
        if not result.feasible or result.served[request].share < before - 1e-6:
            return Slip(delivery, by - 1, by, _share(result, request), _decision(result, request))
    return Slip(delivery, longest, None, before, study.base.decision(request))


def _share(result: Result, request: str) -> float:
    return result.served[request].share if result.feasible else 0.0


def _decision(result: Result, request: str) -> str:
    return result.decision(request) if result.feasible else "infeasible"
