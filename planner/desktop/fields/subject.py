"""What is edited: an element of a document, or the scenario itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from planner.desktop.fields.columns import Column
from planner.desktop.fields.entry import Entry, enter, prepare
from planner.desktop.open.document import Document
from planner.desktop.open.editing.collections import elements, name_of
from planner.desktop.open.editing.draft import Cell, Refused
from planner.desktop.open.editing.fields import Steps, misfit
from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.files.money import in_currency_of

ITSELF = "scenario"
"""The collection of which the scenario is the only element, without a name."""


@dataclass(frozen=True)
class Subject:
    """The element whose fields are edited."""

    document: Document
    collection: str = ITSELF
    name: str = ""
    site: Steps = ()
    """Where in the element the columns' fields stand: ``("options", "distilled")`` for those of an option."""

    @property
    def scenario(self) -> Scenario:
        return self.document.scenario

    @property
    def element(self) -> Any:
        """The element as it is; None where it is gone."""
        return self.element_of(self.scenario)

    def element_of(self, scenario: Scenario) -> Any:
        """The element that is called so in a scenario; None where there is none."""
        if self.collection == ITSELF:
            return scenario
        return next((e for e in elements(scenario, self.collection) if name_of(e) == self.name), None)

    def placed(self, column: Column) -> Column:
        """The column with its steps from the element's top."""
        return replace(column, steps=(*self.site, *column.steps)) if self.site else column

    def cell(self, column: Column) -> Cell:
        return (self.collection, self.name, (*self.site, *column.steps))

    def refused(self, column: Column) -> Refused | None:
        """What was typed into a field and is no value."""
        return self.document.draft.refused.get(self.cell(column))

    def enter(self, column: Column, text: str, called: str = "") -> None:
        """Let a text be the value of a field, as one step; what was typed for what is gone meanwhile goes with it."""
        if self.element is not None:
            enter(self.document, self.collection, [Entry(self.name, self.placed(column), text)], called)

    def reason(self, column: Column, text: str) -> str:
        """Why the document would not take a text; nothing where it would."""
        prepared = prepare(self.document.draft, self.collection, [Entry(self.name, self.placed(column), text)])
        return prepared.rejected[0][1] if prepared.rejected else ""

    def misfit(self, column: Column, text: str, *, is_entry: bool = False) -> str:
        """Why a text, or an entry of a list, does not fit its field by itself, without a look at all else."""
        try:
            value = column.read_entry(text) if is_entry else column.read(text)
        except InputError as error:
            return error.faults[0].message
        steps = self.placed(column).steps
        return (
            misfit(self.element, steps, in_currency_of(self.scenario, steps, value), self.scenario)
            if self.element
            else ""
        )


type Asked = Callable[[], Subject]
"""Says whose field is edited now; a form keeps its editors while it goes from one element to the next."""
