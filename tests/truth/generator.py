"""Scenario files at random: small enough to solve in milliseconds, with everything that the format can say."""

from __future__ import annotations

import random
from typing import Any

UNITS = ("week", "month", "month", "quarter")
STARTS = {"week": "2027-01-04", "month": "2027-01", "quarter": "2027-Q1"}
HARDWARE = {
    "a1": {"memory_gb": 80, "watts": 700, "speed": 1.0},
    "a2": {"memory_gb": 40, "watts": 400, "speed": 0.5},
    "a3": {"memory_gb": 24, "watts": 300, "speed": 0.3},
}
TEAMS = ("blue", "green", "red", "")
PRODUCTS = ("X", "Y", "")
KINDS = ("inference", "training", "fine-tuning", "research")
CURVES = ([[0.5, 0.8], [1, 1]], [[0.25, 0.5], [0.75, 0.9], [1, 1]])
OBJECTIVES = ("value", "value", "value", "fair", "cost")


class Draw(random.Random):
    """Random figures as people write them."""

    def maybe(self, chance: float) -> bool:
        return self.random() < chance

    def figure(self, low: float, high: float) -> float:
        """A figure of two or three digits."""
        return float(f"{self.uniform(low, high):.3g}")


def scenario(seed: int) -> dict[str, Any]:
    """What stands in a scenario's file: the same for the same seed."""
    draw = Draw(seed)
    unit = draw.choice(UNITS)
    periods = draw.randint(1, 4)
    labels = _labels(unit, periods)
    pools = [_pool(draw, k, labels) for k in range(draw.randint(1, 3))]
    data: dict[str, Any] = {
        "format": 1,
        "name": f"Random {seed}",
        "calendar": {"start": STARTS[unit], "periods": periods, "unit": unit},
        "accelerators": HARDWARE,
        "pools": pools,
        "value": _value(draw),
        "solver": {"gap": 0},
    }
    if draw.maybe(0.6):
        data["people"] = [{"role": "eng", "fte": _series(draw, 1, 9, labels)}]
    roles = ("eng",) if "people" in data else ()
    size = max(float(p["gpus"]) if isinstance(p["gpus"], int) else 60.0 for p in pools)
    data["requests"] = [
        _request(draw, k, labels, roles, size, periods * _hours(unit)) for k in range(draw.randint(3, 8))
    ]
    rules = _rules(draw, data["requests"], labels)
    if rules:
        data["rules"] = rules
    objective = draw.choice(OBJECTIVES)
    if objective == "cost":
        total = (
            100.0
            if data["value"]["scale"] == "share"
            else sum(max(r.get("metrics", {}).get("m", 0), 0) for r in data["requests"])
        )
        data["objective"] = {"cost": {"target_value": round(total * draw.choice((0.1, 0.25, 0.5)), 3)}}
    elif objective == "fair":
        data["objective"] = "fair"
        if draw.maybe(0.3):
            data["entitlements"] = dict.fromkeys({r["team"] for r in data["requests"]} & {"blue"}, 0.4)
    _over_time(Draw(f"{seed} over time"), data, labels)
    _powered(Draw(f"{seed} power"), data)
    return data


def _over_time(draw: Draw, data: dict[str, Any], labels: list[str]) -> None:
    """Let some people, and some one-off costs, be otherwise in each period; drawn apart, so that all else stays."""
    for request in data["requests"]:
        if "people" in request and draw.maybe(0.5):
            request["people"] = {"eng": draw.choice(([draw.choice((0, 1, 2, 3)) for _ in labels], {labels[-1]: 2}))}
        if "cost" in request and draw.maybe(0.5):
            request["cost"] = {draw.choice(labels): 2000, draw.choice(labels): 5000}


def _powered(draw: Draw, data: dict[str, Any]) -> None:
    """Sites that draw more than their GPUs, and limits on their power; drawn apart as well."""
    for pool in data["pools"]:
        if draw.maybe(0.3):
            pool["pue"] = draw.choice((1.1, 1.4))
    if draw.maybe(0.3):
        each = draw.choice(({}, {"each": "period"}, {"each": "region"}, {"each": "team"}))
        # never by pool: one without end is set beside another to try what that stands in the way of
        of = draw.choice(({}, {"of": {"region": "us"}}, {"of": {"accelerator": "a1"}}))
        data.setdefault("rules", []).append(
            {"name": "Power", "measure": "power_kw", "at_most": draw.randint(2, 40), **each, **of}
        )


