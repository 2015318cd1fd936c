"""What limits a plan: a pool, the people of a role, a rule. What the plan says of each, and what re-solves add."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import starmap
from typing import Literal

from planner.domain.measured import measure
from planner.domain.plan import Plan
from planner.domain.rule import Rule, Selection, by_period
from planner.program.again.what_if import Result
from planner.tradeoffs.one_scenario import changes
from planner.tradeoffs.one_scenario.changes import Changes
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.study import Moved, Study, effect, gained, moved
from planner.tradeoffs.one_scenario.worth import ENGINEER, Promise

Kind = Literal["pool", "people", "rule"]
FULL = 1e-6
"""Part of a limit that may be left where it counts as reached."""
STEP = 0.1
"""Part by which the limit of a rule is moved to see what more and less of it is worth."""


@dataclass(frozen=True)
class Use:
    """How much of a limit is used in one period, or one part of a rule."""

    label: str
    """The period; of a rule what tells its parts apart, nothing where it has one."""
    limit: float
    used: float
    price: float
    """Shadow price [points per unit]."""

    @property
    def is_full(self) -> bool:
        return self.limit > 0 and abs(self.limit - self.used) <= FULL * max(self.limit, 1.0)


@dataclass(frozen=True)
class Supply:
    """A pool [GPU·h] or a role [FTE]: what there is and what is used, period by period."""

    kind: Kind
    name: str
    title: str
    uses: tuple[Use, ...]
    rented: float
    """Rented on top [GPU·h]."""
    cost: float
    """[currency]"""
    users: tuple[tuple[str, float], ...]
    """Requests with what they use of it in all, the largest first."""

    @property
    def full(self) -> tuple[str, ...]:
        """Periods in which it is used to the last."""
        return tuple(use.label for use in self.uses if use.is_full)

    @property
    def part(self) -> float:
        """The used part of all there is, 0 to 1."""
        available = sum(use.limit for use in self.uses)
        return sum(use.used for use in self.uses) / available if available > 0 else 0.0


def pool_supply(plan: Plan, pool: str) -> Supply:
    """A pool as the plan uses it."""
    rows = plan.tables.pools.among(pool={pool})
    given = dict[str, float]()
    for request, hours in plan.tables.allocation.among(pool={pool}).rows("request", "gpu_hours"):
        given[request] = given.get(request, 0.0) + hours
    return Supply(
        "pool",
        pool,
        plan.scenario.pool_by_id[pool].title,
        tuple(starmap(Use, rows.rows("period", "usable_gpu_hours", "used_gpu_hours", "price_points_per_gpu_hour"))),
        sum(rows["on_demand_gpu_hours"], 0.0),
        sum(rows[plan.cost_column], 0.0),
        _ranked(given.items()),
    )


def people_supply(plan: Plan, role: str) -> Supply:
    """The people of a role as the plan employs them; users count FTE in the period where they need most."""
    rows = plan.tables.people.among(role={role})
    labels = plan.scenario.calendar.labels
    shares = {(name, period): share for name, period, share in plan.tables.served.rows("request", "period", "share")}
    needs = []
    for name, option, share in plan.tables.requests.rows("id", "option", "share"):
        way = next((way for way in plan.scenario.ways[name] if way.option == option), None)
        fte = way.people.get(role) if way is not None else None
        if way is None or fte is None:
            continue
        # a job's people stay for its whole window, a service's follow its share in each period
        needed = [fte[t] * (share if way.is_job else shares.get((name, labels[t]), 0.0)) for t in way.periods]
        needs.append((name, max(needed, default=0.0)))
    uses = tuple(starmap(Use, rows.rows("period", "available_fte", "used_fte", "price_points_per_fte")))
    return Supply("people", role, role, uses, 0.0, 0.0, _ranked(needs))


def _ranked(users: Iterable[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(((name, used) for name, used in users if used > FULL), key=lambda pair: (-pair[1], pair[0])))


@dataclass(frozen=True)
class Kept:
    """A rule as the plan keeps it."""

    rule: Rule
    uses: tuple[Use, ...]
    """One for each of its parts; ``limit`` is that side of the rule which is nearer."""
    prices: tuple[tuple[str, float], ...]
    """What binds of it: the part, and its shadow price [points per unit]."""


def rule_kept(plan: Plan, name: str) -> Kept:
    """What the plan uses of a rule's limits; also of a rule that is off."""
    rule = plan.scenario.rule_by_name[name]
    prices = tuple(plan.tables.binding.among(kind={"rule"}, name={name}).rows("period", "price_points"))
    limits = [limit for limit in (rule.at_least, rule.at_most) if limit is not None]
    uses = []
    for label, of in _parts(plan, rule):
        used = measure(plan, rule.measure, of)
        nearest = min(limits, key=lambda limit: abs(limit - used))
        uses.append(Use(label, nearest, used, dict(prices).get(label, 0.0)))
    return Kept(rule, tuple(uses), prices)


