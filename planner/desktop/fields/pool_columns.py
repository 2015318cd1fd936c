"""The columns of the inventory table."""

from __future__ import annotations

from functools import partial

from planner.desktop.fields.columns import Column, named
from planner.desktop.fields.described import described, in_currency
from planner.domain.inventory import Pool
from planner.domain.scenario import Scenario


def pool_columns(scenario: Scenario) -> tuple[Column, ...]:
    """All columns; prices are in the scenario's currency."""
    return in_currency(_POOLS, scenario.currency)


_of = partial(described, Pool)
_POOLS = (
    _of("Name", "name", width=190),
    _of("Accelerator", "accelerator", choices=lambda scenario: sorted(scenario.hardware), width=130),
    _of("Region", "region", choices=named("region")),
    _of("GPUs", "gpus", width=170),
    _of("Price", "cost_per_gpu_hour", blank="free", step=0.1, width=150),
    _of("Id", "id", width=120),
    _of("Nodes", "nodes", blank="not counted so", width=150),
    _of("GPUs per node", "gpus_per_node", blank="not said", width=130),
    _of("Availability", "availability"),
    _of("Price per node", "cost_per_node_hour", blank="none", step=1, width=170, hidden=True),
    _of("Paid", "paid", width=80),
    _of("On demand", "on_demand", "gpus", blank="none", width=120),
    _of("On-demand price", "on_demand", "cost_per_gpu_hour", blank="none", step=0.1, width=190),
    _of("PUE", "pue", step=0.05, width=70, hidden=True),
    _of("Carbon", "carbon_g_per_kwh", blank="not counted", step=10, width=160),
    _of("Notes", "notes", width=320),
)
