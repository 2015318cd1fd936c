"""Value, money and energy, worked out again, and the words for decisions."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.audit.account import Account, mismatch
from planner.domain.plan import Violation
from planner.domain.ways import Way

FULL = 1 - 1e-6


def values(a: Account) -> Iterator[Violation]:
    """Each request earns what its shares earn, by its weights, its decay and its curve."""
    scale = max((abs(worth) for worth in a.worth.values()), default=1.0) or 1.0
    for request in a.scenario.requests:
        row, way = a.rows[request.id], a.way(request.id)
        earned = 0.0 if way is None else _earned(a, request.id, way)
        yield Violation("value", request.id, abs(row["captured_points"] - earned) / scale)
        yield Violation("value", f"worth of {request.id}", abs(row["value_points"] - a.worth[request.id]) / scale)


def _earned(a: Account, request: str, way: Way) -> float:
    worth, shares = a.worth[request] * way.factor, a.shares[request]
    fade = 1.0 - way.request.decay
    if not way.is_job:
        weight = {t: a.hours[t] * fade ** (t - way.first) for t in way.periods}
        return worth * sum(weight[t] * bent(way, worth, shares.get(t, 0.0)) for t in weight) / sum(weight.values())
    if way.minimum == 1:
        return worth * fade ** (max(shares, default=way.first) - way.first) * min(a.total(request), 1.0)
    earned = done = 0.0
    for t in sorted(shares):
        earned += worth * fade ** (t - way.first) * (bent(way, worth, done + shares[t]) - bent(way, worth, done))
        done += shares[t]
    return earned


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


def consumption(a: Account) -> Iterator[Violation]:
    """Each request is charged its hours, rented ones at their own price, and its one-off costs; likewise its energy."""
    for request in a.scenario.requests:
        row, way = a.rows[request.id], a.way(request.id)
        cost, kwh, carbon, hours = way.cost if way else 0.0, 0.0, 0.0, 0.0
        for g in a.by_request[request.id]:
            pool = a.scenario.pool_by_id[g.pool]
            rent = pool.on_demand.cost_per_gpu_hour if pool.on_demand else 0.0
            charged = (g.hours - g.rented) * pool.cost_per_gpu_hour + g.rented * rent
            yield mismatch("money", f"{request.id} in {g.pool}", g.cost, charged)
            device = a.scenario.hardware.get(pool.accelerator)
            energy = ((device.watts if device else None) or 0.0) * g.hours / 1000
            cost, kwh, hours = cost + charged, kwh + energy, hours + g.hours
            carbon += energy * pool.carbon_g_per_kwh / 1000
        for family, column, expected in (
            ("money", a.cost, cost), ("energy", "energy_kwh", kwh), ("carbon", "carbon_kg", carbon),
            ("hours", "given_gpu_hours", hours),
        ):  # fmt: skip
            yield mismatch(family, request.id, row[column], expected)


def decisions(a: Account) -> Iterator[Violation]:
    """The word for each decision is the one for its shares."""
    for request in a.scenario.requests:
        word = a.rows[request.id]["decision"]
        yield Violation("decision", f"{request.id}: {word}", float(word != _word(a, request.id)))


def _word(a: Account, request: str) -> str:
    way, shares = a.way(request), a.shares[request]
    if way is None:
        return "decline"
    if way.is_job:
        return "fund" if a.total(request) >= FULL else "trim"
    wanted = [t for t in way.periods if way.gpus is None or way.gpus[t] > 0] or list(way.periods)
    if all(shares.get(t, 0.0) >= FULL for t in wanted):
        return "fund"
    late = [t for t in way.periods if shares.get(t, 0.0) > 0]
    return "defer" if late and all(shares.get(t, 0.0) >= FULL for t in range(late[0], way.last + 1)) else "trim"
