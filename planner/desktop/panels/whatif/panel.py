"""The What if? panel: sliders that act at once, and leave the scenario as it is until what they show is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QScrollArea,
    QWidget,
)

from planner.desktop.look.labels import label
from planner.desktop.look.layouts import column_of, row_of
from planner.desktop.look.theme import SPACE, give_role
from planner.desktop.look.words import tr
from planner.desktop.open.shown import Shown
from planner.desktop.open.standing import untried, why_not
from planner.desktop.panels.whatif.kinds import KINDS, caveat, outcome, spoken, tried
from planner.desktop.panels.whatif.lever import Lever
from planner.tradeoffs.many_solves.scaling import Input


class WhatIfPanel(QScrollArea):
    """Moves the capacity of a pool, the limit of a rule and the value of a request."""

    kept = Signal()
    kept_as_variant = Signal()
    lost = Signal(str)
    """What was tried out and is dropped by something else than the user's wish to."""

    def __init__(self, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("What if?"))
        self.factors: dict[Input, float] = {}
        self._moved_in = shown.document.scenario
        """What was moved last; what is moved may be gone from what is open by now."""
        self.levers = {kind.key: Lever(kind) for kind in KINDS}
        self.said = label(selectable=True)
        self.keep = QPushButton(tr("Keep"))
        self.keep.setToolTip(tr("Make the scenario so, as one step that can be undone"))
        self.as_variant = QPushButton(tr("As variant"))
        self.as_variant.setToolTip(tr("Keep it in a new scenario that extends this one"))
        self.drop = QPushButton(tr("Drop"))
        self.drop.setToolTip(tr("Go back to the scenario as it is"))
        self._lay_out()
        shown.leaving.connect(self._leave)
        for signal in (shown.switched, shown.changed, shown.tried, shown.planned):
            signal.connect(self._show_state)
        self._show_state()

    def choose(self, kind: str, name: str) -> None:
        """Offer another pool, rule or request to be moved; what was moved stays moved."""
        self.levers[kind].choose(name)

    def _leave(self) -> None:
        self._lose(tr("another scenario is open"))

    def _show_state(self) -> None:
        """The document, its trial or its plan is another one."""
        document = self._shown.document
        if document.trial is None:
            self._lose(tr("the scenario was edited"))
        for lever in self.levers.values():
            lever.show_scenario(document.scenario, self.factors)
        is_trying = document.trial is not None
        for button in (self.keep, self.as_variant, self.drop):
            button.setEnabled(is_trying)
        self.said.setText(self._sentences())
        give_role(self.said, "" if is_trying else "quiet")

    def give_up(self) -> None:
        """Go back to the scenario as it is, or as it has become."""
        self.factors = {}
        self._shown.document.try_out(None)

    def let_go(self) -> str:
        """What is tried out goes on as something else; returns what that is called."""
        title = self.title() if self.factors else self._shown.document.trial_name
        self.factors = {}
        return title or tr("What if")

    def _lose(self, why: str) -> None:
        """What was tried out is gone, though nobody asked for that."""
        if self.factors:
            title = self.title()
            self.factors = {}
            self.lost.emit(tr("{what} – dropped, as {why}.", what=title, why=why))

    def title(self) -> str:
        """What is tried out, for the undo menu and the name of a variant."""
        if not self.factors:
            return tr("What if")
        titles = [which.title(self._moved_in) for which in self.factors]
        return tr("What if: {what}", what=", ".join(titles))

    def _lay_out(self) -> None:
        body = QWidget()
        buttons = self.keep, self.as_variant, self.drop
        margins = SPACE + 4, SPACE, SPACE + 4, SPACE
        levers = self.levers.values()
        column_of(*levers, self.said, ..., row_of(*buttons), inside=body, gap=SPACE, margins=margins)
        for lever in levers:
            lever.moved.connect(self._move)
        for button in buttons:
            button.setMinimumWidth(40)
        self.keep.clicked.connect(self.kept)
        self.as_variant.clicked.connect(self.kept_as_variant)
        self.drop.clicked.connect(self.give_up)
        self.setWidget(body)

    def _move(self, which: Input, factor: float) -> None:
        document = self._shown.document
        self._moved_in = document.scenario
        self.factors.pop(which, None)
        if abs(factor - 1.0) > 1e-9:
            self.factors[which] = factor
        document.try_out(tried(document.scenario, self.factors) if self.factors else None, self.title())

    def _sentences(self) -> str:
        document = self._shown.document
        if document.trial is None:
            return tr("Move a slider: the plan follows, and the scenario stays as it is.")
        said = [spoken(document.scenario, which, factor) for which, factor in self.factors.items()]
        if document.error is not None:
            said.append(why_not(document.error))
        elif document.is_stale:
            said.append(tr("Solving…"))
        elif (before := untried(document)) is None:
            said.append(tr("What the scenario brings without it is not solved yet: drop it to see that."))
        elif document.shown_plan is not None:
            said += outcome(before, document.shown_plan)
            said += filter(None, [caveat(document.scenario, self.factors)])
        return "\n".join(said)
