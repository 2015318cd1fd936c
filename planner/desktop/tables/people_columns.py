"""The columns of the tables of people and of accelerators of the scenario's own."""

from __future__ import annotations

from planner.desktop.tables.columns import Column
from planner.domain.scenario import Scenario


def people_columns(scenario: Scenario) -> tuple[Column, ...]:
    """All columns of a role."""
    return (
        Column("Role", ("role",), "Profession that requests name", width=200),
        Column(
            "People",
            ("fte",),
            "Full-time equivalents: one number, one for each period, or steps such as 2027-01: 14, 2027-04: 16",
            "FTE",
            number=True,
            listed=True,
            width=240,
        ),
        Column("Notes", ("notes",), "Anything worth knowing", width=420),
    )


def _yes_or_no(scenario: Scenario) -> list[str]:
    return ["true", "false"]


def accelerator_columns(scenario: Scenario) -> tuple[Column, ...]:
    """All columns of an accelerator; what is left empty comes from the catalogue."""
    return (
        Column("Name", ("id",), "Of a new kind of hardware, or of one in the catalogue that is put right", width=170),
        Column("Memory", ("memory_gb",), "Memory of one device", "GB", number=True),
        Column("Power", ("watts",), "Board power of one device", "W", number=True, width=90),
        Column("Peak", ("peak_tflops",), "Peak dense BF16 operations", "TFLOP/s", number=True, width=130),
        Column("Speed", ("speed",), "Work done per hour; the H100-SXM of the catalogue does 1", number=True, width=90),
        Column("In training", ("training_speed",), "Work done per hour of training, where it differs", number=True),
        Column("In inference", ("inference_speed",), "Work done per hour of inference, where it differs", number=True),
        Column(
            "On demand",
            ("on_demand_per_hour",),
            "Typical on-demand price of one device",
            f"{scenario.currency} per hour",
            number=True,
            width=160,
        ),
        Column("CPU", ("cpu",), "A CPU serves only requests that name it", choices=_yes_or_no, width=80),
        Column("Notes", ("notes",), "Anything worth knowing", width=320),
    )
