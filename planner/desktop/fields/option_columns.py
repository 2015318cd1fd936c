"""Columns for the fields of an option, as they stand inside of it."""

from __future__ import annotations

from dataclasses import replace

from planner.desktop.fields.columns import Column
from planner.desktop.fields.demand_columns import MINIMUM, RUNNING, SIZES
from planner.desktop.fields.request_columns import role_column
from planner.domain.scenario import Scenario


def option_columns(scenario: Scenario) -> tuple[Column, ...]:
    """All columns but those of the demand; what an option leaves out it takes from the request."""
    shared = (replace(column, blank="as the request") for column in (MINIMUM, *RUNNING, *SIZES))
    own = (replace(each, unit=scenario.currency) if each.steps == ("cost",) else each for each in _OWN)
    return (*own, *shared, *(_besides(role_column(role.role)) for role in scenario.people), _NOTES)


def _besides(role: Column) -> Column:
    return replace(role, tip=f"{role.title} besides the request's own", blank="none besides")


_OWN = (
    Column("Name", ("name",), "What people call it"),
    Column("Id", ("id",), "Short name of this way to serve it"),
    Column(
        "Value",
        ("value",),
        "Value of this option as a part of the request's",
        editor="number",
        blank="100 %",
        number=True,
        percent=True,
        is_sign_needed=True,  # it may be more than the whole: 1.2 is 120 %
    ),
    Column(
        "Cost",
        ("cost",),
        "One-off cost besides the request's own",
        editor="number",
        blank="none besides",
        number=True,
    ),
    Column(
        "Max GPUs",
        ("max_gpus",),
        "Most GPUs that this option can use at once, in place of what its demand says",
        "GPU",
        editor="number",
        blank="as its demand",
        number=True,
    ),
)
_NOTES = Column("Notes", ("notes",), "Anything worth knowing", editor="notes")
