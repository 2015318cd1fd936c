"""One open scenario: what it is, what was typed and not understood, its file, its parent, and every step back."""

from __future__ import annotations

import weakref
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from planner.desktop.look.words import literal
from planner.desktop.open.editing.draft import Draft
from planner.desktop.open.editing.identities import Identities, Moves
from planner.domain.calendar import Calendar
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.errors import Fault, PlannerError, StoppedError


def blank(name: str = "") -> Scenario:
    """A scenario that holds nothing yet."""
    return Scenario(name=name, calendar=Calendar(start="2027-01", periods=6))


class ReplaceDraft(QUndoCommand):
    """Swap what is open for something else; undo is the same swap, backwards."""

    def __init__(self, document: Document, after: Draft, text: str, drag: int = 0) -> None:
        super().__init__(literal(text))
        self._drag = drag
        self._document = weakref.ref(document)  # now and then Qt's binding keeps a command when its stack is gone
        self._before, self._after = document.draft, after
        known = document.identities
        self._known, self._known_after = known, known.after(document.scenario, after.scenario)
        self.setObsolete(after == self._before)  # a change to nothing leaves no trace

    def redo(self) -> None:
        self._show(self._after, self._known_after)

    def undo(self) -> None:
        self._show(self._before, self._known)

    def _show(self, draft: Draft, known: Identities) -> None:
        if document := self._document():
            document.show(draft, known)

    def id(self) -> int:
        """Steps of one drag of a slider are one step; 0 stands for itself."""
        return self._drag or -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, ReplaceDraft) or other._drag != self._drag:
            return False
        self._after, self._known_after = other._after, other._known_after
        self.setObsolete(self._after == self._before)
        return True


