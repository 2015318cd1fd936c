"""Pools, people and accelerators."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.inventory import Pool
from planner.domain.scope import Scope, is_zero, series_faults, unknown
from planner.errors import Fault


def inventory_faults(scope: Scope) -> Iterator[Fault]:
    """What is wrong with what there is to share out."""
    for pool in scope.scenario.pools:
        yield from _pool_faults(scope, pool)
    for role in scope.scenario.people:
        yield from series_faults(scope, role.fte, ("people", role.role, "fte"))
    yield from _speedless(scope)


def _pool_faults(scope: Scope, pool: Pool) -> Iterator[Fault]:
    path = ("pools", pool.id)
    yield from unknown(pool.accelerator, scope.accelerators, "accelerator", (*path, "accelerator"))
    yield from series_faults(scope, pool.gpus, (*path, pool.counted_in))
    yield from series_faults(scope, pool.availability, (*path, "availability"))
    if pool.on_demand is not None:
        yield from series_faults(scope, pool.on_demand.gpus, (*path, "on_demand", "gpus"))
    elif is_zero(pool.gpus):
        yield Fault(
            "has no GPUs in any period, and none on demand", (*path, pool.counted_in), warning=True, code="no-effect"
        )


def _speedless(scope: Scope) -> Iterator[Fault]:
    """Accelerators without a speed, where requests leave the speed to the catalogue."""
    s = scope.scenario
    if not any(_relies(options.runs_on) for r in s.requests for options in (r.options or (r,))):
        return
    used = {pool.accelerator for pool in s.pools}
    for name in s.accelerators:
        if name in used and not any(s.hardware[name].speed_for(kind) for kind in ("inference", "training")):
            message = "has no speed, so that only requests which name it under runs_on with a speed can use it"
            yield Fault(message, ("accelerators", name), warning=True)


def _relies(runs_on: object) -> bool:
    return not isinstance(runs_on, dict)
