"""Every enabled rule, measured on the books."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from planner.domain.audit.account import Account, Finding, Grant
from planner.domain.audit.money import FULL, due, earned
from planner.domain.inventory import Pool
from planner.domain.request import Request
from planner.domain.rule import Rule, Selection, attribute_of
from planner.domain.ways import Way

REQUESTS, PLACES = ("id", "team", "product", "kind"), ("pool", "accelerator", "region")


@dataclass(frozen=True)
class Picked:
    """What a rule counts."""

    requests: list[Request]
    places: set[str]
    periods: set[int]
    of_requests: bool
    """Whether it names requests, by themselves or by their team, product or kind."""
    of_places: bool


def rules(a: Account) -> Iterator[Finding]:
    """No enabled rule is broken, for any period, team … that it speaks of."""
    for rule in a.scenario.rules:
        for name, picked in _each(a, rule) if rule.enabled else ():
            where = (rule.name, "for", name) if name else (rule.name,)
            attribute = attribute_of(rule.measure)
            is_count = rule.measure == "funded" or attribute is not None
            amount = None if is_count else _measured(a, rule, picked)
            for limit, sign in ((rule.at_most, 1.0), (_asked_for(a, rule, picked), -1.0)):
                if limit is not None:
                    counted = _funded(a, picked, attribute, sign > 0) if amount is None else amount
                    yield sign * (counted - limit) / _size(rule, limit), "rule", where


def _size(rule: Rule, limit: float) -> float:
    """What an excess is measured against: the limit, or one unit where the measure counts in units."""
    return max(abs(limit), 0.01 if rule.measure == "gpu_share" else 1.0)


def _each(a: Account, rule: Rule) -> list[tuple[str, Picked]]:
    """What a rule picks; one pick for each name where it speaks of each, and of a power for each period besides."""
    if rule.measure != "power_kw" or rule.each == "period":
        return _named(a, rule)
    labels = a.scenario.calendar.labels
    return [
        (f"{name} in {labels[t]}" if name else labels[t], replace(picked, periods={t}))
        for name, picked in _named(a, rule)
        for t in sorted(picked.periods)
    ]


def _named(a: Account, rule: Rule) -> list[tuple[str, Picked]]:
    whole = _picked(a, rule.of)
    if rule.each is None:
        return [("", whole)]
    if rule.each == "period":
        return [(a.scenario.calendar.labels[t], replace(whole, periods={t})) for t in sorted(whole.periods)]
    if rule.each in REQUESTS:
        by_name: dict[str, list[Request]] = {}
        for request in whole.requests:
            by_name.setdefault(_called(request, rule.each), []).append(request)
        named = _names(rule, a.scenario.requests)
        return [(name, replace(whole, requests=by_name.get(name, []), of_requests=True)) for name in named]
    pools = [(_called(pool, rule.each), pool.id) for pool in a.scenario.pools if pool.id in whole.places]
    return [
        (name, replace(whole, places={pool for called, pool in pools if called == name}, of_places=True))
        for name in _names(rule, a.scenario.pools)
    ]


def _picked(a: Account, of: Selection) -> Picked:
    calendar, periods = a.scenario.calendar, of.names("period")
    return Picked(
        requests=_among(a.scenario.requests, of, REQUESTS),
        places={pool.id for pool in _among(a.scenario.pools, of, PLACES)},
        periods={
            t
            for t in range(len(calendar))
            if periods is None or any(calendar.first(name) <= t <= calendar.last(name) for name in periods)
        },
        of_requests=any(of.names(d) is not None for d in REQUESTS),
        of_places=any(of.names(d) is not None for d in PLACES),
    )


def _names(rule: Rule, among: Iterable[Request | Pool]) -> list[str]:
    """Every name in the dimension that a rule speaks of each of, the empty one too."""
    assert rule.each is not None
    within, called = rule.of.names(rule.each), {_called(thing, rule.each) for thing in among}
    return sorted(name for name in called if within is None or name in within)


def _called(thing: Request | Pool, dimension: str) -> str:
    return str(getattr(thing, "id" if dimension == "pool" else dimension))


def _among[Thing: (Request, Pool)](things: Iterable[Thing], of: Selection, dimensions: tuple[str, ...]) -> list[Thing]:
    """The things that a selection names, or leaves unsaid."""
    said = [(d, names) for d in dimensions if (names := of.names(d)) is not None]
    return [thing for thing in things if all(_called(thing, d) in names for d, names in said)]


def _funded(a: Account, picked: Picked, attribute: str | None, any_share: bool) -> float:
    """Requests served: for an upper limit with any share, for a lower one with all of it or a minimum worth having.

    With an ``attribute`` each counts for what it has of that, in the first period of its window.
    """
    count = 0.0
    for request in picked.requests:
        way, row = a.way(request.id), a.rows.get(request.id)
        if way is not None and row is not None:
            weight = 1.0
            if attribute is not None:
                sites = [s for s in (request, way.of_option) if s is not None]
                weight = sum(s.attributes.get(attribute, 0.0) for s in sites) if way.first in picked.periods else 0.0
            count += weight * (any_share or way.minimum > 0 or row["share"] >= FULL)
    return count


def _measured(a: Account, rule: Rule, picked: Picked) -> float:
    measure = rule.measure
    if measure == "value":
        return sum(earned(a, way, picked.periods) for r in picked.requests if (way := a.way(r.id)) is not None)
    grants = [
        g for r in picked.requests for g in a.by_request[r.id] if g.pool in picked.places and g.period in picked.periods
    ]
    if measure == "gpu_hours":
        return sum(g.hours for g in grants)
    if measure == "gpu_share":
        usable = _usable(a, picked)
        return sum(g.hours for g in grants) / usable if usable > 0 else 0.0
    if measure == "cost":
        return _spent(a, picked, grants)
    if measure == "power_kw":
        return sum(_kwh(a, g) / a.hours[g.period] for g in grants)
    return sum(_kwh(a, g) * (_grams(a, g) / 1000 if measure == "carbon_kg" else 1.0) for g in grants)


def _usable(a: Account, picked: Picked) -> float:
    total = 0.0
    for pool in a.scenario.pools:
        if pool.id in picked.places:
            usable = a.scenario.calendar.mean(pool.gpus, pool.availability)
            total += sum(usable[t] * a.hours[t] for t in picked.periods)
    return total


def _kwh(a: Account, g: Grant) -> float:
    pool = a.scenario.pool_by_id[g.pool]
    device = a.scenario.hardware.get(pool.accelerator)
    return ((device.watts if device else None) or 0.0) * pool.pue * g.hours / 1000


def _grams(a: Account, g: Grant) -> float:
    return a.scenario.pool_by_id[g.pool].carbon_g_per_kwh


def _spent(a: Account, picked: Picked, grants: list[Grant]) -> float:
    """A selection of requests pays for its hours; without one, what is paid always counts whole, and only once."""
    total = 0.0
    for g in grants:
        pool = a.scenario.pool_by_id[g.pool]
        own = 0.0 if pool.paid == "always" and not picked.of_requests else pool.cost_per_gpu_hour
        rent = pool.on_demand.cost_per_gpu_hour if pool.on_demand else 0.0
        total += (g.hours - g.rented) * own + g.rented * rent
    if not picked.of_requests:
        for pool in a.scenario.pools:
            if pool.paid == "always" and pool.id in picked.places:
                gpus = a.scenario.calendar.over(pool.gpus)
                total += sum(gpus[t] * a.hours[t] * pool.cost_per_gpu_hour for t in picked.periods)
    if not picked.of_places:
        total += sum(due(a, r, t) for r in picked.requests for t in picked.periods)
    return total


def _asked_for(a: Account, rule: Rule, picked: Picked) -> float | None:
    """What a promise comes to: of GPUs, no more than its requests could still use, given what they have elsewhere."""
    if rule.at_least is None or rule.measure not in ("gpu_hours", "gpu_share"):
        return rule.at_least
    usable = 1.0 if rule.measure == "gpu_hours" else _usable(a, picked)
    return min(rule.at_least, _wanted(a, picked) / usable) if usable > 0 else 0.0


def _wanted(a: Account, picked: Picked) -> float:
    """GPU-hours that those who are picked could use there, less what they need not since it is done elsewhere.

    Of options the least counts; of rivals the smallest that go together, whose place one that is served takes.
    """
    chosen = [r for r in picked.requests if r.commitment != "out" and r.id not in a.impossible]
    able = {r.id: [way for way in a.ways[r.id] if (r.id, way.option) not in a.hindered] for r in chosen}
    least = {request: min(sum(_needs(a, way, picked)) for way in ways) for request, ways in able.items()}
    rivals: dict[str, set[str]] = {r.id: set(r.conflicts) for r in chosen}
    for r in a.scenario.requests:
        for other in r.conflicts:
            rivals.setdefault(other, set()).add(r.id)
    counted: set[str] = set()
    for _, request in sorted((hours, request) for request, hours in least.items()):
        if not rivals[request] & counted:
            counted.add(request)
    total = sum(least[request] for request in counted)
    for request in least:
        way = a.way(request)
        needed = sum(_needs(a, way, picked)) if way is not None else 0.0
        if way is not None and needed > 0:
            place = least[request] if request in counted else sum(least[q] for q in rivals[request] & counted)
            total -= min(place / needed, 1.0) * (needed - sum(_needs(a, way, picked, a.by_request[request])))
    strangers = a.ways.keys() - {r.id for r in picked.requests}
    return total - sum(least[r] * min(sum(_ruling(a, q) for q in rivals[r] & strangers), 1.0) for r in counted)


def _ruling(a: Account, rival: str) -> float:
    """The part of a rival that is served, by which it rules another out: all of it where it has a minimum."""
    way = a.way(rival)
    return 0.0 if way is None else 1.0 if way.minimum > 0 else float(a.rows[rival]["share"])


def _needs(a: Account, way: Way, picked: Picked, given: Iterable[Grant] = ()) -> Iterator[float]:
    """The fewest hours of the places picked that a job, or each period of a service, needs when others are given."""
    inside = [t for t in way.periods if t in picked.periods]
    speeds = [speed for pool, speed in way.speeds.items() if pool in picked.places] if inside else []
    if not speeds:
        return
    held = {t: way.max_gpus * way.inside[t] * a.hours[t] if way.max_gpus else float("inf") for t in inside}
    others = [g for g in given if g.pool not in picked.places or g.period not in picked.periods]
    if way.gpus is None:
        left = max(way.gpu_hours - sum(g.work for g in others), 0.0)
        yield min(left / max(speeds), sum(held.values()))
        return
    for t in inside:
        left = max(way.gpus[t] * a.hours[t] - sum(g.work for g in others if g.period == t), 0.0)
        yield min(left / max(speeds), held[t])
