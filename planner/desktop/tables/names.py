"""What a scenario has to choose from."""

from __future__ import annotations

from planner.domain.scenario import Scenario


def periods(scenario: Scenario) -> list[str]:
    return list(scenario.calendar.labels)


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