def pressed(seed: int) -> dict[str, Any]:
    """The same scenario with more asked of it than most can keep."""
    draw, data = Draw(seed), scenario(seed)
    for request in draw.sample(data["requests"], min(3, len(data["requests"]))):
        request["commitment"] = "must"
    promise = {"name": "Promised", "measure": "funded", "at_least": len(data["requests"]) - 1}
    budget = {"name": "Lean", "measure": "cost", "at_most": draw.randint(1, 20) * 1000}
    few = {"name": "One at most", "measure": "funded", "at_most": 1}
    data["rules"] = [*data.get("rules", ()), *draw.sample([promise, budget, few], draw.randint(1, 2))]
    return data


def _hours(unit: str) -> float:
    return {"week": 168.0, "month": 730.0, "quarter": 2190.0}[unit]


def _labels(unit: str, periods: int) -> list[str]:
    match unit:
        case "month":
            return [f"2027-{k + 1:02}" for k in range(periods)]
        case "quarter":
            return [f"2027-Q{k + 1}" for k in range(periods)]
        case _:
            return [f"2027-W{k + 1:02}" for k in range(periods)]


def _series(draw: Draw, low: int, high: int, labels: list[str]) -> Any:
    """One number, a list, or steps."""
    kind = draw.random()
    if kind < 0.6 or len(labels) == 1:
        return draw.randint(low, high)
    if kind < 0.8:
        return [draw.randint(low, high) for _ in labels]
    later = draw.choice(labels[1:])
    first = draw.randint(low, high)
    return {labels[0]: first, later: first + draw.randint(1, high)}


def _pool(draw: Draw, k: int, labels: list[str]) -> dict[str, Any]:
    pool: dict[str, Any] = {
        "id": f"p{k}",
        "accelerator": draw.choice(tuple(HARDWARE)),
        "region": draw.choice(("us", "eu")),
        "gpus": _series(draw, 4, 90, labels),
    }
    if draw.maybe(0.3):
        pool["availability"] = draw.choice((0.8, 0.93))
    if draw.maybe(0.7):
        pool["cost_per_gpu_hour"] = draw.choice((0.4, 1.0, 2.1))
    if draw.maybe(0.25):
        pool["paid"] = "always"
    if draw.maybe(0.25):
        pool["on_demand"] = {"gpus": draw.randint(1, 30), "cost_per_gpu_hour": 4.8}
    if draw.maybe(0.4):
        pool["carbon_g_per_kwh"] = draw.choice((100, 380))
    return pool


def _value(draw: Draw) -> dict[str, Any]:
    if draw.maybe(0.5):
        return {"scale": "raw", "weights": {"m": 1}}
    return {"scale": "share", "weights": {"m": 50, "k": draw.choice((1, 50))}}


def _request(
    draw: Draw, k: int, labels: list[str], roles: tuple[str, ...], size: float, hours: float
) -> dict[str, Any]:
    first = draw.randint(0, len(labels) - 1)
    last = draw.randint(first, len(labels) - 1)
    found: dict[str, Any] = {
        "id": f"r{k}",
        "name": f"Request {k}",
        "team": draw.choice(TEAMS),
        "product": draw.choice(PRODUCTS),
        "kind": draw.choice(KINDS),
        "metrics": {"m": draw.figure(1, 30)} if draw.maybe(0.9) else {},
    }
    if draw.maybe(0.3):
        found["metrics"]["k"] = draw.figure(1, 30)
    if draw.maybe(0.8):
        found["window"] = [labels[first], labels[last]]
    found |= _demand(draw, size, hours, labels)
    found |= _shape(draw, found, size, hours, labels) | _needs(draw, roles) | _bonds(draw, [f"r{j}" for j in range(k)])
    if draw.maybe(0.1):
        found["commitment"] = draw.choice(("must", "must", "out"))
    return found


