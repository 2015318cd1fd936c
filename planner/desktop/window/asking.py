"""Would mine be funded? A request that is in no scenario yet: the answer, whom it displaces, what would get it in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QFrame, QLineEdit, QPushButton, QScrollArea, QWidget

from planner.desktop.fields.columns import Column
from planner.desktop.fields.request_columns import request_columns
from planner.desktop.look.keyboard import order_tabs
from planner.desktop.look.labels import embolden, label
from planner.desktop.look.layouts import column_of, row_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.desktop.open.jobs import Job
from planner.desktop.open.session import Session
from planner.desktop.open.studying import study_of
from planner.domain.plan import Plan
from planner.domain.worth import factors_of, leading
from planner.errors import InputError, PlannerError
from planner.files import vary
from planner.files.money import in_currency_of
from planner.program import Control
from planner.tradeoffs.explanations.asking import asking, requested
from planner.tradeoffs.one_scenario.changes import Changes
from planner.words.names import started

LANE = "ask"
SIZE = (560, 640)
ASKED = (("name",), ("demand", "gpus"), ("demand", "gpu_hours"), ("window", 0), ("window", 1), ("minimum",), ("team",))
"""Fields besides what it brings."""
WEIGHED = 4
"""Metrics that are asked for."""


class AskDialog(QDialog):
    """A few fields, and the answer below them as it is worked out; nothing changes until the request is added."""

    def __init__(self, session: Session, open_variant: Callable[..., object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Would a request be funded?"))
        self.resize(*SIZE)
        self._document, self._jobs, self._open_variant = session.shown.document, session.jobs, open_variant
        self._changes: Changes = {}
        self.fields = {column.steps: QLineEdit() for column in self._columns()}
        self.reason = label(role="bad")
        self.ask, self.add, self.variant = (
            QPushButton(name) for name in (tr("Ask"), tr("Add to the scenario"), tr("As variant"))
        )
        self.add.setToolTip(tr("Make it a request of the scenario, as one step that can be undone"))
        self.variant.setToolTip(tr("A scenario that extends this one and has the request"))
        self.answer = QScrollArea()
        self.answer.setWidgetResizable(True)
        self.answer.setFrameShape(QFrame.Shape.NoFrame)
        self.answer.setAccessibleName(tr("Answer"))
        self._lay_out()
        self.finished.connect(lambda _: session.jobs.drop(LANE))
        session.shown.switched.connect(self.reject)
        session.shown.changed.connect(self._edit)
        self.say(())

    def _columns(self) -> list[Column]:
        """What is asked for, each as the table of requests reads it."""
        scenario = self._document.scenario
        known = {column.steps: column for column in request_columns(scenario)}
        weighed = sorted(factors_of(scenario), key=lambda name: (name != leading(scenario), name))[:WEIGHED]
        brought = [known["metrics", name] for name in weighed if ("metrics", name) in known]
        first, *others = [known[steps] for steps in ASKED]
        return [first, *others[:2], *brought, *others[2:]]

    def _lay_out(self) -> None:
        form = QFormLayout()
        for column in self._columns():
            field = self.fields[column.steps]
            title = tr(column.title) + (f" [{column.unit}]" if column.unit and column.unit not in column.title else "")
            field.setAccessibleName(title)
            field.setToolTip(column.explained)
            field.setPlaceholderText(tr(column.blank) if column.blank else "")
            field.textEdited.connect(self._edit)
            form.addRow(title, field)
        self.ask.setDefault(True)
        self.ask.clicked.connect(self._ask)
        self.add.clicked.connect(self._add)
        self.variant.clicked.connect(self._as_variant)
        buttons = row_of(self.ask, ..., self.variant, self.add, gap=SPACE)
        column_of(form, self.reason, (self.answer, 1), buttons, inside=self, gap=SPACE, margins=SPACE + 4)
        order_tabs(self)

    def _edit(self) -> None:
        """What was answered was of another request."""
        self._jobs.drop(LANE)
        self._changes = {}
        self.reason.setText("")
        self.say(())

    def _ask(self) -> None:
        """Read the fields, and work out the answer."""
        plan = self._document.plan
        if plan is None or plan.scenario is not self._document.scenario:
            self.reason.setText(tr("The plan is still being worked out: ask again in a moment."))
            return
        try:
            self._changes = self._read()
            vary(plan.scenario, self._changes)
        except InputError as error:
            self._changes = {}
            said = (f"{self._title(fault.path)} {fault.message}".strip() for fault in error.faults)
            self.reason.setText("\n".join(map(started, said)))
            return
        self.reason.setText("")
        self.say((tr("This is being worked out …"),))
        self._jobs.start(Job(LANE, partial(_answered, plan, self._changes), self._take, self._fail, self.say))

    def _title(self, path: Sequence[str | int]) -> str:
        """The field that a fault is about; nothing where it is about all of the request."""
        found = [column for column in self._columns() if tuple(path)[2 : 2 + len(column.steps)] == column.steps]
        return tr(found[0].title) if found else ""

    def _read(self) -> Changes:
        """The request as the changes of a variant. Raises InputError, naming the field, for what can't be read."""
        found: dict[tuple[str | int, ...], object] = {}
        for column in self._columns():
            text = self.fields[column.steps].text().strip()
            if not text:
                continue
            try:
                found[column.steps] = in_currency_of(self._document.scenario, column.steps, column.read(text))
            except InputError as error:
                fault = replace(error.faults[0], path=("requests", "", *column.steps))
                raise InputError([fault]) from error
        brought = {str(steps[1]): value for steps, value in found.items() if steps[0] == "metrics"}
        window = [found.get(("window", end)) for end in (0, 1)]
        return requested(
            self._document.scenario,
            name=found.get(("name",)),
            team=found.get(("team",)),
            minimum=found.get(("minimum",)),
            metrics=brought or None,
            gpus=found.get(("demand", "gpus")),
            gpu_hours=found.get(("demand", "gpu_hours")),
            window=window if any(window) else None,
        )

    def _take(self, found: tuple[str, ...] | None) -> None:
        if found is not None:
            self.say(found)

    def _fail(self, error: PlannerError) -> None:
        self.reason.setText(str(error))

    def say(self, sentences: tuple[str, ...]) -> None:
        """Show the answer as far as it goes, its first sentence in bold."""
        body = QWidget()
        box = column_of(inside=body, gap=SPACE, margins=0)
        for k, text in enumerate(sentences):
            said = label(text, selectable=True)
            embolden(said, is_bold=k == 0)
            box.addWidget(said)
        box.addStretch()
        self.answer.setWidget(body)
        for button in (self.add, self.variant):
            button.setEnabled(bool(self._changes))

    def _add(self) -> None:
        scenario, changes = self._document.scenario, self._changes
        ((_, element),) = changes["requests"].items()
        self._document.replace(vary(scenario, changes), tr("Add {name}", name=element["name"]))
        self.accept()

    def _as_variant(self) -> None:
        ((_, element),) = self._changes["requests"].items()
        self._open_variant(vary(self._document.scenario, self._changes), str(element["name"]))
        self.accept()


def _answered(
    plan: Plan, changes: Changes, control: Control, tell: Callable[[tuple[str, ...]], None]
) -> tuple[str, ...] | None:
    """Everything that can be said, told as it grows; None where a cancel came first."""
    found: tuple[str, ...] = ()
    for answer in asking(study_of(plan, control), changes):
        found = (*(sentence for _, sentence in answer.sentences), *answer.warnings)
        tell(found)
    return None if control.cancelled else found
