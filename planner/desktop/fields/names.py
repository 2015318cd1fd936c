"""What a scenario has to choose from, and what its rows are called."""

from __future__ import annotations

from collections.abc import Sequence

from planner.desktop.look.words import tr
from planner.desktop.open.editing.collections import title_of
from planner.domain.scenario import Scenario


def hardware(scenario: Scenario) -> list[str]:
    """Every accelerator of the catalogue and of the scenario."""
    return sorted(scenario.hardware)


def pooled_accelerators(scenario: Scenario) -> list[str]:
    """Accelerators that some pool has."""
    return sorted({p.accelerator for p in scenario.pools})


def regions(scenario: Scenario) -> list[str]:
    return sorted({p.region for p in scenario.pools} - {""})


def request_names(scenario: Scenario) -> list[str]:
    return [r.id for r in scenario.requests]


def rows_text(scenario: Scenario, collection: str, names: Sequence[str]) -> str:
    """Some rows in a few words: what the one is called, or how many there are."""
    return title_of(scenario, collection, names[0]) if len(names) == 1 else tr("{count} rows", count=len(names))