def _shape(draw: Draw, asked: dict[str, Any], size: float, hours: float, labels: list[str]) -> dict[str, Any]:
    """Options, a least share, a curve, and how value fades."""
    found: dict[str, Any] = {}
    if draw.maybe(0.15) and "demand" in asked:
        found["options"] = [{"id": "full"}, {"id": "small", **_demand(draw, size / 2, hours, labels), "value": 0.7}]
    if draw.maybe(0.45):
        found["minimum"] = draw.choice((0.25, 0.5, 1, 1))
        if draw.maybe(0.3) and "gpus" in asked.get("demand", {}) and "options" not in found:
            first, last = (labels.index(label) for label in asked.get("window", (labels[0], labels[-1])))
            found["latest_start"] = labels[draw.randint(first, last)]
    if draw.maybe(0.2):
        found["value_curve"] = draw.choice(CURVES)
    if draw.maybe(0.15):
        found["decay"] = draw.choice((0.05, 0.3))
    return found


def _needs(draw: Draw, roles: tuple[str, ...]) -> dict[str, Any]:
    """A region, money and people."""
    found: dict[str, Any] = {}
    if draw.maybe(0.15):
        found["regions"] = [draw.choice(("us", "eu"))]
    if draw.maybe(0.15):
        found["cost"] = draw.choice((1000, 10000))
    if roles and draw.maybe(0.4):
        found["people"] = {"eng": draw.choice((0.5, 1, 3))}
    return found


def _bonds(draw: Draw, others: list[str]) -> dict[str, Any]:
    """What it requires, and what it conflicts with; only requests before it, so that nothing goes in a circle."""
    found: dict[str, Any] = {}
    if others and draw.maybe(0.2):
        found["requires"] = [draw.choice(others)]
    rest = [name for name in others if name not in found.get("requires", ())]
    if rest and draw.maybe(0.12):
        found["conflicts"] = [draw.choice(rest)]
    return found


def _demand(draw: Draw, size: float, hours: float, labels: list[str]) -> dict[str, Any]:
    if draw.maybe(0.06):
        return {}
    names = draw.sample(tuple(HARDWARE), draw.randint(1, 2))
    demand: dict[str, Any]
    asked: list[int] = []
    if draw.maybe(0.5):
        asked = [max(round(size * draw.choice((0.2, 0.4, 0.8, 1.2))), 1) for _ in labels]
        demand = {"gpus": asked if draw.maybe(0.2) else asked[0]}
    else:
        demand = {"gpu_hours": max(round(size * hours * draw.choice((0.05, 0.2, 0.5))), 10)}
    if draw.maybe(0.2):
        most = max(asked) if "gpus" in demand else 1
        demand["max_gpus"] = max(round(size * draw.choice((0.4, 1.3))), most)
    return {"demand": demand, "runs_on": {name: draw.choice((1.0, 0.5, 0.3)) for name in names}}


def _rules(draw: Draw, requests: list[dict[str, Any]], labels: list[str]) -> list[dict[str, Any]]:
    team = {"team": draw.choice([name for name in TEAMS if name])}
    kinds: list[dict[str, Any]] = [
        {"name": "Budget", "measure": "cost", "at_most": draw.randint(20, 400) * 1000},
        {"name": "Monthly budget", "measure": "cost", "at_most": draw.randint(10, 150) * 1000, "each": "period"},
        {"name": "Team's bill", "measure": "cost", "of": team, "at_most": draw.randint(5, 90) * 1000},
        {"name": "Two at most", "measure": "funded", "at_most": 2, "of": team},
        {"name": "Four at most", "measure": "funded", "at_most": 4},
        {"name": "Share cap", "measure": "gpu_share", "of": {"kind": draw.choice(KINDS)}, "at_most": 0.4},
        {"name": "Team protected", "measure": "gpu_share", "of": team, "at_least": draw.choice((0.1, 0.25))},
        {"name": "Quota", "measure": "gpu_share", "of": team, "at_least": 0.2, "each": "period"},
        {"name": "Hours promised", "measure": "gpu_hours", "of": team, "at_least": draw.randint(1, 60) * 1000},
        {"name": "Hours capped", "measure": "gpu_hours", "of": {"product": "X"}, "at_most": draw.randint(5, 90) * 1000},
        {"name": "Carbon", "measure": "carbon_kg", "at_most": draw.randint(2, 20) * 1000},
        {"name": "Energy", "measure": "energy_kwh", "at_most": draw.randint(10, 90) * 1000},
        {"name": "Off", "measure": "cost", "at_most": 0, "enabled": False},
    ]
    return draw.sample(kinds, draw.choice((0, 0, 1, 1, 2, 3)))
