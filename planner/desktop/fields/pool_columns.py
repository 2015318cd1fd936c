"""The columns of the inventory table."""

from __future__ import annotations

from planner.desktop.fields.columns import Column
from planner.desktop.fields.names import hardware, regions
from planner.domain.scenario import Scenario


def _paid(scenario: Scenario) -> list[str]:
    return ["used", "always"]


def pool_columns(scenario: Scenario) -> tuple[Column, ...]:
    """All columns; prices are in the scenario's currency."""
    price = f"{scenario.currency} per GPU·h"
    return (
        Column("Name", ("name",), "What people call it", width=190),
        Column("Id", ("id",), "Short name that rules refer to", width=120),
        Column(
            "Accelerator",
            ("accelerator",),
            "Kind of hardware, from the catalogue or the scenario's own",
            editor="choice",
            choices=hardware,
            width=130,
        ),
        Column("Region", ("region",), "Where it stands", editor="choice", choices=regions, open=True),
        Column(
            "GPUs",
            ("gpus",),
            "Devices owned or reserved: one number, one for each period, or steps such as 2027-01: 256, 2027-04: 384",
            "GPU",
            editor="series",
            number=True,
            listed=True,
            width=220,
        ),
        Column(
            "Availability",
            ("availability",),
            "Usable part after failures and maintenance",
            editor="series",
            number=True,
            percent=True,
            listed=True,
        ),
        Column(
            "Price",
            ("cost_per_gpu_hour",),
            "Price of an hour",
            price,
            editor="number",
            blank="free",
            step=0.1,
            number=True,
            width=150,
        ),
        Column(
            "Paid",
            ("paid",),
            "Whether only hours used cost money, or all of them",
            editor="choice",
            choices=_paid,
            width=80,
        ),
        Column(
            "On demand",
            ("on_demand", "gpus"),
            "Most GPUs that can be rented at once on top of the pool's own",
            "GPU",
            editor="series",
            blank="none",
            number=True,
            listed=True,
            width=120,
        ),
        Column(
            "On-demand price",
            ("on_demand", "cost_per_gpu_hour"),
            "Price of a rented hour; the pool's own price is not added",
            price,
            editor="number",
            blank="none",
            step=0.1,
            number=True,
            width=190,
        ),
        Column(
            "Carbon",
            ("carbon_g_per_kwh",),
            "Carbon intensity of the place's electricity",
            "g CO2e per kWh",
            editor="number",
            blank="not counted",
            step=10,
            number=True,
            width=160,
        ),
        Column("Notes", ("notes",), "Anything worth knowing", editor="notes", width=320),
    )
