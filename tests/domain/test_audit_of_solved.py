"""Solved plans pass the audit; the same plans fail it as soon as any of their figures is changed."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd
import pytest

from planner.domain.audit import audit, largest
from planner.domain.plan import Plan
from planner.program import solve
from tests.program.formulation.golden_scenarios import BOTH, FAMILIES, JOB, OBJECTIVES, request, scenario

ALL = FAMILIES | OBJECTIVES
AWKWARD = {
    "a share a hair below all of it": scenario(
        pools=[{"id": "h", "accelerator": "H", "gpus": 39.99998}], requests=[request("s")]
    ),
    "a sliver of a huge job": scenario(
        pools=[{"id": "h", "accelerator": "H", "gpus": [40.01, 1000.0]}],
        requests=[request("s", 1000.0), request("j", demand={"gpu_hours": 1e8})],
    ),
    "less than nothing needed": scenario(
        requests=[
            request("base", -3.0, minimum=1.0, demand=JOB, decay=0.2),
            request("s", 50.0, requires=["base"]),
        ]
    ),
    "months without demand": scenario(
        requests=[
            request("s", demand={"gpus": [0.0, 40.0]}),
            request("t", demand={"gpus": [40.0, 0.0]}, latest_start="2027-02", minimum=0.5),
        ]
    ),
    "points that are tiny": scenario(
        objective={"cost": {"target_value": 1.5e-6}}, requests=[request("a", 1e-6), request("b", 1e-6)]
    ),
}


@pytest.mark.parametrize("name", [*ALL, *AWKWARD])
def test_a_solved_plan_passes(name: str) -> None:
    plan = solve((ALL | AWKWARD)[name], gap=0)
    assert audit(plan.scenario, plan.requests, plan.allocation, plan.served) == ()
    assert largest(plan.scenario, plan.requests, plan.allocation, plan.served) < 1e-6
    assert plan.certificate.violations == ()


@cache
def mixed() -> Plan:
    """A service and a job on pools with rented GPUs, in part and in full."""
    return solve(
        scenario(
            pools=BOTH,
            requests=[
                request("s", runs_on={"H": 1.0, "A": 0.5}, demand={"gpus": [80.0, 120.0]}, cost=100.0),
                request("j", demand={"gpu_hours": 90_000.0}, value_curve=[[0.5, 0.8], [1.0, 1.0]]),
            ],
        ),
        gap=0,
    )


CHANGED = [
    ("allocation", "gpus", "units"),
    ("allocation", "gpu_hours", "units"),
    ("allocation", "work_gpu_hours", "units"),
    ("allocation", "cost_usd", "money"),
    ("served", "share", "demand"),
    ("requests", "share", "share"),
    ("requests", "given_gpu_hours", "hours"),
    ("requests", "value_points", "value"),
    ("requests", "captured_points", "value"),
    ("requests", "cost_usd", "money"),
    ("requests", "energy_kwh", "energy"),
    ("requests", "peak_power_kw", "power"),
]


@pytest.mark.parametrize(("frame", "column", "family"), CHANGED)
@pytest.mark.parametrize("factor", [1.001, 0.999])
def test_no_figure_of_a_solved_plan_can_be_changed_unnoticed(
    frame: str, column: str, family: str, factor: float
) -> None:
    frames: dict[str, pd.DataFrame] = {name: getattr(mixed(), name) for name in ("requests", "allocation", "served")}
    changed = 0
    for row, figure in enumerate(frames[frame][column].tolist()):
        if abs(figure) > 1e-2:
            spoiled: dict[str, Any] = frames | {frame: frames[frame].copy()}
            spoiled[frame].loc[row, column] = figure * factor
            assert family in {violation.family for violation in audit(mixed().scenario, **spoiled)}, row
            changed += 1
    assert changed > 0, "a column of nothing but zeros claims nothing"


@pytest.mark.parametrize("frame", ["allocation", "served", "requests"])
def test_no_row_of_a_solved_plan_can_be_left_out_unnoticed(frame: str) -> None:
    frames: dict[str, pd.DataFrame] = {name: getattr(mixed(), name) for name in ("requests", "allocation", "served")}
    assert len(frames[frame]) > 1
    for row in range(len(frames[frame])):
        spoiled: dict[str, Any] = frames | {frame: frames[frame].drop(index=row)}
        assert audit(mixed().scenario, **spoiled) != (), row
