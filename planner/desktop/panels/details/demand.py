"""How much is asked for: one of several kinds of demand, and the fields of that kind."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from planner.desktop.fields.demand_columns import DEMAND, MAX_GPUS, SERVE, TRAIN
from planner.desktop.fields.entry import exchange, step_text
from planner.desktop.fields.labelled import Labelled
from planner.desktop.fields.sight import Sight
from planner.desktop.fields.subject import Asked
from planner.desktop.look.combo import Combo
from planner.desktop.look.labels import Remark, embolden
from planner.desktop.look.layouts import FieldLayout, column_of, row_of
from planner.desktop.look.numbers import number_text
from planner.desktop.look.theme import SPACE
from planner.desktop.look.title_button import TitleButton
from planner.desktop.look.words import tr
from planner.desktop.open.editing.fields import FieldEdit, Steps
from planner.desktop.panels.details.demand_kinds import KINDS, as_kind, asked, kind_of, rounded
from planner.desktop.panels.details.sections import width_of
from planner.domain.request import Request
from planner.domain.scenario import Scenario

SITE: Steps = ("demand",)
"""Where a demand stands."""


class DemandFields(QWidget):
    """A switch between the kinds of demand; the amount goes over from one to the other."""

    refused = Signal(str)
    """Why a demand can't be of another kind."""

    def __init__(self, subject: Asked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sight: Sight | None = None
        self.kind = Combo(tr("Kind of demand"), letters=12)
        self.kind.activated.connect(self._switch)
        self.take_parent = TitleButton("parent", tr("Take the parent's demand"))
        self.take_parent.clicked.connect(self._take_parent)
        self.fields = [Labelled(column, subject, self) for column in (*DEMAND[:2], *TRAIN, *SERVE, MAX_GPUS)]
        self.amount = Remark("quiet")
        grid = QWidget()
        layout = FieldLayout(grid)
        for field in self.fields:
            layout.add(field, width_of(field.column))
        column_of(row_of((self.kind, 1), self.take_parent), grid, self.amount, inside=self, gap=SPACE)

    def show_demand(self, sight: Sight) -> None:
        """Show the demand of a request, or of one of its options."""
        self._sight = sight
        kind = kind_of(sight.value(SITE))
        self._fill(_without(sight))
        self.kind.setCurrentIndex(self.kind.findData(kind))
        theirs = kind_of(sight.theirs(SITE))
        self._compare(kind, theirs if sight.is_in_parent else kind)
        for field in self.fields:
            steps = field.column.steps
            field.setVisible(steps[1] == kind or (field.column is MAX_GPUS and bool(kind)))
            if not field.isHidden():
                field.show_value(sight)
                field.take_parent.setVisible(field.differs and self.take_parent.isHidden())
        self.amount.say(_amount(sight))

    def _compare(self, kind: str, theirs: str) -> None:
        """Mark a kind that is another one in the scenario that is extended."""
        tip = tr("Another kind begins with about as many GPU-hours")
        if theirs != kind:
            what = self.kind.itemText(self.kind.findData(theirs))
            tip += "\n" + tr("In the parent scenario: {value}", value=what)
        self.kind.setToolTip(tip)
        self.take_parent.setVisible(theirs != kind)
        embolden(self.kind, theirs != kind)

    def _take_parent(self) -> None:
        if self._sight is not None:
            theirs = self._sight.theirs(SITE)
            self._become((), theirs.model_dump(exclude_defaults=True) if theirs else None)

    def _fill(self, without: str) -> None:
        if self.kind.count() and self.kind.itemText(0) == without:
            return
        self.kind.offer([("", without), *((kind, tr(text)) for kind, text in KINDS.items())])

    def _switch(self) -> None:
        """Let the demand be of the chosen kind."""
        sight, kind = self._sight, self.kind.value
        if sight is None or kind == kind_of(sight.value(SITE)):
            return
        if kind:
            self._become((kind,), as_kind(kind, sight.element, _option(sight), sight.subject.scenario))
        else:
            self._become((), None)

    def _become(self, kind: Steps, value: Any) -> None:
        """Let the demand be another one; what was typed into the old one, and was no value, goes with it."""
        assert self._sight is not None
        subject = self._sight.subject
        site = (*subject.site, *SITE)
        edit = FieldEdit(subject.collection, subject.name, (*site, *kind), value)
        reason = exchange(subject.document, [edit], step_text(subject.scenario, edit.cell, "Demand"), site)
        if reason:
            self.show_demand(self._sight)
            self.refused.emit(reason)


def _option(sight: Sight) -> str:
    return str(sight.subject.site[1]) if sight.subject.site else ""


def _without(sight: Sight) -> str:
    """What it means that no demand is given here."""
    if sight.subject.site:
        return tr("As the request says")
    return tr("Its options say it") if sight.element.options else tr("It asks for no GPUs")


def _amount(sight: Sight) -> str:
    """What the demand comes to, in the unit that is not typed."""
    request: Request = sight.element
    scenario: Scenario = sight.subject.scenario
    if request.options and not sight.subject.site:
        return ""
    if (known := asked(request, _option(sight), scenario)) is None:
        return ""
    held, work = number_text(rounded(known.held)), number_text(rounded(known.hours))
    if known.is_job:
        return tr("Comes to {work} GPU·h, or {held} GPUs throughout its window", work=work, held=held)
    return tr("Comes to {held} GPUs on average, {work} GPU·h in its window", work=work, held=held)
