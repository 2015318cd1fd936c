"""What a solution gives each request: read off the columns once, rounded so that noise does not show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from planner.program.formulation.grid import Grid
from planner.program.formulation.variables import Variables, WayColumns, segments
from planner.program.reading.waiting import left

DUST = 1e-7
"""A share or a part of a GPU below this is the solver's rounding."""

NO = 1e-5
"""A yes or no below this is the solver's no: what it serves of a request then is rounding, too."""


@dataclass
class Served:
    """One request's part of a plan."""

    way: WayColumns | None = None
    """The way that was chosen; None: declined."""
    shares: dict[int, float] = field(default_factory=dict)
    """A service's share in each period, a job's progress in it."""
    left: dict[int, float] = field(default_factory=dict)
    """Of the periods in which a service may have to wait for a job: the part of them in which it can be served."""
    given: list[tuple[int, int, float]] = field(default_factory=list)
    """(period, lane, GPUs) that it is given."""
    share: float = 0.0
    """Part of its demand that is served, 0 to 1."""
    part: float = 0.0
    """Part of what the request is worth that is captured; more than 1 where its option is worth more."""
    captured: float = 0.0
    """Points."""


def read_served(v: Variables, values: np.ndarray) -> dict[str, Served]:
    """Every request's part of a solution."""
    numbers = values.tolist()
    found: dict[str, Served] = {}
    for request, ways in v.by_request.items():
        amounts = [_most(w, numbers) for w in ways]
        most = max(amounts, default=0.0)
        found[request] = _read(v, ways[amounts.index(most)], numbers) if most > DUST else Served()
    return found


def is_served(v: Variables, request: str, values: np.ndarray) -> bool:
    """Whether a solution serves a request at all."""
    numbers = values.tolist()
    return any(_most(w, numbers) > DUST for w in v.by_request[request])


def _most(w: WayColumns, values: list[float]) -> float:
    """The most that a way is served in any period; nothing where it is not chosen."""
    is_chosen = w.chosen is None or values[w.chosen] > NO
    return max([values[column] for column in w.share.values()]) if is_chosen else 0.0


def cost_of(grid: Grid, plan: Mapping[str, Served]) -> float:
    """What a plan costs: hours paid for anyway, hours used, rented ones, and one-off costs [currency]."""
    total = sum(grid.standing_cost.values())
    for served in plan.values():
        total += served.way.way.cost if served.way else 0.0
        total += sum(gpus * grid.hours[t] * grid.lanes[lane].marginal for t, lane, gpus in served.given)
    return total


def _read(v: Variables, w: WayColumns, values: list[float]) -> Served:
    hours, way = v.grid.hours, w.way
    # before it is launched, what stands there is rounding
    off = {t for t, column in w.launched.items() if values[column] < NO}
    gpus = {t: row for t in w.active if t not in off and any(row := w.of_lanes(t, values))}
    given = [
        (t, lane.index, each)
        for t, row in gpus.items()
        for lane, each, sigma in zip(w.lanes, row, w.speeds, strict=True)
        if each > DUST or each * sigma > DUST * way.asked_in(t, hours)
    ]
    if way.is_job:
        progress: dict[int, float] = {}
        for t, row in gpus.items():
            part = hours[t] / way.gpu_hours
            done = sum([each * (sigma * part) for each, sigma in zip(row, w.speeds, strict=True)])
            if done > DUST:
                progress[t] = done
        share = snapped(values[w.total])
        return Served(w, progress, {}, given, share, *_captured(w, _of_job(w, progress, share, hours)))
    shares = {t: 0.0 if t in off else snapped(values[column]) for t, column in w.share.items()}
    weights = way.weights(hours)
    open_ = left(v, w, values)
    earned = sum(weights[t] * curved(w, share, open_.get(t, 1.0)) for t, share in shares.items())
    base = way.spread(hours)
    share = sum(base[t] * f for t, f in shares.items()) / sum(base.values())
    served = {t: f for t, f in shares.items() if f > 0}
    return Served(w, served, open_, given, snapped(share), *_captured(w, earned))


def _captured(w: WayColumns, earned: float) -> tuple[float, float]:
    """What the part of its worth that a way earns is of the request's worth, and in points."""
    return w.way.factor * earned, w.value * earned


def _of_job(w: WayColumns, progress: dict[int, float], share: float, hours: tuple[float, ...]) -> float:
    """The part of its worth that a job earns: at its completion if it is all or nothing, else as its work is done."""
    weights = w.way.weights(hours)
    if w.way.minimum == 1:
        return weights[max(progress, default=w.way.last)] * share
    earned, before = 0.0, 0.0
    for t, done in sorted(progress.items()):
        earned += weights[t] * (curved(w, before + done) - curved(w, before))
        before += done
    return earned


def curved(w: WayColumns, share: float, time: float = 1.0) -> float:
    """The part of the value that a share brings, by the request's curve; of a service in a part of a period."""
    curve = w.way.request.value_curve
    if curve is None or w.value <= 0:
        return share
    earned, rest = 0.0, share
    for width, slope in segments(curve):
        filled = min(rest, width * time)
        earned, rest = earned + slope * filled, rest - filled
    return earned


def snapped(share: float) -> float:
    """0 and 1 where the solver means them."""
    return 0.0 if share < DUST else 1.0 if share > 1 - DUST else share
