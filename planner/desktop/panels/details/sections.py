"""What stands where in the form: titled parts, each with the columns of its fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from planner.desktop.fields.columns import Column
from planner.desktop.fields.people_columns import accelerator_columns, people_columns
from planner.desktop.fields.pool_columns import pool_columns
from planner.desktop.fields.request_columns import request_columns
from planner.desktop.look.field_layout import MOST
from planner.desktop.open.editing.fields import Steps
from planner.domain.scenario import Scenario

WIDE_EDITORS = frozenset({"names", "speeds", "curve", "series"})
LONG_UNIT = 8
"""Letters of a unit that a short field has room for."""
WIDE_FIELDS = frozenset({("name",)})


@dataclass(frozen=True)
class Part:
    """One part of a form."""

    title: str
    places: tuple[Steps, ...] = ()
    """Steps of its columns; ``("metrics",)`` stands for one column for each metric."""
    special: Literal["", "demand", "options"] = ""
    """What stands above the fields, if anything."""
    is_open: bool = True


@dataclass(frozen=True)
class FormPlan:
    """All of a form for one collection."""

    collection: str
    columns: Callable[[Scenario], tuple[Column, ...]]
    parts: tuple[Part, ...]


REQUESTS = FormPlan(
    "requests",
    request_columns,
    (
        Part("Who and what", (("name",), ("id",), ("kind",), ("product",), ("team",), ("commitment",))),
        Part("Value", (("metrics",), ("confidence",), ("decay",), ("value_curve",))),
        Part("Demand", (("minimum",),), special="demand"),
        Part("When", (("window", 0), ("window", 1), ("latest_start",))),
        Part("Where it runs", (("runs_on",), ("regions",), ("reference",), ("memory_gb",))),
        Part("People and one-off cost", (("people",), ("cost",))),
        Part("Requirements", (("requires",), ("conflicts",))),
        Part("Options", special="options"),
        Part("Reach, impact and effort", (("reach",), ("impact",), ("effort",)), is_open=False),
        Part("Notes", (("notes",),)),
    ),
)
POOLS = FormPlan(
    "pools",
    pool_columns,
    (
        Part("What and where", (("name",), ("id",), ("accelerator",), ("region",))),
        Part("How many", (("gpus",), ("availability",))),
        Part("What it costs", (("cost_per_gpu_hour",), ("paid",))),
        Part("Rented on demand", (("on_demand", "gpus"), ("on_demand", "cost_per_gpu_hour"))),
        Part("Electricity", (("carbon_g_per_kwh",),)),
        Part("Notes", (("notes",),)),
    ),
)
PEOPLE = FormPlan(
    "people",
    people_columns,
    (Part("Who and how many", (("role",), ("fte",))), Part("Notes", (("notes",),))),
)
ACCELERATORS = FormPlan(
    "accelerators",
    accelerator_columns,
    (
        Part("What it is", (("id",), ("cpu",), ("memory_gb",), ("watts",), ("peak_tflops",))),
        Part("What it does", (("speed",), ("training_speed",), ("inference_speed",))),
        Part("What it costs", (("on_demand_per_hour",),)),
        Part("Notes", (("notes",),)),
    ),
)
PLANS = {plan.collection: plan for plan in (REQUESTS, POOLS, PEOPLE, ACCELERATORS)}


def columns_of(part: Part, columns: tuple[Column, ...]) -> list[Column]:
    """The columns of a part, in its order."""
    return [c for place in part.places for c in columns if c.steps[: len(place)] == place and c.editable]


def width_of(column: Column) -> int:
    """How many columns of the form a field wants, where it has them."""
    if column.editor == "notes":
        return MOST
    is_wide = column.editor in WIDE_EDITORS or column.steps in WIDE_FIELDS or len(column.unit) > LONG_UNIT
    return 2 if is_wide else 1
