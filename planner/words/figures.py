"""What a plan's key figures are called."""

from __future__ import annotations

from planner.domain.rule import ATTRIBUTES
from planner.words.names import metric_words

FIGURES = {
    "value_captured": "value captured",
    "value_asked": "value asked for",
    "requests": "requests",
    "funded": "funded",
    "trimmed": "trimmed",
    "deferred": "deferred",
    "declined": "declined",
    "gpu_hours_usable": "GPU-hours usable",
    "gpu_hours_used": "GPU-hours used",
    "gpu_utilisation": "GPU utilisation",
    "on_demand_gpu_hours": "rented on demand",
    "cost": "cost",
    "one_off_cost": "one-off cost",
    "energy_kwh": "energy",
    "carbon_kg": "carbon",
    "peak_power_kw": "peak power",
    "people_utilisation": "people's utilisation",
    "cpu_hours_usable": "CPU server-hours usable",
    "cpu_hours_used": "CPU server-hours used",
    "cpu_utilisation": "CPU server utilisation",
    "gap": "gap",
}
"""By their keys in ``plan.kpis``."""
METRIC = "metric:"
"""What stands before the name of a metric among them."""


def figure_title(kpi: str) -> str:
    """``value captured``; of a metric or an attribute its name."""
    return FIGURES.get(kpi) or metric_words(kpi.removeprefix(METRIC).removeprefix(ATTRIBUTES))
