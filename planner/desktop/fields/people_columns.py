"""The columns of the tables of people and of accelerators of the scenario's own."""

from __future__ import annotations

from planner.desktop.fields.columns import Column
from planner.desktop.fields.worded import YES_OR_NO
from planner.domain.scenario import Scenario

CATALOGUE = "as in the catalogue"


def people_columns(scenario: Scenario) -> tuple[Column, ...]:
    """All columns of a role."""
    return (
        Column("Role", ("role",), "Profession that requests name", width=200),
        Column(
            "People",
            ("fte",),
            "Full-time equivalents: one number, one for each period, or steps such as 2027-01: 14, 2027-04: 16",
            "FTE",
            editor="series",
            number=True,
            listed=True,
            width=240,
        ),
        Column("Notes", ("notes",), "Anything worth knowing", editor="notes", width=420),
    )


def _yes_or_no(scenario: Scenario) -> list[str]:
    return [YES_OR_NO.typed(True), YES_OR_NO.typed(False)]


def accelerator_columns(scenario: Scenario) -> tuple[Column, ...]:
    """All columns of an accelerator; what is left empty comes from the catalogue."""
    return (
        Column("Name", ("id",), "Of a new kind of hardware, or of one in the catalogue that is put right", width=170),
        _figure("memory_gb", "Memory", "Memory of one device", "GB"),
        _figure("watts", "Power", "Board power of one device", "W"),
        _figure("peak_tflops", "Peak", "Peak dense BF16 operations", "TFLOP/s", 130),
        _figure("speed", "Speed", "Work done per hour; the H100-SXM of the catalogue does 1"),
        _figure("training_speed", "In training", "Work done per hour of training, where it differs"),
        _figure("inference_speed", "In inference", "Work done per hour of inference, where it differs"),
        _figure(
            "on_demand_per_hour",
            "On demand",
            "Typical on-demand price of one device",
            f"{scenario.currency} per hour",
            160,
        ),
        Column(
            "CPU",
            ("cpu",),
            "A CPU serves only requests that name it",
            editor="choice",
            blank=CATALOGUE,
            choices=_yes_or_no,
            worded=YES_OR_NO,
        ),
        Column("Notes", ("notes",), "Anything worth knowing", editor="notes", width=320),
    )


def _figure(name: str, title: str, tip: str, unit: str = "", width: int = 100) -> Column:
    return Column(title, (name,), tip, unit, editor="number", blank=CATALOGUE, step=0.1, number=True, width=width)
