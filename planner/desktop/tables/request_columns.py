"""The columns of the requests table."""

from __future__ import annotations

from typing import get_args

from planner.desktop.tables.columns import Column
from planner.domain.request import Commitment, Kind
from planner.domain.scenario import Scenario


def _products(scenario: Scenario) -> list[str]:
    return sorted({r.product for r in scenario.requests} - {""})


def _teams(scenario: Scenario) -> list[str]:
    return sorted({r.team for r in scenario.requests} - {""})


def _kinds(scenario: Scenario) -> list[str]:
    return list(get_args(Kind))


def _commitments(scenario: Scenario) -> list[str]:
    return list(get_args(Commitment))


def periods(scenario: Scenario) -> list[str]:
    return list(scenario.calendar.labels)


def _accelerators(scenario: Scenario) -> list[str]:
    return sorted({p.accelerator for p in scenario.pools})


def _regions(scenario: Scenario) -> list[str]:
    return sorted({p.region for p in scenario.pools} - {""})


def _requests(scenario: Scenario) -> list[str]:
    return [r.id for r in scenario.requests]


def request_columns(scenario: Scenario) -> tuple[Column, ...]:
    """All columns; the metrics and roles in the middle are the scenario's own."""
    metrics = sorted({metric for r in scenario.requests for metric in r.metrics} | scenario.value.weights.keys())
    spoken = scenario.value.weights.keys()
    return (
        *_WHO,
        *(_metric(name, name not in spoken and bool(spoken)) for name in metrics),
        *_DEMAND,
        *(_role(role.role) for role in scenario.people),
        *_MORE,
    )


def _metric(name: str, hidden: bool) -> Column:
    title = name.replace("_", " ").capitalize()
    tip = f"What it brings in {title.lower()} when it is served in full, in the metric's own unit"
    return Column(title, ("metrics", name), tip, number=True, hidden=hidden, width=130)


def _role(name: str) -> Column:
    tip = f"{name} that it needs in every period in which it is served"
    return Column(name, ("people", name), tip, "FTE", number=True, hidden=True)


_WHO = (
    Column("Id", ("id",), "Short name that other requests and rules refer to", width=150),
    Column("Name", ("name",), "What people call it", width=230),
    Column("Decision", ("plan", "decision"), "What the plan decides: fund, trim, defer or decline", plan="decision"),
    Column(
        "Share",
        ("plan", "share"),
        "Part of its demand that the plan serves",
        number=True,
        percent=True,
        plan="share",
        width=70,
    ),
    Column(
        "Index",
        ("plan", "scarcity_index"),
        "Scarcity index: value ÷ opportunity cost; above 1 it earns its GPUs, ∞ is uncontested",
        number=True,
        plan="scarcity_index",
        width=70,
    ),
    Column("Product", ("product",), "Product that it belongs to", choices=_products, open=True),
    Column("Team", ("team",), "Team that asks", choices=_teams, open=True, width=100),
    Column("Kind", ("kind",), "inference, training, fine-tuning or research", choices=_kinds, width=100),
    Column(
        "Commitment",
        ("commitment",),
        "must: forced in · open: the plan decides · out: forced out",
        choices=_commitments,
        width=105,
    ),
)
_DEMAND = (
    Column(
        "GPUs",
        ("demand", "gpus"),
        "A service: GPUs of its reference kind held in each period; one number, one for each period, "
        "or steps such as 2027-01: 256, 2027-04: 384",
        "GPU",
        number=True,
        listed=True,
        width=150,
    ),
    Column(
        "Work",
        ("demand", "gpu_hours"),
        "A job: work to be done inside the window, in hours of its reference GPU",
        "GPU·h",
        number=True,
    ),
    Column("Max GPUs", ("demand", "max_gpus"), "Most GPUs that it can use at once", "GPU", number=True),
    Column("Minimum", ("minimum",), "Least share worth having; 100 % is all or nothing", number=True, percent=True),
    Column("From", ("window", 0), "First period in which it can be served", choices=periods, open=True, width=90),
    Column("To", ("window", 1), "Last period in which it can be served", choices=periods, open=True, width=90),
    Column(
        "Latest start",
        ("latest_start",),
        "A service may launch late, up to here, and keeps its share from then on",
        choices=periods,
        open=True,
    ),
    Column(
        "Runs on",
        ("runs_on",),
        "Accelerators that can serve it, with the work each does per hour; without figures the catalogue's speeds",
        choices=_accelerators,
        listed=True,
        open=True,
        width=260,
    ),
    Column("Regions", ("regions",), "Regions that may serve it; empty: all", choices=_regions, listed=True, open=True),
)
_MORE = (
    Column("Confidence", ("confidence",), "How sure its figures are", number=True, percent=True),
    Column("Cost", ("cost",), "One-off cost besides its compute, in the scenario's currency", number=True),
    Column(
        "Decay",
        ("decay",),
        "Part of the value lost with each period of waiting",
        number=True,
        percent=True,
        hidden=True,
    ),
    Column(
        "Value curve",
        ("value_curve",),
        "Share and part of the value that it brings, concave: [0.5, 0.8], [1, 1]",
        listed=True,
        hidden=True,
        width=170,
    ),
    Column(
        "Requires",
        ("requires",),
        "Requests that must have been served by then",
        choices=_requests,
        listed=True,
        open=True,
        width=160,
    ),
    Column(
        "Conflicts",
        ("conflicts",),
        "Requests that can't be served besides it",
        choices=_requests,
        listed=True,
        open=True,
        width=160,
    ),
    Column("Options", ("options",), "Ways to serve it, at most one is chosen", listed=True, hidden=True, width=300),
    Column(
        "Training run",
        ("demand", "train"),
        "A job worked out from a training run: parameters: 7e9, tokens: 1.4e12, utilisation: 0.4",
        listed=True,
        hidden=True,
        width=260,
    ),
    Column(
        "Serving",
        ("demand", "serve"),
        "A service worked out from its users: users: 2e6, queries_per_user_day: 4, tokens_per_query: 900, "
        "tokens_per_second_per_gpu: 2400",
        listed=True,
        hidden=True,
        width=260,
    ),
    Column("Reference", ("reference",), "Accelerator whose hours the demand counts", choices=_accelerators, open=True,
           hidden=True),
    Column("Memory", ("memory_gb",), "Memory that a device must have", "GB", number=True, hidden=True),
    Column("Effort", ("effort",), "Person-months, for RICE", "person-months", number=True, hidden=True),
    Column("Reach", ("reach",), "People reached per quarter, for RICE", "people", number=True, hidden=True),
    Column("Impact", ("impact",), "Impact per person reached, for RICE", number=True, hidden=True),
    Column("Notes", ("notes",), "Anything worth knowing", hidden=True, width=300),
)  # fmt: skip
