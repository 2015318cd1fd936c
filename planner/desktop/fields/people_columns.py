"""The columns of the tables of people and of accelerators of the scenario's own."""

from __future__ import annotations

from functools import partial

from planner.desktop.fields.columns import Column
from planner.desktop.fields.described import described, in_currency
from planner.desktop.open.editing.collections import OwnAccelerator
from planner.domain.inventory import Role
from planner.domain.scenario import Scenario

CATALOGUE = "as in the catalogue"


def people_columns(scenario: Scenario) -> tuple[Column, ...]:
    """All columns of a role."""
    return _PEOPLE


def accelerator_columns(scenario: Scenario) -> tuple[Column, ...]:
    """All columns of an accelerator; what is left empty comes from the catalogue."""
    return in_currency(_ACCELERATORS, scenario.currency)


_PEOPLE = (
    described(Role, "Role", "role", width=200),
    described(Role, "People", "fte", width=240),
    described(Role, "Notes", "notes", width=420),
)
_of = partial(described, OwnAccelerator)
_figure = partial(_of, blank=CATALOGUE, step=0.1, width=100)
_ACCELERATORS = (
    _of("Name", "id", width=170),
    _figure("Memory", "memory_gb"),
    _figure("Power", "watts"),
    _figure("Peak", "peak_tflops", width=130),
    _figure("Speed", "speed"),
    _figure("In training", "training_speed"),
    _figure("In inference", "inference_speed"),
    _figure("On demand", "on_demand_per_hour", width=160),
    _of("CPU", "cpu", blank=CATALOGUE),
    _of("Notes", "notes", width=320),
)
