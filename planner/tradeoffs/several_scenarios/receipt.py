"""What a change costs, as a receipt: the price, who pays, who is served more, what else differs."""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.plan import Plan
from planner.domain.scenario import CostObjective
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.several_scenarios.moving import ABSENT, moving, rows

WORTH_SAYING = 5e-4
"""Points below which nobody pays and nobody gains."""


@dataclass(frozen=True)
class Entry:
    """What one request pays or gains."""

    request: str
    points: float
    """Value captured more [points]; below 0: less."""


@dataclass(frozen=True)
class Receipt:
    """One plan against the plan before a change."""

    price: Interval
    """What the best plan loses by the change, in what the objective counts: points, or money; below 0: a gain. Where a
    plan is not proved to be the best it lies between two figures."""
    is_money: bool
    """Whether the objective counts money."""
    pays: tuple[Entry, ...]
    """Requests that capture less, the largest loss first."""
    gains: tuple[Entry, ...]
    """Requests that capture more, the largest gain first."""
    others: int
    """Requests that move and neither gain nor lose."""
    spend: float
    """Money that the plan spends more [currency]."""


def receipt(before: Plan, after: Plan) -> Receipt:
    """What lies between two plans of one scenario, without a change and with it."""
    was, now = rows(before), rows(after)
    entries = []
    for request in moving([before, after]):
        old, new = was.get(request, ABSENT), now.get(request, ABSENT)
        points = new["captured_points"] - old["captured_points"]
        entries.append(Entry(request, points))
    pays = sorted((e for e in entries if e.points < -WORTH_SAYING), key=lambda e: (e.points, e.request))
    gains = sorted((e for e in entries if e.points > WORTH_SAYING), key=lambda e: (-e.points, e.request))
    is_money = isinstance(after.scenario.objective, CostObjective)
    price = _reached(before) - _reached(after)
    return Receipt(
        -price if is_money else price,
        is_money,
        tuple(pays),
        tuple(gains),
        len(entries) - len(pays) - len(gains),
        after.kpi("cost") - before.kpi("cost"),
    )


def _reached(plan: Plan) -> Interval:
    """What the best plan reaches, as far as is proved."""
    return Interval.of(plan.certificate.objective, plan.certificate.bound)
