"""Scenarios side by side: what differs in the input, and in the plans that come of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.worth import captured, common, more
from planner.errors import InfeasibleError, PlannerError
from planner.program import Control, solve
from planner.program.optimum.optimise import ONE_OF_FEW
from planner.tradeoffs.parallel.threads import Steps, each
from planner.tradeoffs.several_scenarios.differences import COLUMNS, Change, differences
from planner.tradeoffs.several_scenarios.measuring import on_one_yardstick
from planner.tradeoffs.several_scenarios.moving import ABSENT, NOT_ASKED, is_alike, rows

MOVED_COLUMNS = (
    "scenario", "id", "name", "before", "after", "option_before", "option_after", "share_before", "share_after",
    "points_before", "points_after", "reason_before", "reason_after",
)  # fmt: skip
POOL_COLUMNS = ("scenario", "pool", "accelerator", "usable_gpu_hours", "given_gpu_hours", "on_demand_gpu_hours",
                "utilisation")  # fmt: skip


@dataclass(frozen=True, eq=False)
class Comparison:
    """Plans side by side, the first one being what the others are compared with."""

    names: tuple[str, ...]
    """The scenarios' names; numbered where two are alike."""
    plans: tuple[Plan, ...]
    changes: tuple[tuple[Change, ...], ...]
    """By scenario: what differs from the first in the input; of the first: nothing."""
    yardstick: dict[str, float]
    """Points for one unit of each metric, by which all are measured: the first one's."""
    own: tuple[float, ...]
    """What each plan captures by the yardstick of its own scenario [points]."""

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        return tuple(plan.scenario for plan in self.plans)

    def gained(self, k: int) -> dict[str, float]:
        """What a plan captures more of each metric than the first."""
        after, before = (captured(self.plans[n].scenario, self.plans[n].parts) for n in (k, 0))
        return more(after, before)

    @cached_property
    def differences(self) -> pd.DataFrame:
        """One row for each field of the input that differs from the first scenario's."""
        rows = [
            [name, *(getattr(row, column) for column in COLUMNS)]
            for name, changes in zip(self.names, self.changes, strict=True)
            for change in changes
            for row in change.rows
        ]
        return pd.DataFrame(rows, columns=["scenario", *COLUMNS], dtype=object)

    @cached_property
    def kpis(self) -> pd.DataFrame:
        """One row a figure: kpi, unit, and a column for each scenario; missing where a scenario lacks it."""
        units: dict[str, str] = {}
        for plan in self.plans:
            units |= dict(zip(plan.kpis["kpi"], plan.kpis["unit"], strict=True))
        values = [dict(zip(plan.kpis["kpi"], plan.kpis["value"], strict=True)) for plan in self.plans]
        rows = [[kpi, unit, *(found.get(kpi, float("nan")) for found in values)] for kpi, unit in units.items()]
        return pd.DataFrame(rows, columns=["kpi", "unit", *self.names])

    @cached_property
    def moved(self) -> pd.DataFrame:
        """One row a request that another scenario decides otherwise, the largest change of points first."""
        found = [row for k in range(1, len(self.plans)) for row in self._moved(k)]
        return pd.DataFrame(found, columns=list(MOVED_COLUMNS))

    def _moved(self, k: int) -> list[tuple[Any, ...]]:
        before, after = rows(self.plans[0]), rows(self.plans[k])
        found: list[tuple[Any, ...]] = []
        for request in dict.fromkeys([*before, *after]):
            a, b = before.get(request, ABSENT), after.get(request, ABSENT)
            if not is_alike(a, b):
                pairs = ((a[c], b[c]) for c in ("decision", "option", "share", "captured_points", "reason"))
                flat = [value for pair in pairs for value in pair]
                found.append((self.names[k], request, a["name"] or b["name"], *flat))
        at = MOVED_COLUMNS.index("points_before")
        return sorted(found, key=lambda row: (-abs(row[at + 1] - row[at]), row[1]))

    @cached_property
    def pools(self) -> pd.DataFrame:
        """One row for each scenario and pool: GPU-hours usable, given (rented ones besides) and rented."""
        return pd.DataFrame(
            [row for name, plan in zip(self.names, self.plans, strict=True) for row in _pools(name, plan)],
            columns=list(POOL_COLUMNS),
        )

    @cached_property
    def core(self) -> pd.DataFrame:
        """One row a request: in how many plans it is served, whether in all, some or none, and each plan's decision."""
        decided = [plan.decisions() for plan in self.plans]
        titles = {r.id: r.name for scenario in reversed(self.scenarios) for r in scenario.requests}
        order = dict.fromkeys(request for plan in self.plans for request in plan.requests["id"])
        rows = []
        for request in order:
            found = [decisions.get(request, NOT_ASKED) for decisions in decided]
            count = sum(decision not in ("decline", NOT_ASKED) for decision in found)
            core = "all" if count == len(found) else "some" if count else "none"
            rows.append([request, titles[request], core, count, *found])
        return pd.DataFrame(rows, columns=["id", "name", "core", "served_in", *self.names])

    def robust(self, core: str) -> tuple[str, ...]:
        """Requests that are served in ``all`` plans, in ``some``, or in ``none``."""
        return tuple(self.core.loc[self.core["core"] == core, "id"])

    @cached_property
    def requests(self) -> pd.DataFrame:
        """One row a request: decision, share and points captured under every scenario, side by side."""
        columns: dict[str, list[Any]] = {name: self.core[name].tolist() for name in ("id", "name", "core", "served_in")}
        for name, plan in zip(self.names, self.plans, strict=True):
            known = rows(plan)
            found = [known.get(request, ABSENT) for request in columns["id"]]
            for field in ("decision", "share", "captured_points"):
                columns[f"{name}: {field}"] = [row[field] for row in found]
        return pd.DataFrame(columns)


