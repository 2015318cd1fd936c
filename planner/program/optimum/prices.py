"""Prices: the duals of the relaxation, and what a request's cheapest way costs at them (design §4.5)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from planner.domain.scenario import CostObjective
from planner.program.formulation.assembly import Program
from planner.program.formulation.variables import WayColumns
from planner.program.highs.loaded import Loaded, Outcome

NUDGE = 1e-5
"""Part by which all resources are cut, and raised, to find the two ends of the optimal duals."""


@dataclass(frozen=True)
class Duals:
    """Optimal duals of the relaxation, in points per unit of each row.

    They need not be unique. The rule: the mean of those that hold when every shared limit is a little lower (what
    losing some would cost) and of those when it is a little higher (what more would bring). Both are optimal, so
    their mean is, and it lies strictly between a request just funded and one just declined.
    """

    row: np.ndarray
    low: np.ndarray
    high: np.ndarray
    column: list[float]
    """What a unit of each column takes of everything that has a price [points]."""

    @classmethod
    def unasked(cls, program: Program) -> Duals:
        """No price is known."""
        rows = np.full(len(program.low), math.nan)
        return cls(rows, rows, rows, [math.nan] * program.variables.count)


def read_prices(loaded: Loaded, *, stay: bool = True) -> Duals:
    """The prices of the relaxation that stands solved in the solver.

    ``stay``: it is left solved; else it is left with its limits alone, which is enough where its basis is kept.
    """
    rows, shared = loaded.row_duals(), _shared(loaded.program)
    low, high = np.asarray(loaded.program.low)[shared], np.asarray(loaded.program.high)[shared]
    found = []
    for factor in (1 - NUDGE, 1 + NUDGE):
        loaded.bounds.rows(shared, np.minimum(low, high * factor), high * factor)
        found.append(loaded.row_duals() if loaded.go() is Outcome.OPTIMAL else None)
    loaded.bounds.rows(shared, low, high)
    if stay and loaded.go() is Outcome.OPTIMAL:
        rows = loaded.row_duals()
    scarce, ample = (rows if duals is None else duals for duals in found)
    exchange = _points_per_unit(loaded, rows)
    mean = (scarce + ample) / 2 * exchange
    return Duals(
        mean,
        np.minimum(scarce, ample) * exchange,
        np.maximum(scarce, ample) * exchange,
        (_column_prices(loaded, mean, shared) + _money(loaded, exchange)).tolist(),
    )


def standing_prices(loaded: Loaded) -> Duals:
    """Any prices of the relaxation that stands solved in the solver: near enough to tell who is near the cut line."""
    rows = loaded.row_duals()
    rows = rows * _points_per_unit(loaded, rows)
    return Duals(rows, rows, rows, _column_prices(loaded, rows, _shared(loaded.program)).tolist())


def _shared(program: Program) -> np.ndarray:
    """The rows whose upper limits have a price."""
    return np.array([k for k in program.shared if math.isfinite(program.high[k])], dtype=np.int32)


def _points_per_unit(loaded: Loaded, rows: np.ndarray) -> float:
    """1 where points are maximised; where money is minimised, what the last point costs turns money into points."""
    if not isinstance(loaded.program.grid.scenario.objective, CostObjective):
        return 1.0
    dual = abs(float(rows[loaded.program.row_of["cost", "target_value"]]))
    return 1.0 / dual if dual > 1e-12 else 0.0


def _money(loaded: Loaded, exchange: float) -> np.ndarray | float:
    """Where money is minimised it is what is scarce: each column's own cost, in points."""
    if not isinstance(loaded.program.grid.scenario.objective, CostObjective):
        return 0.0
    return -loaded.program.costs(loaded.program.goals[0]) * exchange


def _column_prices(loaded: Loaded, rows: np.ndarray, shared: np.ndarray) -> np.ndarray:
    """y'A over the shared limits."""
    counted = np.zeros(len(rows))
    counted[shared] = np.maximum(rows[shared], 0.0)
    return loaded.program.weighed(counted)


@dataclass(frozen=True)
class Opportunity:
    """A request's best way at the going prices."""

    cost: float
    """What serving it in full takes from others [points]; inf where nothing can serve it."""
    value: float
    """What it earns that way [points]."""

    @property
    def index(self) -> float:
        """Scarcity index: value ÷ cost; inf: uncontested; nan: worth nothing by itself, or without prices."""
        if self.value <= 0 or math.isnan(self.cost):
            return float("nan")
        return self.value / self.cost if self.cost > 1e-9 * self.value else float("inf")


def opportunity(w: WayColumns, prices: Duals, hours: tuple[float, ...]) -> Opportunity:
    """The cheapest way to serve one way in full at the prices; for a job that loses value by waiting, the best one."""
    column = prices.column
    fixed = sum([column[c] for c in {*w.share.values(), *([w.chosen] if w.chosen is not None else [])}])
    if w.way.is_job:
        return _job(w, column, hours, fixed)
    if w.launched and w.way.minimum < 1:
        fixed += sum([column[c] for c in {*w.launched.values()} - {w.chosen}])
    total, gpus = fixed, w.way.gpus or ()
    if not w.active and any(gpus[t] > 0 for t in w.way.periods):
        return Opportunity(math.inf, w.value)
    for t in w.active:
        each = w.of_lanes(t, column)
        total += gpus[t] * min([price / sigma for price, sigma in zip(each, w.speeds, strict=True)])
    return Opportunity(max(total, 0.0), w.value)


def _job(w: WayColumns, column: list[float], hours: tuple[float, ...], fixed: float) -> Opportunity:
    """Fill the periods in which an hour of work costs least, net of what waiting loses."""
    weights, work = w.way.weights(hours), w.way.gpu_hours
    offers = []
    for t in w.active:
        per_gpu = [(sigma * hours[t], price) for sigma, price in zip(w.speeds, w.of_lanes(t, column), strict=True)]
        lost = w.value * weights[t] / work
        offers += [(price - lost, t, price, done) for price, done in _offers(per_gpu, w.way.most(t))]
    left, cost, value = work, fixed, 0.0
    for _, t, price, most in sorted(offers):
        done = min(left, most)
        cost, value, left = cost + done * price, value + w.value * weights[t] * done / work, left - done
        if left <= 0:
            return Opportunity(max(cost, 0.0), value)
    return Opportunity(math.inf, w.value)


def _offers(per_gpu: list[tuple[float, float]], most: float) -> Iterator[tuple[float, float]]:
    """(price of an hour of work, hours of work) in one period, the cheapest first, with so many GPUs at the most.

    ``per_gpu`` holds what one GPU of each lane does and costs. Once all GPUs are in the cheapest lane, more is done
    only by moving them to a faster one, at the price of what that does more: the lower convex hull of the lanes.
    """
    work = cost = 0.0
    while per_gpu:
        price, does, costs = min([((costs - cost) / (does - work), -does, costs) for does, costs in per_gpu])
        yield price, (-does - work) * most
        work, cost = -does, costs
        per_gpu = [(does, costs) for does, costs in per_gpu if does > work]
