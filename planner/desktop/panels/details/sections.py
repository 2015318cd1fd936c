"""What stands where in the form: titled parts, each with the columns of its fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from planner.desktop.fields.columns import Column
from planner.desktop.look.layouts import MOST
from planner.desktop.open.editing.fields import Steps

WIDE_EDITORS = frozenset({"names", "speeds", "curve", "series", "payments"})
LONG_UNIT = 8
"""Letters of a unit that a short field has room for."""
WIDE_FIELDS = frozenset({("name",)})


@dataclass(frozen=True)
class SectionPlan:
    """One part of a form."""

    title: str
    places: tuple[Steps, ...] = ()
    """Steps of its columns; ``("metrics",)`` stands for one column for each metric."""
    special: Literal["", "demand", "options"] = ""
    """What stands above the fields, if anything."""
    is_open: bool = True


_COMMITTED: tuple[Steps, ...] = (("commitment",), ("owner",), ("because",))
_NOTES = SectionPlan("Notes", (("notes",),))
PLANS: dict[str, tuple[SectionPlan, ...]] = {
    "requests": (
        SectionPlan("Who and what", (("name",), ("id",), ("kind",), ("product",), ("team",), *_COMMITTED)),
        SectionPlan("Value", (("metrics",), ("confidence",), ("decay",), ("value_curve",))),
        SectionPlan("Demand", (("minimum",),), special="demand"),
        SectionPlan("When", (("window", 0), ("window", 1), ("latest_start",))),
        SectionPlan("Where it runs", (("runs_on",), ("regions",), ("reference",), ("memory_gb",), ("shards",))),
        SectionPlan("People, one-off cost and attributes", (("people",), ("attributes",), ("cost",))),
        SectionPlan("Requirements", (("requires",), ("conflicts",))),
        SectionPlan("Options", special="options"),
        SectionPlan("Reach, impact and effort", (("reach",), ("impact",), ("effort",)), is_open=False),
        _NOTES,
    ),
    "pools": (
        SectionPlan("What and where", (("name",), ("id",), ("accelerator",), ("region",))),
        SectionPlan("How many", (("gpus",), ("nodes",), ("gpus_per_node",), ("availability",))),
        SectionPlan("What it costs", (("cost_per_gpu_hour",), ("cost_per_node_hour",), ("paid",))),
        SectionPlan("Rented on demand", (("on_demand", "gpus"), ("on_demand", "cost_per_gpu_hour"))),
        SectionPlan("Electricity", (("pue",), ("carbon_g_per_kwh",))),
        _NOTES,
    ),
    "people": (SectionPlan("Who and how many", (("role",), ("fte",))), _NOTES),
    "accelerators": (
        SectionPlan("What it is", (("id",), ("cpu",), ("memory_gb",), ("watts",), ("peak_tflops",))),
        SectionPlan("What it does", (("speed",), ("training_speed",), ("inference_speed",))),
        SectionPlan("What it costs", (("on_demand_per_hour",),)),
        _NOTES,
    ),
}
"""The forms, by the collection whose elements they show."""


def columns_of(part: SectionPlan, columns: tuple[Column, ...]) -> list[Column]:
    """The columns of a part, in its order."""
    return [c for place in part.places for c in columns if c.steps[: len(place)] == place and c.editable]


def width_of(column: Column) -> int:
    """How many columns of the form a field wants, where it has them."""
    if column.editor == "notes":
        return MOST
    is_wide = column.editor in WIDE_EDITORS or column.steps in WIDE_FIELDS or len(column.unit) > LONG_UNIT
    return 2 if is_wide else 1
