"""The result of a solve: decisions, allocation, prices, proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

from planner.domain.reason import Decision, Reason
from planner.domain.scenario import Scenario
from planner.domain.table import Table

if TYPE_CHECKING:
    import pandas as pd

Status = Literal["optimal", "within gap", "time limit", "interrupted", "node limit", "precision limit", "claimed"]
SOLVED: tuple[Status, ...] = get_args(Status)
"""What is said of a plan: how far it is proved. Who has no plan has another word."""
PROVED = 1e-9
"""Gap up to which a plan is the optimum: what the solver rounds."""
DECISIONS: tuple[Decision, ...] = ("fund", "trim", "defer", "decline")
DECIDED: dict[str, str] = {"fund": "funded", "trim": "trimmed", "defer": "deferred", "decline": "declined"}
"""What a request is once that is decided."""


@dataclass(frozen=True)
class Violation:
    """Something that a plan does and must not."""

    family: str
    """capacity, demand, window, minimum, requires, money …"""
    where: str
    amount: float
    """By how much, as a part of the limit (of 1 where the limit is 0)."""

    def __str__(self) -> str:
        return f"{self.family}: {self.where} by {self.amount:.2%}"


@dataclass(frozen=True)
class Certificate:
    """What is proved of a plan, and by what."""

    status: Status
    """optimal: no plan is better · within gap: none is better by more than ``gap``, which is as far as was asked · else
    what stopped the solve before that; precision limit: the solver claims more than can be confirmed; claimed: another
    solver says that it is as near as was asked for, and only ``gap`` of that is confirmed."""
    objective: float
    """What the objective counts: points captured; for ``cost`` money, for ``fair`` the worst-off team's part."""
    bound: float
    """No plan is better than this: never better than what the relaxation's duals prove without the solver, whatever it
    has rounded, and where they do not confirm what it claims, just that."""
    gap: float
    """|bound − objective| ÷ max(|objective|, 1e-9)."""
    violations: tuple[Violation, ...]
    """What the independent audit found; empty: nothing."""
    largest_violation: float
    """The largest relative violation of any limit, within the tolerance of 1e-6 or not."""
    solver: str
    """Name and version of the solver, behind the name of another one that has searched."""
    digest: str
    """SHA-256 of the scenario that was solved, defaults filled in, in canonical order."""
    seconds: float = field(default=0.0, compare=False)
    """How long the solver took [s]; not exported, so that the same input gives the same files."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing stopped the solve before it had proved as much as was asked for."""
        return self.status in ("optimal", "within gap")


@dataclass(frozen=True, eq=False)
class Tables:
    """What a plan says, in plain values.

    Column names carry their unit; the currency in ``cost_usd`` is the scenario's.
    """

    requests: Table
    """One row a request, in priority order."""
    allocation: Table
    """One row for each request, option, pool and period that gets GPUs."""
    served: Table
    """One row for each request, option and period in which it is served: a service's share of its demand in that
    period, a job's progress in it (its shares add up to the share of the whole)."""
    pools: Table
    """One row a pool and period: usable, used, on demand, utilisation, shadow price."""
    people: Table
    """One row a role and period: available, used, shadow price."""
    kpis: Table
    """One row a figure: kpi, value, unit."""
    binding: Table
    """One row a limit that binds: kind, name, period, limit, used, unit, price, sentence."""
    promises: Table
    """One row a promise (``at_least``): promised, asked for, given, lent, to whom."""


