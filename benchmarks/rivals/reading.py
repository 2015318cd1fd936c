"""A generated scenario's file as plain data: what anybody would read of it who has no planner.

Plain YAML, no catalogue, no checks. It knows what ``generate.py`` writes, whole months and one rule of each kind, and
refuses the rest, so that no figure is compared with that of another program.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import yaml

PLACE = {"id", "name", "product", "team", "kind"}
WANTS = {
    "metrics",
    "window",
    "latest_start",
    "demand",
    "runs_on",
    "minimum",
    "value_curve",
    "decay",
    "requires",
    "people",
}
KNOWN = PLACE | WANTS
"""What ``generate.py`` writes of a request."""


@dataclass(frozen=True)
class Lane:
    """A pool's own GPUs, or those rented on top of it."""

    pool: str
    accelerator: str
    gpus: tuple[float, ...]
    """Usable in each period [GPU]."""
    price: float
    """[currency per GPU·h]"""
    rented: bool


@dataclass(frozen=True)
class Request:
    """A request with all defaults filled in."""

    id: str
    team: str
    window: range
    """Its periods."""
    latest: int
    """Last period in which a service with a minimum may be launched."""
    gpus: float | None
    """Of a service, throughout [reference GPU]."""
    work: float
    """Of a job [reference GPU·h]."""
    most: float
    """GPUs that a job can use at a time."""
    speeds: dict[int, float]
    """Work done per GPU-hour, by lane."""
    minimum: float
    pieces: tuple[tuple[float, float], ...]
    """Width and slope of each piece of its value curve; none: a straight line."""
    points: dict[int, float]
    """What all of it, done in a period, would earn: V·w_t [points]."""
    value: float
    """V [points]."""
    decays: bool
    requires: tuple[str, ...]
    people: float
    settles: int = 0
    """The first period from which on a service's share is one and the same."""
    waits: bool = False
    """Whether it is a service that requires a job which may be at work while it is served."""
    is_completed: bool = False
    """Whether it is an all-or-nothing job of which it matters when it is complete."""

    @property
    def is_job(self) -> bool:
        return self.gpus is None

    @property
    def first(self) -> int:
        return self.window[0]

    @property
    def last(self) -> int:
        return self.window[-1]


@dataclass(frozen=True)
class Data:
    """A scenario, and what of it depends on several requests."""

    labels: list[str]
    hours: list[float]
    lanes: list[Lane]
    requests: list[Request]
    fte: float
    budget: float
    promised: float
    """GPU-hours that the promise comes to: no more than those it is made to ask for."""
    promised_to: frozenset[str]
    """Requests."""
    timed: dict[str, list[int]]
    """When each job can be at work while it matters when it is done."""

    @cached_property
    def by_id(self) -> dict[str, Request]:
        return {r.id: r for r in self.requests}

    @cached_property
    def pairs(self) -> list[tuple[Request, Request]]:
        """What requires, and what it requires."""
        return [(r, self.by_id[q]) for r in self.requests for q in r.requires]

    @cached_property
    def behind(self) -> frozenset[str]:
        """Timed jobs that require timed jobs."""
        return frozenset(
            r.id for r in self.requests if r.id in self.timed and not self.timed.keys().isdisjoint(r.requires)
        )

    @cached_property
    def tracked(self) -> list[Request]:
        """Jobs whose progress others speak of, or that speak of others'."""
        related = {r.id for pair in self.pairs for r in pair}
        return [r for r in self.requests if r.is_job and (r.is_completed or r.id in related)]

    def width(self, job: Request, lane: int, t: int) -> float:
        """The most GPUs of a lane that a job can use [GPU]."""
        return min(self.lanes[lane].gpus[t], job.most)

    def pace(self, job: Request, lane: int, t: int) -> float:
        """Part of a job that a whole period does at full width in one lane."""
        return job.speeds[lane] * self.width(job, lane, t) * self.hours[t] / job.work

    def fastest(self, job: Request, t: int) -> float:
        """Part of a job that a whole period does at the most, in one lane."""
        return max(self.pace(job, lane, t) for lane in job.speeds)

    def head_start(self, job: Request, t: int) -> dict[int, float]:
        """By lane: what GPUs on a divisible job in a period count for, in that same period, for who requires it."""
        if t not in job.window:
            return {}
        width = min(sum(self.width(job, lane, t) for lane in job.speeds), job.most)
        k = {lane: sigma * width * self.hours[t] / job.work for lane, sigma in job.speeds.items()}
        return {lane: (k[lane] - 1) / width for lane in job.speeds if k[lane] > 1}

    def waited(self, r: Request, t: int) -> list[tuple[str, int, float]]:
        """(job, lane, part of the period a GPU of it takes) of all that a request may have to wait for in a period."""
        found = []
        for q in (self.by_id[q] for q in r.requires if t in self.timed.get(q, ())):
            found += [(q.id, lane, 1 / self.width(q, lane, t)) for lane in q.speeds]
            found += self.waited(q, t)
        return found


