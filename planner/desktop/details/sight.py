"""One element, or one of its options, as the form shows it at a moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from planner.desktop.document import Refused
from planner.desktop.editing.collections import elements, name_of
from planner.desktop.editing.fields import Steps, value_at
from planner.desktop.tables.cell_editors import Subject
from planner.desktop.tables.columns import Column


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
        return value_at(self.element, self.subject.placed(column).steps)

    def theirs(self, column: Column) -> Any:
        """The value in the scenario that is extended."""
        return value_at(self.parent, self.subject.placed(column).steps)

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
