"""Plans on one yardstick: their points are compared only where one unit of each metric is worth the same in all."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from planner.domain.plan import Plan
from planner.domain.worth import common, is_measured_by, points


def on_one_yardstick(plans: Sequence[Plan]) -> tuple[Plan, ...]:
    """The plans, their value in the points of the first one's scenario."""
    yardstick = common([plan.scenario for plan in plans])
    return tuple(measured(plan, yardstick) for plan in plans)


def beside(plan: Plan, first: Plan) -> Plan:
    """A plan, its value in the points of another one's scenario."""
    return on_one_yardstick((first, plan))[1]


def measured(plan: Plan, yardstick: Mapping[str, float]) -> Plan:
    """The plan with its value by a yardstick, in its requests and key figures; itself where that makes no difference.

    Prices and what comes of them stay as they are: they are those of the program that was solved.
    """
    if is_measured_by(plan.scenario, yardstick):
        return plan
    worth, requests = points(plan.scenario, yardstick), plan.tables.requests
    value = [worth[request] for request in requests["id"]]
    captured = [worth[request] * plan.parts[request] for request in requests["id"]]
    periods = sum(plan.scenario.calendar.hours)
    gpus = [hours / periods for hours in requests["asked_gpu_hours"]]
    per_gpu = [points / many if many > 0 else math.nan for points, many in zip(value, gpus, strict=True)]
    known = {"value_captured": sum(captured, 0.0), "value_asked": sum(max(amount, 0.0) for amount in worth.values())}
    kpis = plan.tables.kpis
    tables = replace(
        plan.tables,
        requests=requests.replaced(value_points=value, captured_points=captured, points_per_gpu=per_gpu),
        kpis=kpis.replaced(value=[known.get(kpi, figure) for kpi, figure in kpis.rows("kpi", "value")]),
    )
    return replace(plan, tables=tables)