def read(file: Path) -> Data:
    """A generated scenario."""
    with file.open(encoding="utf-8") as stream:
        text = yaml.load(stream, yaml.CSafeLoader)
    labels, hours = _periods(text["calendar"])
    lanes = [lane for pool in text["pools"] for lane in _lanes(pool, labels)]
    worth, lane_speeds = _worth(text), {}
    for k, lane in enumerate(lanes):
        lane_speeds.setdefault(lane.accelerator, []).append(k)
    requests = [_request(each, labels, hours, lane_speeds, worth) for each in text["requests"]]
    timed = _timed(requests)
    required = {q for r in requests for q in r.requires}
    requests = [_settled(r, timed, required) for r in requests]
    (role,) = text["people"]
    budget, promise = text["rules"]
    if (budget["measure"], promise["measure"], *promise["of"]) != ("cost", "gpu_share", "team"):
        raise ValueError(f"{file}: rules that generate.py does not write")
    mine = frozenset(r.id for r in requests if r.team == promise["of"]["team"])
    usable = sum(float(np.dot(lane.gpus, hours)) for lane in lanes if not lane.rented)
    asked = sum(_asked(r, hours) for r in requests if r.id in mine)
    promised = min(promise["at_least"] * usable, asked)
    return Data(labels, hours, lanes, requests, role["fte"], budget["at_most"], promised, mine, timed)


def _periods(calendar: dict[str, Any]) -> tuple[list[str], list[float]]:
    """Labels, and true hours, of months."""
    if calendar.get("unit", "month") != "month":
        raise ValueError("generate.py writes months")
    year, month = map(int, str(calendar["start"]).split("-"))
    months = [(year + (month - 1 + k) // 12, (month - 1 + k) % 12 + 1) for k in range(calendar["periods"])]
    return [f"{y:04}-{m:02}" for y, m in months], [monthrange(y, m)[1] * 24.0 for y, m in months]


def _lanes(pool: dict[str, Any], labels: list[str]) -> list[Lane]:
    steps, gpus, held = pool["gpus"], [], 0.0
    for label in labels:
        held = steps.get(label, held) if isinstance(steps, dict) else steps
        gpus.append(held * pool["availability"])
    lanes = [Lane(pool["id"], pool["accelerator"], tuple(gpus), pool["cost_per_gpu_hour"], False)]
    if rented := pool.get("on_demand"):
        there = (float(rented["gpus"]),) * len(labels)
        lanes.append(Lane(f"{pool['id']}+", pool["accelerator"], there, rented["cost_per_gpu_hour"], True))
    return lanes


def _worth(text: dict[str, Any]) -> dict[str, float]:
    """Points for one unit of each metric: 100 in all."""
    weights, sums = text["value"]["weights"], dict[str, float]()
    for request in text["requests"]:
        for metric, amount in request["metrics"].items():
            sums[metric] = sums.get(metric, 0.0) + amount
    return {metric: 100 * weight / sum(weights.values()) / sums[metric] for metric, weight in weights.items()}


def _request(
    each: dict[str, Any],
    labels: list[str],
    hours: list[float],
    lanes_of: dict[str, list[int]],
    worth: dict[str, float],
) -> Request:
    if unknown := each.keys() - KNOWN:
        raise ValueError(f"{each['id']}: {sorted(unknown)}, which generate.py does not write")
    demand, decay = each["demand"], each.get("decay", 0.0)
    first, last = (labels.index(label) for label in each["window"])
    window = range(first, last + 1)
    value = sum(worth[metric] * amount for metric, amount in each["metrics"].items())
    faded = {t: (1 - decay) ** (t - first) for t in window}
    is_service = "gpus" in demand
    time = sum(hours[t] * faded[t] for t in window) if is_service else 1.0
    curve = [(0.0, 0.0), *map(tuple, each.get("value_curve", ()))]
    minimum = float(each.get("minimum", 0.0))
    return Request(
        id=each["id"],
        team=each["team"],
        window=window,
        latest=labels.index(each["latest_start"]) if "latest_start" in each and minimum else last,
        gpus=demand["gpus"] if is_service else None,
        work=0.0 if is_service else demand["gpu_hours"],
        most=demand.get("max_gpus", float("inf")),
        speeds={lane: sigma for name, sigma in each["runs_on"].items() for lane in lanes_of.get(name, ())},
        minimum=minimum,
        pieces=tuple((b[0] - a[0], (b[1] - a[1]) / (b[0] - a[0])) for a, b in pairwise(curve)),
        points={t: value * faded[t] * (hours[t] if is_service else 1.0) / time for t in window},
        value=value,
        decays=decay > 0,
        requires=tuple(each.get("requires", ())),
        people=sum(each["people"].values()),
    )


def _timed(requests: list[Request]) -> dict[str, list[int]]:
    """In the window of what requires a job, or while what it requires can be at work."""
    jobs = {r.id: set(r.window) if r.is_job else set() for r in requests}
    watched: dict[str, set[int]] = {r.id: set() for r in requests}
    for r in requests:
        for q in r.requires:
            watched[r.id] |= jobs[q]
            watched[q] |= set(r.window)
    return {name: sorted(jobs[name] & periods) for name, periods in watched.items() if jobs[name] & periods}


def _settled(r: Request, timed: dict[str, list[int]], required: set[str]) -> Request:
    waits = not r.is_job and any(t in r.window for q in r.requires for t in timed.get(q, ()))
    settles = min(r.latest + waits, r.last) if r.latest < r.last else r.last
    completed = r.is_job and r.minimum == 1 and (r.decays or r.id in required)
    return replace(r, waits=waits, settles=r.first if r.is_job else settles, is_completed=completed)


def _asked(r: Request, hours: list[float]) -> float:
    """The most hours of the fastest GPUs that a request could use [GPU·h]."""
    fastest = max(r.speeds.values())
    if r.gpus is not None:
        return sum(r.gpus * hours[t] / fastest for t in r.window)
    return min(r.work / fastest, sum(hours[t] * r.most for t in r.window))