class Document(QObject):
    """The scenario of one file while it is open.

    ``parent`` is the scenario that a variant extends, as that is saved: whatever is open here is measured by it;
    ``saved`` is what the file holds; ``trial`` is a scenario that is tried out in place of what is open, until it is
    kept or any edit drops it.
    """

    changed = Signal()
    """The draft is another one."""
    planned = Signal(object)
    """The document itself: its plan, or the error in its place, is another one."""
    tried = Signal()
    """What is tried out is another scenario, or nothing is any longer."""
    cleaned = Signal(bool)
    """Whether all changes are in the file."""

    def __init__(
        self,
        scenario: Scenario,
        file: Path | None = None,
        *,
        parent: Scenario | None = None,
        extends: Path | None = None,
        warnings: tuple[Fault, ...] = (),
        owner: QObject | None = None,
    ) -> None:
        super().__init__(owner)
        self.draft = Draft(scenario)
        self.identities = self._saved_identities = Identities()
        self.saved = scenario
        self.file, self.parent_scenario, self.extends, self.warnings = file, parent, extends, warnings
        self.plan: Plan | None = None
        self.previous_plan: Plan | None = None
        """The plan before this one, for what the last edit changed."""
        self.error: PlannerError | None = None
        self.is_worked_on = False
        """Whether someone is at its plan."""
        self.saved_plan: Plan | None = None
        """The plan of what the file holds, for the variants that stand on it."""
        self.imported: dict[str, dict[str, Any]] = {}
        """Requests that were imported since the file was written, as they were then, by id."""
        self._failed: Scenario | None = None
        self.trial: Scenario | None = None
        self.trial_name = ""
        """What is tried out, in a few words: for the undo menu, and the name of a variant."""
        self._trial_plan: Plan | None = None
        self.undo_stack = QUndoStack(self)
        self.undo_stack.cleanChanged.connect(self.cleaned)

    @property
    def scenario(self) -> Scenario:
        return self.draft.scenario

    @property
    def name(self) -> str:
        """The scenario's name, or its file's."""
        return self.scenario.name or (self.file.stem if self.file else "")

    @property
    def is_edited(self) -> bool:
        return not self.undo_stack.isClean()

    @property
    def has_more_than_its_file(self) -> bool:
        """Whether something would be lost with the document: changes, or texts that no file can hold."""
        return self.is_edited or bool(self.draft.refused)

    @property
    def unsaved_moves(self) -> Moves:
        """What is called otherwise, or gone, since the file was read or written."""
        return self._saved_identities.moves_to(self.saved, self.identities, self.scenario)

    @property
    def at_work(self) -> Scenario:
        """The scenario that is solved: what is tried out, or else what is open."""
        return self.scenario if self.trial is None else self.trial

    @property
    def shown_plan(self) -> Plan | None:
        """The plan on screen: of what is tried out, as soon as there is one."""
        return self._trial_plan or self.plan

    @property
    def is_stale(self) -> bool:
        """Whether the plan on screen is not the plan of the scenario that is at work."""
        return self.shown_plan is None or self.shown_plan.scenario is not self.at_work

    @property
    def is_answered(self) -> bool:
        """Whether there is a plan of the scenario that is at work, or the reason why there is none."""
        return not self.is_stale or (self.error is not None and self._failed is self.at_work)

    def replace(self, scenario: Scenario, text: str, *, drag: int = 0) -> None:
        """Open another scenario in place of this one, as one step that can be taken back.

        Replacements with the same ``drag`` (a number other than 0) in a row are one step.
        """
        self.replace_draft(self.draft.with_scenario(scenario), text, drag)

    def replace_draft(self, draft: Draft, text: str, drag: int = 0) -> None:
        self.undo_stack.push(ReplaceDraft(self, draft.beneath(self.parent_scenario), text, drag))

    def show(self, draft: Draft, identities: Identities) -> None:
        """Swap the draft, without a trace; only undo commands should."""
        self.draft, self.identities = draft.beneath(self.parent_scenario), identities
        self.trial = self._trial_plan = None
        self.changed.emit()

    def stand_on(self, saved: Scenario) -> None:
        """The file holds something else now; what is open stays, as a change from that."""
        self._saved_identities = self._saved_identities.after(self.saved, saved)
        self.saved = saved
        self.undo_stack.resetClean()

    def drop_changes(self) -> None:
        """Go back to what the file holds, with no way back."""
        self.undo_stack.clear()
        self.show(Draft(self.saved), self._saved_identities)

    def try_out(self, scenario: Scenario | None, name: str = "") -> None:
        """Solve and show another scenario, and leave what is open as it is; None goes back to that."""
        if scenario is self.trial:
            return
        self.trial, self.trial_name, self.error = scenario, name, None
        if scenario is None:
            self._trial_plan = None
        self.tried.emit()
        self.planned.emit(self)

    def take_plan(self, plan: Plan) -> None:
        """A plan has been found; the one it replaces is kept, unless it is of the same scenario."""
        self.is_worked_on = False
        if self.trial is not None and plan.scenario is self.trial:
            self._trial_plan, self.error = plan, None
            self.planned.emit(self)
            return
        if self.plan is not None and self.plan.scenario is not plan.scenario:
            self.previous_plan = self.plan
        self.plan, self.error = plan, None
        if plan.scenario is self.saved:
            self.saved_plan = plan
        self.planned.emit(self)

    def take_error(self, error: PlannerError) -> None:
        """There is no plan for what is open; the last one stays, and is stale."""
        self.error, self._failed, self.is_worked_on = error, self.at_work, False
        self.planned.emit(self)

    def take_up(self) -> None:
        """Someone is at its plan from now on; that a solve was stopped is of no account any more."""
        was_known, self.is_worked_on = self.is_worked_on, True
        if isinstance(self.error, StoppedError):
            self.error, was_known = None, False
        if self.shown_plan is None and not was_known:
            self.planned.emit(self)

    def mark_saved(self, scenario: Scenario) -> None:
        self.saved, self._saved_identities = scenario, self.identities
        if self.plan is not None and self.plan.scenario is scenario:
            self.saved_plan = self.plan
        self.undo_stack.setClean()
