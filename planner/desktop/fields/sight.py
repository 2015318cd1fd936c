"""One element, or one of its options, as a form shows it at a moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from planner.desktop.fields.columns import Column
from planner.desktop.fields.people_columns import CATALOGUE
from planner.desktop.fields.subject import ITSELF, Subject
from planner.desktop.fields.worded import YES_OR_NO
from planner.desktop.look.words import tr
from planner.desktop.open.editing.collections import OwnAccelerator
from planner.desktop.open.editing.fields import Steps, value_at

OWN = frozenset({"name", "notes"})
"""What each scenario says of itself, whatever it extends."""


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

    def value(self, steps: Steps) -> Any:
        return self._given(self.element, steps)

    def theirs(self, steps: Steps) -> Any:
        """The value in the scenario that is extended."""
        return self._given(self.parent, steps)

    def differs(self, steps: Steps) -> bool:
        is_own = self.subject.collection == ITSELF and steps[0] in OWN
        return self.is_in_parent and not is_own and self.theirs(steps) != self.value(steps)

    def blank(self, column: Column) -> str:
        """What it means that a field is left out; the catalogue says nothing of hardware that it does not have."""
        if column.blank != CATALOGUE or self.subject.name in self.subject.scenario.catalogue:
            return tr(column.blank)
        return YES_OR_NO.typed(False) if column.worded is YES_OR_NO else tr("not given")

    def _given(self, element: Any, steps: Steps) -> Any:
        """What is said in a field; of an accelerator, all that is not said comes from the catalogue."""
        placed = (*self.subject.site, *steps)
        if isinstance(element, OwnAccelerator) and placed[0] not in element.model_fields_set:
            return None
        return value_at(element, placed)


def sight_of(subject: Subject) -> Sight | None:
    """The element as it is now; None where it is gone."""
    parent = subject.document.parent_scenario
    theirs = subject.element_of(parent) if parent is not None else None
    return Sight(subject, subject.element, theirs) if subject.element is not None else None
