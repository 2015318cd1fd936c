"""What more, or less, of something is worth: re-solved both ways, never read off a dual (design §4.5, §4.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from planner.tradeoffs.one_scenario.changes import (
    Changes,
    more_gpus,
    more_people,
    opened,
    paid_on_top,
    switched,
    together,
    without_minimum,
)
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.room import room
from planner.tradeoffs.one_scenario.serving import spent
from planner.tradeoffs.one_scenario.study import Study, effect, gained, peak

BLOCKS = (8.0, 64.0)
"""GPUs in a server, and in a rack."""
ENGINEER = 1.0
LONGEST_LADDER = 12
"""Doublings of a block on a capacity ladder."""


@dataclass(frozen=True)
class TwoSided:
    """One block more and one block less of a pool, in all periods from one on."""

    pool: str
    block: float
    """[GPU]"""
    start: str
    """First period in which they are there, or missing."""
    more: Interval
    """What the objective gains with the block [points]."""
    fewer: Interval
    """What it changes by without it [points]; below 0: a loss."""
    dual: float
    """What the going prices would say of it: the sum over the periods [points]. Not what it is worth."""
    cost: float
    """What the block costs over these periods at the pool's own price [currency]."""
    rent: float | None
    """What it costs rented on demand [currency]; None where the pool rents none."""
    metrics: dict[str, float] = field(default_factory=dict)
    """What the block brings of each metric."""
    spend: float = 0.0
    """What the plan spends more with the block [currency]."""
    on_top: Interval | None = None
    """What the objective gains with the block where budgets rise by what it can cost [points]; None where no budget
    counts it. In ``more`` the block is paid within them."""
    on_top_metrics: dict[str, float] = field(default_factory=dict)
    """What it brings of each metric then."""
    on_top_spend: float = 0.0
    """What the plan spends more then [currency]."""
    budgets: dict[str, float] = field(default_factory=dict)
    """By rule: the limit on cost that is then in force [currency]."""


def two_sided(study: Study, pool: str, block: float, start: int = 0) -> TwoSided:
    """The worth of a block, exact, also with yes/no decisions."""
    scenario, p, calendar = study.scenario, study.scenario.pool_by_id[pool], study.scenario.calendar
    periods = range(start, len(calendar))
    hours = sum(calendar.hours[t] for t in periods)
    rent = p.on_demand.cost_per_gpu_hour * block * hours if p.on_demand else None
    grown = more_gpus(scenario, pool, block, periods)
    larger = study.what_if(grown, settle=True)
    raised = paid_on_top(scenario, pool, block, periods)
    both = together(grown, raised)
    paid = study.what_if(both, settle=True) if raised else None
    return TwoSided(
        pool=pool,
        block=block,
        start=calendar.labels[start],
        more=study.difference(larger, grown),
        fewer=effect(study, more_gpus(scenario, pool, -block, periods)),
        dual=_priced(study, pool, block, periods),
        cost=p.cost_per_gpu_hour * block * hours,
        rent=rent,
        metrics=gained(study, larger),
        spend=spent(study, grown, larger) if larger.feasible else 0.0,
        on_top=study.difference(paid, both) if paid else None,
        on_top_metrics=gained(study, paid) if paid else {},
        on_top_spend=spent(study, both, paid) if paid and paid.feasible else 0.0,
        budgets={name: rule["at_most"] for name, rule in raised.get("rules", {}).items()},
    )


def _priced(study: Study, pool: str, block: float, periods: Iterable[int]) -> float:
    availability = study.scenario.calendar.over(study.scenario.pool_by_id[pool].availability)
    return sum(study.price(pool, t) * block * availability[t] for t in periods)


@dataclass(frozen=True)
class Rung:
    """One more doubling of a pool."""

    gpus: float
    """GPUs more than there are."""
    gain: Interval
    """What the objective gains in all [points]."""
    step: Interval
    """What it gains over the rung below [points]."""


def ladder(study: Study, pool: str, block: float = BLOCKS[0]) -> tuple[Rung, ...]:
    """More and more GPUs in a pool, doubling, until all that is asked for could fit or nothing more is gained.

    Raises InfeasibleError where there is no plan to begin with.
    """
    study.best  # noqa: B018  raises where there is none
    found: list[Rung] = []
    before, enough = Interval(0.0, 0.0), max(asked_of(study, pool), block)
    most = _gained(study, pool, enough)
    rises = study.better * room(study.scenario, more_gpus(study.scenario, pool, enough))
    for doubling in range(LONGEST_LADDER):
        gpus = block * 2**doubling
        gain = _gained(study, pool, gpus)
        rung = Rung(gpus, gain, (gain - before).one_sided(rises))
        found.append(rung)
        if gpus >= enough or not (study.matters(rung.step) or study.matters(most - gain)):
            break
        before = gain
    return tuple(found)


def asked_of(study: Study, pool: str) -> float:
    """The GPUs that would serve at once all that could use a pool [GPU]."""
    found = 0.0
    for request in study.scenario.requests:
        ways = [way for way in study.resolver.grid.ways[request.id] if way.speeds.get(pool)]
        found += max((peak(way, study.scenario.calendar.hours) / way.speeds[pool] for way in ways), default=0.0)
    availability = min(study.scenario.calendar.over(study.scenario.pool_by_id[pool].availability))
    return found / availability if availability > 0 else found