@dataclass(frozen=True, eq=False)
class Plan:
    """Decisions, allocation, prices and proof for one scenario.

    ``requests``, ``allocation`` and the like are the ``tables`` of the same names as pandas frames, each made when it
    is first asked for.
    """

    scenario: Scenario
    tables: Tables
    reasons: Mapping[str, Reason]
    """By request: why it is decided as it is, as data."""
    parts: Mapping[str, float]
    """By request: the part of its worth that is captured, whatever its metrics are worth; no part of an export."""
    certificate: Certificate

    @property
    def requests(self) -> pd.DataFrame:
        return self.tables.requests.frame

    @property
    def allocation(self) -> pd.DataFrame:
        return self.tables.allocation.frame

    @property
    def served(self) -> pd.DataFrame:
        return self.tables.served.frame

    @property
    def pools(self) -> pd.DataFrame:
        return self.tables.pools.frame

    @property
    def people(self) -> pd.DataFrame:
        return self.tables.people.frame

    @property
    def kpis(self) -> pd.DataFrame:
        return self.tables.kpis.frame

    @property
    def binding(self) -> pd.DataFrame:
        return self.tables.binding.frame

    @property
    def promises(self) -> pd.DataFrame:
        return self.tables.promises.frame

    @property
    def value(self) -> float:
        """Points captured."""
        return sum(self.tables.requests["captured_points"], 0.0)

    @property
    def is_quick(self) -> bool:
        """Whether it was asked for without reasons."""
        return any(reason.kind == "not asked" for reason in self.reasons.values())

    @property
    def cost_column(self) -> str:
        """``cost_usd``"""
        return cost_column(self.scenario)

    def kpi(self, name: str) -> float:
        """One figure of ``kpis``; raises KeyError for a name that it lacks."""
        return float(dict(self.tables.kpis.rows("kpi", "value"))[name])

    def row(self, request: str) -> dict[str, Any]:
        """One request's row of ``requests``, by its id, or by a name that no other has; raises KeyError for none."""
        ids, names = self.tables.requests["id"], self.tables.requests["name"]
        if request not in ids and names.count(request) != 1:
            raise KeyError(request)
        at = ids.index(request) if request in ids else names.index(request)
        return {name: cells[at] for name, cells in self.tables.requests.columns.items()}

    def decisions(self) -> dict[str, Decision]:
        """fund, trim, defer or decline, by request."""
        return dict(self.tables.requests.rows("id", "decision"))


def cost_column(scenario: Scenario) -> str:
    """``cost_usd`` for a scenario in US dollars."""
    return f"cost_{scenario.currency.lower()}"


REQUEST_COLUMNS = (
    "rank", "id", "name", "product", "team", "kind", "commitment", "owner", "because", "decision",
    "option", "share", "asked_from", "asked_to", "given_from", "given_to", "reference", "asked_gpu_hours",
    "work_gpu_hours", "given_gpu_hours", "value_points", "captured_points", "points_per_gpu", "scarcity_index",
    "opportunity_cost_points",
    "cost", "energy_kwh", "carbon_kg", "peak_power_kw", "binds", "held_by", "bundle", "reason",
)  # fmt: skip
"""Columns of ``requests``. ``asked_gpu_hours`` and ``work_gpu_hours``, what is done of it, count in hours of the
accelerator called ``reference``, as does ``points_per_gpu``; ``given_gpu_hours`` are hours of whichever accelerators do
the work, and no part of what is asked. ``cost`` becomes ``cost_usd`` or the like. An infinite scarcity index (``inf``)
says *uncontested*, a missing one that the request is worth nothing by itself. ``binds`` is what stands in the way of
more, ``held_by`` what a request is served for besides its worth, as ``rule: Budget; people: ml-engineer``; a request
with a ``bundle`` is priced and judged together with what that names."""
ALLOCATION_COLUMNS = (
    "request", "option", "pool", "accelerator", "period", "gpus", "gpu_hours", "on_demand_gpu_hours", "work_gpu_hours",
    "cost",
)  # fmt: skip
"""``gpus`` is the mean over the period; ``work_gpu_hours`` counts in hours of the request's reference accelerator."""
SERVED_COLUMNS = ("request", "option", "period", "share")
POOL_COLUMNS = (
    "pool", "accelerator", "region", "period", "usable_gpus", "used_gpus", "usable_gpu_hours", "used_gpu_hours",
    "on_demand_gpu_hours", "utilisation", "price_points_per_gpu_hour", "price_low", "price_high", "cost", "power_kw",
)  # fmt: skip
"""``used`` counts the pool's own GPUs, ``on_demand`` those rented on top."""
PEOPLE_COLUMNS = ("role", "period", "available_fte", "used_fte", "price_points_per_fte")
KPI_COLUMNS = ("kpi", "value", "unit")
BINDING_COLUMNS = ("kind", "name", "period", "limit", "used", "unit", "price_points", "sentence")
PROMISE_COLUMNS = (
    "rule",
    "each",
    "promised_gpu_hours",
    "asked_gpu_hours",
    "given_gpu_hours",
    "lent_gpu_hours",
    "lent_to",
)
