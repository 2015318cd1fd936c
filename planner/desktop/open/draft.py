"""A draft: a valid scenario, and the texts that could not be part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from planner.desktop.open.editing.collections import NOUNS, elements, name_of
from planner.domain.scenario import Scenario

type Cell = tuple[str, str, tuple[str | int, ...]]
"""A field of a named element: ``("requests", "search-answers", ("demand", "gpus"))``."""


@dataclass(frozen=True)
class Refused:
    """What was typed into a cell and can't be its value."""

    text: str
    reason: str


@dataclass(frozen=True)
class Draft:
    """A valid scenario, and beside it the texts that are not valid yet."""

    scenario: Scenario
    refused: Mapping[Cell, Refused] = field(default_factory=lambda: MappingProxyType({}))

    def refusing(self, cell: Cell, refused: Refused) -> Draft:
        """The draft with one more text that is not understood."""
        return Draft(self.scenario, MappingProxyType({**self.refused, cell: refused}))

    def with_scenario(self, scenario: Scenario, *accepted: Cell) -> Draft:
        """The draft with another scenario, in which some cells now hold a value that is understood."""
        if not self.refused:
            return Draft(scenario)
        there = {(collection, name_of(e)) for collection in NOUNS for e in elements(scenario, collection)}
        there |= {("scenario", ""), *(("rules", rule.name) for rule in scenario.rules)}
        kept = {
            cell: refused
            for cell, refused in self.refused.items()
            if cell not in accepted and (cell[0], cell[1]) in there and _is_known(cell, scenario)
        }
        return Draft(scenario, MappingProxyType(kept))


def _is_known(cell: Cell, scenario: Scenario) -> bool:
    """Whether a field that stands for a metric or a team by its name is still one."""
    names = {"weights": scenario.metrics, "entitlements": scenario.teams}
    holder, name = (None, *cell[2])[-2:]
    return holder not in names or name in names[holder]
