"""Value, money and energy, worked out again, and the words for decisions."""

from __future__ import annotations

from collections.abc import Container, Iterator

from planner.domain.audit.account import Account, Finding, mismatch
from planner.domain.audit.waiting import left
from planner.domain.request import Request
from planner.domain.ways import Way

FULL = 1 - 1e-6
NO_LESS = 1 - 1e-9
"""A share between ``FULL`` and this may be called full or not: where a plan draws the line is within the tolerance."""
NEGLIGIBLE = 1e-9
"""A request worth less than this part of the dearest one is checked against that part: the rest is rounding."""


def values(a: Account) -> Iterator[Finding]:
    """Each request earns what its shares earn, by its weights, its decay and its curve."""
    scale = max((abs(worth) for worth in a.worth.values()), default=1.0) or 1.0
    for request, row in a.rows.items():
        way, worth = a.way(request), a.worth[request]
        paid = earned(a, way, range(len(a.hours))) if way else 0.0
        size = max(abs(worth), abs(worth * way.factor) if way else 0.0, NEGLIGIBLE * scale)
        yield abs(row["captured_points"] - paid) / size, "value", (request,)
        yield abs(row["value_points"] - worth) / size, "value", ("worth of", request)


def target(a: Account) -> Iterator[Finding]:
    """The cheapest plan for a value captures it."""
    objective = a.scenario.objective
    if not isinstance(objective, str):
        wanted, everything = objective.cost.target_value, range(len(a.hours))
        served = (way for request in a.scenario.requests if (way := a.way(request.id)) is not None)
        captured = sum(earned(a, way, everything) for way in served)
        yield (wanted - captured) / (abs(wanted) or 1.0), "target", (f"{wanted:g}", "points")


def earned(a: Account, way: Way, periods: Container[int]) -> float:
    """Points that a request earns in some periods by the shares that it is served.

    An all-or-nothing job earns in the period that completes it: the last one in which its work is done.
    """
    worth, shares = a.worth[way.request.id] * way.factor, a.shares[way.request.id]
    fade = 1.0 - way.request.decay
    if not way.is_job:
        weight = {t: a.hours[t] * way.inside[t] * fade ** (t - way.first) for t in way.periods}
        part = sum(weight[t] * _of_period(a, way, worth, t, shares.get(t, 0.0)) for t in weight if t in periods)
        return worth * part / (sum(weight.values()) or 1.0)
    if way.minimum == 1:
        end = max(shares, default=way.first)
        return worth * fade ** max(end - way.first, 0) * a.total(way.request.id) if end in periods else 0.0
    total = done = 0.0
    for t in sorted(shares):
        if t in periods:
            gained = bent(way, worth, done + shares[t]) - bent(way, worth, done)
            total += worth * fade ** max(t - way.first, 0) * gained
        done += shares[t]
    return total


def _of_period(a: Account, way: Way, worth: float, t: int, share: float) -> float:
    """What a service's share in a period brings: by its curve, in what is left of it behind what it requires."""
    if way.request.value_curve is None or share == 0:
        return bent(way, worth, share)
    time = left(a, way, t)
    return time * bent(way, worth, min(share / time, 1.0)) if time > 0 else 0.0


def bent(way: Way, worth: float, share: float) -> float:
    """The part of the value that a share brings, between the points of the curve."""
    curve = way.request.value_curve
    if curve is None or worth <= 0:
        return share
    x0 = y0 = 0.0
    for x, y in curve:
        if share <= x and x > x0:
            return y0 + (y - y0) * (share - x0) / (x - x0)
        x0, y0 = x, y
    return y0


def consumption(a: Account) -> Iterator[Finding]:
    """Each request is charged its hours, rented ones at their own price, and its one-off costs; likewise its energy."""
    for request, row in a.rows.items():
        kwh, carbon, hours, work = 0.0, 0.0, 0.0, 0.0
        drawn: dict[int, float] = {}
        cost = sum(due(a, a.scenario.request_by_id[request], t) for t in range(len(a.hours)))
        for g in a.by_request[request]:
            pool = a.scenario.pool_by_id[g.pool]
            rent = pool.on_demand.cost_per_gpu_hour if pool.on_demand else 0.0
            charged = (g.hours - g.rented) * pool.cost_per_gpu_hour + g.rented * rent
            yield mismatch("money", (request, "in", g.pool), g.cost, charged)
            device = a.scenario.hardware.get(pool.accelerator)
            energy = ((device.watts if device else None) or 0.0) * pool.pue * g.hours / 1000
            drawn[g.period] = drawn.get(g.period, 0.0) + energy / a.hours[g.period]
            cost, kwh, hours, work = cost + charged, kwh + energy, hours + g.hours, work + g.work
            carbon += energy * pool.carbon_g_per_kwh / 1000
        for family, column, expected in (
            ("money", a.cost, cost), ("energy", "energy_kwh", kwh), ("carbon", "carbon_kg", carbon),
            ("power", "peak_power_kw", max(drawn.values(), default=0.0)),
            ("hours", "given_gpu_hours", hours), ("hours", "work_gpu_hours", work),
        ):  # fmt: skip
            yield mismatch(family, (request,), row[column], expected)


def due(a: Account, request: Request, t: int) -> float:
    """One-off costs of a request, and of the option that serves it, in one period; nothing where it is not served."""
    way, calendar = a.way(request.id), a.scenario.calendar
    total = 0.0
    for site in (request, way.of_option) if way is not None else ():
        cost = site.cost if site is not None else 0.0
        if isinstance(cost, dict):
            total += sum(amount for when, amount in cost.items() if calendar.first(when) == t)
        elif isinstance(cost, tuple):
            total += cost[t]
        elif way is not None and t == way.first:
            total += cost
    return total


def decisions(a: Account) -> Iterator[Finding]:
    """The word for each decision is the one for its shares."""
    for request, row in a.rows.items():
        word = row["decision"]
        if word != _word(a, request, FULL) and word != _word(a, request, NO_LESS):
            yield 1.0, "decision", (f"{request}:", word)


def _word(a: Account, request: str, full: float) -> str:
    way, shares = a.way(request), a.shares[request]
    if way is None:
        return "decline"
    if way.is_job:
        return "fund" if a.total(request) >= full else "trim"
    wanted = [t for t in way.periods if way.gpus is None or way.gpus[t] > 0] or list(way.periods)
    if all(shares.get(t, 0.0) >= full for t in wanted):
        return "fund"
    late = [t for t in way.periods if shares.get(t, 0.0) > 0]
    time = left(a, way, late[0]) if late else 1.0
    begun = late and shares[late[0]] >= (time - (1 - FULL) if time < 1 else full)
    return "defer" if begun and all(shares.get(t, 0.0) >= full for t in range(late[0] + 1, way.last + 1)) else "trim"
