"""What a cell of a table shows: its value, its text, its hint, its colours."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtGui import QBrush, QColor

from planner.desktop.fields.columns import Column
from planner.desktop.look.numbers import index_text, whole_percent
from planner.desktop.look.theme import current
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.editing.collections import OwnAccelerator, elements, name_of
from planner.desktop.open.editing.draft import Refused

FROM_PLAN = ("id", "decision", "share", "scarcity_index")
"""Columns of ``plan.requests`` that stand beside the input."""


class Cells:
    """The cells of one collection of a document."""

    def __init__(self, collection: str, document: Document) -> None:
        self._collection, self._document = collection, document
        parent = document.parent_scenario
        self._parents = {name_of(e): e for e in elements(parent, collection)} if parent else {}
        self._planned: dict[str, dict[str, Any]] = {}
        self.read_plan()

    def read_plan(self) -> None:
        plan = self._document.shown_plan
        if plan is None or self._collection != "requests":
            self._planned = {}
            return
        self._planned = {row["id"]: row for row in plan.tables.requests.records(*FROM_PLAN)}

    def refused(self, element: Any, column: Column) -> Refused | None:
        """What was typed here and is no value."""
        refused = self._document.draft.refused
        return refused.get((self._collection, name_of(element), column.steps)) if refused else None

    def is_new(self, element: Any) -> bool:
        """Whether the scenario that is extended has no such element."""
        return self._document.parent_scenario is not None and name_of(element) not in self._parents

    def difference(self, element: Any, column: Column) -> tuple[bool, Any]:
        """Whether the cell differs from the scenario that is extended, and the value there."""
        if self._document.parent_scenario is None or not column.editable:
            return False, None
        parent = self._parents.get(name_of(element))
        if parent is None:
            return True, None
        theirs = column.value(parent)
        return theirs != column.value(element), theirs

    def planned(self, element: Any) -> dict[str, Any]:
        """What the plan says of an element; nothing where there is no plan of it."""
        return self._planned.get(name_of(element), {})

    def value(self, element: Any, column: Column) -> Any:
        if column.plan:
            return self.planned(element).get(column.plan)
        if isinstance(element, OwnAccelerator) and column.steps[0] not in element.model_fields_set:
            return None
        return column.value(element)

    def inherited(self, element: Any, column: Column) -> Any:
        """What holds where nothing is given: what the catalogue says of an accelerator, an id for a name."""
        if column.steps == ("name",):
            return None if element.name else name_of(element)
        if not isinstance(element, OwnAccelerator) or self.value(element, column) is not None:
            return None
        return column.value(self._document.scenario.hardware[element.id]) or None

    def typed(self, element: Any, column: Column) -> str:
        """The text to edit, or to copy."""
        refused = self.refused(element, column)
        if refused is not None:
            return refused.text
        value = self.value(element, column)
        if column.plan == "scarcity_index" and value is not None and not math.isfinite(value):
            return index_text(value).replace("–", "")
        return column.typed(value)

    def shown(self, element: Any, column: Column) -> str:
        refused = self.refused(element, column)
        if refused is not None:
            return refused.text
        value = self.value(element, column)
        if value is None or value == "":
            value = self.inherited(element, column)
        if column.plan == "share" and value is not None:
            return whole_percent(value)
        if column.plan == "scarcity_index" and value is not None:
            return index_text(value)
        return column.shown(value)

    def tip(self, element: Any, column: Column) -> str:
        refused = self.refused(element, column)
        if refused is not None:
            value = column.shown(self.value(element, column)) or tr("nothing here")
            return tr("Not taken: {reason}. The plan still uses {value}.", reason=refused.reason, value=value)
        differs, theirs = self.difference(element, column)
        if differs and self.is_new(element):
            return tr("New in this variant")
        if differs:
            return tr("In the parent scenario: {value}", value=column.shown(theirs) or tr("nothing"))
        if self.inherited(element, column) is not None:
            return tr("From the catalogue") if isinstance(element, OwnAccelerator) else tr("Its id, as it has no name")
        text = self.shown(element, column)
        return text if len(text) > 20 else ""

    def ink(self, element: Any, column: Column) -> QBrush | None:
        """The colour of the text, where it is not the usual one."""
        if self.refused(element, column) is not None:
            return QBrush(QColor(current().bad))
        is_stale = bool(column.plan) and self._document.is_stale
        if is_stale or self.inherited(element, column) is not None:
            return QBrush(QColor(current().quiet))
        if column.plan == "decision":
            return QBrush(QColor(current().decision(str(self.value(element, column)))))
        return None

    def ground(self, element: Any, column: Column) -> QBrush | None:
        """The colour behind the text, where it is not the usual one."""
        return QBrush(QColor(current().bad_surface)) if self.refused(element, column) is not None else None
