"""Every enabled rule, measured on the books."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.audit.account import Account, Grant
from planner.domain.audit.money import FULL, earned
from planner.domain.plan import Violation
from planner.domain.request import Request
from planner.domain.rule import Rule
from planner.domain.ways import Way

type Picked = dict[str, tuple[str, ...] | None]
"""What a rule picks, by dimension; None: everything."""


def rules(a: Account) -> Iterator[Violation]:
    """No enabled rule is broken, for any period, team … that it speaks of."""
    for rule in a.scenario.rules:
        for name, picked in _each(a, rule) if rule.enabled else ():
            where = rule.name + (f" for {name}" if name else "")
            for limit, sign in ((rule.at_most, 1.0), (_asked_for(a, rule, picked), -1.0)):
                if limit is not None:
                    amount = _funded(a, picked, sign > 0) if rule.measure == "funded" else _measured(a, rule, picked)
                    yield Violation("rule", where, sign * (amount - limit) / _size(rule, limit))


def _size(rule: Rule, limit: float) -> float:
    """What an excess is measured against: the limit, or one unit where the measure counts in units."""
    return max(abs(limit), 0.01 if rule.measure == "gpu_share" else 1.0)


def _each(a: Account, rule: Rule) -> list[tuple[str, Picked]]:
    picked: Picked = {name: rule.of.names(name) for name in type(rule.of).model_fields}
    if rule.each is None:
        return [("", picked)]
    requests, pools = a.scenario.requests, a.scenario.pools
    names: dict[str, list[str]] = {
        "id": [r.id for r in requests], "team": [r.team for r in requests], "product": [r.product for r in requests],
        "kind": [r.kind for r in requests], "pool": [p.id for p in pools], "region": [p.region for p in pools],
        "accelerator": [p.accelerator for p in pools], "period": list(a.scenario.calendar.labels),
    }  # fmt: skip
    everything = names[rule.each]
    if rule.each == "period":
        chosen = _periods(a, picked)
        kept = [label for t, label in enumerate(everything) if t in chosen]
    else:
        within = picked[rule.each]
        kept = sorted({name for name in everything if within is None or name in within})
    return [(name, picked | {rule.each: (name,)}) for name in kept]


def _is_in(picked: Picked, request: Request) -> bool:
    named = {"id": request.id, "team": request.team, "product": request.product, "kind": request.kind}
    return all((names := picked[d]) is None or value in names for d, value in named.items())


def _places(a: Account, picked: Picked) -> set[str]:
    return {
        p.id
        for p in a.scenario.pools
        if all(
            (names := picked[d]) is None or value in names
            for d, value in {"pool": p.id, "accelerator": p.accelerator, "region": p.region}.items()
        )
    }


def _periods(a: Account, picked: Picked) -> set[int]:
    calendar, names = a.scenario.calendar, picked["period"]
    if names is None:
        return set(range(len(calendar)))
    return {t for t in range(len(calendar)) for n in names if calendar.first(n) <= t <= calendar.last(n)}


def _funded(a: Account, picked: Picked, any_share: bool) -> float:
    """Requests served: for an upper limit with any share, for a lower one with all of it or a minimum worth having."""
    count = 0
    for request in a.scenario.requests:
        way, row = a.way(request.id), a.rows.get(request.id)
        if way is not None and row is not None and _is_in(picked, request):
            count += any_share or way.minimum > 0 or row["share"] >= FULL
    return float(count)


def _measured(a: Account, rule: Rule, picked: Picked) -> float:
    measure, places, periods = rule.measure, _places(a, picked), _periods(a, picked)
    chosen = [r for r in a.scenario.requests if _is_in(picked, r)]
    grants = [g for r in chosen for g in a.by_request[r.id] if g.pool in places and g.period in periods]
    if measure == "gpu_hours":
        return sum(g.hours for g in grants)
    if measure == "gpu_share":
        usable = _usable(a, places, periods)
        return sum(g.hours for g in grants) / usable if usable > 0 else 0.0
    if measure == "value":
        return sum(earned(a, way, periods) for r in chosen if (way := a.way(r.id)) is not None)
    if measure == "cost":
        return _spent(a, picked, chosen, grants)
    return sum(_kwh(a, g) * (_grams(a, g) / 1000 if measure == "carbon_kg" else 1.0) for g in grants)


def _usable(a: Account, places: set[str], periods: set[int]) -> float:
    calendar = a.scenario.calendar
    return sum(
        calendar.over(p.gpus)[t] * calendar.over(p.availability)[t] * a.hours[t]
        for p in a.scenario.pools
        if p.id in places
        for t in periods
    )


def _kwh(a: Account, g: Grant) -> float:
    device = a.scenario.hardware.get(a.scenario.pool_by_id[g.pool].accelerator)
    return ((device.watts if device else None) or 0.0) * g.hours / 1000


def _grams(a: Account, g: Grant) -> float:
    return a.scenario.pool_by_id[g.pool].carbon_g_per_kwh


def _spent(a: Account, picked: Picked, chosen: list[Request], grants: list[Grant]) -> float:
    """A selection of requests pays for its hours; without one, what is paid always counts whole, and only once."""
    of_requests = any(picked[d] is not None for d in ("id", "team", "product", "kind"))
    of_places = any(picked[d] is not None for d in ("pool", "accelerator", "region"))
    places, periods, total = _places(a, picked), _periods(a, picked), 0.0
    for g in grants:
        pool = a.scenario.pool_by_id[g.pool]
        own = 0.0 if pool.paid == "always" and not of_requests else pool.cost_per_gpu_hour
        rent = pool.on_demand.cost_per_gpu_hour if pool.on_demand else 0.0
        total += (g.hours - g.rented) * own + g.rented * rent
    if not of_requests:
        for pool in a.scenario.pools:
            if pool.paid == "always" and pool.id in places:
                gpus = a.scenario.calendar.over(pool.gpus)
                total += sum(gpus[t] * a.hours[t] * pool.cost_per_gpu_hour for t in periods)
    if not of_places:
        used = [way for r in chosen if (way := a.way(r.id)) is not None]
        total += sum(way.cost for way in used if way.first in periods)
    return total


def _asked_for(a: Account, rule: Rule, picked: Picked) -> float | None:
    """What a promise comes to: of GPUs, no more than its requests need at the least to be served in full."""
    if rule.at_least is None or rule.measure not in ("gpu_hours", "gpu_share"):
        return rule.at_least
    places, periods = _places(a, picked), _periods(a, picked)
    chosen = [r for r in a.scenario.requests if _is_in(picked, r) and r.commitment != "out"]
    asks = sorted((min(_needs(a, way, places, periods) for way in a.ways[r.id]), r.id) for r in chosen)
    rivals: dict[str, set[str]] = {r.id: set() for r in a.scenario.requests}
    for r in a.scenario.requests:
        for other in r.conflicts:
            rivals[r.id].add(other)
            rivals[other].add(r.id)
    counted: set[str] = set()
    total = 0.0
    for hours, request in asks:
        if not rivals[request] & counted:
            counted.add(request)
            total += hours
    usable = _usable(a, places, periods)
    if rule.measure == "gpu_hours":
        return min(rule.at_least, total)
    return min(rule.at_least, total / usable) if usable > 0 else 0.0


def _needs(a: Account, way: Way, places: set[str], periods: set[int]) -> float:
    speeds = [speed for pool, speed in way.speeds.items() if pool in places]
    inside = [t for t in way.periods if t in periods]
    if not speeds or not inside:
        return 0.0
    caps = {t: way.max_gpus * a.hours[t] if way.max_gpus else float("inf") for t in inside}
    if way.gpus is None:
        return min(way.gpu_hours / max(speeds), sum(caps.values()))
    return sum(min(way.gpus[t] * a.hours[t] / max(speeds), caps[t]) for t in inside)
