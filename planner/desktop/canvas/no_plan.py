"""In place of a plan and its charts, where a scenario has none: why, and what would mend it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QWidget

from planner.desktop.look.labels import label
from planner.desktop.look.layouts import column_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.errors import InfeasibleError, PlannerError, Repair, StoppedError

WIDEST = 760
"""Of the text, so that lines can be read [px]."""


class NoPlan(QScrollArea):
    """Says what can't hold together, and offers each repair as a variant."""

    variant_asked = Signal(dict, str)
    """The changes of a repair, and a name for the variant."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("No plan"))
        self.shown: PlannerError | None = None

    def show_error(self, error: PlannerError) -> None:
        """The conflict and its repairs; of any other error the sentence alone."""
        if error is self.shown:
            return
        self.shown = error
        body = QWidget()
        box = column_of(inside=body, gap=SPACE, margins=2 * SPACE)
        if isinstance(error, InfeasibleError):
            box.addWidget(_label(tr("There is no plan: these can't all be kept together"), "heading"))
            for member in error.conflict.members:
                box.addWidget(_label(f"•  {member}"))
            if error.conflict.caution:
                box.addWidget(_label(error.conflict.caution))
            box.addSpacing(SPACE)
            box.addWidget(_label(error.conflict.mending, "heading"))
            for repair in error.conflict.repairs:
                box.addWidget(_label(repair.sentence))
                box.addWidget(self._offer(repair), 0, Qt.AlignmentFlag.AlignLeft)
        else:
            again = tr("F5 solves again.") if isinstance(error, StoppedError) else ""
            box.addWidget(_label(f"{error} {again}".strip()))
        box.addStretch()
        self.setWidget(body)

    def _offer(self, repair: Repair) -> QPushButton:
        button = QPushButton(tr("Open as variant"))
        button.setToolTip(tr("A scenario that extends this one and makes this change"))
        button.clicked.connect(partial(self.variant_asked.emit, dict(repair.changes), repair.sentence))
        return button


def _label(text: str, role: str = "") -> QLabel:
    found = label(text, role, selectable=True)
    found.setMaximumWidth(WIDEST)
    return found