def compare(
    scenarios: Sequence[Scenario],
    names: Sequence[str] = (),
    *,
    work: float | None = ONE_OF_FEW,
    workers: int | None = None,
    control: Control | None = None,
    on_step: Steps | None = None,
) -> Comparison:
    """Solve scenarios, each to a gap of zero or as far as ``work`` goes (see ``Effort``), and lay them side by side.

    Points are those of the first: what one unit of a metric is worth there, it is worth in all.
    Names default to the scenarios' own. Raises InfeasibleError, which names the scenario that has no plan, and
    StoppedError when cancelled.
    """
    if not scenarios:
        raise PlannerError("there is nothing to compare; name two scenarios or more")
    called = _distinct([*names] or [scenario.name or f"scenario {k}" for k, scenario in enumerate(scenarios, 1)])

    def one(k: int) -> Plan:
        try:
            return solve(scenarios[k], gap=0.0, work=work, control=control)
        except InfeasibleError as error:
            raise NoPlanError(called[k], error) from error

    return compared(called, each(one, range(len(scenarios)), workers=workers, control=control, on_step=on_step))


def compared(names: Sequence[str], plans: Sequence[Plan]) -> Comparison:
    """Plans that are known, side by side on the first one's yardstick."""
    scenarios = [plan.scenario for plan in plans]
    changes = tuple(differences(scenarios[0], scenario) for scenario in scenarios)
    own = tuple(plan.value for plan in plans)
    return Comparison(tuple(names), on_one_yardstick(plans), changes, common(scenarios), own)


class NoPlanError(InfeasibleError):
    """One of several scenarios has no plan."""

    def __init__(self, name: str, error: InfeasibleError) -> None:
        super().__init__(error.conflict)
        self.args = (f"{name}: {error}",)


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """The names, no two alike: ``Baseline``, ``Baseline (2)``."""
    found: list[str] = []
    for name in names:
        again = (f"{name} ({k})" for k in range(2, len(names) + 2))
        found.append(name if name not in found else next(other for other in again if other not in [*names, *found]))
    return tuple(found)


def _pools(name: str, plan: Plan) -> Iterator[tuple[Any, ...]]:
    hours = plan.pools.groupby("pool", sort=False)[["usable_gpu_hours", "used_gpu_hours", "on_demand_gpu_hours"]].sum()
    for pool, (usable, used, rented) in zip(hours.index, hours.to_numpy().tolist(), strict=True):
        accelerator = plan.scenario.pool_by_id[pool].accelerator
        yield name, pool, accelerator, usable, used, rented, used / usable if usable > 0 else 0.0
