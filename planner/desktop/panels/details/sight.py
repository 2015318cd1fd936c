"""One element, or one of its options, as the form shows it at a moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from planner.desktop.fields.cell_editors import Subject
from planner.desktop.fields.columns import Column
from planner.desktop.fields.people_columns import CATALOGUE
from planner.desktop.fields.worded import YES_OR_NO
from planner.desktop.look.words import tr
from planner.desktop.open.draft import Refused
from planner.desktop.open.editing.collections import OwnAccelerator, elements, name_of
from planner.desktop.open.editing.fields import Steps, value_at


@dataclass(frozen=True)
class Sight:
    """What there is to show, looked up once for all fields."""

    subject: Subject
    element: Any
    parent: Any = None
    """The element in the scenario that is extended; None where there is none."""

    @property
    def is_in_parent(self) -> bool:
        """Whether what is shown can differ from the scenario that is extended; what is new there has no other value."""
        return self.parent is not None and value_at(self.parent, self.subject.site) is not None

    def at(self, site: Steps) -> Sight:
        """The same for a part of the element."""
        return replace(self, subject=replace(self.subject, site=site))

    def value(self, column: Column) -> Any:
        return self._given(self.element, column)

    def theirs(self, column: Column) -> Any:
        """The value in the scenario that is extended."""
        return self._given(self.parent, column)

    def blank(self, column: Column) -> str:
        """What it means that a field is left out; the catalogue says nothing of hardware that it does not have."""
        if column.blank != CATALOGUE or self.subject.name in self.subject.scenario.catalogue:
            return tr(column.blank)
        return YES_OR_NO.typed(False) if column.worded is YES_OR_NO else tr("not given")

    def _given(self, element: Any, column: Column) -> Any:
        """What is said in a field; of an accelerator, all that is not said comes from the catalogue."""
        steps = self.subject.placed(column).steps
        if isinstance(element, OwnAccelerator) and steps[0] not in element.model_fields_set:
            return None
        return value_at(element, steps)

    def differs(self, column: Column) -> bool:
        return self.is_in_parent and self.theirs(column) != self.value(column)

    def refused(self, column: Column) -> Refused | None:
        """What was typed here and is no value."""
        subject = self.subject
        return subject.document.draft.refused.get((subject.collection, subject.name, subject.placed(column).steps))


def sight_of(subject: Subject) -> Sight | None:
    """The element as it is now; None where it is gone."""
    element = subject.element
    if element is None:
        return None
    parent = subject.document.parent_scenario
    known = elements(parent, subject.collection) if parent else ()
    return Sight(subject, element, next((each for each in known if name_of(each) == subject.name), None))