def _parts(plan: Plan, rule: Rule) -> Sequence[tuple[str, Selection]]:
    """What a rule limits, each part by its name; nothing where a plan has no figure for it: value by period."""
    if rule.measure == "value" and (rule.each == "period" or rule.of.period is not None):
        return []
    parts = [("", rule.of)]
    if rule.each is not None:
        within = rule.of.names(rule.each)
        names = [name for name in plan.scenario.names(rule.each) if within is None or name in within]
        parts = [(name, rule.of.model_copy(update={rule.each: name})) for name in names]
    is_power = rule.measure == "power_kw" and rule.each != "period"
    return by_period(parts, plan.scenario.calendar) if is_power else parts


@dataclass(frozen=True)
class Without:
    """What the best plan would be without a rule, or with one that is off."""

    promise: Promise
    """Its price; of one that is off, what it would cost."""
    is_off: bool
    rows: tuple[Moved, ...]
    """Who moves when it is switched, the largest loss first."""


def switched(study: Study, name: str) -> Without:
    """Switch a rule off, or on where it is off, and see what that brings and who moves."""
    rule = study.scenario.rule_by_name[name]
    asked = changes.switched(rule, on=not rule.enabled)
    other = study.what_if(asked, settle=True)
    rows = moved(study.base, other, study.scenario.requests) if other.feasible else ()
    return Without(_price(study, rule, other, asked), not rule.enabled, rows)


def price_of_switch(study: Study, name: str) -> Promise:
    """What a rule costs, or would cost if it were on; nothing known where no plan could keep it."""
    rule = study.scenario.rule_by_name[name]
    asked = changes.switched(rule, on=not rule.enabled)
    return _price(study, rule, study.what_if(asked), asked)


def _price(study: Study, rule: Rule, other: Result, asked: Changes) -> Promise:
    gain, metrics = study.gain(other, asked), gained(study, other)
    if rule.enabled:
        return Promise("rule", rule.name, gain, metrics, rule.owner, rule.because)
    lost = {metric: -more for metric, more in metrics.items()}
    return Promise("rule", rule.name, -gain, lost, rule.owner, rule.because)


@dataclass(frozen=True)
class Nudged:
    """One step more, and one step less, of a limit: of people, or of a rule."""

    amounts: tuple[float, float]
    """The higher and the lower limit, in its own unit."""
    more: Interval
    """What the objective changes by [points]; nothing where no plan is left."""
    fewer: Interval


def one_more_person(study: Study, role: str) -> Nudged:
    """One full-time person more, and one fewer, in every period."""
    more, fewer = (effect(study, changes.more_people(study.scenario, role, by)) for by in (ENGINEER, -ENGINEER))
    return Nudged((ENGINEER, -ENGINEER), more, fewer)


def limit_moved(study: Study, name: str) -> Nudged:
    """All limits of a rule a tenth higher, and a tenth lower; of what counts requests, by one."""
    rule = study.scenario.rule_by_name[name]
    limit = rule.at_most if rule.at_most is not None else rule.at_least or 0.0
    by = 1.0 if rule.measure == "funded" else STEP * abs(limit)
    more, fewer = (effect(study, changes.limit_moved(rule, step)) for step in (by, -by))
    return Nudged((limit + by, limit - by), more, fewer)
