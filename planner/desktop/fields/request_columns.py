"""The columns of the requests table."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from planner.desktop.fields.columns import Column
from planner.desktop.fields.demand_columns import DEMAND, MINIMUM, RUNNING, SIZES, WORKED_OUT
from planner.desktop.fields.names import periods, request_names
from planner.desktop.fields.spoken import curve_text, options_text
from planner.desktop.fields.worded import CURVE
from planner.domain.request import Commitment, Kind
from planner.domain.scenario import Metric, Scenario
from planner.words.names import metric_title


def _products(scenario: Scenario) -> list[str]:
    return sorted({r.product for r in scenario.requests} - {""})


def _teams(scenario: Scenario) -> list[str]:
    return sorted({r.team for r in scenario.requests} - {""})


def _kinds(scenario: Scenario) -> list[str]:
    return list(get_args(Kind))


def _commitments(scenario: Scenario) -> list[str]:
    return list(get_args(Commitment))


def request_columns(scenario: Scenario) -> tuple[Column, ...]:
    """All columns; the metrics and roles in the middle are the scenario's own."""
    spoken = scenario.value.weights.keys()
    return (
        *_WHO,
        *(_metric(scenario, name, name not in spoken and bool(spoken)) for name in sorted(scenario.metrics)),
        *DEMAND,
        MINIMUM,
        *_WHEN,
        *RUNNING,
        *(role_column(role.role) for role in scenario.people),
        *(replace(column, unit=scenario.currency) if column.steps == ("cost",) else column for column in _MORE),
        *WORKED_OUT,
        *SIZES,
        *_RICE,
        _NOTES,
    )


def role_column(name: str) -> Column:
    """People of one role."""
    tip = f"{name} that it needs in every period in which it is served"
    return Column(name, ("people", name), tip, "FTE", editor="number", blank="none", step=0.5, number=True, hidden=True)


def _metric(scenario: Scenario, name: str, hidden: bool) -> Column:
    title, about = metric_title(name), scenario.value.metrics.get(name, Metric())
    tip = f"What it brings in {title.lower()} when it is served in full"
    tip += "" if about.unit else ", in the metric's own unit"
    tip += f"\n{about.notes}" if about.notes else ""
    return Column(title, ("metrics", name), tip, about.unit, editor="number", blank="nothing", number=True,
                  hidden=hidden, width=130)  # fmt: skip


_WHO = (
    Column("Name", ("name",), "What people call it", width=250, also="Request"),
    Column("Id", ("id",), "Short name that other requests and rules refer to", width=150),
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
    Column("Product", ("product",), "Product that it belongs to", editor="choice", choices=_products, open=True),
    Column("Team", ("team",), "Team that asks", editor="choice", choices=_teams, open=True, width=100),
    Column(
        "Kind", ("kind",), "inference, training, fine-tuning or research", editor="choice", choices=_kinds, width=100
    ),
    Column(
        "Commitment",
        ("commitment",),
        "must: forced in · open: the plan decides · out: forced out",
        editor="choice",
        choices=_commitments,
        width=105,
    ),
)
_WHEN = (
    Column(
        "From",
        ("window", 0),
        "First period in which it can be served",
        editor="period",
        blank="the start",
        choices=periods,
        open=True,
        width=90,
    ),
    Column(
        "To",
        ("window", 1),
        "Last period in which it can be served",
        editor="period",
        blank="the end",
        choices=periods,
        open=True,
        width=90,
    ),
    Column(
        "Latest start",
        ("latest_start",),
        "A service may launch late, up to here, and keeps its share from then on",
        editor="period",
        blank="any time",
        choices=periods,
        open=True,
    ),
)
_MORE = (
    Column("Confidence", ("confidence",), "How sure its figures are", editor="number", number=True, percent=True),
    Column(
        "Cost",
        ("cost",),
        "One-off cost besides its compute",
        editor="number",
        blank="none",
        number=True,
    ),
    Column(
        "Decay",
        ("decay",),
        "Part of the value lost with each period of waiting",
        editor="number",
        blank="none",
        number=True,
        percent=True,
        hidden=True,
    ),
    Column(
        "Value curve",
        ("value_curve",),
        "What parts of the demand bring of the value, each next one less: 50 % -> 80 %",
        editor="curve",
        blank="proportional",
        listed=True,
        spoken=curve_text,
        worded=CURVE,
        hidden=True,
        width=170,
    ),
    Column(
        "Requires",
        ("requires",),
        "Requests that must have been served by then",
        editor="names",
        blank="nothing",
        choices=request_names,
        listed=True,
        open=True,
        width=160,
    ),
    Column(
        "Conflicts",
        ("conflicts",),
        "Requests that can't be served besides it",
        editor="names",
        blank="nothing",
        choices=request_names,
        listed=True,
        open=True,
        width=160,
    ),
    Column("Options", ("options",), "Ways to serve it, at most one is chosen; they are changed in Details", listed=True,
           hidden=True, width=300, spoken=options_text),
)  # fmt: skip
_RICE = (
    Column("Effort", ("effort",), "Person-months, for RICE", "person-months", editor="number", number=True,
           hidden=True),
    Column("Reach", ("reach",), "People reached per quarter, for RICE", "people", editor="number", number=True,
           hidden=True),
    Column("Impact", ("impact",), "Impact per person reached, for RICE", editor="number", number=True, hidden=True),
)  # fmt: skip
_NOTES = Column("Notes", ("notes",), "Anything worth knowing", editor="notes", hidden=True, width=300)
