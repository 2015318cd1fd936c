"""A draft: a valid scenario, and the texts that could not be part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from planner.desktop.open.editing.collections import NOUNS, elements, name_of
from planner.domain.scenario import Scenario

type Cell = tuple[str, str, tuple[str | int, ...]]
"""A field of an element: ``("requests", "search-answers", ("demand", "gpus"))``; the scenario's own have no name."""


def path_of(cell: Cell) -> tuple[str | int, ...]:
    """Where in the scenario a cell's field stands."""
    collection, name, steps = cell
    return (collection, name, *steps) if name else steps


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

    def beneath(self, parent: Scenario | None) -> Draft:
        """The draft as a change of what its file extends: that is what its points are measured by."""
        scenario = self.scenario.as_change_of(parent)
        return self if scenario is self.scenario else Draft(scenario, self.refused)

    def refusing(self, cell: Cell, refused: Refused) -> Draft:
        """The draft with one more text that is not understood."""
        return Draft(self.scenario, MappingProxyType({**self.refused, cell: refused}))

    def with_scenario(self, scenario: Scenario, *accepted: Cell) -> Draft:
        """The draft with another scenario, in which some cells now hold a value that is understood."""
        if not self.refused:
            return Draft(scenario)
        there = {(each, name_of(e)) for each in (*NOUNS, "rules") for e in elements(scenario, each)}
        there.add(("scenario", ""))
        kept = {
            cell: refused
            for cell, refused in self.refused.items()
            if cell not in accepted
            and (cell[0], cell[1]) in there
            and _is_known(cell, scenario)
            and _is_the_same(cell, self.scenario, scenario)
        }
        return Draft(scenario, MappingProxyType(kept))


def _is_known(cell: Cell, scenario: Scenario) -> bool:
    """Whether a field that stands for a metric or a team by its name is still one."""
    names = {"weights": scenario.metrics, "yardstick": scenario.metrics, "entitlements": scenario.teams}
    holder, name = (None, *cell[2])[-2:]
    return holder not in names or name in names[holder]


def _is_the_same(cell: Cell, before: Scenario, after: Scenario) -> bool:
    """Whether what a field belongs to by its place alone, an expectation, still stands there as far as can be known."""
    match cell[2]:
        case ("expect", int(at), *_):
            is_none_gone = len(before.expect) <= len(after.expect)
            return is_none_gone and before.expect[at].measure == after.expect[at].measure
    return True