def _gained(study: Study, pool: str, gpus: float) -> Interval:
    return effect(study, more_gpus(study.scenario, pool, gpus))


@dataclass(frozen=True)
class Promise:
    """What a rule, a commitment or a minimum costs: the optimum without it, less the optimum with it."""

    kind: str
    """rule, must or minimum"""
    name: str
    price: Interval
    """[points]; 0 when slack."""
    metrics: dict[str, float] = field(default_factory=dict)
    """What would be captured more of each metric without it."""
    owner: str = ""
    """Who answers for the rule, or the commitment."""
    because: str = ""
    """Why it was made."""


def price_of_rule(study: Study, rule: str) -> Promise:
    """The optimum without the rule, less the optimum with it."""
    return promised("rule", rule, study, switched(study.scenario.rule_by_name[rule], on=False))


def price_of_commitment(study: Study, request: str) -> Promise:
    """The optimum with the request open, less the optimum with it committed; also for one that is ruled out."""
    return promised("must", request, study, opened(study.request(request)))


def price_of_minimum(study: Study, request: str) -> Promise:
    """The optimum when any share of the request will do, less the optimum with its minimum."""
    # a commitment keeps the share it is held to: what is priced is all or nothing, not the promise
    return promised("minimum", request, study, without_minimum(study.request(request)))


def promised(kind: str, name: str, study: Study, without: Changes) -> Promise:
    """What is lost by something, told by the best plan without it."""
    found = study.what_if(without, settle=True)
    made = study.scenario.rule_by_name[name] if kind == "rule" else study.request(name)
    said = ("", "") if kind == "minimum" else (made.owner, made.because)
    return Promise(kind, name, study.gain(found, without), gained(study, found), *said)


def promises(study: Study) -> Iterator[Callable[[Study], Promise]]:
    """What prices every enabled rule, every commitment and every minimum of an open request."""
    for rule in sorted(study.scenario.rules, key=lambda r: r.name):
        if rule.enabled:
            yield partial(price_of_rule, rule=rule.name)
    for request in study.resolver.grid.requests:
        if request.commitment != "open":
            yield partial(price_of_commitment, request=request.id)
        elif any(way.minimum > 0 for way in study.resolver.grid.ways[request.id]):
            yield partial(price_of_minimum, request=request.id)


def price_of_promises(study: Study) -> Iterator[Promise]:
    """What each of them costs, as it is worked out."""
    return (price(study) for price in promises(study))


@dataclass(frozen=True)
class Scarce:
    """What binds in one period, GPUs or people, by what each earns."""

    period: str
    gpus: float
    """What all usable GPUs of the period are worth at the going prices [points]."""
    people: float
    """What all people of the period are worth at the going prices [points]."""

    @property
    def binds(self) -> str:
        """GPUs, people, both or neither."""
        names = [name for name, price in (("GPUs", self.gpus), ("people", self.people)) if price > 1e-9]
        return " and ".join(names) or "neither"


@dataclass(frozen=True)
class GpusOrPeople:
    """Is it GPUs that are lacking, or people?"""

    periods: tuple[Scarce, ...]
    rack: Interval
    """One more rack of the pool where it brings most [points]."""
    rack_pool: str
    engineer: Interval
    """One more full-time person of the role where it brings most [points]."""
    engineer_role: str

    @property
    def exchange(self) -> Interval | None:
        """People that bring as much as one rack; None where either is not proved to bring anything."""
        if not (self.rack.known and self.engineer.known and min(self.rack.low, self.engineer.low) > 0):
            return None
        return self.rack / self.engineer


def gpus_or_people(study: Study, rack: float = BLOCKS[1]) -> GpusOrPeople:
    """Which binds in each period, and what one more rack and one more person bring."""
    racks = {p.id: _worth(study, more_gpus(study.scenario, p.id, rack)) for p in study.scenario.pools}
    people = {p.role: _worth(study, more_people(study.scenario, p.role, ENGINEER)) for p in study.scenario.people}
    pool, role = _best(racks), _best(people)
    nothing = Interval(0.0, 0.0)
    return GpusOrPeople(tuple(_scarce(study)), racks.get(pool, nothing), pool, people.get(role, nothing), role)


def _best(gains: dict[str, Interval]) -> str:
    """Where most is gained; nothing where none of it leaves a plan."""
    return max(sorted(name for name in gains if gains[name].known), key=lambda name: gains[name].low, default="")


def _worth(study: Study, changes: Changes) -> Interval:
    """What a change brings in the objective's own sense: points more, or money less."""
    return study.gain(study.what_if(changes), changes)


def _scarce(study: Study) -> Iterator[Scarce]:
    plan = study.plan
    hours = dict(zip(study.scenario.calendar.labels, study.scenario.calendar.hours, strict=True))
    gpus, people = dict.fromkeys(hours, 0.0), dict.fromkeys(hours, 0.0)
    for period, price, usable in plan.tables.pools.rows("period", "price_points_per_gpu_hour", "usable_gpu_hours"):
        gpus[period] += price * usable
    for period, price, available in plan.tables.people.rows("period", "price_points_per_fte", "available_fte"):
        people[period] += price * available
    return (Scarce(period, gpus[period], people[period]) for period in hours)
